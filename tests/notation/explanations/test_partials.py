"""The table of partial derivatives, one of them term by term, and descent in numbers: against differences and by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.random_networks import random_scenario
from visprop.engine.backprop import trace
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Beside, Equation, Note
from visprop.notation.expression.expr import SYMBOLS
from visprop.notation.latex_document import text_rows
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Training
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def after_backward(scenario):
    timeline = Timeline(Run(scenario))
    return timeline.frame(Position(0, 1, timeline.program.update_line - 1))


def blocks(frame, subject, key=None, **choices):
    return page(frame, Question(subject, about=key, **choices)).blocks


def test_the_two_neuron_net_has_24_of_them_in_one_table(two):
    frame = after_backward(two)
    found = [one for block in blocks(frame, Subject.PARTIALS) if isinstance(block, Beside) for one in block.equations]
    slopes = {one.left.plain: one for one in found if one.left.plain.startswith("∂c/")}
    assert len(slopes) == 24
    gradient = trace(two.network, two.p0, frame.x, frame.y).gradient
    values = {one.left.key: one.reduced.number() for one in slopes.values()}
    for key in two.network.parameters:
        assert values[key] == pytest.approx(gradient[two.network.single(key)], rel=1e-12)
    # The article's table, line by line.
    assert slopes["∂c/∂w³₂₁"].reduced.text(SYMBOLS) == "δ³₂·a²₁"
    assert text_rows(blocks(frame, Subject.PARTIALS)[-1])[0].split("    ")[0].startswith("∂c/∂b¹₁ = δ¹₁ ≈ ")


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_how_every_neuron_moves_with_a_parameter_is_what_a_nudge_gives(seed):
    scenario = random_scenario(seed, 4, 3)
    network = scenario.network
    # At a kink a nudge gives what lies between.
    assume("relu" not in network.activations)
    frame = after_backward(scenario)
    index = seed % network.parameter_count
    key = network.parameter(index)
    step = np.zeros_like(scenario.p0)
    step[index] = 1e-5 * max(1.0, abs(scenario.p0[index]))
    ahead, behind = (trace(network, scenario.p0 + side * step, frame.x, frame.y) for side in (1.0, -1.0))
    for block in blocks(frame, Subject.TERMS, key, whole=True):
        if isinstance(block, Equation) and block.left.plain.startswith("∂z"):
            place = block.left.plain.split("/")[0][1:]
            layer = int("".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(letter)) for letter in place if letter in "⁰¹²³⁴⁵⁶⁷⁸⁹") or 0)
            j = int("".join(str("₀₁₂₃₄₅₆₇₈₉".index(letter)) for letter in place if letter in "₀₁₂₃₄₅₆₇₈₉"))
            layer, j = (layer, j - 1) if layer else (j, 0)
            quotient = (ahead.z[layer][j] - behind.z[layer][j]) / (2 * step[index])
            assert float(block.left.value()) == pytest.approx(quotient, rel=1e-5, abs=1e-6 * (1 + abs(quotient)))
            assert block.reduced.number() == pytest.approx(float(block.left.value()), rel=1e-9, abs=1e-12)
        elif isinstance(block, Equation) and block.left.plain.startswith("δ"):
            assert block.reduced.number() == pytest.approx(block.left.number(), rel=1e-9, abs=1e-12)
        elif isinstance(block, Equation):
            assert block.reduced.number() == pytest.approx(frame.gradient(key.layer)[0 if key.k else 1].ravel()[
                (key.j - 1) * network.sizes[key.layer - 1] + key.k - 1 if key.k else key.j - 1
            ], rel=1e-9, abs=1e-12)  # fmt: skip


def test_terms_without_the_weight_vanish_as_in_the_article(two):
    found = blocks(after_backward(two), Subject.TERMS, Key.parse("w3[1,2]"))
    said = [f"{one.left.plain} = {one.right.text(SYMBOLS)}" for one in found if isinstance(one, Equation)]
    assert "∂z³₂/∂w³₁₂ = 0" in said
    assert "∂z³₁/∂w³₁₂ = a²₂" in said
    opened = [side.text(SYMBOLS) for one in found if isinstance(one, Equation) for side in one.further]
    assert "w⁴₁₁·σ′(z³₁)·a²₂ + w⁴₁₂·σ′(z³₂)·0" in opened
    # In the last layer there is nothing in between.
    last = blocks(after_backward(two), Subject.TERMS, Key.parse("b4[1]"))
    assert not [one for one in last if isinstance(one, Note) and "in between" in one.text]


def numbers(found):
    return {one.left.plain: one.reduced.number() for one in found if isinstance(one, Equation) and one.is_known}


def test_descent_on_a_parabola_by_hand():
    # One identity neuron without bias: φ(w) = ½(w·2 − 3)², so at w = 1 φ = ½, Dφ = −2, s = ½ + 2.
    scenario = open_scenario("neuron")
    network = Network((1, 1), ("identity",))
    data = Data(np.array([[2.0]]), np.array([[3.0]]))
    scenario = replace(scenario, network=network, p0=np.array([1.0, 0.0]), data=data, frozen=("b1",), tied=())
    scenario = scenario.with_training(Training("online", 1, 0.1))
    found = numbers(blocks(Timeline(Run(scenario)).frame(Position()), Subject.DESCENT))
    assert found["φ(p)"] == pytest.approx(0.5)
    assert found["r"] == pytest.approx(-2.0)
    assert found["s"] == pytest.approx(2.5)
    assert found["Δw₁"] == pytest.approx(0.2)
    assert found["φ(p) − φ̂(w₁ + Δw₁)"] == pytest.approx(0.4)
    assert found["φ(p) − φ(w₁ + Δw₁)"] == pytest.approx(0.5 - 0.5 * 0.6**2)


def test_descent_in_two_and_in_all_dimensions_by_differences(two):
    frame = Timeline(Run(two)).frame(Position())
    axes = (Key.parse("w4[1,2]"), Key.parse("b3[1]"))
    found = blocks(frame, Subject.DESCENT, along=axes[0], axes=axes)
    values = numbers(found)
    phi, p, eta = two.objective.value, two.p0, two.training.eta
    slopes = []
    for key in axes:
        step = np.zeros_like(p)
        step[two.network.single(key)] = 1e-5
        slopes.append((phi(p + step) - phi(p - step)) / 2e-5)
    assert (values["r₁"], values["r₂"]) == pytest.approx(slopes, rel=1e-8)
    assert values["r"] == pytest.approx(slopes[0], rel=1e-8)
    assert values["r·r"] == pytest.approx(slopes[0] ** 2 + slopes[1] ** 2, rel=1e-7)
    gradient = two.objective.slope(p)
    assert values["∇φ·∇φ"] == pytest.approx(float(gradient @ gradient), rel=1e-12)
    # The step of φ is not the online update, so it is not called Δp.
    assert values["φ(p) − φ̂(p + Δ_φ p)"] == pytest.approx(eta * float(gradient @ gradient), rel=1e-12)
    assert values["φ(p) − φ(p + Δ_φ p)"] == pytest.approx(phi(p) - phi(p - eta * gradient), rel=1e-9)


def test_what_is_frozen_descends_nowhere(two):
    scenario = replace(two, frozen=("w4[1,2]",))
    frame = Timeline(Run(scenario)).frame(Position())
    key = Key.parse("w4[1,2]")
    said = [
        one.text for one in blocks(frame, Subject.DESCENT, along=key, axes=(key, Key.parse("b3[1]"))) if isinstance(one, Note)
    ]
    assert "It is frozen: φ is not lowered by it." in said
    assert "One of them is frozen." in said


def test_descent_says_where_the_training_goes_another_way(two):
    adam = two.with_training(replace(two.training, optimiser="adam"))
    said = [one.text for one in blocks(Timeline(Run(adam)).frame(Position()), Subject.DESCENT) if isinstance(one, Note)]
    assert any("goes by Adam" in text and "by plain descent" in text for text in said)
