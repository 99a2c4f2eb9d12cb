"""A session and a whole window, each for one test."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox

from tests.qt.settling import on_workbench
from visprop.figures.base.outlines import LIBRARY
from visprop.paint.fonts import load_fonts
from visprop.qt.window.documents import Documents
from visprop.qt.window.main_window import MainWindow
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


@pytest.fixture
def session(qapp, two):
    load_fonts()
    # It would come in pieces between the turns of the first test that shows a formula.
    LIBRARY.load()
    return Session(Run(two))


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot, session, settings, monkeypatch):
    monkeypatch.setattr(Documents, "may_discard", lambda self: True)
    window = MainWindow(session, settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def bench(window, session):
    """The window with exclusive or on the workbench."""
    session.playback.set_reduce_motion(True)
    on_workbench(session, "xor")
    return window
