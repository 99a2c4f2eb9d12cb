"""The neuron's numbers against formulas written out here."""

import math
import random

import numpy as np
import pytest

from tests.benches.neuron.seen import neuron, values
from visprop.benches.neuron.bench import BENCH
from visprop.benches.neuron.morph import Morph
from visprop.benches.neuron.saturation import flat_zones
from visprop.engine.activations import ACTIVATIONS


def set_at_random(seed):
    draw = random.Random(seed)
    count = draw.randint(1, 8)
    x, w = ([draw.uniform(-2.0, 2.0) for _ in range(count)] for _ in "xw")
    b = draw.uniform(-2.0, 2.0)
    named = {f"x{k}": one for k, one in enumerate(x, 1)} | {f"w{k}": one for k, one in enumerate(w, 1)}
    return x, w, b, {"count": count, "b": b} | named


@pytest.mark.parametrize("seed", range(20))
def test_z_a_and_the_slope_are_those_of_the_articles_formula(seed):
    x, w, b, set_ = set_at_random(seed)
    found = neuron(**set_)
    z = math.fsum([*(one * other for one, other in zip(x, w, strict=True)), b])
    a = 1.0 / (1.0 + math.exp(-z))
    assert found.z == pytest.approx(z, abs=1e-12)
    assert found.a == pytest.approx(a, abs=1e-12)
    assert found.slope == pytest.approx(a * (1.0 - a), abs=1e-12)
    assert found.terms == pytest.approx([*(one * other for one, other in zip(x, w, strict=True)), b], abs=1e-12)
    assert found.sums[0] == 0.0
    assert np.diff(found.sums) == pytest.approx(found.terms, abs=1e-12)


@pytest.mark.parametrize("name", [name for name, one in ACTIVATIONS.items() if one.is_elementwise])
def test_the_slope_of_each_activation_is_that_of_its_curve(name):
    found = neuron(activation=name)
    beside = np.array([found.z - 1e-6, found.z + 1e-6])
    low, high = found.of(beside)
    assert found.slope == pytest.approx((high - low) / 2e-6, abs=1e-8)


def test_only_what_is_a_function_of_its_own_z_can_be_chosen():
    choices = BENCH.control("activation").choices
    assert set(choices) == {name for name, one in ACTIVATIONS.items() if one.is_elementwise}
    assert "softmax" not in choices


def test_the_logistic_function_is_flat_where_a_times_1_minus_a_is_below_a_hundredth():
    # a (1 − a) = 1/100 gives a = (1 + √0.96)/2, and z = ln(a/(1 − a)).
    edge = math.log((1.0 + math.sqrt(0.96)) / (1.0 - math.sqrt(0.96)))
    (left, right) = flat_zones(neuron().slopes, -6.0, 6.0)
    assert left == (-6.0, pytest.approx(-edge, abs=1e-10))
    assert right == (pytest.approx(edge, abs=1e-10), 6.0)


def test_tanh_is_flat_where_its_cosh_is_above_10():
    edge = math.acosh(10.0)
    assert flat_zones(neuron(activation="tanh").slopes, -6.0, 6.0)[1][0] == pytest.approx(edge, abs=1e-10)


@pytest.mark.parametrize("name, zones", [("relu", [(-6.0, 0.0)]), ("identity", []), ("step", [(-6.0, 6.0)]), ("leaky_relu", [])])
def test_kinks_lie_at_0_to_the_bit_and_a_straight_line_is_flat_nowhere_or_everywhere(name, zones):
    assert flat_zones(neuron(activation=name).slopes, -6.0, 6.0) == zones


@pytest.mark.parametrize("b, is_flat", [(4.58, False), (4.59, True), (-4.58, False), (-4.59, True)])
def test_a_neuron_is_saturated_beyond_that(b, is_flat):
    found = neuron(count=1, x1=0.0, b=b)
    assert found.is_saturated is is_flat
    assert BENCH.steps(values(count=1, x1=0.0, b=b))[5].endswith("this one is" if is_flat else "this one is not")


def test_the_stages_are_sigma_steeper_higher_and_lower_and_the_last_is_tanh():
    x = np.linspace(-9.0, 9.0, 301)
    sigma = lambda x: 1.0 / (1.0 + np.exp(-x))  # noqa: E731
    stages = (sigma(x), sigma(2 * x), 2 * sigma(2 * x), 2 * sigma(2 * x) - 1)
    for stage, expected in enumerate(stages):
        assert Morph(float(stage)).of(x) == pytest.approx(expected, abs=1e-14)
    assert Morph(1.5).of(x) == pytest.approx(1.5 * sigma(2 * x), abs=1e-14)
    assert Morph(3.0).difference(x) < 1e-15
    assert Morph(2.0).difference(x) == pytest.approx(1.0, abs=1e-12)
    assert Morph(3.0).of(x) == pytest.approx([math.tanh(one) for one in x], abs=1e-15)
