"""The session: stepping, running, editing, undo, far jumps, divergence."""

from dataclasses import replace

import numpy as np
import pytest

from visprop.qt.options import SPEEDS
from visprop.qt.session import Session
from visprop.scenario.builtin import open_scenario
from visprop.timeline.position import START, Position, Unit

FULL_SPEED = len(SPEEDS) - 1


def test_steps_go_and_come_back(session):
    session.set_options(reduce_motion=True)
    for unit, wanted in (
        (Unit.LINE, Position(0, 1, 1)),
        (Unit.UPDATE, Position(1)),
        (Unit.EPOCH, Position(2)),
        (Unit.EXAMPLE, Position(3)),
    ):
        session.step(unit)
        assert session.position == wanted
    session.step(Unit.LINE, back=True)
    assert session.position == Position(2, 1, 10)
    session.step(Unit.EPOCH, back=True)
    session.step(Unit.EPOCH, back=True)
    assert session.position == START


def test_a_step_of_a_line_is_animated_and_arrives(qtbot, session):
    session.step(Unit.LINE)
    assert session.progress < 1.0
    qtbot.waitUntil(lambda: session.progress == 1.0, timeout=3000)
    assert session.position == Position(0, 1, 1)


def test_motion_can_be_reduced(session):
    session.set_options(reduce_motion=True)
    session.step(Unit.LINE)
    assert session.progress == 1.0


def test_running_goes_line_by_line_at_the_slowest_speed_and_pauses(qtbot, session):
    session.run()
    qtbot.waitUntil(lambda: session.position >= Position(0, 1, 2), timeout=5000)
    assert session.position.update == 0
    session.toggle()
    at = session.position
    qtbot.wait(50)
    assert session.position == at
    assert not session.running


def test_running_at_full_speed_covers_many_updates_and_gives_the_same_numbers(qtbot, session):
    session.set_options(speed=FULL_SPEED)
    session.run()
    qtbot.waitUntil(lambda: session.position.update > 300, timeout=10_000)
    session.pause()
    k = session.position.update
    scenario = session.scenario
    np.testing.assert_array_equal(session.frame.p, scenario.descent().run(scenario.p0, 0, k))


def test_an_edit_goes_on_from_the_present_and_undo_brings_the_run_back(session):
    session.go(Position(7, 1, 3))
    before, p = session.scenario, session.frame.p.copy()
    session.set_parameter("w2[1,2]", 0.125)
    assert session.position == START
    index = session.scenario.network.select("w2[1,2]")[0]
    assert session.scenario.p0[index] == 0.125
    np.testing.assert_array_equal(np.delete(session.scenario.p0, index), np.delete(p, index))
    assert session.undo_text == "set w2[1,2]"
    session.undo()
    assert session.scenario is before
    assert session.position == Position(7, 1, 3)
    session.redo()
    assert session.scenario.p0[index] == 0.125


def test_tied_parameters_are_edited_together(qapp, two):
    session = Session(replace(two, tied=(("b1[1]", "b1[2]"),)))
    session.set_parameter("b1[2]", 0.75)
    p = dict(zip(two.network.names, session.scenario.p0, strict=True))
    assert p["b1[1]"] == p["b1[2]"] == 0.75


def test_reset_leads_to_the_same_initial_weights_also_after_a_change_of_the_rate(session, two):
    session.go(Position(5))
    session.set_training(eta=2.0)
    assert not np.array_equal(session.scenario.p0, two.p0)
    session.reset()
    np.testing.assert_array_equal(session.scenario.p0, two.p0)
    assert session.scenario.training.eta == 2.0
    assert session.position == START


def test_reset_keeps_an_edited_weight_out(session, two):
    session.set_parameter("w1[1,1]", 9.0)
    session.go(Position(3))
    session.reset()
    np.testing.assert_array_equal(session.scenario.p0, two.p0)


def test_new_weights_are_others_and_reset_keeps_them(session, two):
    session.new_weights()
    drawn = session.scenario.p0.copy()
    assert not np.array_equal(drawn, two.p0)
    session.go(Position(4))
    session.reset()
    np.testing.assert_array_equal(session.scenario.p0, drawn)
    session.undo()
    np.testing.assert_array_equal(session.scenario.p0, two.p0)


def test_a_far_jump_tells_how_far_it_is_and_can_be_given_up(qtbot, session):
    session.go(Position(3_000_000))
    assert session.seeking is not None
    qtbot.waitUntil(lambda: session.seeking is None or session.seeking[1] > 100, timeout=5000)
    session.cancel_seek()
    assert session.seeking is None
    assert 0 < session.position.update < 3_000_000


def test_a_far_jump_arrives(qtbot, session):
    session.go(Position(3_000, 1, 4))
    qtbot.waitUntil(lambda: session.seeking is None, timeout=20_000)
    assert session.position == Position(3_000, 1, 4)


def test_a_training_that_diverges_stops_before_it_and_says_why(qtbot, qapp):
    sine = open_scenario("sine")
    session = Session(sine.with_training(replace(sine.training, eta=40.0)))
    session.set_options(speed=FULL_SPEED)
    with qtbot.waitSignal(session.told, timeout=10_000) as told:
        session.run()
    assert "overflowed" in told.args[0]
    assert not session.running
    assert np.isfinite(session.frame.p).all()
    session.step(Unit.EPOCH)
    assert np.isfinite(session.frame.p).all()


def test_one_signal_says_that_something_changed(qtbot, session):
    for change in (
        lambda: session.go(Position(1)),
        lambda: session.set_options(symbols=True),
        lambda: session.set_training(eta=3.0),
        session.undo,
        lambda: session.point("c"),
    ):
        with qtbot.waitSignal(session.changed, timeout=500):
            change()


def test_what_is_saved_is_the_present(session):
    session.go(Position(6, 1, 4))
    np.testing.assert_array_equal(session.trained_scenario().p0, session.frame.p)


@pytest.mark.parametrize("speed", range(len(SPEEDS)))
def test_every_speed_makes_progress(qtbot, session, speed):
    session.set_options(speed=speed, reduce_motion=True)
    session.run()
    qtbot.waitUntil(lambda: session.position > START, timeout=4000)
    session.pause()


@pytest.mark.parametrize("speed", [2, FULL_SPEED])
def test_running_stops_at_a_break(qtbot, session, speed):
    session.set_options(speed=speed, reduce_motion=True)
    session.toggle_break(3)
    with qtbot.waitSignal(session.told, timeout=5000) as told:
        session.run()
    assert told.args[0] == "Stopped at the break in line 3"
    assert session.position == Position(0, 1, 3)
    session.run()
    qtbot.waitUntil(lambda: not session.running, timeout=8000)
    assert session.position == Position(1, 1, 3)
    session.toggle_break(3)
    assert not session.options.breaks
