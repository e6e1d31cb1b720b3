"""The data folder lies on a disk that can only be read, and the program starts for reading: after an orderly end, and after a crash that left SQLite's log.
The disk is mounted so where one may mount; elsewhere the calls that write are made to fail. Nothing in the folder changes."""

import hashlib
import os
import shutil
import subprocess

from browser import Browser, sign_in
from failing_disk_test import READ_ONLY, Switch
from installation import Installation

NOTICE = "Nothing can be changed now."


def state_of(folder):
    """Every file with its content's hash."""
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


class Mounted:
    """The folder, mounted onto itself for reading only."""

    def __init__(self, folder):
        self.folder = str(folder)

    def begin(self):
        if os.geteuid() != 0 or subprocess.run(["mount", "--bind", self.folder, self.folder], capture_output=True).returncode != 0:
            return False
        if subprocess.run(["mount", "-o", "remount,bind,ro", self.folder], capture_output=True).returncode == 0:
            return True
        self.end()
        return False

    def end(self):
        subprocess.run(["umount", self.folder], check=True)


def leave(place, browser):
    """Signs out, as far as that goes; the browser keeps its session for the next look."""
    def errors():
        return (place.folder / "server.log").read_text().count('"level":"error"')
    kept, before = list(browser.cookies), errors()
    status, page = browser.press("/plan", "/sign-out")
    assert status == 200 and "signed out in this browser" in page and "ends by itself" in page, f"{status} {page}"
    assert errors() == before
    _, page = browser.open("/plan")
    assert "Sign in" in page and "The first theme" not in page, page
    browser.cookies.clear()
    for cookie in kept:
        browser.cookies.set_cookie(cookie)


def look(place, browser, environment, title):
    """What can be done with data that can only be read."""
    before = state_of(place.data)
    assert title in str(place.operation("theme", "list", environment=environment))
    said = place.operation("theme", "add", "--title", "Too late", status=5, environment=environment)
    assert READ_ONLY in said, said
    said = place.command("doctor", "--json", environment=environment)
    assert said["well"], said
    made = place.command("backup", "--to", str(place.folder / "backups"), "--json", environment=environment)
    assert made["faults"] == [], made
    shutil.rmtree(place.folder / "backups")  # the next may be made in the same second, under the same name
    place.serve(environment)
    browser.base = f"http://127.0.0.1:{place.port}"
    status, page = browser.open("/plan")
    assert status == 200 and NOTICE in page, f"{status} {page}"
    status, page = browser.send("/themes/new", {"title": "Too late"})
    assert status == 503 and READ_ONLY in page, f"{status} {page}"
    leave(place, browser)
    stranger = Browser(place.port)
    status, page = stranger.open("/sign-in")
    assert status == 200 and NOTICE in page and "nobody else can sign in" in page, f"{status} {page}"
    status, page = stranger.send("/sign-in", {"email": "manager@northmere.example", "password": "a long enough password of the manager"})
    assert status == 503 and READ_ONLY in page, f"{status} {page}"
    status, answer = place.client().ask("GET", "theme/list")
    assert status == 200 and title in str(answer), answer
    status, answer = place.client().ask("POST", "theme/add", {"title": "Too late"})
    assert status == 503 and READ_ONLY in answer["error"]["message"], f"{status} {answer}"
    place.kill_server()
    assert state_of(place.data) == before


def main():
    with Installation("sqlite") as place:
        place.set_up()
        place.operation("theme", "add", "--title", "The first theme")
        place.serve()
        browser = sign_in(place)
        place.kill_server()
        for how in ("in order", "after a crash"):
            title = "Kept " + how
            if how == "in order":
                place.operation("theme", "add", "--title", title)
                place.command("doctor")  # whose end closes the log
            else:
                place.serve()
                place.client().change("theme/add", {"title": title})
                place.kill_server()
                assert (place.data / "goldenthread.db-wal").stat().st_size > 0
            mounted = Mounted(place.data)
            if mounted.begin():
                try:
                    look(place, browser, None, title)
                finally:
                    place.kill_server()
                    mounted.end()
                print(f"{how}: on a disk mounted for reading")
            switch = Switch(place)
            switch.set("R")
            look(place, browser, switch.environment, title)
            print(f"{how}: on a disk that refuses to be written")


main()
