"""The session without a window: stepping, running by an injected clock, editing, undo, far jumps, divergence, who is told."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import scenarios
from tests.session.conftest import Clock
from visprop.benches.registry import BENCHES
from visprop.benches.run import BenchRun
from visprop.engine.descent import Descent
from visprop.engine.key import COST, Key
from visprop.figures.choices import EdgeValue, Place, PlaneChoice, Span
from visprop.figures.cost_drawing import moment_curves, moment_slice
from visprop.figures.landscape_work import moment_basis, moment_trails
from visprop.figures.network.options import NetworkChoices
from visprop.figures.plots.plane import default_axes
from visprop.figures.plots.plot_options import LandscapeOptions, SliceOptions
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.session.speeds import SPEEDS
from visprop.timeline.contender import ContenderSettings
from visprop.timeline.parts import Part
from visprop.timeline.position import START, Position, Unit

FULL_SPEED = len(SPEEDS) - 1


def test_steps_go_and_come_back(session):
    playback = session.playback
    playback.set_reduce_motion(True)
    for unit, wanted in (
        (Unit.LINE, Position(0, 1, 1)),
        (Unit.UPDATE, Position(0, 1, 10)),
        (Unit.EPOCH, Position(1, 1, 10)),
        (Unit.EXAMPLE, Position(2)),
        (Unit.UPDATE, Position(2, 1, 10)),
        (Unit.UPDATE, Position(3, 1, 10)),
    ):
        playback.step(unit)
        assert playback.position == wanted
    for unit, wanted in (
        (Unit.LINE, Position(3, 1, 9)),
        (Unit.UPDATE, Position(2, 1, 10)),
        (Unit.EPOCH, Position(1, 1, 10)),
        (Unit.EPOCH, START),
        (Unit.EPOCH, START),
    ):
        playback.step(unit, back=True)
        assert playback.position == wanted


def test_a_step_of_a_line_is_on_its_way_for_600_ms(session, clock):
    session.playback.step(Unit.LINE)
    assert session.playback.position == Position(0, 1, 1)
    assert session.playback.progress == 0.0
    clock.run(0.32)
    assert session.playback.progress == pytest.approx(0.5, abs=0.03)
    clock.run(0.32)
    assert session.playback.progress == 1.0
    assert not session.playback.is_moving


def test_motion_can_be_reduced(session):
    session.playback.set_reduce_motion(True)
    session.playback.step(Unit.LINE)
    assert session.playback.progress == 1.0


@pytest.mark.parametrize("speed", [index for index, speed in enumerate(SPEEDS) if speed.lines])
def test_running_by_lines_goes_as_many_lines_as_the_speed_says(session, clock, speed):
    session.playback.set_speed(speed)
    session.playback.run()
    clock.run(2.2)
    # The first line comes at once.
    wanted = 1 + int(2.2 * SPEEDS[speed].lines)
    walk, position = session.playback.experiment.walk, START
    for _ in range(wanted):
        position = walk.after(position)
    assert abs(session.playback.position.line - position.line) <= 1
    session.playback.toggle()
    at = session.playback.position
    clock.run(1.0)
    assert session.playback.position == at


@pytest.mark.parametrize("speed", [index for index, speed in enumerate(SPEEDS) if speed.updates])
def test_running_by_updates_goes_as_many_updates_as_the_speed_says(session, clock, speed):
    session.playback.set_speed(speed)
    session.playback.run()
    clock.run(3.0)
    assert session.playback.frame.done == pytest.approx(3.0 * SPEEDS[speed].updates, abs=1.5)
    # At the end of the last one: the neurons are full, and nothing later is drawn.
    assert session.playback.position.line == session.playback.experiment.program.update_line


def test_running_at_full_speed_covers_many_updates_and_gives_the_same_numbers(session, clock):
    session.playback.set_speed(FULL_SPEED)
    session.playback.run()
    clock.until(lambda: session.playback.position.update > 300)
    session.playback.pause()
    k, scenario = session.playback.frame.done, session.scenario
    np.testing.assert_array_equal(session.playback.frame.p, scenario.descent().run(scenario.p0, 0, k))


def test_an_edit_goes_on_from_the_present_and_undo_brings_the_run_back(session):
    session.playback.go(Position(7, 1, 3))
    before, p = session.scenario, session.playback.frame.p.copy()
    session.edits.set_parameter(Key.weight(2, 1, 2), 0.125)
    assert session.playback.position == Position(7)
    index = session.scenario.network.single("w2[1,2]")
    assert session.scenario.p0[index] == 0.125
    np.testing.assert_array_equal(np.delete(session.scenario.p0, index), np.delete(p, index))
    assert session.edits.undo_text == "set w2[1,2]"
    session.edits.undo()
    assert session.scenario is before
    assert session.playback.position == Position(7, 1, 3)
    session.edits.redo()
    assert session.scenario.p0[index] == 0.125


def test_tied_parameters_are_edited_together(two):
    session = Session(Run(replace(two, tied=(("b1[1]", "b1[2]"),))))
    session.edits.set_parameter(Key.bias(1, 2), 0.75)
    p = dict(zip(two.network.names, session.scenario.p0, strict=True))
    assert p["b1[1]"] == p["b1[2]"] == 0.75


def test_reset_leads_to_the_same_initial_weights_also_after_a_change_of_the_rate(session, two):
    session.playback.go(Position(5))
    session.edits.set_training(replace(session.scenario.training, eta=2.0))
    assert session.edits.undo_text == "change learning rate"
    assert not np.array_equal(session.scenario.p0, two.p0)
    session.edits.reset()
    np.testing.assert_array_equal(session.scenario.p0, two.p0)
    assert session.scenario.training.eta == 2.0
    assert session.playback.position == START


def test_a_setting_that_stays_the_same_is_no_edit(session):
    session.edits.set_training(replace(session.scenario.training))
    assert session.edits.undo_text == ""


def test_reset_keeps_an_edited_weight_out(session, two):
    session.edits.set_parameter(Key.weight(1, 1, 1), 9.0)
    session.playback.go(Position(3))
    session.edits.reset()
    np.testing.assert_array_equal(session.scenario.p0, two.p0)


def test_new_weights_are_others_and_reset_keeps_them(session, two):
    session.edits.new_weights()
    drawn = session.scenario.p0.copy()
    assert not np.array_equal(drawn, two.p0)
    session.playback.go(Position(4))
    session.edits.reset()
    np.testing.assert_array_equal(session.scenario.p0, drawn)
    session.edits.undo()
    np.testing.assert_array_equal(session.scenario.p0, two.p0)


def test_a_far_jump_tells_how_far_it_is_and_can_be_given_up(session, clock):
    session.playback.go(Position(30_000_000))
    assert session.playback.seeking is not None
    clock.until(lambda: session.playback.seeking[1] > 100)
    session.playback.cancel_seek()
    assert session.playback.seeking is None
    assert 0 < session.playback.position.update < 30_000_000


def test_on_the_way_of_a_far_jump_only_its_progress_is_told(session, clock):
    session.playback.go(Position(30_000_000))
    heard = []
    session.changes.observe(heard.append)
    reached = session.playback.seeking[1]
    clock.until(lambda: session.playback.seeking[1] > reached)
    assert set(heard) == {Part.PROGRESS}
    session.playback.cancel_seek()
    assert {Part.POSITION, Part.PLAYBACK} <= set(heard)


def test_a_far_jump_arrives(session, clock):
    session.playback.go(Position(3_000, 1, 4))
    clock.until(lambda: session.playback.seeking is None)
    assert session.playback.position == Position(3_000, 1, 4)


def test_a_training_that_diverges_stops_before_it_and_says_why():
    sine = open_scenario("sine")
    session = Session(Run(sine.with_training(replace(sine.training, eta=40.0))))
    told = []
    session.changes.listen(told.append)
    session.playback.set_speed(FULL_SPEED)
    session.playback.run()
    Clock(session).until(lambda: bool(told))
    assert "overflowed" in told[0]
    assert not session.playback.running
    assert np.isfinite(session.playback.frame.p).all()
    session.playback.step(Unit.EPOCH)
    assert np.isfinite(session.playback.frame.p).all()


@pytest.mark.parametrize("speed", [2, FULL_SPEED])
def test_running_stops_at_a_break(session, clock, told, speed):
    session.playback.set_speed(speed)
    session.selection.toggle_break(3)
    session.playback.run()
    clock.until(lambda: not session.playback.running)
    assert told == ["Stopped at the break in line 3"]
    assert session.playback.position == Position(0, 1, 3)
    session.playback.run()
    clock.until(lambda: not session.playback.running)
    assert session.playback.position == Position(1, 1, 3)
    session.selection.toggle_break(3)
    assert not session.selection.breaks


def test_what_is_saved_is_the_present(session):
    for position, done in ((Position(6, 1, 4), 6), (Position(6, 1, 10), 7)):
        session.playback.go(position)
        run = session.edits.present_run()
        assert run.update == done
        np.testing.assert_array_equal(run.scenario.p0, session.playback.frame.p)


def test_an_edit_on_the_update_line_keeps_the_update(session, two):
    """Even to the value shown: all other weights stay as the update left them."""
    session.playback.go(Position(0, 1, 10))
    p = session.playback.frame.p.copy()
    assert not np.array_equal(p, two.p0)
    index = two.network.single("w1[1,1]")
    session.edits.set_parameter(Key.weight(1, 1, 1), float(p[index]))
    np.testing.assert_array_equal(session.playback.frame.p, p)
    assert session.playback.position == Position(1)


def test_an_edit_in_the_middle_of_an_update_says_that_it_is_dropped(session, told, two):
    session.playback.go(Position(3, 1, 4))
    session.edits.set_parameter(Key.weight(1, 1, 1), 0.25)
    assert told == ["The run goes on from update 3; the update that was not finished is dropped"]
    assert session.playback.position == Position(3)


def come_to(session, done):
    """Go to where so many updates are done; on a busy machine a jump takes more than one slice of time."""
    session.playback.go(session.playback.experiment.walk.update_end(done))
    while session.playback.seeking is not None:
        session.playback.tick(0.0)


def test_numbers_of_updates_order_and_memory_count_on(iris):
    """A change that changes nothing: what comes after is what would have come, to the bit."""
    training = replace(iris.training, optimiser="adam", eta=0.01)
    whole, cut = (Session(Run(iris.with_training(training))) for _ in range(2))
    come_to(whole, 40)
    come_to(cut, 17)
    cut.edits.edit("nothing", lambda scenario: scenario)
    assert cut.playback.frame.done == 17
    come_to(cut, 40)
    np.testing.assert_array_equal(cut.playback.frame.p, whole.playback.frame.p)


def test_undo_deletes_nothing_and_trains_nothing_again(session, monkeypatch):
    session.playback.go(Position(5_000, 1, 3))
    while session.playback.seeking:
        session.playback.tick(0.0)
    p = session.playback.frame.p.copy()
    session.edits.set_training(replace(session.scenario.training, eta=0.1))
    session.playback.go(session.playback.experiment.walk.update_end(6_000))
    while session.playback.seeking:
        session.playback.tick(0.0)
    after = session.playback.frame.p.copy()
    trained = []
    original = Descent.stations

    def counted(self, state, start, counts, since=0, costs=None):
        trained.append(sum(counts))
        return original(self, state, start, counts, since, costs)

    monkeypatch.setattr(Descent, "stations", counted)
    session.edits.undo()
    assert session.playback.position == Position(5_000, 1, 3)
    np.testing.assert_array_equal(session.playback.frame.p, p)
    session.edits.redo()
    assert session.playback.frame.done == 6_000
    np.testing.assert_array_equal(session.playback.frame.p, after)
    assert sum(trained) <= 2
    assert len(session.runs.branches) == 2


def test_all_runs_share_one_budget(two):
    session = Session(Run(two))
    session.runs = type(session.runs)(Run(two), budget=400_000)
    session.playback.set_experiment(session.runs.present.timeline, START)
    session.own.begin(session.runs)
    for k in range(1, 12):
        session.playback.experiment.advance(600 * k, float("inf"))
        session.playback.go(session.playback.experiment.walk.update_end(600 * k))
        session.edits.set_training(replace(session.scenario.training, eta=0.5 / (k + 1)))
        assert sum(branch.timeline.nbytes for branch in session.runs.branches) <= 400_000 + 4 * 24 * 8 * len(
            session.runs.branches
        )


def test_at_the_start_reset_adds_no_empty_entry(session):
    session.edits.set_training(replace(session.scenario.training, eta=0.1))
    session.edits.reset()
    assert session.edits.undo_text == "change learning rate"
    session.playback.go(Position(2))
    session.edits.reset()
    assert session.edits.undo_text == "change learning rate"
    assert session.playback.position == START


def test_the_others_run_in_lockstep(session, clock):
    session.playback.go(Position(5))
    session.compare((ContenderSettings("full_batch", 1, 0.3, "adam"),), by_examples=False)
    assert session.comparison.contenders[0].update == 5
    session.playback.go(Position(12))
    assert session.comparison.contenders[0].update == 12
    session.compare((ContenderSettings("full_batch", 1, 0.3, "adam"),), by_examples=True)
    # A full batch of two examples: half as many updates for as many examples.
    assert session.comparison.contenders[0].update == 6
    assert [rival.pace for rival in session.moment().contenders] == [2.0]
    session.compare((), by_examples=False)
    assert session.moment().contenders == ()


def test_a_trial_changes_what_is_shown_and_nothing_else(session):
    before = session.playback.frame
    session.playback.try_out(before.p + 1.0, before, "all nudged")
    assert (session.moment().frame.p == before.p + 1.0).all()
    assert session.moment().note == "all nudged"
    assert session.playback.frame is before
    session.playback.step(Unit.LINE)
    assert session.moment().untried is None


def test_what_is_tried_out_at_a_frame_that_has_gone_is_not_shown(session):
    before = session.playback.frame
    session.network_edits.add_unit(2)
    # The dialogue that nudges hears of another network only at the next turn of the event loop.
    session.playback.try_out(before.p + 1.0, before, "all nudged")
    assert session.playback.shown is session.playback.frame
    assert session.moment().note == ""


def test_neither_slice_nor_plane_goes_along_what_is_frozen(session):
    told = []
    session.changes.listen(told.append)
    frozen, free, other = Key.bias(4, 1), Key.bias(4, 2), Key.weight(4, 1, 1)
    session.network_edits.freeze((frozen,), True)
    session.slice_along(free)
    session.slice_along(frozen)
    assert session.options[SliceOptions.along] == free
    session.span_by((free, other))
    session.span_by((frozen, other))
    assert session.options[LandscapeOptions.plane].names == (free, other)
    assert told == ["b⁴₁ is frozen: φ is a function of what is free to move"] * 2


@pytest.mark.parametrize("act", ["add_unit", "remove_unit", "add_layer", "remove_layer"])
@pytest.mark.parametrize("layer", [-1, 5, 99])
def test_a_layer_that_is_not_there_is_not_changed(session, act, layer):
    before = session.scenario
    assert not getattr(session.network_edits, act)(layer)
    assert session.scenario is before


def test_opening_forgets_what_belonged_to_the_scenario_before(session):
    session.selection.select(Key.weight(1, 1, 1))
    session.selection.begin_picking(True)
    session.selection.pick(Key.weight(4, 2, 2))
    session.choose(LandscapeOptions.plane, PlaneChoice(Span.RANDOM))
    session.choose(SliceOptions.along, Key.weight(4, 2, 2))
    session.edits.new_weights()
    session.open(Run(open_scenario("linear")), None)
    assert session.moment().selected is None
    assert not session.selection.is_picking
    assert session.options[LandscapeOptions.plane] == PlaneChoice()
    assert session.options[SliceOptions.along] is None
    assert session.edits.undo_text == ""
    assert not session.is_modified


# Who is told


@pytest.mark.parametrize(
    "act, parts",
    [
        (lambda s: s.selection.point(COST), {Part.POINTER}),
        (lambda s: s.selection.select(Key.bias(1, 1)), {Part.SELECTION}),
        (lambda s: s.selection.watch(COST), {Part.SELECTION}),
        (lambda s: s.choose(NetworkChoices.edges, EdgeValue.UPDATE), {Part.OPTIONS}),
        (lambda s: s.choose(NetworkChoices.edges, EdgeValue.WEIGHT), set()),
        (lambda s: s.playback.set_speed(3), {Part.PLAYBACK}),
        (lambda s: s.playback.go(Position(1)), {Part.POSITION, Part.PLAYBACK}),
        (lambda s: s.playback.step(Unit.LINE), {Part.POSITION, Part.PLAYBACK, Part.MOTION}),
        (lambda s: s.playback.try_out(s.scenario.p0 + 1, s.playback.frame), {Part.TRIAL}),
        (lambda s: s.compare((), True), {Part.COMPARISON, Part.POSITION, Part.PLAYBACK}),
        (
            lambda s: s.edits.new_weights(),
            {Part.RUN, Part.POSITION, Part.PLAYBACK, Part.TRIAL, Part.COMPARISON, Part.EDITS},
        ),
    ],
)
def test_observers_are_told_which_part_changed(session, act, parts):
    heard = []
    session.changes.observe(heard.append)
    act(session)
    assert set(heard) == parts


def test_an_observer_that_is_gone_is_not_kept(session):
    import gc
    import weakref

    class Observer:
        def hear(self, part):
            pass

    observer = Observer()
    session.changes.observe(observer.hear)
    gone = weakref.ref(observer)
    del observer
    gc.collect()
    assert gone() is None
    session.selection.point(COST)


acts = st.lists(
    st.one_of(
        st.tuples(st.just("step"), st.sampled_from(list(Unit)), st.booleans()),
        st.tuples(st.just("set"), st.integers(0, 10**6), st.floats(-2, 2)),
        st.tuples(st.just("rate"), st.floats(0.001, 0.5), st.none()),
        st.tuples(st.sampled_from(["undo", "redo", "reset", "new_weights"]), st.none(), st.none()),
    ),
    max_size=25,
)


@settings(max_examples=60)
@given(scenarios, acts)
def test_undoing_everything_leads_back_and_redoing_everything_leads_on(scenario, chosen):
    session = Session(Run(scenario))
    edits, network = session.edits, scenario.network
    for what, first, second in chosen:
        if what == "step":
            session.playback.step(first, second)
        elif what == "set":
            edits.set_parameter(network.parameter(first % network.parameter_count), second)
        elif what == "rate":
            edits.set_training(replace(session.scenario.training, eta=first))
        else:
            getattr(edits, what)()
    last, count = session.scenario, 0
    while edits.undo_text:
        edits.undo()
        count += 1
    np.testing.assert_array_equal(session.scenario.p0, scenario.p0)
    assert session.scenario.training == scenario.training
    for _ in range(count):
        edits.redo()
    assert session.scenario is last


opened = st.sampled_from(["two-neurons", "xor", "linear", "shared-bias"])
MARKED = (Key.weight(4, 2, 2), Key.unit(3, 2), Key.weight(1, 1, 1), Key("d", 4, (2,)), Key("x", 0, (2,)))


def mark(session, at):
    """As in a picture that still shows another network."""
    key, selection = MARKED[at % 5], session.selection
    for act in (selection.select, selection.gather, selection.point, selection.watch):
        act(key)
    if key.is_parameter:
        selection.pick(key)


def hold(session, at):
    frame, plane = session.playback.frame, session.options[LandscapeOptions.plane]
    here = Place(frame.done, frame.p)
    session.choose(
        LandscapeOptions.plane, replace(plane, held=here) if at % 2 else plane.taken_from(list(Span)[at % len(Span)], here)
    )


def choose(session, at):
    names = session.scenario.network.parameters
    session.slice_along(names[at % len(names)])
    session.span_by((names[at % len(names)], names[(at + 1) % len(names)]))


def change(session, at):
    # As buttons and menus hold it, whatever is opened meanwhile.
    (session.held.add_unit if at % 2 else session.held.remove_unit)(1 + at % session.scenario.network.depth)


def freeze(session, at):
    network = session.scenario.network
    session.held.freeze((network.parameter(at % network.parameter_count),), at % 2 == 0)


ACTS = {
    "open": lambda session, at: session.open(Run(open_scenario(OPENED[at % len(OPENED)])), None),
    "mark": mark,
    "hold": hold,
    "choose": choose,
    "change": change,
    "freeze": freeze,
    "undo": lambda session, at: session.edits.undo(),
    "redo": lambda session, at: session.edits.redo(),
}
OPENED = ("two-neurons", "xor", "linear", "shared-bias")


@settings(max_examples=80)
@given(st.sampled_from(OPENED), st.lists(st.tuples(st.sampled_from(list(ACTS)), st.integers(0, 99)), max_size=20))
def test_what_is_chosen_and_marked_always_fits_the_scenario(name, chosen):
    session = Session(Run(open_scenario(name)))
    session.held = session.network_edits
    for what, at in chosen:
        ACTS[what](session, at)
        scenario, options, selection = session.scenario, session.options, session.selection
        marked = (selection.selected, *selection.gathered, selection.pointed, *selection.watched, selection.picked)
        assert all(scenario.network.has(key) for key in marked if key is not None)
        for place in (options[LandscapeOptions.plane].held, options[LandscapeOptions.plane].anchor):
            assert place is None or place.p.size == scenario.network.parameter_count
        if scenario.freedom.count > 2:
            basis = moment_basis(session.moment(), options[LandscapeOptions.plane])
            assert basis is None or basis.through(scenario.p0).u.size == scenario.network.parameter_count
            moment_slice(session.moment(), options)


def test_adam_begins_anew_when_it_is_chosen(session, clock):
    """With an empty memory its first step is η in each component, at whatever update that is."""
    session.playback.go(session.playback.experiment.walk.update_end(400))
    clock.until(lambda: session.playback.seeking is None)
    session.edits.set_training(replace(session.scenario.training, optimiser="adam", eta=0.01))
    session.playback.step(Unit.UPDATE)
    frame = session.playback.frame
    np.testing.assert_allclose(np.abs(frame.mean_step), 0.01, rtol=1e-3)
    np.testing.assert_allclose(frame.p - frame.p_before, frame.mean_step, rtol=1e-9, atol=1e-15)


def test_before_a_run_there_is_its_start(session, clock):
    session.playback.go(session.playback.experiment.walk.update_end(300))
    clock.until(lambda: session.playback.seeking is None)
    session.edits.set_training(replace(session.scenario.training, eta=0.1))
    p = session.playback.frame.p
    session.playback.go(Position(7))
    assert session.playback.position == Position(300)
    np.testing.assert_array_equal(session.playback.frame.p, p)
    with pytest.raises(ValueError, match="before update 300"):
        session.history.timeline.parameters(7)


def test_on_the_update_line_weights_point_and_curve_move_together(session, clock):
    """One animation: what is drawn of all three is the same share of the way from p before to p after."""
    playback = session.playback
    playback.go(Position(2, 1, playback.experiment.program.update_line - 1))
    playback.step(Unit.LINE)
    frame = playback.frame
    shares = []
    while playback.progress < 1.0:
        clock.run(0.1)
        moment = session.moment()
        if moment.way >= 1.0:
            break
        way = frame.p - frame.p_before
        at = int(np.argmax(np.abs(way)))
        share = (moment.moving.p[at] - frame.p_before[at]) / way[at]
        shares.append(share)
        np.testing.assert_allclose(moment.moving.p, frame.p_before + share * way, rtol=1e-12)
        basis = moment_basis(moment, PlaneChoice(names=default_axes(frame.totals)))
        trail = moment_trails(moment, basis)[0][0]
        np.testing.assert_allclose(trail.points[-1], basis.coordinates(moment.moving.p), rtol=1e-12)
        costs = moment.history.costs(3).values
        assert moment_curves(moment)[0].costs[-1] == pytest.approx(costs[-2] + share * (costs[-1] - costs[-2]))
        # What is known is not touched: watch and equations have the new p, and the passes the old one.
        assert moment.frame is frame
    assert len(shares) > 3
    assert sorted(shares) == shares
    assert session.moment().moving is frame


def test_an_input_that_is_tried_out_passes_for_no_other_p():
    session = Session(Run(open_scenario("xor")))
    session.try_input(np.array([0.3, 0.7]))
    assert session.playback.shown.tried is not None
    assert session.moment().untried is None
    p = session.playback.frame.p
    session.playback.try_out(p + 1.0, session.playback.frame, "one more")
    assert session.moment().untried is p


def test_a_workspace_of_the_same_name_is_another_one_where_another_kind_is_opened(session):
    session.window.choose("present")
    heard = []
    session.changes.observe(note := heard.append)
    bench = BenchRun.new(BENCHES["slope"])
    for run, is_other in ((Run(open_scenario("xor")), False), (bench, True), (bench.put({"p": 1.0}), False)):
        heard.clear()
        session.open(run, None)
        assert session.window.workspace == "present"
        assert (Part.WINDOW in heard) is is_other
    assert note


def test_what_is_new_stands_nowhere_and_is_not_left_unasked(session):
    run = session.runs.present.timeline.run
    session.open(run, None)
    assert not session.is_modified
    session.open(run, None, is_new=True)
    assert session.is_modified
    assert session.has_work
    session.give_up()
    assert not session.is_modified
