"""Runs in lockstep are those of the descent by itself: bit for bit, or rounded otherwise where that was asked for."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import constrained_scenarios, saturated_scenario, scenarios
from visprop.engine import descent
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.rates import EtaSchedule
from visprop.engine.schedule import Schedule
from visprop.engine.swarm import Lockstep, costs_of
from visprop.engine.swarm_batches import orders
from visprop.engine.swarm_fast import FastLockstep
from visprop.scenario.builtin import open_scenario

rates = st.sampled_from([EtaSchedule(), EtaSchedule("step", 7, 0.5), EtaSchedule("inverse", 9)])


def swarm_of(scenario, seed, count, spread=0.5):
    """Runs from other parameters, with some η and some orders of the examples."""
    rng = np.random.default_rng(seed)
    p = scenario.p0 + spread * rng.normal(size=(count, scenario.p0.size)) * scenario.free
    etas = rng.choice([0.01, 0.1, 0.5, 3.0], count) if rng.integers(2) else np.full(count, 0.1)
    return np.array([scenario.settled(one) for one in p]), etas, rng.integers(0, 3, count)


def lockstep(scenario, etas, seeds, kind=Lockstep):
    return kind(
        scenario.objective, scenario.schedule, etas, seeds, scenario.tied_groups, scenario.optimiser,
        scenario.training.eta_schedule,
    )  # fmt: skip


def alone(scenario, p, eta, seed):
    training = replace(scenario.training, eta=float(eta), seed=int(seed))
    return scenario.with_training(training).with_parameters(p).descent()


def bits(values):
    """The bits of numbers; of those that are none, that they are none."""
    return np.where(np.isnan(values), np.nan, values).tobytes()


def expect_the_same_bits(scenario, p, etas, seeds, stretches):
    together = lockstep(scenario, etas, seeds)
    state = np.column_stack((p, np.zeros((len(p), p.shape[1] * len(scenario.optimiser.memory)))))
    singles = [alone(scenario, *one) for one in zip(p, etas, seeds, strict=True)]
    each, done = list(state), 0
    for count in stretches:
        state = together.run(state, done, count)
        each = [single.run(one, done, count) for single, one in zip(singles, each, strict=True)]
        done += count
    for found, wanted in zip(state, each, strict=True):
        assert bits(found) == bits(wanted)


@settings(max_examples=150)
@given(
    scenarios | constrained_scenarios | st.builds(saturated_scenario, st.integers(0, 2**32 - 1)),
    st.integers(0, 2**32 - 1), st.integers(1, 5), st.sampled_from(list(OPTIMISERS)), rates,
)  # fmt: skip
def test_each_run_has_the_bits_of_one_by_itself(scenario, seed, count, name, eta_schedule):
    scenario = scenario.with_training(replace(scenario.training.with_optimiser(name), eta_schedule=eta_schedule))
    expect_the_same_bits(scenario, *swarm_of(scenario, seed, count), (1, 9, 20))


@settings(max_examples=60)
@given(scenarios | constrained_scenarios, st.integers(0, 2**32 - 1), st.integers(32, 70))
def test_each_of_many_runs_that_share_their_examples_has_the_bits_of_one_by_itself(scenario, seed, count):
    scenario = scenario.with_training(replace(scenario.training, shuffle=False))
    p, etas, seeds = swarm_of(scenario, seed, count)
    expect_the_same_bits(scenario, p, etas, 0 * seeds, (3,))


@pytest.mark.parametrize("name", ["xor", "two-neurons", "spiral", "digits", "iris", "shared-bias", "sine"])
@pytest.mark.parametrize("optimiser", ["gradient_descent", "momentum", "adam"])
def test_built_in_scenarios_have_the_bits_of_one_by_itself(name, optimiser):
    scenario = open_scenario(name)
    scenario = scenario.with_training(scenario.training.with_optimiser(optimiser))
    expect_the_same_bits(scenario, *swarm_of(scenario, 1, 3, 0.1), (70, 5))


def test_runs_that_overflow_do_so_as_one_by_itself():
    scenario = open_scenario("sine")
    p, _, seeds = swarm_of(scenario, 0, 8)
    etas = np.array([0.01, 10.0] * 4)
    expect_the_same_bits(scenario, p, etas, seeds, (40, 40))


def test_a_neuron_beyond_the_reach_of_exp_does_not_end_its_run():
    scenario = open_scenario("xor")
    p, etas, seeds = swarm_of(scenario, 0, 4)
    network = replace(scenario.network, activations=("logistic", "logistic"))
    p[2] *= 1e4
    expect_the_same_bits(replace(scenario, network=network), p, etas, seeds, (3, 7))


@settings(max_examples=100)
@given(scenarios | constrained_scenarios, st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_costs_of_many_are_those_of_each(scenario, seed, count):
    p, _, _ = swarm_of(scenario, seed, count)
    wanted = [scenario.objective.value(one) for one in p]
    assert bits(costs_of(scenario.objective, p)) == bits(np.array(wanted))


def test_costs_of_more_than_are_computed_at_once_are_those_of_each(monkeypatch):
    scenario = open_scenario("xor")
    p, _, _ = swarm_of(scenario, 3, 8)
    wanted = [scenario.objective.value(one) for one in p]
    # Three at a time: two wholes and what is left.
    monkeypatch.setattr("visprop.engine.swarm._AT_HAND", 3 * len(scenario.objective.x) * max(scenario.network.sizes))
    assert bits(costs_of(scenario.objective, p)) == bits(np.array(wanted))


@settings(max_examples=100)
@given(scenarios | constrained_scenarios, st.integers(0, 2**32 - 1), st.integers(1, 5), st.sampled_from(list(OPTIMISERS)), rates)
def test_the_fast_way_makes_the_same_updates(scenario, seed, count, name, eta_schedule):
    scenario = scenario.with_training(replace(scenario.training.with_optimiser(name), eta_schedule=eta_schedule))
    p, _, seeds = swarm_of(scenario, seed, count)
    etas = np.full(count, 0.01)
    state = np.column_stack((p, np.zeros((count, p.shape[1] * len(scenario.optimiser.memory)))))
    found = lockstep(scenario, etas, seeds, FastLockstep).run(state, 0, 12)
    wanted = lockstep(scenario, etas, seeds).run(state, 0, 12)
    np.testing.assert_allclose(found, wanted, rtol=1e-7, atol=1e-9)


# Of xor to the targets; of two-neurons to the valley in which each output is the mean of its targets: ½(0.3² + 0.4²) = 1/8.
@pytest.mark.parametrize("name, most", [("xor", 0.01), ("two-neurons", 0.1251)])
def test_after_1000_updates_the_fast_way_is_within_a_millionth_of_a_millionth_where_it_converges(name, most):
    scenario = open_scenario(name)
    p = np.array([scenario.with_new_weights(seed).p0 for seed in range(64)])
    etas, seeds = np.full(64, scenario.training.eta), np.zeros(64, int)
    found, wanted = (lockstep(scenario, etas, seeds, kind).run(p, 0, 1000) for kind in (FastLockstep, Lockstep))
    is_down = (costs_of(scenario.objective, wanted) < most) & (costs_of(scenario.objective, p) > most)
    assert is_down.sum() > 20
    np.testing.assert_allclose(found[is_down], wanted[is_down], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("kind", [Lockstep, FastLockstep])
@pytest.mark.parametrize("seeds", [(0, 0), (0, 1)])
def test_what_one_run_by_itself_would_need_is_not_made_beside_it(kind, seeds, monkeypatch):
    scenario = open_scenario("spiral")
    monkeypatch.setattr(descent, "Batches", None)
    runs = lockstep(scenario, np.array([0.1, 0.2]), np.array(seeds), kind)
    assert np.isfinite(runs.run(np.array([scenario.p0] * 2), 0, 3)).all()


def test_runs_of_one_seed_share_an_order_and_others_have_their_own():
    scenario = open_scenario("spiral")
    p = np.array([scenario.p0] * 3)
    found = lockstep(scenario, np.full(3, 0.03), np.array([0, 0, 1])).run(p, 0, 60)
    assert bits(found[0]) == bits(found[1])
    assert bits(found[0]) != bits(found[2])


def test_the_schedules_own_seed_means_nothing():
    scenario = open_scenario("spiral")
    p, other = np.array([scenario.p0] * 2), Schedule(scenario.schedule.count, scenario.schedule.size, True, 99)
    found = [
        Lockstep(scenario.objective, one, np.full(2, 0.03), np.array([0, 1])).run(p, 0, 50) for one in (scenario.schedule, other)
    ]
    assert bits(found[0]) == bits(found[1])


@given(st.lists(st.integers(0, 2**40), min_size=1, max_size=5), st.integers(0, 2**33), st.integers(1, 40))
def test_orders_of_many_seeds_are_those_of_each(seeds, epoch, count):
    found = orders(count, np.array(seeds), epoch)
    for order, seed in zip(found, seeds, strict=True):
        assert order.tolist() == Schedule(count, 1, True, seed).order(epoch).tolist()
