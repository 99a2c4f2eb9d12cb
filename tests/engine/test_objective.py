"""φ with penalties, frozen and tied parameters, against sums by hand and against automatic differentiation."""

from dataclasses import replace

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.independent import independent_cost
from tests.random_networks import constrained_scenario, constrained_scenarios, scenarios
from visprop.engine.landscape import Plane, objective_surface
from visprop.engine.network import Network
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario, Training


def groups_of(scenario):
    """The free parameters by hand: each a list of indices of p."""
    network = scenario.network
    tied = [[int(i) for name in group for i in network.select(name)] for group in scenario.tied]
    frozen = {int(i) for name in scenario.frozen for i in network.select(name)}
    found = [[i] for i in range(network.parameter_count) if i not in {j for group in tied for j in group}] + tied
    return sorted(sorted(group) for group in found if not frozen & set(group))


def independent_value(scenario, q):
    """φ as a function of q that automatic differentiation can follow."""
    network, training = scenario.network, scenario.training
    groups = groups_of(scenario)
    spread = np.zeros((network.parameter_count, len(groups)))
    for at, group in enumerate(groups):
        spread[group, at] = 1.0
    base = np.where(spread.any(axis=1), 0.0, scenario.p0)
    p = base + anp.dot(spread, q)
    weights = [i for i, name in enumerate(network.names) if name.startswith("w")]
    twins: set[int] = set()
    for group in scenario.tied:
        twins.update([i for i in weights if network.names[i] in group][1:])
    counts = [i for i in weights if i not in twins]
    w = p[np.array(counts, int)]
    penalty = training.l1 * anp.sum(anp.abs(w)) + 0.5 * training.l2 * anp.sum(w * w)
    return independent_cost(network, p, scenario.data.x, scenario.data.y) + penalty


@pytest.mark.parametrize("seed", range(200))
def test_the_slope_is_that_of_an_independent_differentiation(seed):
    scenario = constrained_scenario(seed)
    q = scenario.freedom.coordinates(scenario.p0)
    assert [int(i) for i in scenario.freedom.leaders] == [group[0] for group in groups_of(scenario)]
    wanted = grad(lambda moved: independent_value(scenario, moved))(q)
    np.testing.assert_allclose(scenario.objective.slope(scenario.p0), wanted, rtol=1e-12, atol=1e-12)
    assert scenario.objective.value(scenario.p0) == pytest.approx(float(independent_value(scenario, q)), rel=1e-12)


@pytest.fixture
def neuron():
    """One linear neuron with two inputs: w = (3, −2), b = 1; c = ½(w·x + b − y)²."""
    network = Network((2, 1), ("identity",))
    data = Data(np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([[1.0], [0.0]]))
    return Scenario("neuron", network, np.array([3.0, -2.0, 1.0]), data, Training(l1=0.1, l2=0.5, eta=0.2))


def test_the_penalties_by_hand(neuron):
    # Outputs 0 and −1: c̄ = ½(½ + ½) = ½; λ₁(3 + 2) = 0.5; ½λ₂(9 + 4) = 3.25; the bias has no part.
    assert neuron.objective.value(neuron.p0) == pytest.approx(0.5 + 0.5 + 3.25, rel=1e-15)
    # δ = −1 and −1: the mean of δx is (−½, −3/2), of δ is −1; λ₁ sign w + λ₂w is (1.6, −1.1).
    np.testing.assert_allclose(neuron.objective.slope(neuron.p0), [-0.5 + 1.6, -1.5 - 1.1, -1.0], rtol=1e-15)


def test_a_tied_group_is_one_parameter_and_is_penalised_once(neuron):
    tied = replace(neuron, p0=np.array([2.0, 2.0, 1.0]), tied=(("w1[1,1]", "w1[1,2]"),))
    # Outputs 7 and 3: δ = 6 and 3; by w₁ (6 + 0)/2 = 3, by w₂ (12 + 3)/2 = 7.5, and λ₁ + 2λ₂ = 1.1 once.
    np.testing.assert_allclose(tied.objective.slope(tied.p0), [3.0 + 7.5 + 1.1, 4.5], rtol=1e-15)
    assert tied.objective.penalty(tied.p0) == pytest.approx(0.2 + 1.0, rel=1e-15)


def test_a_frozen_weight_is_penalised_and_does_not_move(neuron):
    frozen = replace(neuron, frozen=("w1[1,1]",))
    assert frozen.objective.value(neuron.p0) == neuron.objective.value(neuron.p0)
    np.testing.assert_allclose(frozen.objective.slope(frozen.p0), [-2.6, -1.0], rtol=1e-15)
    after = frozen.descent().run(frozen.p0, 0, 3)
    assert after[0] == 3.0
    assert (after[1:] != frozen.p0[1:]).all()


def test_a_tied_group_with_a_frozen_member_stands(neuron):
    stands = replace(neuron, p0=np.array([2.0, 2.0, 1.0]), tied=(("w1[1,1]", "w1[1,2]"),), frozen=("w1[1,2]",))
    assert stands.freedom.count == 1
    np.testing.assert_array_equal(stands.descent().run(stands.p0, 0, 5)[:2], [2.0, 2.0])


def test_the_sign_of_no_weight_is_none(neuron):
    at_rest = replace(neuron, p0=np.zeros(3))
    np.testing.assert_array_equal(at_rest.objective.penalty_gradient(at_rest.p0), 0.0)


@settings(max_examples=60)
@given(constrained_scenarios)
def test_the_surface_is_phi_with_its_penalties(scenario):
    freedom = scenario.freedom
    if freedom.count < 2:
        return
    p, (first, second) = scenario.p0, np.eye(freedom.count)[:2]
    plane, grid = Plane(p, freedom.spread(first), freedom.spread(second)), np.linspace(-0.5, 0.5, 4)
    found = objective_surface(scenario.objective, plane, grid, grid)
    for i, j in np.ndindex(4, 4):
        wanted = scenario.objective.value(p + grid[i] * plane.u + grid[j] * plane.v)
        assert found[j, i] == pytest.approx(wanted, rel=1e-12, abs=1e-12)


@settings(max_examples=150)
@given(scenarios | constrained_scenarios, st.integers(1, 9), st.integers(1, 40), st.sampled_from([1.0, 1e3, 1e200]))
def test_phi_at_many_places_has_the_bits_of_each(scenario, many, times, scale):
    """With more rows than one, as sums over many are made otherwise than over a few."""
    x, y = (np.concatenate([part] * times) for part in (scenario.objective.x, scenario.objective.y))
    objective = replace(scenario.objective, x=x, y=y)
    stack = scenario.p0 * scale * np.random.default_rng(many).normal(size=(many, scenario.p0.size))
    np.testing.assert_array_equal(objective.values(stack), [objective.value(p) for p in stack])
