"""Why a weight is written jk: words and the equation without a transpose, at the selected weight and in the glossary."""

import numpy as np
import pytest

from visprop.engine.key import Key
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import SYMBOLS
from visprop.notation.glossary import meaning_of
from visprop.notation.latex_document import document
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def selected(name, key, notation="components", dress="neurons"):
    timeline = Timeline(Run(open_scenario(name)))
    frame = timeline.frame(Position(0, 1, timeline.program.update_line - 1))
    return frame, page(frame, Question(Subject.SELECTED, NOTATIONS[notation], Key.parse(key), dress=DRESSES[dress])).blocks


@pytest.mark.parametrize("notation", NOTATIONS)
def test_at_a_weight_stands_why_its_neuron_comes_first(notation):
    frame, blocks = selected("two-neurons", "w3[1,2]", notation)
    heading, words, equation = blocks[-3:]
    assert (heading.is_heading, heading.text) == (True, "Why jk and not kj: the neuron before the input")
    assert words.text.endswith("With kj it would be transposed.")
    assert f"{equation.left.plain} = {equation.right.text(SYMBOLS)}" == "z³ = w³ a² + b³"
    w, b = frame.scenario.network.layers(frame.p_before)[2]
    by_rows = [sum(float(w[j, k]) * float(frame.a(2)[k]) for k in range(2)) + float(b[j]) for j in range(2)]
    assert equation.right.value() == pytest.approx(np.array(by_rows), rel=1e-12)
    assert equation.left.value() == pytest.approx(np.array(by_rows), rel=1e-12)
    document(blocks)


def test_of_any_sizes_it_is_the_articles_equation():
    assert selected("two-neurons", "w3[1,2]", dress="general")[1][-1].right.text(SYMBOLS) == "wˡ aˡ⁻¹ + bˡ"


@pytest.mark.parametrize("name, key", [("two-neurons", "b3[1]"), ("two-neurons", "a3[1]"), ("linear", "w3[1,1]")])
def test_what_has_no_two_indices_has_no_such_words(name, key):
    assert all(isinstance(block, Equation) for block in selected(name, key)[1])


def test_the_glossary_says_it_too():
    assert meaning_of("wⱼₖ").startswith("wⱼₖ, weight from k to j: ")
    assert "z = w a + b needs no transpose" in meaning_of("wⱼₖ")
