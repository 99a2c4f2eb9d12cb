"""A net with one neuron a layer as one function φ, and ∇φ by D: the article's lines, and numbers by hand and by differences."""

import math
from dataclasses import replace

import numpy as np
import pytest

from visprop.engine.network import Network
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import NUMBERS, SYMBOLS
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def after_backward(scenario):
    timeline = Timeline(Run(scenario))
    return timeline.frame(Position(0, 1, timeline.program.update_line - 1))


def asked(frame, dress, subject=Subject.LINE, notation="euler", line=None):
    line = frame.program.cost_line if line is None else line
    question = Question(subject, NOTATIONS[notation], frame.scenario.network.parameter(0), line, dress=DRESSES[dress])
    return {one.left.plain: one for one in page(frame, question).blocks if isinstance(one, Equation)}


def sides(equation):
    return [side.text(SYMBOLS) for side in (equation.right, *equation.further)]


def test_phi_is_the_articles_nested_function():
    frame = after_backward(open_scenario("shared-bias"))
    for dress in ("any", "parameter"):
        (said,) = sides(asked(frame, dress)["φ(p₁, p₂, p₃, p₄)"])
        assert said == "C y (f p₄ (f p₃ (f p₂ (f p₁ x))))"
    said = sides(asked(frame, "constant")["φ(w₁, w₂, w₃, w₄)"])
    assert said == ["C y (f w₄ (f w₃ (f w₂ (f w₁ x))))", "1/2·(y − f w₄ (f w₃ (f w₂ (f w₁ x))))²"]
    # With a bias of its own in each neuron ("Calculating bias deltas").
    said = sides(asked(after_backward(open_scenario("linear")), "neurons")["φ(w₁, b₁, w₂, b₂, w₃, b₃, w₄, b₄)"])
    assert said[0] == "C y (f w₄ b₄ (f w₃ b₃ (f w₂ b₂ (f w₁ b₁ x))))"


def test_nabla_phi_is_the_vector_of_the_partial_derivatives():
    frame = after_backward(open_scenario("shared-bias"))
    for dress, p in (("any", "p"), ("parameter", "p"), ("constant", "w")):
        (said,) = sides(asked(frame, dress)[f"∇φ({p}₁, {p}₂, {p}₃, {p}₄)"])
        assert said == (
            "(D(λv. φ(v, p₂, p₃, p₄)) p₁, D(λv. φ(p₁, v, p₃, p₄)) p₂,"
            " D(λv. φ(p₁, p₂, v, p₄)) p₃, D(λv. φ(p₁, p₂, p₃, v)) p₄)".replace("p", p)
        )


def sigma(z):
    return 1.0 / (1.0 + math.exp(-z))


WEIGHTS, BIAS, X, Y = (0.8, -1.2, 1.5, 0.9), 0.1, 0.5, 0.2


def phi(w):
    a = X
    for one in w:
        a = sigma(one * a + BIAS)
    return 0.5 * (Y - a) ** 2


def test_their_numbers_are_those_of_the_function_written_out():
    frame = after_backward(open_scenario("shared-bias"))
    activations = [X]
    for w in WEIGHTS:
        activations.append(sigma(w * activations[-1] + BIAS))
    passed, wanted = activations[4] - Y, [0.0] * 4
    for i in (3, 2, 1, 0):
        passed *= activations[i + 1] * (1.0 - activations[i + 1])
        wanted[i] = passed * activations[i]
        passed *= WEIGHTS[i]
    for i, slope in enumerate(wanted):
        ahead, behind = ([w + side * 1e-5 * (j == i) for j, w in enumerate(WEIGHTS)] for side in (1, -1))
        assert slope == pytest.approx((phi(ahead) - phi(behind)) / 2e-5, rel=1e-8)
    found = asked(frame, "parameter")
    whole, nabla = found["φ(p₁, p₂, p₃, p₄)"], found["∇φ(p₁, p₂, p₃, p₄)"]
    for value in (whole.left.value(), whole.right.value(), asked(frame, "constant")["φ(w₁, w₂, w₃, w₄)"].reduced.value()):
        assert value == pytest.approx(phi(WEIGHTS), rel=1e-12)
    assert nabla.right.value() == pytest.approx(np.array(wanted), rel=1e-12)
    assert nabla.left.value() == pytest.approx(np.array(wanted), rel=1e-12)
    assert whole.right.text(NUMBERS) == "C 0.2 (f 0.9 (f 1.5 (f (−1.2) (f 0.8 0.5))))"
    assert nabla.right.items[1].text(NUMBERS) == "D(λv. φ(0.8, v, 1.5, 0.9)) (−1.2)"


def test_they_stand_before_the_derivation_and_not_in_other_notations():
    frame = after_backward(open_scenario("shared-bias"))
    assert list(asked(frame, "parameter", Subject.WHY))[:2] == ["φ(p₁, p₂, p₃, p₄)", "∇φ(p₁, p₂, p₃, p₄)"]
    for notation in ("components", "leibniz", "leibniz-chain"):
        assert not [name for name in asked(frame, "neurons", notation=notation) if "φ(w" in name or "φ(p₁" in name]
    assert not [
        name for name in asked(after_backward(open_scenario("two-neurons")), "neurons") if "φ(w" in name or "φ(p₁" in name
    ]


def test_its_gradient_is_told_when_the_backward_pass_has_reached_all_parameters():
    timeline = Timeline(Run(open_scenario("shared-bias")))
    for line in range(timeline.program.update_line):
        found = asked(timeline.frame(Position(0, 1, line)), "parameter")
        assert found["φ(p₁, p₂, p₃, p₄)"].is_known is (line >= 5)
        assert found["∇φ(p₁, p₂, p₃, p₄)"].is_known is (line >= 9)


def chain(depth, count=1, **choices):
    network = Network((1,) * (depth + 1), ("logistic",) * depth)
    p = np.random.default_rng(depth).normal(size=2 * depth)
    data = Data(np.linspace(0.1, 0.9, count)[:, None], np.linspace(0.8, 0.2, count)[:, None])
    return replace(Scenario("chain", network, p, data, Training("online", 1, 0.1)), **choices)


def test_of_several_examples_c_is_the_function_of_one_of_them():
    found = asked(after_backward(chain(2, 3)), "neurons")
    assert {"c(w₁, b₁, w₂, b₂)", "∇c(w₁, b₁, w₂, b₂)"} <= set(found)
    penalised = chain(2).with_training(Training("online", 1, 0.1, l2=0.1))
    assert "c(w₁, b₁, w₂, b₂)" in asked(after_backward(penalised), "neurons")


def test_what_is_tied_is_one_argument_and_what_is_frozen_none():
    scenario = chain(3, frozen=("b1", "b2", "b3"), tied=(("w1[1,1]", "w3[1,1]"),))
    scenario = replace(scenario, p0=np.array([0.7, 0.1, -0.4, 0.2, 0.7, 0.3]))
    found = asked(after_backward(scenario), "neurons")
    nabla = found["∇φ(w₁, w₂)"]
    assert nabla.right.text(SYMBOLS) == "(D(λv. φ(v, w₂)) w₁, D(λv. φ(w₁, v)) w₂)"
    assert nabla.right.value() == pytest.approx(scenario.objective.slope(scenario.p0), rel=1e-12)
    frozen = asked(after_backward(chain(1, frozen=("w1", "b1"))), "neurons")
    assert list(frozen) == ["c", "φ(p)"]


def test_of_a_long_chain_what_is_moved_is_always_written():
    found = asked(after_backward(chain(8, frozen=tuple(f"b{i}" for i in range(1, 6)))), "neurons")
    nabla = next(one for name, one in found.items() if name.startswith("∇φ"))
    assert nabla.right.value() == pytest.approx(nabla.left.value(), rel=1e-12)
    every = asked(after_backward(chain(8)), "neurons")
    nabla = next(one for name, one in every.items() if name.startswith("∇φ"))
    assert nabla.right.items[7].text(SYMBOLS) == "D(λv. φ(w₁, b₁, …, v, …, b₈)) b₄"
    assert nabla.right.items[7].is_abridged(SYMBOLS)
