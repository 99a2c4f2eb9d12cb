"""Cross-entropy where a target or an output is exactly 0 or 1: the numbers that a limit gives, and nothing that is no number."""

import numpy as np
import pytest

from visprop.engine.network import Network


def cost_and_gradient(activation, bias, y):
    """c and ∂c/∂a, δ of one layer that has only biases, so that z is what is given."""
    z, y = np.atleast_1d(np.asarray(bias, float)), np.atleast_1d(np.asarray(y, float))
    network = Network((1, len(z)), (activation,), "cross_entropy")
    a = network.forward(np.column_stack((np.zeros(len(z)), z)).ravel(), np.zeros((1, 1)))[0]
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        pair = network.pair
        return float(pair.value(y, z, a)), pair.gradient(y, a), pair.delta(y, z, a), a


@pytest.mark.parametrize(
    "z, y, cost, slope, delta",
    [
        # In float64 a is 1 or 0 there: −ln(1 − a) is z for large z, and −ln a is −z.
        (800.0, 1.0, 0.0, -1.0, 0.0),
        (-800.0, 0.0, 0.0, 1.0, 0.0),
        (800.0, 0.0, 800.0, np.inf, 1.0),
        (-800.0, 1.0, 800.0, -np.inf, -1.0),
        # σ(0) = ½: c = ln 2, ∂c/∂a = (a − y)/(a(1 − a)) = ±2.
        (0.0, 1.0, np.log(2.0), -2.0, -0.5),
        (0.0, 0.0, np.log(2.0), 2.0, 0.5),
        # Half and half: −½ ln ¼ = ln 2, and no slope.
        (0.0, 0.5, np.log(2.0), 0.0, 0.0),
        (3.0, 0.0, np.log1p(np.exp(3.0)), 1.0 + np.exp(3.0), 1.0 / (1.0 + np.exp(-3.0))),
        (3.0, 1.0, np.log1p(np.exp(-3.0)), -(1.0 + np.exp(-3.0)), -1.0 / (1.0 + np.exp(3.0))),
    ],
)  # fmt: skip
def test_a_logistic_output(z, y, cost, slope, delta):
    found_cost, found_slope, found_delta, _ = cost_and_gradient("logistic", z, y)
    assert found_cost == pytest.approx(cost, rel=1e-14, abs=1e-300)
    assert found_slope[0] == pytest.approx(slope, rel=1e-13, abs=1e-15)
    assert found_delta[0] == pytest.approx(delta, rel=1e-13, abs=1e-300)


def test_softmax_with_an_output_that_is_0():
    cost, slope, delta, a = cost_and_gradient("softmax", [900.0, 0.0, 0.0], [1.0, 0.0, 0.0])
    assert a.tolist() == [1.0, 0.0, 0.0]
    assert cost == 0.0
    # What has no part in the target has no part in the slope, though its output is 0.
    assert slope.tolist() == [-1.0, 0.0, 0.0]
    assert delta.tolist() == [0.0, 0.0, 0.0]
    cost, slope, delta, _ = cost_and_gradient("softmax", [900.0, 0.0, 0.0], [0.0, 1.0, 0.0])
    assert cost == 900.0
    assert slope.tolist() == [0.0, -np.inf, 0.0]
    assert delta.tolist() == [1.0, -1.0, 0.0]


def test_softmax_with_outputs_alike():
    cost, slope, delta, a = cost_and_gradient("softmax", [2.0, 2.0, 2.0, 2.0], [0.0, 0.25, 0.75, 0.0])
    np.testing.assert_allclose(a, 0.25)
    assert cost == pytest.approx(np.log(4.0))
    np.testing.assert_allclose(slope, [0.0, -1.0, -3.0, 0.0])
    np.testing.assert_allclose(delta, [0.25, 0.0, -0.5, 0.25], atol=1e-16)


@pytest.mark.parametrize("y, is_refused", [(0.0, False), (1.0, False), (-1e-9, True), (1.0 + 1e-9, True)])
def test_which_targets_are_taken(y, is_refused):
    network = Network((1, 1), ("logistic",), "cross_entropy")
    assert bool(network.pair.refuse_targets(np.array([[0.5], [y]]))) is is_refused
