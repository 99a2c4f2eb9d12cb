"""A plugin of pytest that notes which test executes which lines, and how long each takes: the map that faults are tried by."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path

import coverage
import pytest

FOLDER = "VISPROP_MAP"
"""The variable that names the folder of the map."""
PART = "VISPROP_MAP_PART"
"""The variable that names the part of the map that this process makes."""
IMPORTS = "import"
"""What executed a line while nothing but an import ran."""


EXAMPLES, FURTHER = 4, 0.5
"""Of a test that is run with many arguments so many are watched, evenly spread, and of the others as many as take together no
longer than this, in seconds: most go the same ways."""


def lines_file(folder: Path, part: str) -> Path:
    """Where the lines of a part are kept."""
    return folder / f"lines.{part}"


def seconds_file(folder: Path, part: str) -> Path:
    """Where it is kept how long each test of a part took."""
    return folder / f"seconds.{part}.json"


class Watch:
    """Tells the collector of lines which test runs."""

    def __init__(self, folder: Path, part: str) -> None:
        self._seconds: dict[str, float] = {}
        self._chosen: set[str] = set()
        self._spent: dict[str, float] = defaultdict(float)
        self._failed: set[str] = set()
        self._file = seconds_file(folder, part)
        self._lines = coverage.Coverage(str(lines_file(folder, part)), source=["visprop"], config_file=False)
        self._lines.start()
        self._lines.switch_context(IMPORTS)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        examples: dict[str, list[str]] = defaultdict(list)
        for item in items:
            examples[_function(item.nodeid)].append(item.nodeid)
        for found in examples.values():
            step = max(1.0, (len(found) - 1) / (EXAMPLES - 1))
            self._chosen.update(found[round(i * step)] for i in range(min(EXAMPLES, len(found))))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """Begin to watch a test; True for one that is passed over."""
        if item.nodeid not in self._chosen and self._spent[_function(item.nodeid)] > FURTHER:
            return True
        self._lines.switch_context(item.nodeid)
        return None

    def pytest_runtest_logfinish(self) -> None:
        self._lines.switch_context(IMPORTS)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._seconds[report.nodeid] = self._seconds.get(report.nodeid, 0.0) + report.duration
        if report.nodeid not in self._chosen:
            self._spent[_function(report.nodeid)] += report.duration
        if report.failed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self._lines.stop()
        self._lines.save()
        # A test that fails without a fault finds none.
        passed = {test: seconds for test, seconds in self._seconds.items() if test not in self._failed}
        self._file.write_text(json.dumps(passed, indent=0), encoding="utf-8")


def _function(test: str) -> str:
    """A test's name without its arguments."""
    return test.split("[")[0]


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Watch(Path(os.environ[FOLDER]), os.environ[PART]))
