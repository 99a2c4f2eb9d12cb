"""A trial: a copy of the project in which one fault after the other is made, and the tests that are to find it."""

from __future__ import annotations

import compileall
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tests.mutation.mutate import Mutation

_LEFT_BEHIND = (".git", ".*_cache", ".venv*", ".hypothesis", ".mutants", "__pycache__", "*.egg-info", "dist", "build")
_LEAST_SECONDS, _PATIENCE = 120.0, 6.0
"""How long tests may take at least, and how many times as long as they did before: a fault may make a loop endless."""

_LATER = 10_000_000_000
"""How much younger than the source a file with a fault looks, in nanoseconds."""


class Outcome(Enum):
    """What came of a fault."""

    KILLED = "killed"
    SLOW = "killed (endless)"
    SURVIVED = "survived"
    UNREACHED = "survived (no test reaches it)"


@dataclass(frozen=True)
class Result:
    """A fault, and what found it.

    Attributes:
        outcome: what came of it.
        by: the test that failed; empty where none did.
    """

    outcome: Outcome
    by: str = ""


class Trial:
    """A copy of a project's folder in another one."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._copy = folder / "tree"
        self._passes: dict[str, bool] = {}
        shutil.copytree(root, self._copy, ignore=shutil.ignore_patterns(*_LEFT_BEHIND))
        compileall.compile_dir(self._copy, quiet=2)

    def of(self, mutation: Mutation, tests: Sequence[str], seconds: float, options: Sequence[str]) -> Result:
        """Make a fault, run tests until one fails that passes without it, and take the fault back.

        Args:
            mutation: the fault.
            tests: the names of the tests.
            seconds: how long they take without it.
            options: of pytest.
        """
        most = max(_LEAST_SECONDS, _PATIENCE * seconds)
        left = [test for test in tests if self._passes.get(test, True)]
        while left:
            with self._made(mutation):
                done = self._run(left, most, options)
            if done is None:
                return Result(Outcome.SLOW)
            if done.returncode == 0:
                return Result(Outcome.SURVIVED)
            found = re.search(r"^(?:FAILED|ERROR) (.*)$", done.stdout, re.MULTILINE)
            gone = (
                set(re.findall(r"^ERROR: (?:file or directory )?not found: (.*)$", done.stderr, re.MULTILINE))
                if found is None
                else set()
            )
            if not gone:
                by = _named(found[1], left) if found else (done.stdout + done.stderr).strip()[-200:]
                # A file that cannot be collected is told by its name: one of its tests shows whether it can be without the fault.
                one = next((test for test in left if self._is_of(test, by)), by)
                if found is None or self._is_right(one, most, options):
                    return Result(Outcome.KILLED, by)
                # What fails without the fault finds none.
                gone = {by}
            kept = [test for test in left if not any(self._is_of(test, one) for one in gone)]
            if len(kept) == len(left):
                raise ValueError(f"{gone} failed, of which none was asked")
            left = kept
        return Result(Outcome.UNREACHED)

    def _is_of(self, test: str, told: str) -> bool:
        """Whether a test is what pytest tells by its name or its path, or one in that file."""
        told = told.removeprefix(f"{self._copy}/")
        return test == told or test.split("::")[0] == told

    def _is_right(self, test: str, most: float, options: Sequence[str]) -> bool:
        """Whether a test passes in the copy as it is."""
        if test not in self._passes:
            done = self._run([test], most, options)
            self._passes[test] = done is not None and done.returncode == 0
        return self._passes[test]

    @contextmanager
    def _made(self, mutation: Mutation) -> Iterator[None]:
        """The copy with the fault in it."""
        file = self._copy / mutation.path
        source, times = file.read_bytes(), file.stat()
        file.write_bytes(mutation.applied(source))
        # What is compiled is told apart by size and whole seconds alone, and a fault may be as long as what was right.
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns + _LATER))
        try:
            yield
        finally:
            file.write_bytes(source)
            # What was compiled of it is valid again.
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))

    def _run(self, tests: Sequence[str], most: float, options: Sequence[str]) -> subprocess.CompletedProcess[str] | None:
        """Some tests until one fails; None where they do not end."""
        environment = {
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(self._copy),
            "QT_QPA_PLATFORM": "offscreen",
        }
        listed = self._copy.parent / "tests.txt"
        listed.write_text("\n".join(tests), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", *options, "-x", "--tb=no", "-rfE", f"@{listed}"]
        try:
            return subprocess.run(
                command, cwd=self._copy, env=environment, capture_output=True, text=True, timeout=most, check=False
            )
        except subprocess.TimeoutExpired:
            return None


def _named(told: str, tests: Sequence[str]) -> str:
    """The test that pytest tells of, or a case of it; else the name of a file. What a case is called may have a dash in it."""
    found = [test for test in tests if told == test or told.startswith((f"{test} - ", f"{test}["))]
    return max(found, key=len) if found else told.split(" - ")[0]
