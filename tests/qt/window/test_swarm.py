"""A swarm in the window: asked for in a dialogue, made beside it, looked at, and one of its runs opened by a click."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from tests.qt.settling import settle
from tests.qt.window.test_workbench import click
from visprop.engine.key import Key
from visprop.figures.swarm_told import NO_SWARM
from visprop.qt.dialogs.swarm import SwarmDialog
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
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


def test_another_experiment_has_no_swarm_and_another_network_neither(descend, session):
    session.swarming.take(swarm_of(session, 2))
    session.network_edits.add_unit(1)
    settle()
    assert session.swarming.swarm is None
    session.swarming.take(swarm_of(session, 2))
    session.open(Run(open_scenario("two-neurons")), None)
    assert session.swarming.swarm is None


def test_a_run_that_is_not_there_is_not_opened(descend, session):
    before = session.runs.present
    session.swarming.open(0)
    session.swarming.take(swarm_of(session, 2))
    session.swarming.open(4)
    assert session.runs.present is before
