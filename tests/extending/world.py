"""What a newcomer of any kind is tried with: its registry, the command line, files, pages, and the real window."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMenu

from tests.agreement import disagreement
from tests.latex import parse_strictly
from visprop.cli.main import main
from visprop.engine.check import check
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Equation
from visprop.notation.latex_document import document
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS, equations
from visprop.qt.window.documents import Documents
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.files.document import loads
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.session.session import Session
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline
from visprop.timeline.update_check import check_update

NEWCOMERS: dict[str, Callable[[World], None]] = {}
"""By the kinds of docs/extending.md: adds a newcomer by one entry, and uses it wherever that matters."""


def newcomer(kind: str) -> Callable[[Callable[[World], None]], Callable[[World], None]]:
    """Says of which kind a newcomer is."""

    def take(use: Callable[[World], None]) -> Callable[[World], None]:
        assert kind not in NEWCOMERS
        NEWCOMERS[kind] = use
        return use

    return take


@dataclass
class World:
    """One test's registries, files, printed words and window."""

    monkeypatch: pytest.MonkeyPatch
    folder: Path
    printed: Callable[[], str]
    qtbot: Any
    windows: list[MainWindow] = field(default_factory=list)

    def add(self, registry: Any, entry: Any, name: Any = None) -> None:
        """Put an entry into its registry for this test: all that is needed."""
        self.monkeypatch.setitem(registry, entry.name if name is None else name, entry)

    # The command line

    def visprop(self, *words: object) -> str:
        """What a command prints that ends well."""
        self.printed()
        status = main([str(word) for word in words])
        text = self.printed()
        assert status == 0, text
        return text

    def refused(self, *words: object) -> str:
        """What a command says that refuses."""
        self.printed()
        assert main([str(word) for word in words]) == 2
        return self.printed()

    def file(self, tree: dict[str, Any], name: str = "new.visprop") -> Path:
        """A scenario file."""
        path = self.folder / name
        path.write_text(json.dumps({"visprop": 2, "title": "new", **tree}), encoding="utf-8")
        return path

    # A training

    def trained(self, path: Path) -> None:
        """A file is read and checked by differences, trained on both paths alike, saved, and goes on bit for bit."""
        run = loads(path.read_text(encoding="utf-8"), self.folder).run
        assert check(run.scenario.objective, run.scenario.p0).passed
        timeline = Timeline(run)
        for update in (0, 1, 5):
            found = check_update(timeline, update)
            assert found.passed, found.sentence
        one, two, whole = (self.folder / f"{name}.visprop" for name in ("one", "two", "whole"))
        self.visprop("train", path, "--updates", 5, "--save", one)
        self.visprop("train", one, "--updates", 4, "--save", two)
        self.visprop("train", path, "--updates", 9, "--save", whole)
        kept = [json.loads(each.read_text(encoding="utf-8")) for each in (two, whole)]
        assert kept[0]["parameters"] == kept[1]["parameters"]
        assert kept[0]["start"] == kept[1]["start"]
        assert kept[0]["training"] == kept[1]["training"]
        assert "agrees with its definition" in self.visprop("check", two)
        self.written(run.scenario)
        for view in ("network", "equations", "pseudocode", "landscape", "output"):
            self.visprop("export", two, "--view", view, "--at", "9", "-o", self.folder / f"{view}.svg")

    def written(self, scenario: Scenario) -> str:
        """All lines in all notations agree with the engine, and are LaTeX."""
        timeline, found = Timeline(Run(scenario)), []
        frame = timeline.frame(Position(1, scenario.schedule.size_of(1), timeline.program.update_line))
        for notation in NOTATIONS.values():
            for line in frame.program.lines:
                for equation in equations(Quantities(frame), line, notation, whole=True):
                    assert equation.is_definition or disagreement(equation) < 1e-9, equation.left.plain
                    found.append(equation)
        text = document(found)
        parse_strictly(text)
        return text

    def derived(self, scenario: Scenario) -> list[str]:
        """The titles of the rules of differentiation; every number on the page is that of its formula."""
        timeline = Timeline(Run(scenario))
        frame = timeline.frame(Position(0, 1, timeline.program.update_line - 1))
        blocks = page(frame, Question(Subject.DERIVATIVES)).blocks
        known = [block for block in blocks if isinstance(block, Equation) and block.is_known]
        assert all(disagreement(equation) < 1e-9 for equation in known)
        return [block.text for block in blocks if hasattr(block, "text")]

    # The window

    def window(self, run: Run) -> MainWindow:
        """The real window on a run."""
        self.monkeypatch.setattr(Documents, "may_discard", lambda self: True)
        settings = QSettings(str(self.folder / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(Session(run), settings)
        self.windows.append(window)
        with self.qtbot.waitExposed(window):
            window.show()
        return window

    def open(self, path: Path) -> MainWindow:
        """The real window on a file."""
        return self.window(loads(path.read_text(encoding="utf-8"), path.parent).run)


def menu_entries(window: MainWindow) -> list[str]:
    """What stands in the menus."""
    return [action.text().replace("&", "") for menu in window.findChildren(QMenu) for action in menu.actions()]


def offered(box: Any) -> list[str]:
    """What a list of choices offers."""
    return [box.itemText(i) for i in range(box.count())]


def scenario_of(path: Path) -> Scenario:
    """The scenario in a file."""
    return loads(path.read_text(encoding="utf-8"), path.parent).run.scenario


def tree(training: dict[str, Any] | None = None, **others: Any) -> dict[str, Any]:
    """A small scenario, with something else in it."""
    return {
        "network": {"sizes": [2, 3, 2], "activations": ["logistic", "logistic"]},
        "parameters": {"init": "uniform", "scale": 0.5, "seed": 1},
        "data": {"x": X.tolist(), "y": Y.tolist()},
        "training": {"strategy": "mini_batch", "batch_size": 4, "eta": 0.05, **(training or {})},
        **others,
    }


X = np.array([[0.1, 0.9], [-0.7, 0.4], [0.8, -0.3], [-0.2, -0.6], [0.5, 0.5], [-0.9, -0.1]])
Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
