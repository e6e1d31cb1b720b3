"""Shows that every check of script/check-architecture and script/lint can fail.

Each folder of fixtures/ but `good` and `lint-good` is laid over the good tree and holds expect.txt: the line the check
must then print. Without anything laid over them the good trees must pass.
"""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIXTURES = HERE / "fixtures"
REPOSITORY = HERE.parent.parent
SCRIPTS = REPOSITORY / "script"
LINT_WITHOUT_BUILD = ["--only", "format,text,pairs,size"]


def run(script, tree, *arguments):
    done = subprocess.run([sys.executable, str(SCRIPTS / script), "--root", str(tree), *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


class Fixtures(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.tree = Path(self.folder.name) / "tree"

    def tearDown(self):
        self.folder.cleanup()

    def lay(self, good, case=None):
        shutil.copytree(FIXTURES / good, self.tree)
        shutil.copy(REPOSITORY / ".clang-format", self.tree)
        if case is not None:
            shutil.copytree(case, self.tree, dirs_exist_ok=True)
            (self.tree / "expect.txt").unlink()

    def must_fail(self, script, good, case, *arguments):
        self.lay(good, case)
        status, words = run(script, self.tree, *arguments)
        self.assertEqual(status, 1, words)
        self.assertIn((case / "expect.txt").read_text().strip(), words)

    def test_good_tree_passes_the_architecture(self):
        self.lay("good")
        status, words = run("check-architecture", self.tree)
        self.assertEqual(status, 0, words)

    def test_good_tree_passes_lint(self):
        self.lay("lint-good")
        status, words = run("lint", self.tree, *LINT_WITHOUT_BUILD)
        self.assertEqual(status, 0, words)

    def test_twenty_one_pairs_are_too_many(self):
        self.lay("lint-good")
        for number in range(20):
            for engine in ("sqlite", "postgresql"):
                (self.tree / f"src/plans/sql/more_{number}.{engine}.sql").write_text("select 1\n")
        status, words = run("lint", self.tree, *LINT_WITHOUT_BUILD)
        self.assertEqual(status, 1, words)
        self.assertIn("pairs: 21 pairs; at most 20 may differ by engine.", words)

    def test_five_hundred_and_one_lines_are_too_many(self):
        self.lay("lint-good")
        (self.tree / "src/plans/long.cpp").write_text("int a;\n" * 501)
        status, words = run("lint", self.tree, *LINT_WITHOUT_BUILD)
        self.assertEqual(status, 1, words)
        self.assertIn("size: src/plans/long.cpp: 501 lines", words)

    def test_an_unfinished_word_is_refused(self):
        self.lay("lint-good")
        (self.tree / "src/plans/later.cpp").write_text("// TO" "DO: count\n")
        status, words = run("lint", self.tree, *LINT_WITHOUT_BUILD)
        self.assertEqual(status, 1, words)
        self.assertIn("text: src/plans/later.cpp:1: unfinished", words)

    def test_a_large_file_is_refused(self):
        self.lay("lint-good")
        (self.tree / "src/plans/picture.bin").write_bytes(bytes(1_000_001))
        status, words = run("lint", self.tree, *LINT_WITHOUT_BUILD)
        self.assertEqual(status, 1, words)
        self.assertIn("size: src/plans/picture.bin: over 1 MB.", words)

    @unittest.skipUnless(shutil.which("clang-tidy-14"), "clang-tidy 14 is not installed (script/bootstrap)")
    def test_clang_tidy_finds_a_use_after_move(self):
        command = ["clang-tidy-14", f"--config-file={REPOSITORY / '.clang-tidy'}", "--quiet", str(FIXTURES / "tidy/moved.cpp"), "--", "-std=c++20"]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("bugprone-use-after-move", done.stdout)

    def test_a_missing_list_is_a_breach(self):
        self.lay("good")
        (self.tree / "src/pure_files.txt").unlink()
        status, words = run("check-architecture", self.tree)
        self.assertEqual(status, 1, words)
        self.assertIn("src/pure_files.txt: the list is missing.", words)


def case_test(script, good, case, *arguments):
    return lambda self: self.must_fail(script, good, case, *arguments)


for folder in sorted(FIXTURES.iterdir()):
    if not (folder / "expect.txt").is_file():
        continue
    name = "test_" + folder.name.replace("-", "_") + "_is_refused"
    if folder.name.startswith("lint-"):
        setattr(Fixtures, name, case_test("lint", "lint-good", folder, *LINT_WITHOUT_BUILD))
    else:
        setattr(Fixtures, name, case_test("check-architecture", "good", folder))

if __name__ == "__main__":
    unittest.main()
