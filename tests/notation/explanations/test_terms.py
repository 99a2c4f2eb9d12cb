"""One partial derivative term by term: the article's lines, and their numbers by formulas that are written out here."""

import math

import pytest

from visprop.engine.key import Key
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import SYMBOLS
from visprop.notation.layout.latex import latex
from visprop.notation.layout.text import plain
from visprop.notation.notations.dresses import DRESSES
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def after_backward(name):
    timeline = Timeline(Run(open_scenario(name)))
    return timeline.frame(Position(0, 1, timeline.program.update_line - 1))


def asked(frame, key, dress="neurons"):
    found = page(frame, Question(Subject.TERMS, about=Key.parse(key), dress=DRESSES[dress], whole=True)).blocks
    return [block for block in found if isinstance(block, Equation)]


def said(equations):
    sides = [(one.left, side) for one in equations for side in (one.right, *one.further)]
    return [f"{left.text(SYMBOLS)} = {side.text(SYMBOLS)}".replace("·", " ") for left, side in sides]


# "Partial derivatives": the last layer, then the layer before it.
LAST = [
    "∂c/∂w⁴₁₂ = ∂c/∂a⁴₁ ∂a⁴₁/∂w⁴₁₂ + ∂c/∂a⁴₂ ∂a⁴₂/∂w⁴₁₂",
    "∂c/∂w⁴₁₂ = ∂c/∂a⁴₁ ∂a⁴₁/∂z⁴₁ ∂z⁴₁/∂w⁴₁₂ + ∂c/∂a⁴₂ ∂a⁴₂/∂z⁴₂ ∂z⁴₂/∂w⁴₁₂",
    "δ⁴₁ = ∂c/∂a⁴₁ ∂a⁴₁/∂z⁴₁",
    "δ⁴₁ = (a⁴₁ − y₁) σ′(z⁴₁)",
    "δ⁴₂ = ∂c/∂a⁴₂ ∂a⁴₂/∂z⁴₂",
    "δ⁴₂ = (a⁴₂ − y₂) σ′(z⁴₂)",
    "∂c/∂w⁴₁₂ = δ⁴₁ ∂z⁴₁/∂w⁴₁₂ + δ⁴₂ ∂z⁴₂/∂w⁴₁₂",
    "∂z⁴₁/∂w⁴₁₂ = a³₂",
    "∂z⁴₂/∂w⁴₁₂ = 0",
    "∂c/∂w⁴₁₂ = δ⁴₁ a³₂",
]
BETWEEN = [
    "∂z⁴₂/∂w³₂₁ = ∂z⁴₂/∂a³₁ ∂a³₁/∂z³₁ ∂z³₁/∂w³₂₁ + ∂z⁴₂/∂a³₂ ∂a³₂/∂z³₂ ∂z³₂/∂w³₂₁",
    "∂z⁴₂/∂w³₂₁ = w⁴₂₁ σ′(z³₁) ∂z³₁/∂w³₂₁ + w⁴₂₂ σ′(z³₂) ∂z³₂/∂w³₂₁",
    "∂z⁴₂/∂w³₂₁ = w⁴₂₁ σ′(z³₁) 0 + w⁴₂₂ σ′(z³₂) a²₁",
]


def test_the_factors_of_the_last_layer_are_the_articles():
    assert said(asked(after_backward("two-neurons"), "w4[1,2]")) == LAST


def test_between_the_layers_the_factors_stand_before_what_they_are():
    found = said(asked(after_backward("two-neurons"), "w3[2,1]"))
    assert "∂c/∂w³₂₁ = ∂c/∂a⁴₁ ∂a⁴₁/∂z⁴₁ ∂z⁴₁/∂w³₂₁ + ∂c/∂a⁴₂ ∂a⁴₂/∂z⁴₂ ∂z⁴₂/∂w³₂₁" in found
    at = found.index(BETWEEN[0])
    assert found[at : at + 3] == BETWEEN


def slope_of_logistic(z):
    a = 1.0 / (1.0 + math.exp(-z))
    return a * (1.0 - a)


def test_each_factor_has_its_number_and_so_has_their_sum():
    frame = after_backward("two-neurons")
    (w, _), a3, z3 = frame.scenario.network.layers(frame.p_before)[3], frame.a(3), frame.z(3)
    first, *rest = asked(frame, "w3[2,1]")
    factors = [[factor.number() for factor in term.factors] for term in first.reduced.terms]
    total = 0.0
    for i, found in enumerate(factors):
        moved = float(w[i, 1]) * slope_of_logistic(float(z3[1])) * float(frame.a(2)[0])
        wanted = [float(frame.a(4)[i] - frame.y[i]), slope_of_logistic(float(frame.z(4)[i])), moved]
        assert found == pytest.approx(wanted, rel=1e-12)
        total += math.prod(wanted)
    assert first.reduced.number() == pytest.approx(total, rel=1e-12)
    assert first.left.number() == pytest.approx(total, rel=1e-12)
    through = next(one for one in rest if one.left.plain == "∂z⁴₁/∂w³₂₁")
    for side in (through.right, *through.further):
        assert side.number() == pytest.approx(float(w[0, 1]) * float(a3[1] * (1 - a3[1])) * float(frame.a(2)[0]), rel=1e-12)


# "More generally, if there are many neurons per layer", with erratum 9: over the outputs.
GENERAL = [
    "∂c/∂wˡⱼₖ = Σᵢ ∂c/∂aᴸᵢ ∂aᴸᵢ/∂wˡⱼₖ",
    "∂c/∂wˡⱼₖ = Σᵢ ∂c/∂aᴸᵢ ∂aᴸᵢ/∂zᴸᵢ ∂zᴸᵢ/∂wˡⱼₖ",
    "∂c/∂wˡⱼₖ = Σᵢ δᴸᵢ ∂zᴸᵢ/∂wˡⱼₖ",
    "∂zᵐᵢ/∂wˡⱼₖ = Σᵣ ∂zᵐᵢ/∂aᵐ⁻¹ᵣ ∂aᵐ⁻¹ᵣ/∂zᵐ⁻¹ᵣ ∂zᵐ⁻¹ᵣ/∂wˡⱼₖ",
    "∂zᵐᵢ/∂wˡⱼₖ = Σᵣ wᵐᵢᵣ σ′(zᵐ⁻¹ᵣ) ∂zᵐ⁻¹ᵣ/∂wˡⱼₖ",
    "∂zˡⱼ/∂wˡⱼₖ = aˡ⁻¹ₖ",
    "∂zˡᵢ/∂wˡⱼₖ = 0",
    "∂c/∂wˡⱼₖ = δˡⱼ aˡ⁻¹ₖ",
]


def test_of_any_sizes_they_are_written_with_sums():
    assert said(asked(after_backward("two-neurons"), "w3[1,2]", "general")) == GENERAL
    last = said(asked(after_backward("two-neurons"), "b4[1]", "general"))
    assert last == [line.replace("wˡⱼₖ", "bᴸⱼ").replace("zˡ", "zᴸ") for line in GENERAL[:3]] + [
        "∂zᴸⱼ/∂bᴸⱼ = 1",
        "∂zᴸᵢ/∂bᴸⱼ = 0",
        "∂c/∂bᴸⱼ = δᴸⱼ",
    ]


def test_where_each_output_depends_on_every_z_its_factors_are_not_torn_apart():
    found = said(asked(after_backward("iris"), "w2[1,2]", "general"))
    assert found[:2] == ["∂c/∂wᴸⱼₖ = Σᵢ ∂c/∂aᴸᵢ ∂aᴸᵢ/∂wᴸⱼₖ", "∂c/∂wᴸⱼₖ = Σᵢ δᴸᵢ ∂zᴸᵢ/∂wᴸⱼₖ"]


def test_a_dress_without_z_says_why_there_are_no_terms():
    frame = after_backward("shared-bias")
    (note,) = page(frame, Question(Subject.TERMS, about=Key.parse("w3[1,1]"), dress=DRESSES["any"])).blocks
    assert "a neuron is not opened" in note.text
    assert asked(frame, "b2[1]", "general") == []


def test_a_lowered_r_is_one_in_plain_text_and_in_latex():
    last = asked(after_backward("two-neurons"), "w3[1,2]", "general")[1].further[0].layout(SYMBOLS)
    assert "wᵐᵢᵣ" in plain(last)
    assert "w^{m}_{ir}" in latex(last)
