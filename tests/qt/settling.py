"""Waiting for a window as a hand does: until it shows what was asked for."""

from time import perf_counter

from PySide6.QtWidgets import QApplication

from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run

LONGEST = 300.0
"""These machines stall; what takes longer is an error, in seconds."""


def settle():
    """Let the event loop turn until no window has anything to tell, to seek or to draw; one that runs is not waited for."""
    end = perf_counter() + LONGEST
    QApplication.processEvents()
    while any(map(is_busy, QApplication.topLevelWidgets())) and perf_counter() < end:
        QApplication.processEvents()
    assert perf_counter() < end, "a window is never done"


def is_busy(window):
    """Whether something of a window is still to come."""
    if not isinstance(window, MainWindow) or not window.isVisible() or window.session.playback.running:
        return False
    is_late = any(view._more.isActive() for view in window.views.values())
    is_arranged = not window.arrangement._turn.isActive()
    return window.adapter._turn.isActive() or window.session.playback.seeking is not None or is_late or not is_arranged


def on_workbench(session, name=""):
    """Go to the workbench, with a built-in scenario, or with what is open."""
    if name:
        session.open(Run(open_scenario(name)), None)
    session.window.choose("data")
    settle()
