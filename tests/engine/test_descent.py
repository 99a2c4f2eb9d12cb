"""The fast path does what the explaining path does."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import constrained_scenarios, scenarios
from visprop.engine.backprop import mean_gradient
from visprop.engine.network import Network
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.schedule import Schedule
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario, Training

PYTORCH = json.loads((Path(__file__).parents[1] / "fixtures" / "pytorch.json").read_text(encoding="utf-8"))


def explained(scenario, updates):
    p, memory = scenario.p0.copy(), tuple(np.zeros_like(scenario.p0) for _ in scenario.optimiser.memory)
    for k in range(updates):
        batch = scenario.schedule.examples(k)
        g = scenario.freedom.spread(scenario.objective.over(batch).slope(p))
        step, memory = scenario.optimiser.step(
            g, scenario.freedom.spread(scenario.freedom.coordinates(p)), memory, scenario.training.eta, k + 1
        )
        p = p + step
    return np.concatenate((p, *memory))


def with_optimiser(scenario, name, eta=0.02):
    return scenario.with_training(replace(scenario.training, optimiser=name, eta=eta))


optimisers = st.sampled_from(list(OPTIMISERS))


@settings(max_examples=100)
@given(scenarios | constrained_scenarios, st.integers(0, 25), optimisers)
def test_the_fast_path_gives_the_same_parameters(scenario, updates, name):
    scenario = with_optimiser(scenario, name)
    descent = scenario.descent()
    fast = descent.run(descent.initial(scenario.p0), 0, updates)
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(fast, explained(scenario, updates), rtol=1e-9, atol=1e-10)


@settings(max_examples=100)
@given(scenarios | constrained_scenarios, st.integers(0, 10), st.booleans())
def test_the_way_for_what_overflows_has_the_same_bits(scenario, updates, is_told):
    """A replay may go the other way than what it replays, once something later overflows."""
    found = []
    for is_explained in (False, True):
        descent, costs = scenario.descent(), []
        if is_explained:
            descent._take_the_explaining_way()
        state = descent.run(scenario.p0, 0, updates, costs=costs if is_told else None)
        found.append((state, costs))
    np.testing.assert_array_equal(found[0][0], found[1][0])
    assert found[0][1] == found[1][1]


@settings(max_examples=40)
@given(scenarios | constrained_scenarios, st.integers(0, 20), st.integers(0, 20), optimisers)
def test_a_run_in_two_parts_is_bit_identical(scenario, first, second, name):
    scenario = with_optimiser(scenario, name)
    whole, other = scenario.descent(), scenario.descent()
    start = whole.initial(scenario.p0)
    parts = other.run(other.run(start, 0, first), first, second)
    np.testing.assert_array_equal(whole.run(start, 0, first + second), parts)


@settings(max_examples=40)
@given(scenarios | constrained_scenarios, st.lists(st.integers(1, 9), min_size=1, max_size=4), optimisers)
def test_in_place_the_bits_are_the_same(scenario, counts, name):
    """From 0, and from a state with a memory; of p after each number of updates as well."""
    scenario = with_optimiser(scenario, name)
    plain, in_place = scenario.descent(), scenario.descent()
    state, done = plain.initial(scenario.p0), 0
    in_place.stand(scenario.p0, (), 0)
    for _ in range(2):
        expected = plain.stations(state, done, counts)
        passed = np.empty((len(counts), scenario.p0.size))
        in_place.go_on(counts, passed)
        np.testing.assert_array_equal(passed, expected[:, : scenario.p0.size])
        np.testing.assert_array_equal(np.concatenate((in_place.p, *in_place.memory)), expected[-1])
        state, done = expected[-1], done + sum(counts)
    in_place.go_on([3])
    np.testing.assert_array_equal(in_place.p, plain.run(state, done, 3)[: scenario.p0.size])


def test_in_place_a_neuron_that_is_too_sure_for_exp_goes_the_explaining_way():
    data = Data(np.array([[1.0], [-2000.0]]), np.array([[1.0], [0.0]]))
    scenario = Scenario("sure", Network((1, 1), ("logistic",)), np.array([1.0, 0.0]), data, Training("online", 1, 0.5))
    descent, state = scenario.descent(), np.array([1.0, 0.0])
    descent.stand(state, (), 0)
    descent.go_on([1, 3])
    np.testing.assert_array_equal(descent.p, explained(scenario, 4))
    np.testing.assert_array_equal(descent.p, scenario.descent().run(state, 0, 4))


@settings(max_examples=40)
@given(scenarios | constrained_scenarios, st.lists(st.integers(1, 12), min_size=1, max_size=6), st.booleans(), optimisers)
def test_states_by_the_way_are_those_of_single_runs(scenario, counts, is_told, name):
    scenario = with_optimiser(scenario, name)
    descent, other = scenario.descent(), scenario.descent()
    state = descent.initial(scenario.p0)
    costs, wanted = ([], []) if is_told else (None, None)
    done = 0
    for count, found in zip(counts, descent.stations(state, 0, counts, costs=costs), strict=True):
        state = other.run(state, done, count, costs=wanted)
        done += count
        np.testing.assert_array_equal(found, state)
    assert costs == wanted


@pytest.mark.parametrize("run", PYTORCH["runs"], ids=lambda run: f"{run['scenario']}-{run['optimiser']}")
def test_a_hundred_updates_agree_with_pytorch(run):
    """Its numbers were made by tests/fixtures/make_pytorch.py."""
    scenario = with_optimiser(open_scenario(run["scenario"]), run["optimiser"], run["eta"])
    assert [scenario.schedule.examples(k).tolist() for k in range(PYTORCH["updates"])] == run["examples"]
    descent = scenario.descent()
    found = descent.run(descent.initial(scenario.p0), 0, PYTORCH["updates"])[: scenario.p0.size]
    # What divides by a gradient's size makes much of the rounding of one that is nearly 0.
    np.testing.assert_allclose(found, run["p"], rtol=1e-10, atol=1e-11)


# With a constant η, η in the velocity makes the same updates.
TWINS = {"momentum_with_eta": "momentum", "nesterov_with_eta": "nesterov"}


@pytest.mark.parametrize(
    "run", [run for run in PYTORCH["runs"] if run["optimiser"] in TWINS.values()], ids=lambda run: run["scenario"]
)
def test_with_eta_in_the_velocity_a_constant_rate_leads_to_the_same(run):
    (name,) = [name for name, twin in TWINS.items() if twin == run["optimiser"]]
    scenario = with_optimiser(open_scenario(run["scenario"]), name, run["eta"])
    descent = scenario.descent()
    found = descent.run(descent.initial(scenario.p0), 0, PYTORCH["updates"])[: scenario.p0.size]
    np.testing.assert_allclose(found, run["p"], rtol=1e-10, atol=1e-11)


def test_every_optimiser_is_compared_with_pytorch():
    assert {run["optimiser"] for run in PYTORCH["runs"]} | set(TWINS) == set(OPTIMISERS)


@pytest.mark.parametrize(
    "name, steps",
    # Of a gradient of 1, at η = 1, 0.1, 0.1 and β = 0.9, worked out by hand.
    [
        ("momentum", [1.0, 0.19, 0.271]),
        ("momentum_with_eta", [1.0, 1.0, 1.0]),
        ("nesterov", [1.9, 0.271, 0.3439]),
        ("nesterov_with_eta", [1.9, 1.0, 1.0]),
    ],
)
def test_where_eta_stands_in_the_velocity_a_change_of_it_comes_late(name, steps):
    optimiser, memory, found = OPTIMISERS[name], (np.zeros(1),), []
    for t, eta in enumerate((1.0, 0.1, 0.1), start=1):
        step, memory = optimiser.step(np.ones(1), np.zeros(1), memory, eta, t)
        found.append(-step[0])
    np.testing.assert_allclose(found, steps, rtol=1e-14)


def test_constants_of_an_optimiser_are_the_users():
    """w² from 10 at η = 0.8 with a momentum of 0.1: 10, −6, 2, −0.4."""
    network = Network((1, 1), ("identity",), "squared_error")
    training = Training("online", eta=0.8, optimiser="momentum", constants=(("β", 0.1),))
    scenario = Scenario("w²", network, np.array([10.0, 0.0]), Data(np.ones((1, 1)), np.zeros((1, 1))), training, frozen=("b1",))
    descent = scenario.descent()
    state, found = descent.initial(scenario.p0), []
    for k in range(4):
        found.append(state[0])
        state = descent.run(state, k, 1)
    np.testing.assert_allclose(found, [10.0, -6.0, 2.0, -0.4], atol=1e-12)
    np.testing.assert_allclose(explained(scenario, 3), descent.run(descent.initial(scenario.p0), 0, 3), atol=1e-12)


def test_a_constant_that_an_optimiser_has_not_is_refused():
    with pytest.raises(ValueError, match="Adam has no constant β"):
        OPTIMISERS["adam"].with_constants({"β": 0.5})


def test_adam_by_hand():
    """The first update of Adam is η·g/(|g| + ε), whatever the gradient's size."""
    g = np.array([3.0, -0.002])
    step, memory = OPTIMISERS["adam"].step(g, np.zeros(2), (np.zeros(2), np.zeros(2)), 0.1, 1)
    np.testing.assert_allclose(step, [-0.1, 0.1], rtol=1e-5)
    np.testing.assert_allclose(memory[0], 0.1 * g)
    np.testing.assert_allclose(memory[1], 0.001 * g * g)


def test_adamw_by_hand():
    """Its first update is Adam's, η in the gradient's direction, and ηλp beside it; what is frozen does not decay."""
    step, _ = OPTIMISERS["adamw"].step(np.array([3.0]), np.array([2.0]), (np.zeros(1), np.zeros(1)), 0.1, 1)
    np.testing.assert_allclose(step, [-0.1 - 0.1 * 0.01 * 2.0], rtol=1e-7)
    network = Network((1, 1), ("identity",))
    scenario = Scenario("w", network, np.array([2.0, 5.0]), Data(np.ones((1, 1)), np.zeros((1, 1))), Training(), frozen=("b1",))
    scenario = with_optimiser(scenario, "adamw", 0.1)
    after = scenario.descent().run(scenario.descent().initial(scenario.p0), 0, 1)
    np.testing.assert_allclose(after[:2], [2.0 - 0.1 - 0.1 * 0.01 * 2.0, 5.0], rtol=1e-7)


def test_frozen_parameters_stay_and_the_others_move(two):
    scenario = replace(two, frozen=("b1", "w2[1,2]"))
    after = scenario.descent().run(scenario.p0, 0, 50)
    frozen = np.concatenate([two.network.select("b1"), two.network.select("w2[1,2]")])
    np.testing.assert_array_equal(after[frozen], two.p0[frozen])
    moved = np.setdiff1d(np.arange(after.size), frozen)
    assert (after[moved] != two.p0[moved]).all()


def test_tied_parameters_stay_equal_and_move_by_the_sum_of_their_gradients(two):
    p0 = two.p0.copy()
    pair = np.concatenate([two.network.select("b1[1]"), two.network.select("b4[2]")])
    p0[pair] = 0.25
    scenario = replace(two, p0=p0, tied=(("b1[1]", "b4[2]"),))
    gradient = mean_gradient(two.network, p0, two.data.x[:1], two.data.y[:1])
    after = scenario.descent().run(p0, 0, 1)
    np.testing.assert_allclose(after[pair], 0.25 - 0.5 * gradient[pair].sum(), atol=1e-15)
    later = scenario.descent().run(p0, 0, 40)
    assert later[pair[0]] == pytest.approx(later[pair[1]], abs=1e-15)


def test_the_update_of_a_batch_is_the_mean_of_its_examples_updates(iris):
    schedule = iris.schedule
    batch = schedule.examples(0)
    assert len(batch) == 10
    single = [-iris.training.eta * mean_gradient(iris.network, iris.p0, iris.data.x[[i]], iris.data.y[[i]]) for i in batch]
    after = iris.descent().run(iris.p0, 0, 1)
    np.testing.assert_allclose(after - iris.p0, np.mean(single, axis=0), atol=1e-14)


def test_an_overflow_warns_nobody_and_leaves_no_finite_result(recwarn):
    sine = open_scenario("sine")
    wild = sine.with_training(replace(sine.training, eta=1e200))
    after = wild.descent().run(wild.p0, 0, 50)
    assert not np.isfinite(after).all()
    assert not recwarn.list


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 5))
def test_every_epoch_takes_each_example_once(count, size, epoch):
    schedule = Schedule(count, min(size, count), True, 7)
    per_epoch = schedule.updates_per_epoch
    updates = range(epoch * per_epoch, (epoch + 1) * per_epoch)
    taken = np.concatenate([schedule.examples(k) for k in updates])
    assert sorted(taken) == list(range(count))
    assert [len(schedule.examples(k)) for k in updates] == [schedule.size_of(k) for k in updates]


def test_each_epoch_has_a_new_order():
    schedule = Schedule(20, 5, True, 0)
    assert list(schedule.order(0)) != list(schedule.order(1))
    assert list(Schedule(20, 5, False, 0).order(3)) == list(range(20))
