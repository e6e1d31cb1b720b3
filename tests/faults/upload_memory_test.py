"""A large file costs the program little memory, however it is brought: a report through the page and the API, evidence through the API and by command.
The peak of the server's memory is looked at, and that of the command."""

import base64
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from browser import sign_in
from installation import PROGRAM, Installation, skip_without

MOST = 40 * 1024  # kilobytes above what was held before
REPORT = Path(__file__).resolve().parents[2] / "examples/northmere/inspection-report.pdf"
IS_SANITIZED = b"__asan_init" in Path(PROGRAM).read_bytes() or b"__tsan_init" in Path(PROGRAM).read_bytes()


def kilobytes(process, what):
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(what + ":"):
            return int(line.split()[1])
    raise AssertionError("no " + what)


def larger(report, size):
    """The same document with so many bytes nobody reads before its table of places, which moves by as many."""
    found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", report)
    table = int(found.group(1))
    filling = b"%" + b"x" * 126 + b"\n"
    filling = filling * (size // len(filling) + 1)
    end = b"startxref\n%d\n%%%%EOF\n" % (table + len(filling))
    return report[:table] + filling + report[table:found.start()] + end


def growth(place, work):
    """Kilobytes at the peak of `work` above those held before it."""
    process = place.server.pid
    Path(f"/proc/{process}/clear_refs").write_text("5")
    before = kilobytes(process, "VmHWM")
    work()
    return kilobytes(process, "VmHWM") - before


def multipart(fields, name, content):
    edge = "XXXX-edge-XXXX"
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: application/pdf\r\n\r\n'.encode()
    return edge, b"".join(parts) + head + content + f"\r\n--{edge}--\r\n".encode()


def by_page(place, browser, report):
    _, page = browser.open("/inspections/new")
    form = re.search(r'<form\b[^>]*multipart.*?</form>', page, re.S).group(0)
    fields = {}
    for field in re.findall(r'<input[^>]*type="hidden"[^>]*>', form):
        fields[re.search(r'name="([^"]*)"', field).group(1)] = re.search(r'value="([^"]*)"', field).group(1)
    edge, body = multipart(fields, "report.pdf", report)
    request = urllib.request.Request(browser.base + "/inspections/new", body, {"Content-Type": f"multipart/form-data; boundary={edge}"})
    with browser.opener.open(request, timeout=120) as answer:
        assert answer.status == 200, answer.status
    end = time.monotonic() + 120
    while True:  # a long report is read in the background
        states = place.texts("select state from job")
        if states <= {"done"}:
            return
        assert states <= {"done", "queued", "running"} and time.monotonic() < end, states
        time.sleep(0.1)


def by_api(place, path, body, name, content):
    sent = json.dumps({**body, "file": {"filename": name, "base64": base64.b64encode(content).decode()}})
    headers = {"Authorization": "Bearer " + place.token, "Content-Type": "application/json"}
    request = urllib.request.Request(f"http://127.0.0.1:{place.port}/api/v1/{path}", sent.encode(), headers)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.loads(answer.read())


# A process counts as its own peak what the one held that started it, so a small one does.
MEASURED = """import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)"""


def by_command(place, *words):
    """Kilobytes at the peak of the command."""
    done = subprocess.run([sys.executable, "-c", MEASURED, PROGRAM, *words, "--data", str(place.data)], env=place.environment, capture_output=True,
                          text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return int(done.stdout)


def main():
    engine = sys.argv[1]
    skip_without(engine)
    report = REPORT.read_bytes()
    evidence = {"source": "document", "rung": "output", "dated": "2026-06-01", "shows": "That it was done."}
    with Installation(engine) as place:
        place.set_up()
        place.serve()
        browser = sign_in(place)
        # The first of each: what is made once is not what a large file costs.
        by_api(place, "evidence/add", {**evidence, "title": "Small"}, "small.txt", b"small " * 300_000)
        by_page(place, browser, larger(report, 2 << 20))
        found = {
            "a report by page": growth(place, lambda: by_page(place, browser, larger(report, 60 << 20))),
            "a report by the API": growth(place, lambda: by_api(place, "inspection/import", {}, "report.pdf", larger(report, 59 << 20))),
            "evidence by the API": growth(place, lambda: by_api(place, "evidence/add", {**evidence, "title": "Large"}, "large.pdf",
                                                                b"%PDF-1.7\n" + os.urandom(48 << 20))),
        }
        words = ["evidence", "add", "--as", "manager@northmere.example", "--json", "--source", "document", "--rung", "output", "--dated", "2026-06-01",
                 "--shows", "That it was done."]
        files = {}
        for name, size in (("small", 1 << 20), ("large", 48 << 20)):
            path = place.folder / (name + ".pdf")
            path.write_bytes(b"%PDF-1.7\n" + os.urandom(size))
            files[name] = by_command(place, *words, "--title", name, str(path))
        found["evidence by command"] = files["large"] - files["small"]
        assert place.doctor()["well"]
        for what, more in found.items():
            print(f"{engine}: {what}: {more} KB")
            assert IS_SANITIZED or more < MOST, f"{what} cost {more} KB"


main()
