"""The page of equations in the window: what a step of a line costs, and what is painted of a page that grows."""

import sys
from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

import visprop
from tests.qt.settling import settle
from visprop.qt.views import equation_view, page_view
from visprop.timeline.position import Position, Unit

ROOT = visprop.__file__.removesuffix("__init__.py")


class Counted:
    """Counts what is called while it is in force: all calls, those from one folder to another, and LaTeX that is written."""

    def __init__(self):
        self.found = Counter()

    def __enter__(self):
        sys.setprofile(self._note)
        return self.found

    def __exit__(self, *_):
        sys.setprofile(None)

    def _note(self, frame, event, _):
        folder, file = self._place(frame)
        if event != "call" or not folder:
            return
        self.found["calls"] += 1
        self.found["LaTeX"] += file == "latex.py" and frame.f_code.co_name == "_"
        caller = frame.f_back
        while caller is not None and not self._place(caller)[0]:
            caller = caller.f_back
        self.found["changes"] += caller is not None and self._place(caller)[0] != folder

    def _place(self, frame):
        """The folder and the file in which what is called stands; no folder where it is not the application's own."""
        path = frame.f_code.co_filename
        folder, _, file = path.rpartition("/")
        return (folder if path.startswith(ROOT) else ""), file


@pytest.fixture
def stepped(qtbot, idle, window, session, monkeypatch):
    """The window at the beginning of the second update, when every line has been seen once and all panels are made."""
    session.playback.set_reduce_motion(True)
    qtbot.waitUntil(lambda: len(window.docks.panels) == len(window.docks.docks), timeout=60_000)
    # One slice, however busy the machine is.
    for module in (equation_view, page_view):
        monkeypatch.setattr(module, "FIRST_SLICE", 60.0)
    lines = len(session.playback.frame.program.lines)
    for _ in range(2 * lines):
        session.playback.step(Unit.LINE)
        settle()
    return session.playback


def test_a_step_of_a_line_does_not_do_again_what_is_the_same_as_before(stepped):
    """Of 1,329 times LaTeX, 37,980 calls and 6,077 changes of the folder, as it once was: a third, and half."""
    lines = len(stepped.frame.program.lines)
    with Counted() as found:
        for _ in range(lines):
            stepped.step(Unit.LINE)
            settle()
    assert found["LaTeX"] / lines <= 1329 / 3
    assert found["calls"] / lines <= 37980 / 2
    assert found["changes"] / lines <= 6077 / 2


def test_what_is_added_to_a_page_out_of_sight_is_there_when_it_is_scrolled_to(window, session, monkeypatch):
    session.playback.set_reduce_motion(True)
    view = window.views["equations"]
    area = view.parentWidget().parentWidget()
    # Each slice is one block.
    monkeypatch.setattr(page_view, "FIRST_SLICE", 0.0)
    session.playback.go(Position(0, 1, session.playback.frame.program.update_line - 1))
    settle()
    while view._timer.isActive() or view.figure is None or not view.is_whole:
        QApplication.processEvents()
    settle()
    for down in (0.0, 0.5, 1.0):
        bar = area.verticalScrollBar()
        bar.setValue(round(down * bar.maximum()))
        settle()
        seen = QRect(view.mapFrom(area.viewport(), QPoint(0, 0)), area.viewport().size())
        corner = area.viewport().mapTo(window, QPoint(0, 0))
        shown = window.screen().grabWindow(window.winId(), corner.x(), corner.y(), seen.width(), seen.height())
        assert not shown.isNull()
        assert shown.toImage().convertToFormat(view.grab(seen).toImage().format()) == view.grab(seen).toImage()
