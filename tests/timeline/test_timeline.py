"""Positions, replay, memory, and what happens when the training diverges."""

import random
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import scenarios
from visprop.engine.backprop import mean_gradient
from visprop.engine.network import Network
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.checkpoints import Checkpoints
from visprop.timeline.diverged import Diverged
from visprop.timeline.history import History
from visprop.timeline.position import START, Position, Unit
from visprop.timeline.program import Kind
from visprop.timeline.samples import sampled_updates
from visprop.timeline.timeline import Timeline


def everything(frame):
    """All that a frame knows, as numbers."""
    layers = range(1, frame.program.depth + 1)
    parts = [frame.p, frame.p_before, frame.x, frame.y]
    parts += [part for layer in layers for part in (frame.z(layer), frame.a(layer), frame.delta(layer)) if part is not None]
    parts += [np.array([value]) for value in (frame.cost,) if value is not None]
    parts += [part for part in (frame.p_next, frame.mean_step) if part is not None]
    return np.concatenate([part.ravel() for part in parts])


@pytest.mark.parametrize("name", ["two-neurons", "iris"])
@pytest.mark.long
def test_a_walk_of_10000_moves_always_gives_what_a_direct_evaluation_gives(name):
    scenario = open_scenario(name)
    timeline, walk = Timeline(Run(scenario), budget=60_000), Timeline(Run(scenario)).walk
    rng = random.Random(1)
    position, seen = START, {}
    for move in range(10_000):
        if rng.random() < 0.1:
            update = rng.randrange(400)
            example = rng.randint(1, scenario.schedule.size_of(update))
            position = Position(update, example, rng.randint(0, walk.last_line(update, example)))
        else:
            step = walk.before if rng.random() < 0.5 else walk.after
            position = step(position, rng.choice(list(Unit)))
        frame = everything(timeline.frame(position))
        if position not in seen:
            seen[position] = frame
            if move % 10 == 0:
                np.testing.assert_array_equal(frame, everything(Timeline(Run(scenario)).frame(position)))
        np.testing.assert_array_equal(frame, seen[position])
    assert len(seen) > 1000


@settings(max_examples=60)
@given(scenarios, st.lists(st.tuples(st.sampled_from(list(Unit)), st.booleans()), max_size=30))
def test_a_step_forward_is_undone_by_a_step_back(scenario, moves):
    walk = Timeline(Run(scenario)).walk
    position = START
    for unit, back in moves:
        position = (walk.before if back else walk.after)(position, unit)
        assert walk.holds(position)
        assert walk.before(walk.after(position, Unit.LINE), Unit.LINE) == position
        assert walk.after(position, unit) > position
        assert walk.before(position, unit) < position or position == START
        assert walk.holds(walk.update_end(walk.done(position)))


def test_the_lines_are_those_of_the_algorithm(two):
    kinds = [(line.kind.value, line.layer) for line in Timeline(Run(two)).program.lines]
    forward = [("forward", layer) for layer in (1, 2, 3, 4)]
    backward = [("backward", layer) for layer in (4, 3, 2, 1)]
    assert kinds == [("input", 0), *forward, ("cost", 0), *backward, ("update", 0)]


def test_nothing_is_known_before_its_line(two):
    timeline = Timeline(Run(two))
    for line in timeline.program.lines:
        frame = timeline.frame(Position(0, 1, line.number))
        for layer in range(1, 5):
            assert (frame.a(layer) is not None) == (line.number >= layer)
            assert (frame.delta(layer) is not None) == (line.number >= 10 - layer)
            assert (frame.gradient(layer) is None) == (frame.delta(layer) is None)
        assert (frame.cost is not None) == (line.number >= 5)
        assert (frame.p_next is not None) == (line.kind is Kind.UPDATE)


def test_a_batch_is_updated_after_its_last_example_only(iris):
    timeline = Timeline(Run(iris))
    assert [timeline.walk.last_line(0, example) for example in (1, 9, 10)] == [5, 5, 6]
    frame = timeline.frame(Position(0, 10, 6))
    data, batch = iris.data, iris.schedule.examples(0)
    gradient = mean_gradient(iris.network, iris.p0, data.x[batch], data.y[batch])
    np.testing.assert_allclose(frame.p - frame.p_before, -0.05 * gradient, atol=1e-15)
    assert frame.promised_decrease == pytest.approx(0.05 * gradient @ gradient)
    assert frame.actual_decrease == pytest.approx(
        iris.network.mean_cost(frame.p_before, data.x[batch], data.y[batch])
        - iris.network.mean_cost(frame.p, data.x[batch], data.y[batch])
    )


def test_memory_stays_within_the_budget():
    scenario = open_scenario("xor")
    timeline = Timeline(Run(scenario), budget=20_000)
    far = timeline.parameters(50_000)
    assert timeline.nbytes <= 20_000
    np.testing.assert_array_equal(far, scenario.descent().run(scenario.p0, 0, 50_000))


def test_the_budget_holds_for_the_process_too():
    # In a process of its own, where nothing else is computed.
    code = """
import tracemalloc
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.timeline import Timeline
timeline = Timeline(Run(open_scenario("linear")), budget=300_000)
tracemalloc.start()
timeline.parameters(60_000)
print(tracemalloc.get_traced_memory()[0])
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert int(done.stdout) < 600_000


@given(st.integers(0, 500), st.integers(4, 60))
def test_checkpoints_hold_the_last_kept_update_before_any(last, capacity):
    kept = Checkpoints(np.zeros(1), capacity * 8, stride=1)
    for update in range(1, last + 1):
        kept.add(update, np.array([float(update)]))
    for update in range(last + 1):
        at = kept.start_of(update)
        p = kept.at(at)
        assert at <= update
        assert p[0] == at
        assert update - at < max(kept.stride, 1) or at == kept.last


@given(st.integers(0, 3000), st.integers(0, 300), st.integers(1, 400), st.sampled_from([1, 2, 8, 64]))
def test_updates_are_cut_where_one_is_kept(first, after, count, stride):
    kept = Checkpoints(np.zeros(1), 8000, stride=stride, first=first)
    counts = kept.cut(first + after, count)
    assert sum(counts) == count
    ends = after + np.cumsum(counts)
    assert [end for end in range(after + 1, after + count) if end % stride == 0] == list(ends[:-1])


def test_however_little_they_take_there_are_not_many_of_them():
    """At update 10⁶ they are 64 apart: less than a millisecond is replayed, and no sample of a picture has to be."""
    kept = Checkpoints(np.zeros(1), 200_000_000, stride=8)
    for update in range(8, 1_000_001, 8):
        kept.add(update, np.zeros(1))
    assert kept.stride == 64
    assert kept.nbytes < 2_000_000


@pytest.mark.parametrize("optimiser", ["gradient_descent", "adam"])
@pytest.mark.parametrize("name", ["two-neurons", "iris", "sine"])
def test_back_and_forth_over_updates_that_are_thinned_out_has_the_same_bits(name, optimiser, monkeypatch):
    monkeypatch.setattr("visprop.timeline.checkpoints._MOST", 20)
    scenario = open_scenario(name)
    scenario = scenario.with_training(replace(scenario.training, optimiser=optimiser, eta=0.01))
    timeline, descent = Timeline(Run(scenario)), scenario.descent()
    start = Run(scenario).state()
    strides = set()
    for update in (7, 160, 161, 900, 899, 3, 2500, 2499, 2498, 1700, 2501, 0, 5000, 4999):
        timeline.advance(update, float("inf"))
        strides.add(timeline.stride)
        found = np.concatenate((timeline.parameters(update), *timeline.memory(update)))
        np.testing.assert_array_equal(found, descent.run(start, 0, update))
    assert {8, 64, 256} <= strides


@pytest.mark.parametrize("eta, quantity", [(1e160, "c"), (1e200, "c")])
def test_the_first_number_that_overflows_is_named_and_the_position_before_is_finite(eta, quantity):
    scenario = open_scenario("sine")
    timeline = Timeline(Run(scenario.with_training(replace(scenario.training, eta=eta))))
    with pytest.raises(Diverged) as stop:
        timeline.frame(Position(200))
    breakdown = stop.value.breakdown
    assert breakdown.before < breakdown.position
    assert breakdown.quantity == quantity
    assert str(breakdown).startswith(f"{quantity} overflowed in update ")
    assert np.isfinite(everything(timeline.frame(breakdown.before))).all()
    with pytest.raises(Diverged):
        timeline.frame(breakdown.position)
    with pytest.raises(Diverged):
        timeline.advance(500, 1.0)


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("0", (0, 1, 0)),
        ("3", (2, 10, 6)),
        ("3.2", (3, 2, 5)),
        ("3.2.1", (3, 2, 1)),
        ("3.10.6", (3, 10, 6)),
        ("0.1", (0, 1, 5)),
        ("0.1.0", (0, 1, 0)),
    ],
)
def test_positions_are_read_from_text(iris, text, wanted):
    walk = Timeline(Run(iris)).walk
    assert walk.parse(text) == Position(*wanted)
    assert walk.parse(walk.text(Position(*wanted))) == Position(*wanted)


def test_update_k_is_the_update_line_of_the_last_of_k_updates(iris):
    timeline = Timeline(Run(iris))
    frame = timeline.frame(timeline.walk.parse("3"))
    assert frame.done == 3
    np.testing.assert_array_equal(frame.p, iris.descent().run(iris.p0, 0, 3))
    np.testing.assert_array_equal(frame.p_before, iris.descent().run(iris.p0, 0, 2))
    assert all(frame.a(layer) is not None and frame.delta(layer) is not None for layer in (1, 2))


@settings(max_examples=40)
@given(scenarios, st.integers(0, 30), st.integers(0, 30))
def test_a_run_goes_on_from_any_moment_bit_for_bit(scenario, first, more):
    whole = Timeline(Run(scenario))
    try:
        whole.parameters(first + more)
    except Diverged:
        return
    now = whole.run.continued(scenario, first, whole.parameters(first), whole.memory(first))
    np.testing.assert_array_equal(Timeline(now).parameters(first + more), whole.parameters(first + more))


@pytest.mark.parametrize(
    "text, message",
    [
        *((text, "is not UPDATE") for text in ("", "-1", "a", "1.1.1.1")),
        ("1.0", "update 1 has examples 1 to 10, not 0"),
        ("1.11", "update 1 has examples 1 to 10, not 11"),
        ("1.1.6", "example 1 of update 1 has lines 0 to 5, not 6"),
        ("1.10.7", "example 10 of update 1 has lines 0 to 6, not 7"),
    ],
)
def test_positions_that_are_not_there_are_refused(iris, text, message):
    with pytest.raises(ValueError, match=message):
        Timeline(Run(iris)).walk.parse(text)


@given(st.integers(0, 10**7))
def test_samples_are_few_and_end_at_the_present(update):
    updates = sampled_updates(update)
    assert len(updates) <= 514
    assert updates[0] == 0
    assert updates[-1] == update
    assert updates == sorted(set(updates))


@pytest.mark.parametrize("name", builtin_names())
def test_the_history_gives_the_cost_of_each_sampled_update(name):
    scenario = open_scenario(name)
    history = History(Timeline(Run(scenario)))
    updates, costs, _ = history.costs(700)
    for at in (0, len(updates) // 2, -1):
        p = scenario.descent().run(scenario.p0, 0, updates[at])
        assert costs[at] == scenario.network.mean_cost(p, scenario.train.x, scenario.train.y)


def test_a_step_that_overflows_is_named_at_its_update_line():
    """An identity net at x = 1e154 with η = 1e200: all of the passes is finite, Δp is not."""
    network = Network((1, 1), ("identity",))
    data = Data(np.array([[1e154]]), np.array([[0.0]]))
    scenario = Scenario("far", network, np.array([1e-5, 0.0]), data, Training("online", 1, 1e200))
    for far in (1, 40):
        timeline = Timeline(Run(scenario))
        with pytest.raises(Diverged) as stop:
            timeline.frame(timeline.walk.update_end(far))
        assert stop.value.breakdown.quantity == "w1[1,1]"
        assert stop.value.breakdown.position == timeline.walk.update_end(1)
        assert np.isfinite(timeline.frame(stop.value.breakdown.before).delta(1)).all()


def test_what_the_optimiser_remembers_is_named_when_it_overflows():
    """RMSProp squares a gradient of 1e160: s is infinite, and the step would be 0, unnoticed."""
    data = Data(np.array([[1e100]]), np.array([[1e60]]))
    scenario = Scenario("far", Network((1, 1), ("identity",)), np.zeros(2), data, Training("online", 1, 0.1, optimiser="rmsprop"))
    with pytest.raises(Diverged) as stop:
        Timeline(Run(scenario)).advance(3, 1.0)
    assert stop.value.breakdown.quantity == "s of w1[1,1]"
