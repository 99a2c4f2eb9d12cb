"""Every training setting from the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.qt.settling import settle
from visprop.engine.rates import EtaSchedule
from visprop.figures.moment import Part
from visprop.qt.dialogs.training import TrainingDialog
from visprop.scenario.data.split import Split
from visprop.scenario.run import Run
from visprop.scenario.scenario import Training
from visprop.scenario.stop import Stop
from visprop.session.edits import _TRAINING_WORDS


@pytest.fixture
def dialog(qtbot, window, session, iris):
    session.open(Run(iris), None)
    window.actions_["training"].trigger()
    found = window.findChild(TrainingDialog)
    assert found.isVisible()
    return found


def test_what_is_chosen_becomes_one_edit(dialog, session, window):
    dialog.rule.setCurrentIndex(dialog.rule.findData("step"))
    dialog.every.setValue(50)
    dialog.l1.setText("0.001")
    dialog.l2.setText("1/100")
    dialog.limits["cost"].box.setChecked(True)
    dialog.limits["cost"].field.setText("0.05")
    dialog.test.setChecked(True)
    dialog.share.setValue(30)
    dialog.stratified.setChecked(True)
    dialog.scaling.setCurrentIndex(dialog.scaling.findData("standard"))
    before = session.scenario
    dialog._on_accept()
    training, data = session.scenario.training, session.scenario.data
    assert (training.l1, training.l2, training.stop) == (0.001, 0.01, Stop(cost=0.05))
    assert (training.eta_schedule.rule, training.eta_schedule.every) == ("step", 50)
    assert data.split == Split(0.3, 0, True)
    assert len(session.scenario.train) == 105
    assert session.scenario.train.x.std(axis=0) == pytest.approx([1.0] * 4)
    assert session.edits.undo_text == "change training settings"
    session.edits.undo()
    assert session.scenario is before


def test_nothing_changed_is_no_edit(dialog, session):
    dialog._on_accept()
    assert session.edits.undo_text == ""


def test_numbers_finer_than_the_fields_are_left_as_they_are(qtbot, window, session, iris):
    fine = replace(
        iris.training, eta=0.0123456789012, eta_schedule=EtaSchedule("step", 7, 0.123456789), stop=Stop(cost=0.00012345678901)
    )
    session.open(Run(iris.with_training(fine).with_data(iris.data.with_split(Split(1 / 3, 2)))), None)
    window.actions_["training"].trigger()
    window.findChild(TrainingDialog)._on_accept()
    assert session.edits.undo_text == ""
    assert session.scenario.training == fine


def test_what_is_being_typed_is_not_taken_away(qtbot, window, session):
    box = window.landscape.first
    window.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.lineEdit().hasFocus, timeout=3000)
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "w1[2,")
    session.changes.note(Part.KNOWN)
    settle()
    assert box.lineEdit().text() == "w1[2,"
    qtbot.keyClicks(box.lineEdit(), "1]")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    settle()
    assert str(session.options.plane.names[0]) == "w1[2,1]"


@pytest.mark.parametrize(
    "field, text, message",
    [("l1", "-1", "below 0"), ("l2", "abc", "expected"), ("cost", "x", "expected"), ("updates", "1.5", "whole number")],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(dialog, session, field, text, message):
    if field in dialog.limits:
        dialog.limits[field].box.setChecked(True)
        dialog.limits[field].field.setText(text)
    else:
        getattr(dialog, field).setText(text)
    dialog._on_accept()
    assert message in dialog.error.text()
    assert dialog.isVisible()
    assert session.edits.undo_text == ""


def test_a_training_that_ends_by_itself_pauses_the_window(qtbot, dialog, session):
    dialog.limits["updates"].box.setChecked(True)
    dialog.limits["updates"].field.setText("12")
    dialog._on_accept()
    session.playback.set_speed(7)
    session.playback.run()
    qtbot.waitUntil(lambda: not session.playback.running, timeout=5000)
    assert session.playback.frame.done == 12


def test_every_setting_has_a_word_for_the_list_of_undo():
    assert set(_TRAINING_WORDS) == set(Training.__dataclass_fields__)
