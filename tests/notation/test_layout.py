"""The layout tree and its printers: what each writes of the same formula, and that they agree."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.latex import parse_strictly
from tests.notation.test_one_symbol import equations_of
from tests.notation.test_printed import drawn, frames
from tests.random_networks import constrained_scenario
from visprop.export.pdf.content import searchable
from visprop.notation.explanations.pages import page
from visprop.notation.expression.expr import NUMBERS
from visprop.notation.expression.numbers import numeral
from visprop.notation.latex_lines import display
from visprop.notation.layout.build import (
    between,
    called,
    change_of,
    negative,
    plus,
    primed,
    quotient,
    scripted,
    slashed,
    summed,
    tight,
    times,
    transposed,
)
from visprop.notation.layout.latex import latex
from visprop.notation.layout.mathml import mathml
from visprop.notation.layout.nodes import (
    APART,
    MINUS,
    Bound,
    Brackets,
    Dotted,
    Fence,
    Gap,
    Group,
    Hat,
    Letter,
    Mark,
    Matrix,
    Node,
    Numeral,
    Operator,
    Over,
    Root,
    Row,
    Script,
    Term,
    Where,
    Word,
)
from visprop.notation.layout.pieces import pieces
from visprop.notation.layout.spoken import spoken
from visprop.notation.layout.text import plain
from visprop.notation.page_printers import mathml_document, spoken_page

W, A, Z = scripted("w", "2", "12"), scripted("a", "1", "2"), scripted("z", "2", "1")
WRITTEN = [
    (W, "w^{2}_{12}", "w²₁₂", "w 2, 1 2"),
    (quotient(scripted("c"), W), r"\frac{\partial c}{\partial w^{2}_{12}}", "∂c/∂w²₁₂", "partial c over partial w 2, 1 2"),
    (change_of(W, "3"), r"\Delta_{3}w^{2}_{12}", "Δ₃w²₁₂", "change of 3 w 2, 1 2"),
    (times(W, A), r"w^{2}_{12}\, a^{1}_{2}", "w²₁₂ a¹₂", "w 2, 1 2 a 1, 2"),
    (summed("k", times(W, A)), r"\sum_{k} w^{2}_{12}\, a^{1}_{2}", "Σₖ w²₁₂ a¹₂", "sum over k of w 2, 1 2 a 1, 2"),
    (
        summed("k=1", times(W, A), until="2"),
        r"\sum^{2}_{k=1} w^{2}_{12}\, a^{1}_{2}",
        "Σₖ w²₁₂ a¹₂",
        "sum over k from 1 to 2 of w 2, 1 2 a 1, 2",
    ),
    (called(primed(scripted("σ")), Z), r"\sigma'(z^{2}_{1})", "σ′(z²₁)", "sigma prime open bracket z 2, 1 close bracket"),
    (negative(times(scripted("η"), Z)), r"{-}\eta\, z^{2}_{1}", "−η z²₁", "minus eta z 2, 1"),
    (numeral(-1.5e-7), r"{-}1.5 \times 10^{-7}", "−1.5×10⁻⁷", "minus 1.5 times 10 to the minus 7"),
    (Script(scripted("x"), scripted("n")), "x^{n}", "x^n", "x to the n"),
    (Script(scripted("x"), Numeral("2", is_negative=True)), "x^{{-}2}", "x⁻²", "x to the minus 2"),
    (Script(scripted("x"), plus(scripted("n"), Numeral("1"))), "x^{n + 1}", "x^(n + 1)", "x to the n plus 1"),
    (Brackets(scripted("x"), Fence.ABSOLUTE), r"\left|x\right|", "|x|", "absolute value of x"),
    (Script(scripted("m"), below=W), "m_{w^{2}_{12}}", "m[w²₁₂]", "m w 2, 1 2"),
    (scripted("φ", below="B"), r"\varphi_{B}", "φ_B", "phi B"),
    (Row((Z, Operator("≥"), A)), r"z^{2}_{1} \geq a^{1}_{2}", "z²₁ ≥ a¹₂", "z 2, 1 is at least a 1, 2"),
    (Row((Operator("⇔"), Z)), r" \Leftrightarrow z^{2}_{1}", " ⇔ z²₁", "if and only if z 2, 1"),
    (Hat(Letter("φ")), r"\hat{\varphi}", "φ\u0302", "phi hat"),
    (Dotted(Letter("y"), 1), r"\dot{y}", "ẏ", "y dot"),
    (Dotted(Letter("y"), 2), r"\ddot{y}", "ÿ", "y double dot"),
    (
        Where(primed(scripted("y")), tight("x", Operator("="), "a")),
        r"y'\Bigr|_{x = a}",
        "y′ |[x = a]",
        "y prime where x equals a",
    ),
    (transposed(scripted("W", "2")), r"(W^{2})^{\top}", "(W²)ᵀ", "open bracket W 2 close bracket transposed"),
    (Over(plus(W, A), Z), r"\frac{w^{2}_{12} + a^{1}_{2}}{z^{2}_{1}}", "(w²₁₂ + a¹₂)/z²₁", "w 2, 1 2 plus a 1, 2 over z 2, 1"),
    (Root(Brackets(plus(W, A), Fence.LINEAR)), r"\sqrt{w^{2}_{12} + a^{1}_{2}}", "√(w²₁₂ + a¹₂)", "root of w 2, 1 2 plus a 1, 2"),
    (
        Script(Brackets(tight("∇", "c"), Fence.NORM), Numeral("2")),
        r"\left\Vert \nabla c\right\Vert^{2}",
        "‖∇c‖²",
        "length of gradient of c squared",
    ),
]


@pytest.mark.parametrize("node, as_latex, as_text, as_words", WRITTEN)
def test_each_printer_writes_the_formula(node, as_latex, as_text, as_words):
    assert latex(node) == as_latex
    assert plain(node) == as_text
    assert spoken(node) == as_words


def test_every_kind_of_node_is_known_to_every_printer():
    """A kind that one printer lacks would be found on the page that has it: here, before."""

    def kinds(node):
        return {found for kind in node.__subclasses__() for found in (kind, *kinds(kind))}

    examples = {
        Letter: Letter("w"), Word: Word("exp"), Numeral: Numeral("1"), Mark: MINUS, Operator: Operator("+"),
        Row: Row((W,)), Script: W, Hat: Hat(Letter("c")), Over: Over(W, A), Root: Root(W), Brackets: Brackets(W),
        Matrix: Matrix(((Numeral("1"), Mark("⋯")),), is_vector=False), Bound: Bound(W), Term: Term(W),
        Dotted: Dotted(Letter("y"), 2), Where: Where(W, A), Group: Group(W, frozenset()),
    }  # fmt: skip
    assert {kind.__name__ for kind in kinds(Node)} - {kind.__name__ for kind in examples} == {"Index", "Gap"}
    for node in (*examples.values(), times(W, A)):
        for print_ in (latex, plain, mathml, spoken):
            assert print_(node)
        assert pieces(node)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_the_printers_agree_on_every_page(seed):
    """LaTeX is well-formed, MathML is XML with the same numbers in the same order, words have them too; none is empty."""
    scenario = constrained_scenario(seed)
    for frame in frames(scenario, seed):
        for question in drawn(frame, seed, 12):
            blocks = list(page(frame, question).blocks)
            said = spoken_page(blocks, NUMBERS)
            assert len(said.splitlines()) == len(mathml_document(blocks, NUMBERS).splitlines())
            for equation in equations_of(blocks):
                for side in (equation.left, equation.right):
                    node = side.layout(NUMBERS)
                    parse_strictly(latex(node))
                    root = ElementTree.fromstring(mathml(node))
                    digits = "".join(character for character in "".join(root.itertext()) if character in "0123456789")
                    assert sorted(digits) == sorted(character for character in latex(node) if character.isdigit())
                    assert sorted(digits) == sorted(
                        character for character in spoken(node).replace("squared", "2") if character.isdigit()
                    )
                    if plain(node):
                        assert searchable(node)


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(2, 17))
def test_a_number_is_the_same_in_every_printer(value, digits):
    node = numeral(value, digits)
    wanted = float(f"{value:.{digits - 1}e}")
    text = plain(node).replace("−", "-").replace("×10", "e").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    assert float(text) == wanted
    assert float(latex(node).replace("{-}", "-").replace(r" \times 10^{", "e").replace("}", "")) == wanted
    assert float(spoken(node).replace("minus ", "-").replace(" times 10 to the ", "e")) == wanted


def test_what_a_function_is_given_is_kept_apart_in_latex_where_a_space_means_nothing():
    """f 0.8 0.5 would else be read as f0.80.5; the same in a row that is broken as in one that is not."""
    node = between((Letter("f"), Numeral("0.8"), Numeral("0.5")), Gap(APART))
    assert latex(node) == r"f\, 0.8\, 0.5"
    assert display([pieces(node)]) == "\\[\nf\\, 0.8\\, 0.5\n\\]"


_X, _D = Letter("x"), Letter("d")
_SUM = Brackets(Row((Numeral("1"), Operator("+"), _X)), Fence.LINEAR)


@pytest.mark.parametrize(
    "node, as_latex",
    [
        (Over(_X, _SUM), "x/(1 + x)"),
        (Script(Brackets(Over(_X, _SUM)), Numeral("2")), r"\left(x/(1 + x)\right)^{2}"),
        (Row((Over(tight("d", "y"), tight("d", "x")), Brackets(Letter("a"), Fence.PLAIN))), "(dy/dx)(a)"),
        (Row((_X, Operator("="), Over(_X, Letter("a")), Operator("+"), _X)), "x = x/a + x"),
        (Where(Over(_X, Letter("a")), _X), "x/a|_{x}"),
        (Over(Over(_X, _SUM), Letter("a")), "x/(1 + x)/a"),
        (Root(Over(_X, _SUM)), latex(Root(Over(_X, _SUM)))),
    ],
)
def test_a_fraction_can_be_written_in_one_line(node, as_latex):
    assert latex(slashed(node)).replace(r"\mkern0mu", "") == as_latex
