"""c of each update: the numbers of the network itself, thinned by the updates' numbers alone, with every peak."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_networks import random_scenario
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline
from visprop.timeline.update_costs import PER_OCTAVE, UpdateCosts, group_size


def by_hand(timeline, update):
    """The mean cost of an update's examples at the p before it."""
    scenario, rows = timeline.scenario, timeline.scenario.schedule.examples(update)
    return scenario.network.mean_cost(timeline.parameters(update), scenario.train.x[rows], scenario.train.y[rows])


@pytest.mark.parametrize("seed", range(24))
def test_c_of_each_update_is_that_of_the_network(seed):
    timeline = Timeline(Run(random_scenario(seed)))
    timeline.advance(40, np.inf)
    updates, costs = timeline.costs.before(40)
    np.testing.assert_array_equal(updates, np.arange(40))
    np.testing.assert_allclose(costs, [by_hand(timeline, k) for k in range(40)], rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("name", ["iris", "digits", "sine", "two-neurons"])
def test_softmax_and_scaled_outputs_too(name):
    timeline = Timeline(Run(open_scenario(name)))
    timeline.advance(20, np.inf)
    _, costs = timeline.costs.before(20)
    np.testing.assert_allclose(costs, [by_hand(timeline, k) for k in range(20)], rtol=1e-10)


def test_the_training_is_the_same_to_the_bit_with_and_without():
    for seed in range(6):
        told, silent = (Timeline(Run(random_scenario(seed)), with_costs=on) for on in (True, False))
        np.testing.assert_array_equal(told.parameters(60), silent.parameters(60))
        assert len(silent.costs.before(60)[0]) == 0


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=8), st.integers(0, 5000))
@settings(max_examples=40)
def test_it_is_thinned_by_the_numbers_alone_and_no_peak_is_lost(parts, first):
    values = np.random.default_rng(1).exponential(size=sum(parts))
    in_parts, at_once = UpdateCosts(first), UpdateCosts(first)
    at = 0
    for part in parts:
        in_parts.add(first + at, values[at : at + part].tolist())
        at += part
    at_once.add(first, values.tolist())
    end = first + len(values)
    for one, other in zip(in_parts.before(end), at_once.before(end), strict=True):
        np.testing.assert_array_equal(one, other)
    _, costs = at_once.before(end)
    covered = first
    while (after := covered + group_size(covered) - covered % group_size(covered)) <= end:
        covered = after
    seen = values[: covered - first]
    assert len(seen) == 0 or (costs.min(), costs.max()) == (seen.min(), seen.max())
    # Of an earlier moment nothing later is told.
    middle = first + len(values) // 2
    assert (at_once.before(middle)[0] < middle).all()


def test_a_million_updates_are_some_thousands_of_numbers():
    costs = UpdateCosts()
    values = np.zeros(1_000_000)
    values[765_432] = 9.0
    for at in range(0, 1_000_000, 50_000):
        costs.add(at, values[at : at + 50_000].tolist())
    updates, told = costs.before(1_000_000)
    assert len(updates) < 2 * PER_OCTAVE * 13
    assert told.max() == 9.0, "the one peak"


def test_going_back_and_replaying_adds_nothing():
    timeline = Timeline(Run(open_scenario("two-neurons")))
    timeline.frame(Position(50))
    before = timeline.costs.before(50)
    timeline.frame(Position(10))
    timeline.frame(Position(45))
    for one, other in zip(timeline.costs.before(50), before, strict=True):
        np.testing.assert_array_equal(one, other)
