"""After a value is typed in the picture, keystrokes belong to whatever workspace is shown next."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.settling import settle
from tests.qt.window.test_window import CTRL, SHIFT, place_of, press
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position


@pytest.mark.parametrize("key, workspace", [(Qt.Key.Key_5, "present"), (Qt.Key.Key_3, "data"), (Qt.Key.Key_2, "descend")])
def test_a_line_is_stepped_in_the_workspace_that_is_shown_next(qtbot, window, session, key, workspace):
    session.playback.set_reduce_motion(True)
    session.open(Run(open_scenario("xor")), None)
    settle()
    window.activateWindow()
    press(qtbot, window, Qt.Key.Key_Right)
    network = window.network
    qtbot.waitUntil(lambda: bool(network.figure.targets), timeout=60_000)
    QTest.mouseDClick(network, Qt.MouseButton.LeftButton, pos=place_of(network, "w1[1,1]"))
    settle()
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "0.9")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert session.playback.frame.p[0] == 0.9
    before = session.playback.position
    QTest.keyClick(QApplication.focusWidget(), key, CTRL | SHIFT)
    settle()
    assert session.window.workspace == workspace
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    settle()
    assert session.window.workspace == workspace
    assert session.playback.position == Position(before.update, before.example, before.line + 1)
