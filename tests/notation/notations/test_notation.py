"""Equations: evaluated by their own structure, written in four notations, and fit for LaTeX."""

from dataclasses import replace

import numpy as np
import pytest
from pylatexenc.latexwalker import LatexWalkerParseError

from tests.agreement import disagreement
from tests.latex import compile_latex, parse_strictly
from tests.random_networks import constrained_scenario, random_scenario
from visprop.engine.key import Key
from visprop.engine.optimisers import OPTIMISERS
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.expr import NUMBERS, SYMBOLS, Number, Symbol
from visprop.notation.expression.numbers import number, numeral
from visprop.notation.latex_document import document, latex_rows, text_rows
from visprop.notation.layout.build import scripted
from visprop.notation.layout.latex import latex
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import NOTATIONS, equations
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def last_frame(scenario, update=2, run=None):
    timeline = Timeline(run or Run(scenario))
    size = scenario.schedule.size_of(update)
    return timeline.frame(Position(update, size, timeline.program.update_line))


def assert_agrees(scenario, notation, run=None):
    frame = last_frame(scenario, run=run)
    for line in frame.program.lines:
        found = equations(Quantities(frame), line, notation, whole=True)
        assert found, f"{notation} has nothing to say about line {line}"
        for equation in found:
            if not equation.is_definition:
                assert disagreement(equation) < 1e-12, f"{equation.left.plain}, {notation.name}, {line}"


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
@pytest.mark.parametrize("name", builtin_names())
def test_every_equation_of_the_built_in_scenarios_gives_the_engines_number(name, notation):
    assert_agrees(open_scenario(name), notation)


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
@pytest.mark.parametrize("seed", range(20))
def test_every_equation_of_random_networks_gives_the_engines_number(seed, notation):
    assert_agrees(random_scenario(seed, 4, 4), notation)


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
def test_tied_and_frozen_parameters_are_written_as_they_are_updated(two, notation):
    assert_agrees(replace(two, frozen=("b2",), tied=(("w1[1,1]", "w1[2,2]"),)), notation)


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_every_optimiser_is_written_as_it_updates(two, iris, notation, optimiser):
    for scenario in (two, iris):
        assert_agrees(scenario.with_training(replace(scenario.training, optimiser=optimiser)), notation)


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
@pytest.mark.parametrize("seed", range(20))
def test_penalties_ties_and_frozen_parameters_give_the_engines_number(seed, notation):
    scenario = constrained_scenario(seed)
    optimiser = list(OPTIMISERS)[seed % len(OPTIMISERS)]
    assert_agrees(scenario.with_training(replace(scenario.training, optimiser=optimiser)), notation)


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
def test_a_weight_tied_to_a_bias_is_penalised_once(two, notation):
    p = two.p0.copy()
    p[[two.network.single(Key.parse(name)) for name in ("b1[1]", "w3[2,1]")]] = 0.4
    training = replace(two.training, l1=0.1, l2=0.3)
    assert_agrees(replace(two, p0=p, tied=(("b1[1]", "w3[2,1]"),), training=training), notation)


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
def test_adam_that_was_chosen_late_is_written_as_it_updates(two, notation):
    scenario = two.with_training(replace(two.training, optimiser="adam"))
    assert_agrees(scenario, notation, Run(scenario, update=2))


def rows(scenario, line, notation, focus=None):
    frame = last_frame(scenario, 0)
    found = equations(Quantities(frame), frame.program.lines[line], notation, focus and Key.parse(focus))
    return [row for equation in found for row in text_rows(equation)]


def test_the_articles_equations_of_the_two_neuron_net(two):
    assert rows(two, 1, NOTATIONS["components"], "a1[1]")[:2] == [
        "z¹₁ = w¹₁₁·a⁰₁ + w¹₁₂·a⁰₂ + b¹₁",
        "  = 0.5·0.9 + (−0.4)·0.2 + 0.1 = 0.47",
    ]
    assert rows(two, 7, NOTATIONS["components"], "a3[1]")[0] == "δ³₁ = (δ⁴₁·w⁴₁₁ + δ⁴₂·w⁴₂₁)·σ′(z³₁)"
    assert rows(two, 7, NOTATIONS["vectorised"])[0] == "δ³ = ((w⁴)ᵀ δ⁴) ⊙ σ′(z³)"
    assert rows(two, 6, NOTATIONS["leibniz"], "w4[1,2]")[-4] == "∂c/∂w⁴₁₂ = ∂c/∂z⁴₁·∂z⁴₁/∂w⁴₁₂"


def test_the_articles_equations_of_the_linear_net():
    linear = open_scenario("linear")
    assert rows(linear, 2, NOTATIONS["euler"])[:3] == ["f w b a = σ(w·a + b)", "a₂ = f w₂ b₂ a₁", "  = σ(w₂·a₁ + b₂)"]
    backward = rows(linear, 7, NOTATIONS["euler"])
    assert backward[1:3] == ["d₃ = d₄ × D(f w₄ b₄) a₃", "  = d₄·σ′(w₄·a₃ + b₄)·w₄"]
    assert backward[4:6] == ["Δw₃ = −η·d₃ × D(λv. f v b₃ a₂) w₃", "  = −η·d₃·σ′(w₃·a₂ + b₃)·a₂"]


def test_numbers_are_not_shown_before_they_are_known(two):
    frame = Timeline(Run(two)).frame(Position(0, 1, 2))
    for equation in equations(Quantities(frame), frame.program.lines[3], NOTATIONS["components"]):
        assert not equation.is_known
        assert len(latex_rows(equation)) == 1
        assert " = " not in text_rows(equation)[0].split(" = ", 1)[1]


def test_large_layers_are_abridged_and_written_out_on_demand(iris):
    frame = last_frame(iris)
    line = frame.program.lines[1]
    short, whole = (list(equations(Quantities(frame), line, NOTATIONS["components"], whole=whole)) for whole in (False, True))
    assert (len(short), len(whole)) == (6, 16)
    from visprop.notation.expression.expr import Style

    delta = next(equations(Quantities(frame), frame.program.lines[2], NOTATIONS["components"]))
    assert r"\cdots" in delta.right.latex(SYMBOLS)
    assert r"\cdots" not in delta.right.latex(Style(whole=True))


def test_signs_are_never_doubled():
    a, b = Symbol(scripted("a"), -2.0), Symbol(scripted("b"), -3.0)
    total = Sum((a, Minus(b), Product((a, b)), Number(-1.0)))
    assert total.text(SYMBOLS) == "a − b + a·b + (−1)"
    assert total.text(NUMBERS) == "−2 − (−3) + (−2)·(−3) + (−1)"
    assert total.value() == 6.0
    assert Minus(total).text(SYMBOLS) == "−(a − b + a·b + (−1))"


@pytest.mark.parametrize(
    "value, text, written",
    [
        (0.59326999, "0.5933", "0.5933"),
        (-0.5, "−0.5", "{-}0.5"),
        (0.0, "0", "0"),
        (-1.2e-7, "−1.2×10⁻⁷", r"{-}1.2 \times 10^{-7}"),
        (1234567.0, "1.235×10⁶", r"1.235 \times 10^{6}"),
        (123456.0, "123500", "123500"),
        (9.9999999, "10", "10"),
        (float("inf"), "∞", r"\infty"),
    ],
)
def test_numbers_are_written_as_in_print(value, text, written):
    assert number(value) == text
    assert latex(numeral(value)) == written


def every_line(scenario, notation):
    frame = last_frame(scenario)
    return document(
        [equation for line in frame.program.lines for equation in equations(Quantities(frame), line, notation, whole=True)]
    )


@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
@pytest.mark.parametrize("name", ["linear", "two-neurons", "xor"])
def test_the_latex_of_every_line_is_well_formed(name, notation):
    parse_strictly(every_line(open_scenario(name), notation))


@pytest.mark.parametrize("broken", [r"\frac{1}{2", r"\fraction{1}{2}", r"\[ a \left( b \]", r"\[ σ \]"])
def test_latex_that_is_broken_is_found(broken):
    with pytest.raises((AssertionError, LatexWalkerParseError)):
        parse_strictly(broken)


@pytest.mark.latex
@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=NOTATIONS)
def test_the_latex_of_every_line_compiles(two, notation, tmp_path):
    (tmp_path / "a.tex").write_text(every_line(two, notation), encoding="utf-8")
    compile_latex(tmp_path / "a.tex")


@pytest.mark.latex
@pytest.mark.parametrize("dress", DRESSES)
def test_the_latex_of_every_dress_compiles_and_fits(dress, tmp_path):
    name = "layers" if dress == "layers" else "shared-bias"
    frame = last_frame(open_scenario(name))
    blocks = []
    for notation in NOTATIONS.values():
        asked = Question(Subject.LINE, notation, dress=DRESSES[dress], steps=True)
        blocks += [block for line in frame.program.lines for block in page(frame, replace(asked, line=line.number)).blocks]
        explained = (Subject.WHY, Subject.UNWOUND, Subject.TERMS, Subject.PARTIALS, Subject.DESCENT)
        blocks += [
            block
            for subject in explained
            for block in page(frame, replace(asked, subject=subject, about=Key.parse("w2[1,1]"))).blocks
        ]
    (tmp_path / "a.tex").write_text(document(blocks), encoding="utf-8")
    compile_latex(tmp_path / "a.tex")


def test_the_same_expression_gives_the_slope_that_a_nudge_gives(two):
    from visprop.notation.expression.functions import Slope

    frame = last_frame(two)
    for line in frame.program.lines[6:10]:
        for equation in equations(Quantities(frame), line, NOTATIONS["euler"], whole=True):
            for part in _slopes(equation.right):
                assert isinstance(part, Slope)
                body, v, at = part.function.body, part.function.variable, part.point.number()
                v.now = at + 1e-6
                above = body.number()
                v.now = at - 1e-6
                quotient = (above - body.number()) / 2e-6
                assert part.number() == pytest.approx(quotient, abs=1e-8)


def _slopes(expr):
    from visprop.notation.expression.functions import Slope

    if isinstance(expr, Slope):
        return [expr]
    return [slope for part in expr.parts() for slope in _slopes(part)]


def test_the_keys_of_a_term_name_its_edge(two):
    frame = last_frame(two)
    equation = next(equations(Quantities(frame), frame.program.lines[1], NOTATIONS["components"], Key.unit(1, 2)))
    assert {"w1[2,1]", "w1[2,2]", "b1[2]", "x[1]", "x[2]"} <= set(map(str, equation.keys))


def test_vectors_and_matrices_hold_the_engines_numbers(two):
    frame = last_frame(two)
    for equation in equations(Quantities(frame), frame.program.lines[7], NOTATIONS["vectorised"]):
        np.testing.assert_allclose(equation.right.value(), equation.left.engine_value, atol=1e-14)
