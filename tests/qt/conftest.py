"""A session and a whole window, each for one test."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QMessageBox

from tests.qt.settling import on_workbench
from visprop.figures.base.outlines import LIBRARY
from visprop.paint.fonts import load_fonts
from visprop.qt.panels import check_badge
from visprop.qt.views import bench_view
from visprop.qt.window import docks
from visprop.qt.window.documents import Documents
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session


@pytest.fixture(autouse=True)
def boxes(monkeypatch):
    """What message boxes said: a test that waited for a hand to close one would wait for ever."""
    said = []

    def answered(box):
        said.append(box.text())
        return QMessageBox.StandardButton.Yes

    monkeypatch.setattr(QMessageBox, "exec", answered)
    return said


NEVER_MS = 10**8


@pytest.fixture
def idle():
    """The window does what it does while nobody asks for anything."""


@pytest.fixture(autouse=True)
def nothing_is_done_unasked(request, monkeypatch):
    """The check of each position, and panels that nobody sees, take longer than the window; tests of them ask for `idle`."""
    if "idle" not in request.fixturenames:
        leave_undone(monkeypatch)


def leave_undone(patch):
    """Let windows that are made from now on do nothing that nobody asks for."""
    patch.setattr(check_badge, "_WAIT_MS", NEVER_MS)
    patch.setattr(docks, "_IDLE_MS", NEVER_MS)
    # A picture comes at once, however long its formulas take to set.
    patch.setattr(bench_view, "SLICE", NEVER_MS)


@pytest.fixture
def session(qapp, two):
    return begun(two)


def begun(scenario):
    """A session of a scenario."""
    load_fonts()
    # It would come in pieces between the turns of the first test that shows a formula.
    LIBRARY.load()
    return Session(Run(scenario))


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot, session, settings, monkeypatch):
    monkeypatch.setattr(Documents, "may_discard", lambda self: True)
    window = MainWindow(session, settings)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    take_away(window)


def take_away(window):
    """Delete a window at once: while it is there, each look that the next one is given is given to it as well."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="module")
def looked_at(qapp, tmp_path_factory):
    """One window for tests that only look at it; each opens what it looks at, and leaves nothing behind."""
    with pytest.MonkeyPatch.context() as patch:
        leave_undone(patch)
        path = tmp_path_factory.mktemp("looked_at") / "settings.ini"
        window = MainWindow(begun(open_scenario("two-neurons")), QSettings(str(path), QSettings.Format.IniFormat))
        window.resize(1440, 900)
        window.show()
        yield window
    window.ask_nothing()
    take_away(window)


@pytest.fixture
def bench(window, session):
    """The window with exclusive or on the workbench."""
    session.playback.set_reduce_motion(True)
    on_workbench(session, "xor")
    return window
