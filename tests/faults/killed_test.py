"""kill -9 at random moments during imports and edits, fifty times through the server and fifty times at the command line.

Whatever was acknowledged is there afterwards; of anything else there is all or nothing; the audit log has one entry for each change and is
unbroken; the doctor finds no row without its file, and removes no file that has a row.
"""

import http.client
import re
import signal
import sys
import threading
import time

from installation import Installation, seed, skip_without, tracker, upload

ROWS = 20
KILLS = 50


class Acknowledged:
    """What the program said that it has kept."""

    def __init__(self):
        self.lock = threading.Lock()
        self.count = 0
        self.themes, self.batches, self.papers = set(), set(), set()
        self.note = 0

    def add(self, kind, name):
        with self.lock:
            kind.add(name)
            self.count += 1

    def noted(self, number):
        with self.lock:
            self.note = max(self.note, number)
            self.count += 1


def keep_trying(work):
    """Until the server is killed under it."""
    def run():
        try:
            while True:
                work()
        except (OSError, http.client.HTTPException):
            pass
    thread = threading.Thread(target=run)
    thread.start()
    return thread


class Workers:
    """Three people who change the plan at once."""

    def __init__(self, place, kept, action, run):
        self.kept, self.action, self.run = kept, action, run
        self.number = 0
        self.version = place.number(f"select version from plan_action where id = '{action}'")
        self.clients = [place.client() for _ in range(3)]
        self.faults = []
        self.threads = [keep_trying(self.guarded(work)) for work in (self.edit, self.bring_in, self.add_paper)]

    def guarded(self, work):
        def run():
            try:
                work()
            except AssertionError as fault:
                self.faults.append(str(fault))
                raise OSError from fault
        return run

    def name(self, kind):
        self.number += 1
        return f"{kind}{self.run}x{self.number}"

    def edit(self):
        theme = self.name("T")
        self.clients[0].change("theme/add", {"title": theme})
        self.kept.add(self.kept.themes, theme)
        self.clients[0].change("action/progress", {"action": self.action, "version": self.version, "status": "on track",
                                                   "note": f"Note {self.version}"})
        self.kept.noted(self.version)
        self.version += 1

    def bring_in(self):
        batch = self.name("B")
        read = self.clients[1].change("tracker/read", {"file": upload(batch + ".csv", tracker(batch, ROWS)), "create_themes": True})
        status, answer = self.clients[1].ask("POST", "tracker/confirm", {"import": read["import"]})
        # Somebody else's change in between makes the preview stale, which is refused as it should be.
        assert status in (200, 409), f"{status} {answer}"
        if status == 200:
            self.kept.add(self.kept.batches, batch)

    def add_paper(self):
        paper = self.name("P")
        self.clients[2].change("evidence/add", {"title": paper, "source": "document", "rung": "output", "dated": "2026-06-01",
                                                "shows": "That it was done.", "file": upload(paper + ".txt", paper.encode() * 2000)})
        self.kept.add(self.kept.papers, paper)

    def join(self):
        for thread in self.threads:
            thread.join()
        assert not self.faults, self.faults


# What each kind of change leaves: as many rows as the log has entries of it.
CHANGES = (("theme add", "select count(*) from theme where title like 'T%x%'"),
           ("tracker confirm", "select count(*) from tracker_import where state <> 'waiting'"),
           ("evidence add", "select count(*) from evidence"), ("evidence add", "select count(*) from evidence_file"))


def check(place, kept):
    questions = ["select title from theme", "select title from evidence", "select reference from plan_action where reference <> ''",
                 "select note from plan_action where title = 'The action that is edited'"]
    for operation, rows in CHANGES:
        questions += [f"select count(*) from audit_entry where operation = '{operation}'", rows]
    themes, papers, references, notes, *counted = place.several(*questions)
    gone = kept.themes - {row[0] for row in themes}
    assert not gone, f"acknowledged themes are gone: {gone}"
    gone = kept.papers - {row[0] for row in papers}
    assert not gone, f"acknowledged evidence is gone: {gone}"
    counts = {}
    for (reference,) in references:
        batch = reference.rsplit("-", 1)[0]
        counts[batch] = counts.get(batch, 0) + 1
    gone = kept.batches - set(counts)
    assert not gone, f"acknowledged imports are gone: {gone}"
    assert all(count == ROWS for count in counts.values()), f"half an import: {counts}"
    note = int(re.search(r"\d+", notes[0][0]).group())
    assert note >= kept.note, f"note {note} after {kept.note} was acknowledged"
    for at, (operation, rows) in enumerate(CHANGES):
        entries, found = int(counted[2 * at][0][0]), int(counted[2 * at + 1][0][0])
        assert entries == found, f"{entries} entries of {operation}, {found} by: {rows}"
    said = place.doctor()
    assert said["well"], said


def kill_servers(place, kept, action, chance):
    took = []
    for run in range(KILLS):
        before = kept.count
        begun = time.monotonic()
        place.serve()
        took.append(time.monotonic() - begun)
        workers = Workers(place, kept, action, f"s{run}")
        # The moment: so many acknowledgements, and then a little more.
        wanted = before + chance.randrange(0, 12)
        while kept.count < wanted and not workers.faults:
            time.sleep(0.0005)
        time.sleep(chance.random() * 0.02)
        place.kill_server()
        workers.join()
        check(place, kept)
    print(f"server killed {KILLS} times; {kept.count} changes acknowledged; it was up again after {1000 * sum(took) / len(took):.0f} ms")


def kill_commands(place, kept, chance, folder):
    usual = {}
    killed = 0
    for run in range(KILLS):
        kind = ("theme", "tracker", "evidence")[run % 3]
        name = {"theme": "T", "tracker": "B", "evidence": "P"}[kind] + f"c{run}x1"
        if kind == "tracker":
            file = folder / (name + ".csv")
            file.write_bytes(tracker(name, ROWS))
            read = place.operation("tracker", "read", str(file), "--create-themes")
            words = ["tracker", "confirm", "--import", read["import"]]
        elif kind == "evidence":
            file = folder / (name + ".txt")
            file.write_bytes(name.encode() * 2000)
            words = ["evidence", "add", str(file), "--title", name, "--source", "document", "--rung", "output", "--dated", "2026-06-01",
                     "--shows", "That it was done."]
        else:
            words = ["theme", "add", "--title", name]
        begun = time.monotonic()
        process = place.start(*words, "--as", "manager@northmere.example", "--json")
        if kind in usual:  # the first of each kind shows how long it takes
            time.sleep(chance.random() * usual[kind] * 1.1)
            process.send_signal(signal.SIGKILL)
        process.communicate()
        usual.setdefault(kind, time.monotonic() - begun)
        if process.returncode == 0:
            kept.add({"theme": kept.themes, "tracker": kept.batches, "evidence": kept.papers}[kind], name)
        else:
            assert process.returncode == -signal.SIGKILL, process.returncode
            killed += 1
        place.wait_for_sessions()
        if run % 5 == 4:
            check(place, kept)
    print(f"{KILLS} commands, {killed} of them killed before their end")


def main():
    engine = sys.argv[1]
    skip_without(engine)
    chance = seed()
    kept = Acknowledged()
    with Installation(engine) as place:
        place.set_up()
        made = place.operation("action", "add", "--title", "The action that is edited", "--owner-role", "Head of service", "--due", "2027-06-30",
                               "--status", "on track", "--note", "Note 0")
        kill_servers(place, kept, made["action"], chance)
        kill_commands(place, kept, chance, place.folder)
        check(place, kept)
        place.age_files()
        used = place.number("select count(distinct hash) from (select hash from evidence_file union select document_hash from tracker_import) f")
        said = place.doctor("--remove-unused")
        assert said["well"], said
        assert said["files"] == used, said
        said = place.doctor()
        assert said["well"] and said["unused"] == 0 and said["files"] == used, said
        print(f"{used} files of records are there; {said['removed']} more to remove")


main()
