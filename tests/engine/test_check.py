"""The gradient check accuses nobody who is right, and finds what is wrong."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from tests.accusing import drawn as drawn_right
from tests.random_networks import constrained_scenario, random_scenario, saturated_scenario
from visprop.engine import objective as objective_module
from visprop.engine.backprop import mean_gradient
from visprop.engine.check import Verdict, afforded, check, check_steps
from visprop.engine.network import Network
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario, Training


def counted(seeds, make):
    found = Counter()
    for seed in seeds:
        scenario = make(seed)
        found.update(check(scenario.objective, scenario.p0).verdicts.tolist())
    return found


TOLD = {random_scenario: 0.99, constrained_scenario: 0.99, saturated_scenario: 0.97}
"""How many get a verdict: of outputs that are 30 or more apart some gradients are below the last bit of any cost."""


def judged(verdicts):
    """The share of parameters that get a verdict: right, wrong, or at a kink."""
    return 1 - verdicts[Verdict.UNKNOWN] / verdicts.total()


@pytest.mark.parametrize("make", [random_scenario, constrained_scenario, saturated_scenario])
def test_no_right_gradient_is_called_wrong(make):
    verdicts = counted(range(50), make)
    assert verdicts[Verdict.WRONG] == 0
    assert judged(verdicts) >= TOLD[make]


@pytest.mark.parametrize("seed", [2682, 2787])
def test_a_jump_of_a_step_some_way_off_accuses_nobody(seed):
    """Two jumps of one size, one twice as far off as the other, look like a slope."""
    scenario = random_scenario(seed)
    assert "step" in scenario.network.activations
    assert check(scenario.objective, scenario.p0).passed


def test_a_gradient_far_below_the_last_bits_of_the_costs_is_not_called_wrong():
    # All components are below 1e-8 here, and φ is 0.8.
    scenario = random_scenario(456447)
    assert check(scenario.objective, scenario.p0).passed


@pytest.mark.parametrize("margin", [20.0, 24.0, 25.0, 27.0, 30.0, 33.0])
def test_a_sure_softmax_is_not_accused(margin):
    """The cost is some 1e-11, made of numbers of the size of the margin; the gradient is a − y, all but the last bits of 1."""
    network = Network((1, 2), ("softmax",), "cross_entropy")
    for seed in range(20):
        rng = np.random.default_rng(seed)
        p = np.array([margin / 2, 0.1 * rng.normal(), -margin / 2, 0.1 * rng.normal()])
        data = Data(np.array([[1.0], [rng.uniform(0.9, 1.1)]]), np.array([[1.0, 0.0], [1.0, 0.0]]))
        assert check(Scenario("sure", network, p, data, Training()).objective, p).passed


@pytest.mark.long
def test_no_right_gradient_of_ten_thousand_networks_is_called_wrong():
    makes = {random_scenario: 3_000, constrained_scenario: 3_000, saturated_scenario: 4_000}
    for make, count in makes.items():
        verdicts = counted(range(1000, 1000 + count), make)
        print(make.__name__, verdicts)
        assert verdicts[Verdict.WRONG] == 0
        assert judged(verdicts) >= TOLD[make]


ALIVE = [scenario for scenario in map(random_scenario, range(60)) if scenario.objective.slope(scenario.p0).any()]
"""Not all gradient may be 0, as with dead ReLUs: there nothing could be planted."""


@pytest.mark.parametrize("scenario", ALIVE, ids=lambda scenario: scenario.title)
def test_a_relative_error_of_a_ten_thousandth_is_found(scenario, monkeypatch):
    honest = mean_gradient(scenario.network, scenario.p0, scenario.data.x, scenario.data.y)
    # In the largest component; the others stay right.
    worst = int(np.argmax(np.abs(honest)))
    factor = np.ones_like(honest)
    factor[worst] = 1.0001
    monkeypatch.setattr(objective_module, "mean_gradient", lambda *given: mean_gradient(*given) * factor)
    found = check(scenario.objective, scenario.p0)
    assert found.verdicts[worst] == Verdict.WRONG
    assert found.worst_name == scenario.network.names[worst]
    assert found.count(Verdict.WRONG) == 1


def relu_at(z):
    network = Network((1, 1), ("relu",))
    return Scenario("kink", network, np.array([1.0, z]), Data(np.zeros((1, 1)), np.ones((1, 1))), Training())


def test_of_a_large_scenario_some_are_drawn_and_of_a_small_one_all_are_checked():
    small, large = (open_scenario(name).objective for name in ("two-neurons", "digits"))
    assert afforded(small) >= small.network.parameter_count
    assert 300 <= afforded(large) < large.network.parameter_count
    drawn = next(found for found in check_steps(small, open_scenario("two-neurons").p0, 10) if found is not None)
    assert len(drawn.names) == 10
    assert drawn.passed


def test_a_relu_at_its_kink_is_said_and_not_accused():
    found = check(relu_at(0.0).objective, relu_at(0.0).p0)
    verdicts = dict(zip(found.names, found.verdicts.tolist(), strict=True))
    assert verdicts == {"w1[1,1]": Verdict.RIGHT, "b1[1]": Verdict.KINK}
    assert found.passed


@pytest.mark.parametrize("z", [0.01, -0.01, 0.0003, 2e-5, -2e-6, 1e-7])
def test_a_relu_beside_its_kink_is_right(z):
    found = check(relu_at(z).objective, relu_at(z).p0)
    assert found.count(Verdict.RIGHT) == 2


def test_a_relu_nearer_to_its_kink_than_any_step_is_undecided():
    verdicts = check(relu_at(1e-10).objective, relu_at(1e-10).p0).verdicts
    assert verdicts.tolist() == [Verdict.RIGHT, Verdict.KINK]


def beside_kinks(activation, cost, gap):
    """Four examples, of which the first is as near to its kink as the gap; its output moves away as the cost falls."""
    x = np.array([[0.0], [0.7], [-0.4], [1.9]])
    # For a cost whose own kink is meant: |a − y| = 1 of Huber's, and ya = 1 of the hinge.
    at = 1.0 if activation == "identity" else 0.0
    y = np.sign(x - 0.5) + (0.0 if cost == "hinge" else 1.0)
    y[0] = 1.0 if cost == "hinge" else 0.0
    network = Network((1, 1), (activation,), cost)
    return Scenario("beside", network, np.array([1.1, at + gap]), Data(x, y), Training())


@pytest.mark.parametrize("gap", [2e-5, -3e-6, 4e-7])
@pytest.mark.parametrize("activation, cost", [
    ("relu", "half_squared_error"), ("leaky_relu", "huber"), ("identity", "huber"), ("identity", "hinge"), ("relu", "hinge"),
])  # fmt: skip
def test_next_to_a_kink_the_right_one_is_right_and_the_wrong_one_is_found(activation, cost, gap, monkeypatch):
    scenario = beside_kinks(activation, cost, gap)
    assert check(scenario.objective, scenario.p0).verdicts.tolist() == [Verdict.RIGHT, Verdict.RIGHT]
    monkeypatch.setattr(objective_module, "mean_gradient", lambda *given: mean_gradient(*given) + np.array([0.0, 2e-4]))
    assert check(scenario.objective, scenario.p0).verdicts.tolist() == [Verdict.RIGHT, Verdict.WRONG]


def test_a_kink_within_the_nudge_accuses_nobody():
    scenario = drawn_right(8619)
    steps = scenario.network.passes(scenario.p0, scenario.data.x)
    assert min(np.abs(step.z).min() for step in steps if step.activation.kinks) < 2e-5
    assert check(scenario.objective, scenario.p0).passed


def test_the_kink_of_the_first_penalty_is_said():
    scenario = replace(relu_at(0.5), p0=np.array([0.0, 0.5]), training=Training(l1=0.1))
    found = check(scenario.objective, scenario.p0)
    assert found.verdicts.tolist() == [Verdict.KINK, Verdict.RIGHT]
