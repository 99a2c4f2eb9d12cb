"""The numbers of the bench against sums written out here, central differences and the engine's passes."""

import math

import numpy as np
import pytest

from tests.benches.composition.given_networks import SHAPES, moments, states, values
from tests.figures.measuring import faults
from visprop.benches.composition.bench import BENCH
from visprop.benches.composition.forms import FORMS, chain, derivative, steps_through
from visprop.benches.composition.given import GivenNetwork
from visprop.engine.backprop import trace
from visprop.engine.network import Network
from visprop.figures.moment import ViewOptions
from visprop.notation.expression.expr import NUMBERS
from visprop.notation.expression.rows import rows
from visprop.notation.latex_document import text_rows


def sigma(z):
    return 1.0 / (1.0 + math.exp(-z))


def phi(p):
    """½ (y − f p₄ (f p₃ (f p₂ (f p₁ x))))² of the article's chain, written out."""
    a = 0.5
    for layer in range(4):
        a = sigma(p[2 * layer] * a + p[2 * layer + 1])
    return 0.5 * (1.0 - a) ** 2


START = [1.5, -0.5, -1.25, 0.75, 2.0, -0.5, 1.75, -0.25]


def test_x_goes_through_the_chain_layer_by_layer():
    a = [0.5]
    for layer in range(4):
        a.append(sigma(START[2 * layer] * a[-1] + START[2 * layer + 1]))
    *layers, cost = steps_through(states(BENCH.start)[-1])
    assert [equation.result for equation in layers] == pytest.approx(a[1:], rel=1e-12)
    assert cost.result == pytest.approx(phi(START), rel=1e-12)


@pytest.mark.parametrize("layer", [1, 2, 3, 4])
def test_the_update_is_minus_eta_times_the_central_difference(layer):
    state = states(BENCH.put(BENCH.start, {"layer": layer}))[-1]
    slopes, h = [], 1e-5
    for i in (2 * layer - 2, 2 * layer - 1):
        up, down = list(START), list(START)
        up[i] += h
        down[i] -= h
        slopes.append((phi(up) - phi(down)) / (2 * h))
    assert derivative(state).result == pytest.approx([-0.5 * slope for slope in slopes], rel=1e-7)


@pytest.mark.parametrize("network", SHAPES.values(), ids=SHAPES)
def test_the_update_of_any_network_is_that_of_its_central_differences(network):
    p, x, y, h = np.array(network.p), np.array([network.x]), np.array([network.y]), 1e-5
    for layer in range(1, network.network.depth + 1):
        start, end = network.network.offsets[layer - 1 : layer + 1]
        found = np.atleast_1d(states(values(network, layer=layer))[-1].update(layer))
        assert found.shape == (end - start,)
        for i in np.random.default_rng(layer).integers(start, end, 5):
            step = np.zeros(p.size)
            step[i] = h
            rise = network.network.mean_cost(p + step, x, y) - network.network.mean_cost(p - step, x, y)
            assert found[i - start] == pytest.approx(-network.eta * rise / (2 * h), rel=1e-5, abs=1e-9)


def test_what_is_composed_is_what_the_network_computes_to_the_bit():
    for network in SHAPES.values():
        output = Network.forward(network.network, np.array(network.p), np.array(network.x))
        passed = trace(network.network, np.array(network.p), np.array(network.x), np.array(network.y))
        for quantity, expected in (("a", output), ("f", output), ("phi", passed.cost)):
            state = states(values(network, layer=1, quantity=quantity))[-1]
            for form in ("nested", "composed"):
                assert np.array_equal(np.ravel(FORMS[form](state).result), np.ravel(expected))


@pytest.mark.parametrize("layer", [1, 2, 3, 4])
def test_the_chain_rule_gives_the_same_update(layer):
    state = states(BENCH.put(BENCH.start, {"layer": layer}))[-1]
    *back, update = chain(state)
    a = [0.5]
    for at in range(4):
        a.append(sigma(START[2 * at] * a[-1] + START[2 * at + 1]))
    d = {4: a[4] - 1.0}
    for at in (3, 2, 1):
        d[at] = d[at + 1] * a[at + 1] * (1 - a[at + 1]) * START[2 * at]
    assert [equation.result for equation in back] == pytest.approx([d[at] for at in range(4, layer - 1, -1)], rel=1e-12)
    slope = d[layer] * a[layer] * (1 - a[layer])
    assert update.result == pytest.approx([-0.5 * slope * a[layer - 1], -0.5 * slope], rel=1e-12)
    assert np.array_equal(update.result, derivative(state).result)


def jacobian(function, at):
    """∂f/∂a by central differences, of shape (f, a)."""
    h = 1e-6
    return np.column_stack([(function(at + h * e) - function(at - h * e)) / (2 * h) for e in np.eye(at.size)])


@pytest.mark.parametrize("name", ["2-3-1", "Figure 2", "softmax"])
def test_d_goes_back_through_the_matrices_of_partial_derivatives(name):
    network = SHAPES[name]
    state = states(values(network, layer=1))[-1]
    steps = list(network.network.passes(np.array(network.p), np.array(network.x)))
    for layer in range(1, state.depth):
        after = steps[layer]

        def next_layer(a, after=after):
            return after.activation.value(after.weights @ a + after.biases)

        assert state.d(layer) == pytest.approx(
            state.d(layer + 1) @ jacobian(next_layer, state.passes.a[layer]), rel=1e-5, abs=1e-8
        )


def test_an_equals_sign_stands_only_before_what_is_exact():
    for state in states(BENCH.start):
        for equation in (*steps_through(state), *(make(state) for form, make in FORMS.items() if form != "derivative")):
            for row in rows(equation, NUMBERS):
                for side in row:
                    if side.style.numbers and side.sign == "=":
                        assert float(side.expr.text(side.style).replace("−", "-")) == equation.result


EXTREMES = {
    "beyond float64": (["identity"] * 4, (1,) * 5, 1e160, "half_squared_error"),
    "below float64": (["identity"] * 3, (1,) * 4, 1e-200, "half_squared_error"),
    "saturated": (["logistic"] * 4, (1,) * 5, 1e5, "cross_entropy"),
    "no number": (["relu", "softmax"], (2, 5, 3), 1e160, "cross_entropy"),
}


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("case", EXTREMES.values(), ids=EXTREMES)
def test_what_float64_cannot_hold_is_told(case):
    activations, sizes, scale, cost = case
    network = Network(sizes, tuple(activations), cost)
    y = np.eye(sizes[-1])[0]
    extreme = GivenNetwork.of(network, np.full(network.parameter_count, scale), np.ones(sizes[0]), y, 0.5)
    for moment in moments(values(extreme, layer=1, quantity="phi")):
        assert faults(BENCH.views[0].draw(moment, ViewOptions(), (420.0, 300.0))) == []
        told = [row for block in BENCH.views[1].page(moment, ViewOptions()).blocks for row in text_rows(block)]
    assert any("too large for float64" in row for row in told) == bool(np.isnan(moment.frame.state.update(1)).any())
    assert not any("not a number" in row for row in told)
