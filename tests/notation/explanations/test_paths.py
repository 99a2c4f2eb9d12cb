"""The chain rule as paths: their sum is the gradient."""

import itertools

import numpy as np
import pytest

from tests.agreement import disagreement
from tests.large import large_scenario
from tests.random_networks import random_scenario
from visprop.engine.key import Key
from visprop.notation.explanations.paths import MAX_PATHS, derivation, path_sum
from visprop.notation.explanations.unwinding import unwound
from visprop.notation.expression.expr import SYMBOLS, Style
from visprop.notation.expression.rows import row_pieces, rows
from visprop.notation.layout.latex import latex
from visprop.notation.notations.quantities import Quantities
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def after_backward(scenario):
    timeline = Timeline(Run(scenario))
    return timeline.frame(Position(1, 1, timeline.program.update_line - 1))


def assert_paths_give_the_gradient(scenario):
    frame = after_backward(scenario)
    network = scenario.network
    for key in network.parameters[:: max(1, network.parameter_count // 40)]:
        found = path_sum(frame, key)
        wanted = found.gradient.number()
        assert found.total == pytest.approx(wanted, rel=1e-12, abs=1e-12)
        if found.count <= MAX_PATHS:
            assert sum(route.product.number() for route in found.routes) == pytest.approx(wanted, rel=1e-12, abs=1e-12)
        assert all(disagreement(found.equation(most)) < 1e-12 for most in (1, 8, MAX_PATHS))
        assert all(disagreement(equation) < 1e-12 for equation in derivation(Quantities(frame), key))
        assert all(disagreement(equation) < 1e-12 for equation in unwound(Quantities(frame), key))


@pytest.mark.parametrize("name", builtin_names())
def test_the_sum_over_paths_is_the_gradient_in_the_built_in_scenarios(name):
    assert_paths_give_the_gradient(open_scenario(name))


@pytest.mark.parametrize("seed", range(20))
def test_the_sum_over_paths_is_the_gradient_in_random_networks(seed):
    assert_paths_give_the_gradient(random_scenario(seed, 4, 3))


def test_the_two_neuron_net_has_eight_paths_from_a_first_weight(two):
    found = path_sum(after_backward(two), Key.parse("w1[1,2]"))
    assert found.count == len(found.routes) == 8
    assert {route.neurons for route in found.routes} == {(0, *rest) for rest in itertools.product((0, 1), repeat=3)}
    # Nine factors a path (a − y, four σ′, three w, a): eight multiplications each.
    assert found.multiplications == 8 * 8
    # δ⁴: 2; δ³ and δ²: 2·(2 + 1) each; δ¹₁: 2 + 1; and the activation.
    assert found.shared == 2 + 6 + 6 + 3 + 1


def test_the_largest_of_many_paths_are_listed_and_the_rest_is_summed():
    scenario = large_scenario((2, 6, 6, 6, 6, 2), 5)
    frame = after_backward(scenario)
    found = path_sum(frame, Key.parse("w1[2,1]"))
    assert found.count == 6 * 6 * 6 * 2
    assert len(found.routes) == MAX_PATHS
    sizes = [abs(route.product.number()) for route in found.routes]
    assert sizes == sorted(sizes, reverse=True)
    assert found.total == pytest.approx(found.gradient.number(), rel=1e-12, abs=1e-14)
    routes = itertools.product(range(6), range(6), range(6), range(2))
    everything = sorted((abs(_value(frame, route)) for route in routes), reverse=True)
    np.testing.assert_allclose(sizes, everything[:MAX_PATHS], rtol=1e-12)
    with pytest.raises(ValueError, match="more than 200 paths"):
        unwound(Quantities(frame), Key.parse("w1[2,1]"))


def test_not_even_all_terms_of_an_equation_without_end_are_written():
    frame = after_backward(large_scenario((2, 8, 8, 8, 1), 5))
    for equation in unwound(Quantities(frame), Key.parse("w1[7,2]")):
        written = [row_pieces(row) for row in rows(equation, Style(whole=True))]
        # All terms would be 5,000 formulas.
        assert sum(map(len, written)) < 1500
        assert any(r"\cdots" in latex(piece.node) for row in written for piece in row)
    # What a page can hold is written out.
    short = unwound(Quantities(after_backward(large_scenario((2, 6, 6, 1), 5))), Key.parse("w2[1,1]"))[-1]
    assert not any(r"\cdots" in latex(piece.node) for row in rows(short, Style(whole=True)) for piece in row_pieces(row))


def _value(frame, route):
    network = frame.scenario.network
    layers = network.layers(frame.p)
    neurons = (1, *route)
    value = frame.a(0)[0] * frame.delta(5)[route[-1]]
    for layer in range(1, 5):
        value *= layers[layer][0][neurons[layer], neurons[layer - 1]] * frame.slope(layer)[neurons[layer - 1]]
    return value


def test_the_articles_unwound_equation_of_the_linear_net():
    frame = after_backward(open_scenario("linear"))
    text = unwound(Quantities(frame), Key.parse("w3[1,1]"))[1].reduced.text(SYMBOLS)
    assert text == "−η·(a₄ − y)·σ′(w₄·a₃ + b₄)·w₄·σ′(w₃·a₂ + b₃)·a₂"


@pytest.mark.parametrize(
    "name, message",
    [("w1", "'w1' is not a single parameter"), ("w9[1,1]", "the network has 4 layers"), ("w1[9,1]", "layer 1 has 2")],
)
def test_only_a_single_parameter_has_paths(two, name, message):
    with pytest.raises(ValueError, match=message):
        path_sum(after_backward(two), Key.parse(name))
