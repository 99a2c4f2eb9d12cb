"""The map: which test executes which lines of `visprop/`, made once and brought up to date where a test's file has changed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

from tests.mutation.watch import FOLDER, IMPORTS, PART, lines_file, seconds_file

USUAL = ("-o", "addopts=", "-p", "no:xdist", "-p", "no:cacheprovider", "-q", "--hypothesis-seed=7",
         "-m", "not long and not latex and not renderers and not frameworks and not browser")  # fmt: skip
"""The suite's usual run, in one process and with the same examples each time."""


PINS = "tests/test_pinned.py"
"""The tests that see every page and picture, whatever room a fault is in."""


def digest(files: Iterable[Path]) -> str:
    """What tells whether some files have changed."""
    found = hashlib.sha1()
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()


def update_map(root: Path, folder: Path) -> None:
    """Run those test files whose lines are not known, each in a process of its own.

    The lines of all are forgotten where the sources are others than those of the map.
    """
    folder.mkdir(parents=True, exist_ok=True)
    noted = folder / "digests.json"
    known = json.loads(noted.read_text(encoding="utf-8")) if noted.exists() else {}
    sources = digest(sorted((root / "visprop").rglob("*.py")))
    if known.get("visprop") != sources:
        known = {"visprop": sources}
    for file in sorted((root / "tests").rglob("test_*.py")):
        name, now = file.relative_to(root).as_posix(), digest([file])
        if known.get(name) == now:
            continue
        part = name.removesuffix(".py").replace("/", "-")
        for old in (lines_file(folder, part), seconds_file(folder, part)):
            old.unlink(missing_ok=True)
        print(f"mapping {name}", file=sys.stderr, flush=True)
        environment = {**os.environ, FOLDER: str(folder), PART: part}
        command = [sys.executable, "-m", "pytest", *USUAL, "-p", "tests.mutation.watch", name]
        subprocess.run(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, check=False)
        known[name] = now
        noted.write_text(json.dumps(known, indent=1), encoding="utf-8")


@dataclass(frozen=True)
class Chosen:
    """The tests that a fault is tried with.

    Attributes:
        tests: their names, in the order in which they run.
        seconds: how long they take in all, as they did when the map was made.
        left_out: how many others reach the fault's file, but not its line, or take too long in all.
    """

    tests: tuple[str, ...]
    seconds: float
    left_out: int


class Map:
    """What the map's files say."""

    def __init__(self, folder: Path) -> None:
        self._seconds: dict[str, float] = {}
        self._data = []
        # How long they take is noted last: a part without it is not whole.
        for file in sorted(folder.glob("seconds.*.json")):
            self._seconds |= json.loads(file.read_text(encoding="utf-8"))
            data = CoverageData(str(lines_file(folder, file.name.removeprefix("seconds.").removesuffix(".json"))))
            data.read()
            self._data.append(data)

    def tests_of(self, path: str, line: int, is_inside: bool, most: float) -> Chosen:
        """The tests for a line: those of the room's own folder and the pins first, then others that execute it, then of the file.

        Args:
            path: the file, from the root of the project.
            line: the line, from 1.
            is_inside: whether it is in a function. What is run at the import is reached by all that reach its file.
            most: the seconds that they may take in all.
        """
        of_line, of_file = self._reaching(path, line)
        if not is_inside:
            of_line = of_file
        first = ("tests/" + "/".join(path.split("/")[1:-1]), PINS)
        ranks: dict[str, int] = defaultdict(int)
        rated = []
        for test in sorted(of_file | of_line, key=lambda test: (self._seconds[test], test)):
            function = test.split("[")[0]
            # One example of each test before the second of any.
            rated.append(
                (test not in of_line, ranks[function] > 3, not test.startswith(first), ranks[function], len(rated), test)
            )
            ranks[function] += 1
        found, total = [], 0.0
        for *_, test in sorted(rated):
            if total + self._seconds[test] <= most:
                total += self._seconds[test]
                found.append(test)
        return Chosen(tuple(found), total, len(rated) - len(found))

    def _reaching(self, path: str, line: int) -> tuple[set[str], set[str]]:
        """The tests that execute a line, and those that execute anything in its file."""
        of_line: set[str] = set()
        of_file: set[str] = set()
        for data in self._data:
            found = next((file for file in data.measured_files() if file.endswith("/" + path)), None)
            if found is None:
                continue
            for at, tests in data.contexts_by_lineno(found).items():
                of_file.update(tests)
                if at == line:
                    of_line.update(tests)
        known = self._seconds.keys()
        return of_line & known - {IMPORTS}, of_file & known - {IMPORTS}
