"""An installation of the program on either engine, driven from outside: commands, server, API, and a look at the rows."""

import base64
import http.client
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = os.environ.get("GOLDENTHREAD_PROGRAM", "build/release/goldenthread")
POSTGRESQL = os.environ.get("GOLDENTHREAD_TEST_POSTGRESQL", "")
EMAIL = "manager@northmere.example"
SKIPPED = 77


def seed():
    """The same run again: GOLDENTHREAD_SEED=…"""
    value = int(os.environ.get("GOLDENTHREAD_SEED") or random.SystemRandom().randrange(10**9))
    print(f"seed {value}", flush=True)
    return random.Random(value)


def skip_without(engine):
    if engine == "postgresql" and not POSTGRESQL:
        required = os.environ.get("GOLDENTHREAD_REQUIRE_POSTGRESQL") == "1"
        print("GOLDENTHREAD_TEST_POSTGRESQL is not set; script/test starts a server.")
        sys.exit(1 if required else SKIPPED)


def psql(connection, sql):
    """Lines of cells."""
    done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", sql, connection],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return [line.split("\t") for line in done.stdout.splitlines()]


class Installation:
    def __init__(self, engine, folder=None):
        self.engine = engine
        self.folder = Path(tempfile.mkdtemp(prefix="goldenthread-faults-"))
        self.data = Path(folder) if folder else self.folder / "data"
        self.database = ""
        self.environment = {k: v for k, v in os.environ.items() if k != "GOLDENTHREAD_NOW"}
        self.environment["GOLDENTHREAD_POSTGRESQL"] = ""
        if engine == "postgresql":
            self.database = f"gt_faults_{os.getpid()}_{random.SystemRandom().randrange(10**9)}"
            psql(POSTGRESQL, f"create database {self.database} template template0 encoding 'UTF8' locale 'C.UTF-8'")
            self.connection = f"{POSTGRESQL} dbname={self.database}"
            self.environment["GOLDENTHREAD_POSTGRESQL"] = self.connection
        self.server = None
        self.port = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.kill_server()
        if kind is not None and (self.folder / "server.log").exists():
            faults = [line for line in (self.folder / "server.log").read_text().splitlines() if '"level":"info"' not in line]
            print("The server said:", *faults[-10:], sep="\n", file=sys.stderr)
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.database:
            psql(POSTGRESQL, f"drop database {self.database} with (force)")

    # ---- commands

    def start(self, *words, environment=None):
        return subprocess.Popen([PROGRAM, *words, "--data", str(self.data)], env=environment or self.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def command(self, *words, status=0, environment=None):
        """What it printed, as JSON when that is what it is."""
        process = self.start(*words, environment=environment)
        out, error = process.communicate(timeout=120)
        assert status is None or process.returncode == status, f"{words}: exit {process.returncode}\n{out}{error}"
        try:
            return json.loads(out)
        except ValueError:
            return out + error

    def operation(self, *words, status=0, environment=None):
        return self.command(*words, "--as", EMAIL, "--json", status=status, environment=environment)

    def set_up(self):
        """A council with one person who may do everything, and a token that works for a year."""
        made = self.command("user", "add", "--council", "Northmere Council", "--role", "administrator", "--email", EMAIL,
                            "--name", "Manager", "--json")
        self.operation("role", "grant", "--account", made["account"], "--role", "programme manager")
        self.link = made["link"]
        words = []
        for permission in ("plan.view", "plan.edit", "action.edit", "action.progress", "evidence.add", "inspection.view", "inspection.edit"):
            words += ["--permissions", permission]
        self.token = self.operation("token", "add", "--name", "faults", "--days", "365", *words)["token"]

    def doctor(self, *words, status=0):
        """What the doctor says; everything but notes is well."""
        said = self.command("doctor", "--json", *words, status=status)
        return said

    # ---- server

    def serve(self, environment=None):
        words = [PROGRAM, "serve", "--data", str(self.data), "--port", "0", "--workers", "4"]
        self.log = open(self.folder / "server.log", "a")
        self.server = subprocess.Popen(words, env=environment or self.environment, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=self.log, text=True)
        for line in self.server.stdout:
            if "is running at" in line:
                self.port = int(line.rsplit(":", 1)[1])
                return
        raise AssertionError("the server did not start: " + (self.folder / "server.log").read_text())

    def kill_server(self):
        if self.server is None:
            return
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()
        self.log.close()
        self.server = None
        self.wait_for_sessions()

    def wait_for_sessions(self):
        """PostgreSQL ends what a killed client has asked for; until then the rows may still change."""
        if not self.database:
            return
        end = time.monotonic() + 30
        while psql(self.connection, "select count(*) from pg_stat_activity where datname = current_database() "
                   "and pid <> pg_backend_pid() and backend_type = 'client backend'") != [["0"]]:
            assert time.monotonic() < end, "a session of a killed program did not end"
            time.sleep(0.02)

    def client(self):
        return Client(self.port, self.token)

    # ---- rows

    def rows(self, sql):
        """Lists of texts."""
        if self.engine == "postgresql":
            return psql(self.connection, sql)
        database = sqlite3.connect(self.data / "goldenthread.db", timeout=30)
        try:
            return [[str(cell) for cell in row] for row in database.execute(sql)]
        finally:
            database.close()

    def several(self, *queries):
        """The rows of each query, asked at once."""
        if self.engine != "postgresql":
            return [self.rows(sql) for sql in queries]
        words = ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", self.connection]
        for sql in queries:
            words += ["-c", sql, "-c", "\\echo ----"]
        out = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        return [[line.split("\t") for line in part.splitlines()] for part in out.split("----\n")[:-1]]

    def number(self, sql):
        return int(self.rows(sql)[0][0])

    def texts(self, sql):
        return {row[0] for row in self.rows(sql)}

    def age_files(self):
        """As if all had been stored long ago."""
        for path in (self.data / "files").rglob("*"):
            if path.is_file():
                os.utime(path, (1e9, 1e9))


class Client:
    """The API over one connection."""

    def __init__(self, port, token):
        self.token = token
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method, path, body=None):
        """Status and JSON. Raises OSError or http.client.HTTPException when the server goes away."""
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"}
        self.connection.request(method, "/api/v1/" + path, json.dumps(body) if body is not None else None, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        try:
            return answer.status, json.loads(text)
        except ValueError:
            return answer.status, text

    def change(self, path, body):
        status, answer = self.ask("POST", path, body)
        assert status == 200, f"{path}: {status} {answer}"
        return answer


def upload(name, content):
    return {"filename": name, "base64": base64.b64encode(content).decode()}


def tracker(batch, rows=20):
    """A council's tracker of so many actions, as CSV."""
    lines = ["Ref,Action,Owner,Theme,Due date,Status"]
    for number in range(rows):
        lines.append(f"{batch}-{number},Step {number} of {batch},Head of service,Theme of trackers,2027-03-{number % 28 + 1:02d},on track")
    return ("\n".join(lines) + "\n").encode()
