"""Worked examples that others have published, of as many kinds as there are: each agrees to the digits that they print."""

import numpy as np
import pytest

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.backprop import trace
from visprop.engine.network import Network
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario, Training


def example(sizes, activations, layers, rows, cost="half_squared_error", frozen=(), **training):
    """A training online: `layers` has (weights, biases) of each layer, `rows` (inputs, targets) of each example."""
    network = Network(sizes, activations, cost)
    p = network.join([(np.array(w, float), np.array(b, float)) for w, b in layers])
    x, y = (np.array([row[i] for row in rows], float) for i in (0, 1))
    return Scenario("worked", network, p, Data(x, y), Training(**training), frozen=frozen)


def first_pass(scenario):
    return trace(scenario.network, scenario.p0, scenario.data.x[0], scenario.data.y[0])


def after(scenario, updates):
    """p after some updates."""
    descent = scenario.descent()
    return descent.run(descent.initial(scenario.p0), 0, updates)[: scenario.p0.size]


def layers_after(scenario, updates):
    return scenario.network.layers(after(scenario, updates))


def agrees(found, printed, decimals):
    """To the last decimal that is printed: some authors round there, others cut."""
    np.testing.assert_allclose(np.ravel(found), np.ravel(printed), atol=1.0 * 10.0**-decimals, rtol=0)


def test_half_squared_error_without_training_the_biases():
    """M. Mazur, "A step by step backpropagation example": 2-2-2, logistic; one update, and ten thousand."""
    layers = [([[0.15, 0.20], [0.25, 0.30]], [0.35, 0.35]), ([[0.40, 0.45], [0.50, 0.55]], [0.60, 0.60])]
    rows = [([0.05, 0.10], [0.01, 0.99])]
    scenario = example((2, 2, 2), ("logistic",) * 2, layers, rows, frozen=("b1", "b2"), eta=0.5)
    agrees(first_pass(scenario).cost, 0.298371109, 9)
    network, x, y = scenario.network, scenario.data.x, scenario.data.y
    late = after(scenario, 10_000)
    agrees(network.mean_cost(late, x, y), 0.0000351085, 8)
    agrees(network.forward(late, x), [0.015912196, 0.984065734], 4)


def test_biases_that_learn():
    """J. Han and M. Kamber, "Data Mining", example 9.1 of backpropagation: 3-2-1, logistic, η = 0.9."""
    layers = [([[0.2, 0.4, -0.5], [-0.3, 0.1, 0.2]], [-0.4, 0.2]), ([[-0.3, -0.2]], [0.1])]
    scenario = example((3, 2, 1), ("logistic",) * 2, layers, [([1, 0, 1], [1])], eta=0.9)
    passed = first_pass(scenario)
    agrees(passed.a[1], [0.332, 0.525], 3)
    agrees(passed.a[2], 0.474, 3)
    agrees(-passed.delta[2], 0.1311, 4)
    agrees(-passed.delta[1], [-0.0087, -0.0065], 4)
    (w1, b1), (w2, b2) = layers_after(scenario, 1)
    agrees(w1, [[0.192, 0.4, -0.508], [-0.306, 0.1, 0.194]], 3)
    agrees(w2, [-0.261, -0.138], 3)
    agrees([*b1, *b2], [-0.408, 0.194, 0.218], 3)


def test_a_network_without_biases():
    """C. MacLeod, "An introduction to practical neural networks", worked example 3.1: 2-2-1, logistic, η = 1."""
    layers = [([[0.1, 0.8], [0.4, 0.6]], [0, 0]), ([[0.3, 0.9]], [0])]
    scenario = example((2, 2, 1), ("logistic",) * 2, layers, [([0.35, 0.9], [0.5])], frozen=("b1", "b2"), eta=1.0)
    passed = first_pass(scenario)
    agrees(passed.a[1], [0.68, 0.6637], 3)
    agrees(passed.a[2], 0.69, 2)
    agrees(-passed.delta[2], -0.0406, 3)
    (w1, b1), (w2, b2) = layers_after(scenario, 1)
    agrees(w2, [0.2724, 0.8731], 3)
    agrees(w1, [[0.0992, 0.7978], [0.3972, 0.5928]], 3)
    assert not b1.any()
    assert not b2.any()


def test_a_neuron_with_the_bipolar_logistic_function():
    """J. Zurada, "Introduction to artificial neural systems", the delta rule: three patterns in turn, η = 0.1."""
    rows = [([1, -2, 0, -1], [-1]), ([0, 1.5, -0.5, -1], [-1]), ([-1, 1, 0.5, -1], [1])]
    scenario = example((4, 1), ("bipolar_logistic",), [([[1, -1, 0, 0.5]], [0])], rows, frozen=("b1",), eta=0.1)
    passed = first_pass(scenario)
    agrees(passed.a[1], 0.848, 3)
    agrees(passed.slope[1], 0.140, 3)
    agrees(after(scenario, 1)[:4], [0.974, -0.948, 0, 0.526], 3)
    agrees(after(scenario, 2)[:4], [0.974, -0.956, 0.002, 0.531], 3)
    agrees(after(scenario, 3)[:4], [0.947, -0.929, 0.016, 0.505], 3)


def test_a_perceptron_learns_and():
    """L. Fausett, "Fundamentals of neural networks": bipolar inputs and targets, from zeros; each change, then none."""
    rows = [([1, 1], [1]), ([1, -1], [-1]), ([-1, 1], [-1]), ([-1, -1], [-1])]
    scenario = example((2, 1), ("identity",), [([[0, 0]], [0])], rows, "perceptron", eta=1.0)
    for updates, weights in ((1, [1, 1, 1]), (2, [0, 2, 0]), (3, [1, 1, -1]), (4, [1, 1, -1]), (8, [1, 1, -1])):
        np.testing.assert_array_equal(after(scenario, updates), weights)


def test_squared_error_without_a_half():
    """V. Zhou, "Machine learning for beginners": 2-2-1, all weights 1, and (1 − a)²."""
    layers = [([[0, 1], [0, 1]], [0, 0]), ([[0, 1]], [0])]
    ones = [([[1, 1], [1, 1]], [0, 0]), ([[1, 1]], [0])]
    agrees(first_pass(example((2, 2, 1), ("logistic",) * 2, layers, [([2, 3], [0])])).a[2], 0.7216, 4)
    scenario = example((2, 2, 1), ("logistic",) * 2, ones, [([-2, -1], [1])], "squared_error")
    passed = first_pass(scenario)
    agrees(passed.a[2], 0.524, 3)
    agrees(scenario.network.pair.gradient(passed.y, passed.a[2]), -0.952, 3)
    agrees(passed.gradient[0], 0.0214, 4)


def test_softmax_with_cross_entropy():
    """Stanford's CS231n, "Linear classification": four pixels, three classes, the third is right."""
    weights = [[0.01, -0.05, 0.1, 0.05], [0.7, 0.2, 0.05, 0.16], [0.0, -0.45, -0.2, 0.03]]
    rows = [([-15, 22, -44, 56], [0, 0, 1])]
    scenario = example((4, 3), ("softmax",), [(weights, [0.0, 0.2, -0.3])], rows, "cross_entropy")
    passed = first_pass(scenario)
    agrees(passed.z[1], [-2.85, 0.86, 0.28], 2)
    agrees(passed.a[1], [0.016, 0.631, 0.353], 3)
    agrees(passed.cost, 1.04, 2)
    agrees(passed.delta[1], [0.016, 0.631, 0.353 - 1.0], 3)


def test_relu_before_a_straight_output():
    """ "The lifecycle of a neural network": 2-2-1, ReLU and identity, half squared error."""
    layers = [([[0.3, -0.1], [0.2, 0.4]], [0, 0]), ([[0.5, -0.3]], [0])]
    scenario = example((2, 2, 1), ("relu", "identity"), layers, [([1, 2], [1])])
    passed = first_pass(scenario)
    agrees(passed.a[1], [0.1, 1.0], 9)
    agrees(passed.cost, 0.78125, 9)
    (_, _), (w, b) = scenario.network.layers(passed.gradient)
    agrees([*w.ravel(), *b], [-0.125, -1.25, -1.25], 9)


def squared(target, start, **training):
    """(w − target)² of one weight."""
    return example((1, 1), ("identity",), [([[start]], [0])], [([1], [target])], "squared_error", frozen=("b1",), **training)


def path(scenario, updates):
    return [after(scenario, k)[0] for k in range(updates + 1)]


def test_momentum_with_eta_in_the_velocity():
    """Université de Saïda, "Momentum gradient descent": (x − 4)² from 10, η = 0.2, β = 0.9."""
    scenario = squared(4, 10, eta=0.2, optimiser="momentum_with_eta")
    agrees(path(scenario, 4), [10, 7.6, 4.0, 0.76, -0.86], 9)


def test_momentum_of_a_tenth():
    """w² from 10, η = 0.8, β = 0.1: −6, 2, −0.4 by hand."""
    scenario = squared(0, 10, eta=0.8, optimiser="momentum", constants=(("β", 0.1),))
    agrees(path(scenario, 3), [10, -6, 2, -0.4], 9)


def test_adam():
    """G. Basran, "Full Adam": θ² from 5, α = 0.1: m = 1, s = 0.1, and θ = 4.9."""
    scenario = squared(0, 5, eta=0.1, optimiser="adam")
    descent = scenario.descent()
    state = descent.run(descent.initial(scenario.p0), 0, 1)
    agrees(state[[0, 2, 4]], [4.9, 1.0, 0.1], 7)


def test_rmsprop_with_other_constants():
    """0.1 w₁² + 2 w₂² from (−5, −2), η = 0.3, α = 0.9, ε = 10⁻⁶; printed from float32 (an exercise of "AI Viet Nam")."""
    root = [0.1**0.5, 2.0**0.5]
    scenario = example(
        (2, 2), ("identity",), [([[-5, 0], [0, -2]], [0, 0])], [(root, [0, 0])], "squared_error",
        frozen=("b1", "w1[1,2]", "w1[2,1]"), eta=0.3, optimiser="rmsprop", constants=(("α", 0.9), ("ε", 1e-6)),
    )  # fmt: skip
    printed = [(-4.0513196, -1.051317), (-3.4351954, -0.59152365), (-2.9589348, -0.3294396), (-2.5654607, -0.17756498)]
    for updates, wanted in enumerate(printed, start=1):
        ((w, _),) = layers_after(scenario, updates)
        np.testing.assert_allclose([w[0, 0], w[1, 1]], wanted, rtol=2e-6)


@pytest.mark.parametrize("start, begins, ends", [((0.6, 0.9), 0.82, 0.09), ((2.0, 2.0), 0.98, 0.20)])
def test_a_neuron_that_learns_slowly(start, begins, ends):
    """M. Nielsen, "Neural networks and deep learning", chapter 3: from 1 to 0 in 300 updates with η = 0.15."""
    scenario = example((1, 1), ("logistic",), [([[start[0]]], [start[1]])], [([1], [0])], eta=0.15)
    agrees(first_pass(scenario).a[1], begins, 2)
    agrees(scenario.network.forward(after(scenario, 300), scenario.data.x), ends, 2)


@pytest.mark.parametrize("cost, printed", [("mean_squared_error", 0.375), ("half_mean_squared_error", 0.1875)])
def test_the_mean_over_outputs(cost, printed):
    """scikit-learn's manual, `mean_squared_error`: 3, −½, 2, 7 told as 2½, 0, 2, 8."""
    scenario = example((1, 4), ("identity",), [([[0]] * 4, [2.5, 0, 2, 8])], [([1], [3, -0.5, 2, 7])], cost)
    agrees(first_pass(scenario).cost, printed, 9)


@pytest.mark.parametrize(
    "name, z, printed",
    # TensorFlow's and Keras's manuals, from float32.
    [
        ("gelu", [-3, -1, 0, 1, 3], [-0.00404951, -0.15865529, 0.0, 0.8413447, 2.9959507]),
        ("softplus", [-20, -1, 0, 1, 20], [2.0611537e-09, 3.1326166e-01, 6.9314718e-01, 1.3132616, 20.0]),
    ],
)
def test_curves_as_manuals_print_them(name, z, printed):
    np.testing.assert_allclose(ACTIVATIONS[name].value(np.array(z, float)), printed, rtol=1e-4, atol=1e-9)
