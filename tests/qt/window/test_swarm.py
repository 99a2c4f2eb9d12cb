"""A swarm in the window: asked for in a dialogue, made beside it, looked at, and one of its runs opened by a click."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from tests.qt.settling import settle
from tests.qt.window.test_workbench import click
from tests.usual import usual
from visprop.engine.key import Key
from visprop.figures.swarm_told import NO_SWARM
from visprop.qt.dialogs.swarm import SwarmDialog
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.scenario.stop import Stop
from visprop.timeline.swarm.flying import flown
from visprop.timeline.swarm.plan import SwarmPlan, seeds_from


@pytest.fixture
def descend(window, session):
    session.playback.set_reduce_motion(True)
    session.open(Run(open_scenario("xor")), None)
    session.window.choose("descend")
    settle()
    return window


def swarm_of(session, count=12, etas=(0.5, 2.0)):
    return flown(SwarmPlan(session.scenario, 800, etas, seeds_from(0, count), 0.01))


def dialog_of(window):
    window.actions_["swarm"].trigger()
    settle()
    return window.dialogs._open["swarm"]


def words_in(view):
    return "".join(run.text for shape in view.figure.shapes for run in getattr(shape, "runs", ()))


def test_before_there_is_one_its_views_say_what_brings_it(descend, session):
    for name in ("swarm", "swarm-map", "swarm-cloud"):
        descend.docks.bring_up(name)
        settle()
        assert words_in(descend.views[name]).replace(" ", "") == NO_SWARM.replace(" ", "")


def test_it_is_made_beside_the_window_and_shown(qtbot, descend, session):
    dialog = dialog_of(descend)
    assert isinstance(dialog, SwarmDialog)
    assert (dialog.etas.text(), dialog.updates.value(), dialog.goal.value()) == ("2", 3000, 0.001)
    dialog.runs.setValue(5)
    dialog.etas.setText("0.5, 2")
    dialog.updates.setValue(200)
    dialog.make.click()
    qtbot.waitUntil(lambda: session.swarming.swarm is not None, timeout=60_000)
    found = session.swarming.swarm
    assert (found.plan.count, found.plan.etas, found.plan.updates) == (10, (0.5, 2.0), 200)
    settle()
    assert descend.views["swarm"].is_seen
    assert "10runs" in words_in(descend.views["swarm"]).replace(" ", "").replace("\u2009", "")


def test_what_is_no_swarm_is_said_in_the_dialogue(descend, session):
    dialog = dialog_of(descend)
    dialog.etas.setText("0.5, -2")
    dialog.make.click()
    assert "is not a number above 0" in dialog.told.text()
    dialog.etas.setText("1, 2, 3")
    dialog.runs.setValue(4096)
    dialog.make.click()
    assert "a swarm has 1 to 4096 runs" in dialog.told.text()
    assert session.swarming.swarm is None
    dialog.close()


def test_it_begins_in_a_grid_of_two_parameters_starts(qtbot, descend, session):
    session.span_by((Key.parse("w1[2,1]"), Key.parse("b2[1]")))
    dialog = dialog_of(descend)
    assert [dialog.runs.isVisible(), *(row.isVisible() for row in dialog.rows)] == [True, False, False]
    dialog.begin.setCurrentIndex(1)
    settle()
    assert [dialog.runs.isVisible(), *(row.isVisible() for row in dialog.rows)] == [False, True, True]
    across, up = dialog.rows
    assert (across.parameter.key, up.parameter.key) == (Key.parse("w1[2,1]"), Key.parse("b2[1]"))
    assert dialog.plan().count == 256
    across.low.setText("−1.5")
    across.high.setText("1.5")
    across.count.setValue(4)
    up.count.setValue(2)
    dialog.updates.setValue(20)
    dialog.make.click()
    qtbot.waitUntil(lambda: session.swarming.swarm is not None, timeout=60_000)
    swarm, p0 = session.swarming.swarm, session.scenario.p0
    wanted = np.tile(p0, (8, 1))
    network = session.scenario.network
    wanted[:, network.single("w1[2,1]")] = [-1.5, -0.5, 0.5, 1.5] * 2
    wanted[:, network.single("b2[1]")] = [-4.0] * 4 + [4.0] * 4
    assert np.array([swarm.plan.p_of(run) for run in range(8)]).tolist() == wanted.tolist()
    settle()
    assert words_in(descend.views["swarm"]).replace(" ", "").replace("\u2009", "").find("8runs") >= 0


def test_a_grid_that_is_none_is_said_in_the_dialogue(descend, session):
    dialog = dialog_of(descend)
    dialog.begin.setCurrentIndex(1)
    across, up = dialog.rows
    for text, words in (("5", "from 5 to 4: the range ends above its beginning"), ("a", "From across: expected a number")):
        across.low.setText(text)
        dialog.make.click()
        assert words in dialog.told.text()
    across.low.setText("-4")
    up.show_choice(session.scenario.network, session.naming, across.parameter.key)
    dialog.make.click()
    assert "needs two parameters that are not the same" in dialog.told.text()
    across.count.setValue(300)
    dialog.make.click()
    assert session.swarming.swarm is None
    dialog.close()


def test_one_that_is_given_up_ends_and_changes_nothing(qtbot, descend, session):
    dialog = dialog_of(descend)
    dialog.runs.setValue(4096)
    dialog.updates.setValue(10**6)
    dialog.make.click()
    qtbot.waitUntil(lambda: dialog._share > 0.0, timeout=60_000)
    future = dialog._future
    dialog.cancel.click()
    assert future.result(60) is None
    settle()
    assert session.swarming.swarm is None


def test_a_click_on_a_cell_opens_that_run_bit_for_bit(descend, session):
    session.swarming.take(swarm_of(session))
    descend.docks.bring_up("swarm-map")
    settle()
    view, before = descend.views["swarm-map"], session.runs.present
    x, y = view.figure.middle_of(Key("run", 18))
    place = view.to_widget(x, y)
    assert view.hint(x, y, Key("run", 18)).startswith("run 18 of 24: η = 2, seed 5\nφ ")
    click(view, place.toPoint())
    settle()
    swarm, present = session.swarming.swarm, session.runs.present
    assert (present.parent, present.name) == (before, "run 18 of the swarm, η = 2, seed 5")
    assert session.playback.frame.done == swarm.updates[17]
    assert session.playback.frame.p.tobytes() == swarm.p[17].tobytes()
    session.edits.undo()
    assert session.runs.present is before
    assert session.swarming.swarm is swarm


def test_the_cloud_shows_ends_that_can_be_clicked(qtbot, descend, session):
    session.swarming.take(swarm_of(session))
    descend.docks.bring_up("swarm-cloud")
    view = descend.views["swarm-cloud"]
    qtbot.waitUntil(lambda: view.figure is not None and bool(view.figure.targets), timeout=60_000)
    settle()
    x, y = view.figure.middle_of(Key("run", 3))
    key = view.key_at(QPointF(view.to_widget(x, y)))
    assert key is not None
    assert key.letter == "run"
    ends = view.figure.targets[0].ends
    assert np.hypot(*(ends[key.number - 1, :2] - ends[2, :2])) < 1e-6


OTHERS = {
    "a neuron more": lambda session: session.network_edits.add_unit(1),
    "another activation": lambda session: session.network_edits.set_activation(1, "logistic"),
    "another target": lambda session: session.data_edits.set_cells({(0, 2): 1.0}),
    "a row less": lambda session: session.data_edits.remove_rows([0]),
    "a penalty": lambda session: session.network_edits.set_training(replace(session.scenario.training, l2=0.1)),
    "a frozen weight": lambda session: session.network_edits.freeze([Key.weight(1, 1, 1)], True),
}
"""Edits after which φ is another function."""


@pytest.mark.parametrize("name", usual(list(OTHERS), ["another activation", "a row less", "a frozen weight"]))
def test_what_is_of_another_network_or_of_other_rows_is_not_shown_and_undo_brings_it_back(descend, session, name):
    swarm = swarm_of(session, 2)
    session.swarming.take(swarm)
    descend.docks.bring_up("swarm")
    OTHERS[name](session)
    settle()
    assert session.swarming.swarm is None
    assert words_in(descend.views["swarm"]).replace(" ", "") == NO_SWARM.replace(" ", "")
    assert not session.swarming.take(swarm)
    assert "The swarm is left" in descend.message.text()
    session.edits.undo()
    settle()
    assert session.swarming.swarm is swarm
    assert "reach" in words_in(descend.views["swarm"])


def test_a_setting_that_leaves_the_function_leaves_the_swarm(descend, session):
    session.swarming.take(swarm_of(session, 2))
    session.network_edits.set_training(replace(session.scenario.training, eta=0.25))
    session.network_edits.new_weights()
    assert session.swarming.swarm is not None


def test_another_experiment_has_no_swarm(descend, session):
    session.swarming.take(swarm_of(session, 2))
    session.open(Run(open_scenario("two-neurons")), None)
    session.open(Run(open_scenario("xor")), None)
    assert session.swarming.swarm is None


def test_one_that_is_made_while_another_scenario_of_these_sizes_is_opened_is_left(qtbot, descend, session):
    dialog = dialog_of(descend)
    dialog.runs.setValue(64)
    dialog.updates.setValue(20_000)
    dialog.make.click()
    other = open_scenario("xor")
    session.open(Run(other.with_data(other.data.with_rows(other.data.x, 1.0 - other.data.y))), None)
    qtbot.waitUntil(lambda: "swarm" not in descend.dialogs._open, timeout=60_000)
    assert session.swarming.swarm is None
    assert "The swarm is left" in descend.message.text()


def test_an_error_beside_the_window_is_told_in_the_dialogue_which_can_go_on(qtbot, descend, session, monkeypatch):
    def fails(plan, seconds):
        yield 0.25
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr("visprop.qt.dialogs.swarm.fly", fails)
        dialog = dialog_of(descend)
        dialog.runs.setValue(2)
        dialog.updates.setValue(20)
        with qtbot.captureExceptions() as raised:
            dialog.make.click()
            qtbot.waitUntil(lambda: dialog.told.text() != "", timeout=60_000)
    assert [kind for kind, *_ in raised] == [MemoryError]
    assert dialog.told.text() == "Nothing came of it: there is not enough memory; ask for fewer runs"
    assert not dialog.bar.isVisible()
    dialog.make.click()
    qtbot.waitUntil(lambda: session.swarming.swarm is not None, timeout=60_000)


@pytest.mark.parametrize("workspace", ["step", "descend", "data"])
def test_its_pictures_are_shown_where_one_is(qtbot, descend, session, workspace):
    session.window.choose(workspace)
    settle()
    dialog = dialog_of(descend)
    dialog.runs.setValue(2)
    dialog.updates.setValue(20)
    dialog.make.click()
    qtbot.waitUntil(lambda: session.swarming.swarm is not None, timeout=60_000)
    settle()
    assert session.window.workspace == workspace
    for name in ("swarm", "swarm-map", "swarm-cloud"):
        descend.docks.bring_up(name)
        settle()
        assert descend.views[name].is_seen
        assert not descend.docks.docks[name].isFloating()


def test_the_run_that_is_open_is_marked_and_named(descend, session):
    session.swarming.take(swarm_of(session))
    views = {name: descend.views[name] for name in ("swarm", "swarm-map")}
    before = {}
    for name, view in views.items():
        descend.docks.bring_up(name)
        settle()
        before[name] = words_in(view)
        assert "run18" not in before[name].replace(" ", "")
    session.swarming.open(17)
    for name, view in views.items():
        descend.docks.bring_up(name)
        settle()
        assert "run 18" in words_in(view)
        assert view.hint(0.0, 0.0, Key("run", 18)).endswith("The run that is open")
        assert view.hint(0.0, 0.0, Key("run", 17)).endswith("Click to open it as a run of the tree")
    session.edits.undo()
    settle()
    for name, view in views.items():
        descend.docks.bring_up(name)
        settle()
        assert words_in(view) == before[name]


def test_a_hint_says_once_after_how_many_updates_it_ended(descend, session):
    # The scenario's own limit ends the runs, and one of them reaches its goal before.
    scenario = session.scenario
    training = replace(scenario.training, stop=Stop(updates=800, cost=0.001))
    session.network_edits.set_training(training)
    session.swarming.take(swarm_of(session))
    swarm, view = session.swarming.swarm, descend.views["swarm-map"]
    hints = [view.hint(0.0, 0.0, Key("run", run + 1)) for run in range(swarm.plan.count)]
    assert any(swarm.updates == 800)
    for run, hint in enumerate(hints):
        assert hint.count("updates") == 1
        assert ("φ is at most" in hint) == (swarm.phi[run] <= 0.001)


def test_a_run_that_is_not_there_is_not_opened(descend, session):
    before = session.runs.present
    session.swarming.open(0)
    session.swarming.take(swarm_of(session, 2))
    session.swarming.open(4)
    assert session.runs.present is before
