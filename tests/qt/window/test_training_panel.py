"""Every training setting from the window."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.qt.settling import settle
from visprop.engine.rates import EtaSchedule
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.split import Split
from visprop.scenario.files.document import Document, dumps, loads
from visprop.scenario.run import Run
from visprop.scenario.scenario import Training
from visprop.scenario.stop import Stop
from visprop.session.network_edits import _TRAINING_WORDS
from visprop.timeline.parts import Part


@pytest.fixture
def panel(qtbot, window, session, iris):
    session.open(Run(iris), None)
    window.actions_["training"].trigger()
    found = window.docks.panels["training"]
    assert found.isVisible()
    return found


def test_what_is_chosen_becomes_one_edit(panel, session, window):
    panel.form.rule.setCurrentIndex(panel.form.rule.findData("step"))
    panel.form.every.setValue(50)
    panel.form.l1.setText("0.001")
    panel.form.l2.setText("1/100")
    panel.form.limits["cost"].box.setChecked(True)
    panel.form.limits["cost"].field.setText("0.05")
    panel.form.test.setChecked(True)
    panel.form.share.setValue(30)
    panel.form.stratified.setChecked(True)
    panel.form.scaling.setCurrentIndex(panel.form.scaling.findData("standard"))
    before = session.scenario
    panel._on_apply()
    training, data = session.scenario.training, session.scenario.data
    assert (training.l1, training.l2, training.stop) == (0.001, 0.01, Stop(epochs=100, cost=0.05))
    assert (training.eta_schedule.rule, training.eta_schedule.every) == ("step", 50)
    assert data.split == Split(0.3, 0, True)
    assert len(session.scenario.train) == 105
    assert session.scenario.train.x.std(axis=0) == pytest.approx([1.0] * 4)
    assert session.edits.undo_text == "change training settings"
    session.edits.undo()
    assert session.scenario is before


def test_nothing_changed_is_no_edit(panel, session):
    panel._on_apply()
    assert session.edits.undo_text == ""


def test_numbers_finer_than_the_fields_are_left_as_they_are(qtbot, window, session, iris):
    fine = replace(
        iris.training, eta=0.0123456789012, eta_schedule=EtaSchedule("step", 7, 0.123456789), stop=Stop(cost=0.00012345678901)
    )
    session.open(Run(iris.with_training(fine).with_data(iris.data.with_split(Split(1 / 3, 2)))), None)
    window.actions_["training"].trigger()
    window.docks.panels["training"]._on_apply()
    assert session.edits.undo_text == ""
    assert session.scenario.training == fine


def test_what_is_being_typed_is_not_taken_away(qtbot, window, session):
    box = window.landscape.first
    window.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.lineEdit().hasFocus, timeout=60_000)
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "w1[2,")
    session.changes.note(Part.KNOWN)
    settle()
    assert box.lineEdit().text() == "w1[2,"
    qtbot.keyClicks(box.lineEdit(), "1]")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    settle()
    assert str(session.options[LandscapeOptions.plane].names[0]) == "w1[2,1]"


@pytest.mark.parametrize(
    "field, text, message",
    [("l1", "-1", "below 0"), ("l2", "abc", "expected"), ("cost", "x", "expected"), ("updates", "1.5", "whole number")],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(panel, session, field, text, message):
    if field in panel.form.limits:
        panel.form.limits[field].box.setChecked(True)
        panel.form.limits[field].field.setText(text)
    else:
        getattr(panel.form, field).setText(text)
    panel._on_apply()
    assert message in panel.error.text()
    assert panel.isVisible()
    assert session.edits.undo_text == ""


def test_a_training_that_ends_by_itself_pauses_the_window(qtbot, panel, session):
    panel.form.limits["updates"].box.setChecked(True)
    panel.form.limits["updates"].field.setText("12")
    panel._on_apply()
    session.playback.set_speed(7)
    session.playback.run()
    qtbot.waitUntil(lambda: not session.playback.running, timeout=60_000)
    assert session.playback.frame.done == 12


def test_every_setting_has_a_word_for_the_list_of_undo():
    assert set(_TRAINING_WORDS) == set(Training.__dataclass_fields__)


def test_how_it_goes_is_chosen_too(panel, session):
    form = panel.form
    form.strategy.setCurrentIndex(form.strategy.findData("mini_batch"))
    form.batch.setValue(25)
    form.optimiser.setCurrentIndex(form.optimiser.findData("adam"))
    form.shuffle.setChecked(False)
    panel._on_apply()
    training = session.scenario.training
    assert (training.strategy, training.batch_size, training.optimiser, training.shuffle) == ("mini_batch", 25, "adam", False)
    settle()
    assert panel.form.batch.value() == 25


def test_the_panel_follows_edits_made_elsewhere_and_tells_how_the_training_stands(panel, session):
    session.edits.set_training(replace(session.scenario.training, eta=0.125))
    settle()
    assert panel.form.eta.value() == 0.125
    scenario, p = session.scenario, session.playback.frame.p
    phi = scenario.objective.value(p)
    assert f"φ ≈ {phi:.4g}" in panel.told.text()
    assert f"accuracy {100 * scenario.accuracy(p, scenario.train):.3g} %" in panel.told.text()


def test_what_was_chosen_but_not_applied_is_put_back(qtbot, panel, session):
    panel.form.l1.setText("0.5")
    qtbot.mouseClick(panel.put_back, Qt.MouseButton.LeftButton)
    assert panel.form.l1.text() == "0.0"
    assert session.edits.undo_text == ""


def test_constants_of_the_update_are_typed_kept_in_the_file_and_refused_where_they_cannot_be(panel, session):
    form = panel.form
    assert not form.constants.fields
    form.optimiser.setCurrentIndex(form.optimiser.findData("adam"))
    assert list(form.constants.fields) == ["β1", "β2", "ε"]
    form.optimiser.setCurrentIndex(form.optimiser.findData("momentum"))
    assert form.constants.fields["β"].text() == "0.9"
    form.constants.fields["β"].setText("1")
    with pytest.raises(ValueError, match="β is from 0, and below 1"):
        form.changed()
    form.constants.fields["β"].setText("0.1")
    scenario = form.changed()(session.scenario)
    assert scenario.training.constants == (("β", 0.1),)
    text = dumps(Document(Run(open_scenario("xor").with_training(scenario.training))), None)
    assert '"beta": 0.1' in text
    assert loads(text, Path()).run.scenario.training == scenario.training
    assert scenario.training.with_optimiser("nesterov").constants == ()
