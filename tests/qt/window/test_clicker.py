"""While a hall is open a clicker steps, whatever has the focus; after a choice from a list the keys are the picture's."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPushButton, QSlider, QToolButton

from tests.qt.settling import on_workbench, settle
from tests.qt.window.test_keystrokes import focus
from visprop.qt.panels.present_panel import PresentPanel
from visprop.qt.views.layer_tools import LayerTools
from visprop.timeline.position import Position

KINDS = (QComboBox, QAbstractSpinBox, QLineEdit, QSlider, QPushButton, QToolButton)


def settings_of(session):
    return session.scenario, session.options, session.window.workspace, session.edits.undo_text


@pytest.mark.parametrize("workspace", ["step", "descend", "data"])
def test_a_clicker_steps_whatever_has_the_focus(qtbot, window, session, workspace):
    session.playback.set_reduce_motion(True)
    session.window.choose(workspace)
    settle()
    window.actions_["present"].trigger()
    settle()
    window.activateWindow()
    # Of the same kind two are enough.
    found = [w for kind in KINDS for w in [w for w in window.findChildren(kind) if w.isVisible() and w.isEnabled()][:2]]
    assert len(found) > 8
    for widget in found:
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        settle()
        before, at = settings_of(session), session.playback.position
        target = QApplication.focusWidget() or widget
        qtbot.keyClick(target, Qt.Key.Key_PageDown)
        settle()
        assert session.playback.position == session.playback.experiment.walk.after(at), widget
        qtbot.keyClick(target, Qt.Key.Key_PageUp)
        settle()
        assert (session.playback.position, settings_of(session)) == (at, before), widget


def test_the_hall_is_blank_until_the_next_click_and_letters_are_typed_all_the_same(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    window.actions_["present"].trigger()
    settle()
    (panel,) = window.presenter._second.findChildren(PresentPanel)
    focus(qtbot, window, window.network)
    qtbot.keyClick(window.network, Qt.Key.Key_B)
    assert panel.view.is_blank
    image = panel.grab().toImage()
    assert len({image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}) == 1
    qtbot.keyClick(window.network, Qt.Key.Key_PageDown)
    assert not panel.view.is_blank
    assert session.playback.position == Position()
    window.docks.bring_up("watch")
    settle()
    field = window.docks.panels["watch"].field
    focus(qtbot, window, field)
    qtbot.keyClicks(field, "b2[1]")
    assert field.text() == "b2[1]"
    assert not panel.view.is_blank


def test_the_hall_sees_no_buttons_in_the_picture(qtbot, window, session):
    on_workbench(session)
    window.actions_["present"].trigger()
    settle()
    second = window.presenter._second
    assert not [w for w in second.findChildren(LayerTools) if w.isVisible()]
    assert not [w for w in second.findChildren(QToolButton) if w.isVisible()]


def test_once_something_is_chosen_from_a_list_the_keys_are_the_pictures(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    boxes = [box for box in window.findChildren(QComboBox) if box.isVisible() and not box.isEditable() and box.count() > 1]
    assert len(boxes) > 3
    for box in boxes:
        focus(qtbot, window, box)
        box.showPopup()
        settle()
        view = box.view()
        view.setCurrentIndex(box.model().index((box.currentIndex() + 1) % box.count(), 0))
        qtbot.keyClick(view, Qt.Key.Key_Return)
        settle()
        # Qt 6.12 without a screen does not always make the window active again once its list has gone.
        assert window.focusWidget() is window.network, box.accessibleName()


def test_an_arrow_to_the_side_steps_though_a_list_has_the_focus(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    box = next(box for box in window.findChildren(QComboBox) if box.isVisible() and not box.isEditable())
    focus(qtbot, window, box)
    now = box.currentIndex()
    qtbot.keyClick(box, Qt.Key.Key_Right)
    settle()
    assert box.currentIndex() == now
    assert session.playback.position == Position(0, 1, 1)


def test_a_dialogue_keeps_its_escape_and_a_table_its_point_while_a_hall_is_open(qtbot, window, session):
    from visprop.qt.dialogs.describing import DescribeDialog

    on_workbench(session)
    window.actions_["present"].trigger()
    settle()
    dialog = DescribeDialog(session, window)
    dialog.open()
    dialog.title.setFocus()
    settle()
    qtbot.keyClicks(dialog.title, "abc")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Escape)
    settle()
    assert not dialog.isVisible()
    table = window.docks.panels["data"].table
    focus(qtbot, window, table)
    table.setCurrentIndex(table.model().index(0, 2))
    for letter in (".", "5"):
        qtbot.keyClicks(QApplication.focusWidget(), letter)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settle()
    assert session.scenario.data.raw[0][0, 0] == 0.5
