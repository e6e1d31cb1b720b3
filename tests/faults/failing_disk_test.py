"""The disk is full, and then can only be read, under a running server: page, API and command line say what happened, that nothing was changed and what
to do; the server still reads; and once there is room it goes on. On SQLite the disk of the data folder fails (and, where one may be mounted, a small
disk is really filled). On PostgreSQL the database server itself refuses, and then the disk of the stored files fails."""

import os
import subprocess
import sys
from pathlib import Path

from browser import sign_in
from installation import Installation, psql, skip_without, upload

FULL = "There is no room left on the server’s disk, so nothing was changed."
READ_ONLY = "The server’s disk can only be read at the moment, so nothing was changed."


def look_while_failing(place, browser, words, change="theme add", environment=None):
    """Nothing can be changed, and everything can be read."""
    themes = place.texts("select title from theme")
    entries = place.number("select count(*) from audit_entry")
    client = place.client()
    if change == "theme add":
        status, answer = client.ask("POST", "theme/add", {"title": "By the API"})
        assert status == 503 and words in answer["error"]["message"], f"{status} {answer}"
        status, page = browser.send("/themes/new", {"title": "By a page"})
        assert status == 503 and words in page and "Ask whoever looks after the server" in page, f"{status} {page}"
        said = place.operation("theme", "add", "--title", "By a command", status=5, environment=environment)
        assert words in str(said), said
    body = {"title": "By the API", "source": "document", "rung": "output", "dated": "2026-06-01", "shows": "That it was done.",
            "file": upload("a.txt", os.urandom(150_000).hex().encode())}
    status, answer = client.ask("POST", "evidence/add", body)
    assert status == 503 and words in answer["error"]["message"], f"{status} {answer}"
    for address in ("/", "/plan", "/themes/new", "/inspections", "/search?q=first"):
        status, page = browser.open(address)
        assert status == 200, f"{address}: {status} {page}"
    status, answer = client.ask("GET", "theme/list")
    assert status == 200 and "The first theme" in str(answer), answer
    assert place.texts("select title from theme") == themes
    assert place.number("select count(*) from audit_entry") == entries


def look_afterwards(place, browser, name):
    """It goes on without being started again."""
    place.client().change("theme/add", {"title": name})
    status, page = browser.send("/themes/new", {"title": name + " by a page"})
    assert status == 200, f"{status} {page}"
    place.client().change("evidence/add", {"title": name, "source": "document", "rung": "output", "dated": "2026-06-01", "shows": "That it was done.",
                                           "file": upload("a.txt", os.urandom(150_000).hex().encode())})
    assert {name, name + " by a page"} <= place.texts("select title from theme")
    said = place.doctor()
    assert said["well"], said


class Switch:
    """How the disk is: F full, R only to be read, anything else well."""

    def __init__(self, place):
        self.path = place.folder / "switch"
        self.set(".")
        self.environment = {**place.environment, "LD_PRELOAD": os.environ["GOLDENTHREAD_FAILING_DISK"], "FAILING_DISK_SWITCH": str(self.path),
                            "FAILING_DISK_FOLDER": str(place.data)}
        # The sanitizer's library is not the first one then, which it does not need to be.
        self.environment["ASAN_OPTIONS"] = ":".join(filter(None, [os.environ.get("ASAN_OPTIONS"), "verify_asan_link_order=0"]))

    def set(self, how):
        if self.path.exists():
            with open(self.path, "r+") as file:  # in place: the program has it mapped
                file.write(how)
        else:
            self.path.write_text(how)


def with_a_failing_disk(engine):
    with Installation(engine) as place:
        place.set_up()
        place.operation("theme", "add", "--title", "The first theme")
        switch = Switch(place)
        place.serve(switch.environment)
        browser = sign_in(place)
        change = "theme add" if engine == "sqlite" else "none"  # the rows are on the database server's disk
        for how, words in (("F", FULL), ("R", READ_ONLY)):
            switch.set(how)
            look_while_failing(place, browser, words, change, switch.environment)
            said = place.command("backup", "--to", str(place.data / "backups"), status=5, environment=switch.environment)
            assert "The backup could not be written" in said, said
            switch.set(".")
            look_afterwards(place, browser, "After " + how)
        if engine == "sqlite":
            # Nobody has the database open, so that even reading would write beside it. What can only be read is read all the same (read_only_test.py).
            place.kill_server()
            place.command("doctor")
            switch.set("F")
            said = place.operation("theme", "list", status=5, environment=switch.environment)
            assert FULL in said, said
            switch.set("R")
            assert "The first theme" in str(place.operation("theme", "list", environment=switch.environment))
            said = place.operation("theme", "add", "--title", "By a command", status=5, environment=switch.environment)
            assert READ_ONLY in said, said
        print(f"{engine}: a full disk and one that can only be read")


def with_a_database_that_refuses():
    with Installation("postgresql") as place:
        place.set_up()
        place.operation("theme", "add", "--title", "The first theme")
        place.serve()
        browser = sign_in(place)
        psql(place.connection, "create function no_room() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' "
             "using errcode = 'disk_full'; end $$; create trigger no_room before insert on theme execute function no_room(); "
             "create trigger no_room before insert on evidence execute function no_room()")
        look_while_failing(place, browser, FULL)
        psql(place.connection, "drop trigger no_room on theme; drop trigger no_room on evidence; drop function no_room")
        look_afterwards(place, browser, "After no room")
        place.kill_server()
        psql(place.connection, f"alter database {place.database} set default_transaction_read_only = on")
        place.serve()
        browser.base = f"http://127.0.0.1:{place.port}"
        look_while_failing(place, browser, READ_ONLY)
        psql(place.connection + " options='-c default_transaction_read_only=off'", f"alter database {place.database} reset default_transaction_read_only")
        place.kill_server()
        place.serve()
        browser.base = f"http://127.0.0.1:{place.port}"
        look_afterwards(place, browser, "After reading only")
        print("postgresql: a database server that has no room, and one that can only be read")


def with_a_small_disk():
    """A disk of its own, really filled. Only where one may be mounted."""
    with Installation("sqlite") as place:
        place.data.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place.data)], capture_output=True)
        if mounted.returncode != 0:
            print("no small disk can be mounted here, so this part was left out")
            return
        try:
            place.set_up()
            place.operation("theme", "add", "--title", "The first theme")
            place.serve()
            browser = sign_in(place)
            filler = Path(place.data) / "filler"
            with open(filler, "wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    pass
            look_while_failing(place, browser, FULL)
            filler.unlink()
            look_afterwards(place, browser, "After the small disk")
            print("sqlite: a small disk that was filled")
        finally:
            place.kill_server()
            subprocess.run(["umount", "-l", str(place.data)], check=True)


def main():
    engine = sys.argv[1]
    skip_without(engine)
    with_a_failing_disk(engine)
    if engine == "postgresql":
        with_a_database_that_refuses()
    else:
        with_a_small_disk()


if __name__ == "__main__":
    main()
