"""kill -9 at random moments while a backup is restored: the data is what it was or what the backup holds, whole, and the next restore works."""

import signal
import sys
import time

from installation import Installation, seed, skip_without

KILLS = 15


def paper(place, name):
    file = place.folder / (name + ".txt")
    file.write_bytes(name.encode() * 5000)
    place.operation("evidence", "add", str(file), "--title", name, "--source", "document", "--rung", "output", "--dated", "2026-06-01",
                    "--shows", "That it was done.")


def main():
    engine = sys.argv[1]
    skip_without(engine)
    chance = seed()
    with Installation(engine) as place:
        place.set_up()
        for number in range(20):
            paper(place, f"old {number}")
        made = place.command("backup", "--to", str(place.folder / "backups"), "--json")
        assert made["files"] == 20 and made["faults"] == [], made
        paper(place, "new")
        usual = None
        outcomes = {"old": 0, "new": 0}
        for run in range(KILLS + 1):
            begun = time.monotonic()
            process = place.start("restore", made["folder"])
            if usual is not None:  # the first one shows how long it takes
                time.sleep((0.4 + 0.7 * chance.random()) * usual)  # what matters is done late
                process.send_signal(signal.SIGKILL)
            out, error = process.communicate()
            if usual is None:
                assert process.returncode == 0, out + error
                usual = time.monotonic() - begun
            place.wait_for_sessions()
            titles = place.texts("select title from evidence")
            restored = titles == {f"old {number}" for number in range(20)}
            assert restored or "new" in titles, titles
            outcomes["old" if restored else "new"] += 1
            said = place.doctor()
            assert said["well"], said
            # So that the next one makes a difference again.
            if restored:
                paper(place, "new")
        said = place.command("restore", made["folder"])
        assert "Restored the backup" in said, said
        place.command("audit", "verify")
        print(f"restore killed {KILLS} times (it takes {1000 * usual:.0f} ms): {outcomes}")


main()
