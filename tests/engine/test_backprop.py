"""Backpropagation against numbers worked by hand, against central differences and against automatic differentiation."""

from dataclasses import replace
from math import exp

import numpy as np
import pytest
from hypothesis import given, settings

from tests.independent import independent_cost, independent_gradient
from tests.random_networks import random_scenario, scenarios
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.backprop import mean_gradient, trace
from visprop.engine.check import Verdict, check
from visprop.engine.network import Network
from visprop.scenario.builtin import builtin_names, open_scenario


def sigma(z: float) -> float:
    return 1 / (1 + exp(-z))


@pytest.fixture
def worked():
    """The 2-2-2 network of a well-known worked example (M. Mazur, "A step by step backpropagation example")."""
    network = Network((2, 2, 2), ("logistic", "logistic"))
    weights = [np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([[0.40, 0.45], [0.50, 0.55]])]
    biases = [np.array([0.35, 0.35]), np.array([0.60, 0.60])]
    p = network.join(list(zip(weights, biases, strict=True)))
    return network, p, np.array([0.05, 0.10]), np.array([0.01, 0.99])


def test_the_worked_example_gives_the_published_numbers(worked):
    network, p, x, y = worked
    passed = trace(network, p, x, y)
    np.testing.assert_allclose(passed.a[1], [0.593269992, 0.596884378], atol=5e-10)
    np.testing.assert_allclose(passed.a[2], [0.75136507, 0.772928465], atol=5e-9)
    assert passed.cost == pytest.approx(0.298371109, abs=5e-10)
    after = p - 0.5 * passed.gradient
    (w1, _), (w2, _) = network.layers(after)
    np.testing.assert_allclose(w2.ravel(), [0.35891648, 0.408666186, 0.511301270, 0.561370121], atol=5e-9)
    np.testing.assert_allclose(w1.ravel(), [0.149780716, 0.19956143, 0.24975114, 0.29950229], atol=5e-9)


def test_every_quantity_of_the_worked_example_to_1e_12(worked):
    network, p, x, y = worked
    passed = trace(network, p, x, y)
    z11, z12 = 0.15 * 0.05 + 0.20 * 0.10 + 0.35, 0.25 * 0.05 + 0.30 * 0.10 + 0.35
    h1, h2 = sigma(z11), sigma(z12)
    z21, z22 = 0.40 * h1 + 0.45 * h2 + 0.60, 0.50 * h1 + 0.55 * h2 + 0.60
    o1, o2 = sigma(z21), sigma(z22)
    d21, d22 = (o1 - 0.01) * o1 * (1 - o1), (o2 - 0.99) * o2 * (1 - o2)
    d11 = (0.40 * d21 + 0.50 * d22) * h1 * (1 - h1)
    d12 = (0.45 * d21 + 0.55 * d22) * h2 * (1 - h2)
    for found, wanted in (
        (passed.z[1], [z11, z12]),
        (passed.z[2], [z21, z22]),
        (passed.a[1], [h1, h2]),
        (passed.a[2], [o1, o2]),
        (passed.delta[2], [d21, d22]),
        (passed.delta[1], [d11, d12]),
        ([passed.cost], [((0.01 - o1) ** 2 + (0.99 - o2) ** 2) / 2]),
    ):
        np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-12)
    by_name = dict(zip(network.names, passed.gradient, strict=True))
    assert by_name["w1[2,1]"] == pytest.approx(d12 * 0.05, abs=1e-12)
    assert by_name["w2[1,2]"] == pytest.approx(d21 * h2, abs=1e-12)
    assert by_name["b1[1]"] == pytest.approx(d11, abs=1e-12)


def test_a_trace_cannot_be_changed(worked):
    passed = trace(*worked)
    for arrays in (passed.a, passed.z, passed.delta):
        with pytest.raises(ValueError, match="read-only"):
            arrays[1][0] = 1.0


# Of the digits' network it takes as long as of all the others together; the badge checks some of its parameters.
DIGITS = pytest.param("digits", marks=pytest.mark.long)


@pytest.mark.parametrize("name", [DIGITS if name == "digits" else name for name in builtin_names()])
def test_the_gradient_check_passes_on_every_built_in_scenario(name):
    scenario = open_scenario(name)
    found = check(scenario.objective.over(np.arange(min(150, len(scenario.train)))), scenario.p0)
    assert found.passed
    assert found.worst < 1e-6
    # Of very small slopes among thousands some cannot be told from their rounding.
    assert found.count(Verdict.RIGHT) >= 0.99 * scenario.freedom.count


def test_the_gradient_check_fails_on_a_wrong_derivative(monkeypatch, two):
    wrong = replace(ACTIVATIONS["logistic"], slope=lambda z, a: a)
    # Registered as it is, it would be refused.
    monkeypatch.setattr(ACTIVATIONS, "_prove", lambda entry: None)
    monkeypatch.setitem(ACTIVATIONS, "logistic", wrong)
    assert not check(two.objective, two.p0).passed


@settings(max_examples=25)
@given(scenarios)
def test_the_gradient_is_that_of_central_differences(scenario):
    assert check(scenario.objective, scenario.p0).worst < 1e-4


@settings(max_examples=60)
@given(scenarios)
def test_the_mean_gradient_is_the_mean_of_the_examples(scenario):
    network, data = scenario.network, scenario.data
    each = [trace(network, scenario.p0, x, y).gradient for x, y in zip(data.x, data.y, strict=True)]
    np.testing.assert_allclose(mean_gradient(network, scenario.p0, data.x, data.y), np.mean(each, axis=0), atol=1e-12)


@pytest.mark.parametrize("seed", range(300))
def test_the_gradient_is_that_of_an_independent_differentiation(seed):
    scenario = random_scenario(seed)
    network, p, data = scenario.network, scenario.p0, scenario.data
    own = mean_gradient(network, p, data.x, data.y)
    np.testing.assert_allclose(own, independent_gradient(network, p, data.x, data.y), rtol=1e-12, atol=1e-12)
    assert network.mean_cost(p, data.x, data.y) == pytest.approx(independent_cost(network, p, data.x, data.y), rel=1e-12)


def test_the_logistic_function_does_not_overflow():
    values = ACTIVATIONS["logistic"].value(np.array([-1e300, -800.0, 0.0, 800.0, 1e300]))
    np.testing.assert_array_equal(values, [0.0, 0.0, 0.5, 1.0, 1.0])


def test_softmax_does_not_overflow_and_adds_up_to_one():
    shares = ACTIVATIONS["softmax"].value(np.array([[1000.0, 1000.0, -1000.0]]))
    np.testing.assert_allclose(shares, [[0.5, 0.5, 0.0]])
