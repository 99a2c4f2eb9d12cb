"""Signs as a printer sets them: never two in a row, never one right behind a dot, and the minus before ηg, not around η."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visprop.engine.key import Key
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.arithmetic import Fraction, Minus, Product, Sum
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import NUMBERS, SYMBOLS, Number, Style, Symbol
from visprop.notation.latex_document import text_rows
from visprop.notation.layout.build import UNNAMED, scripted
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

BARE = re.compile(r"[+−·×/⊙]\s*−")
"""A sign, or a dot, with a minus right behind it."""

VALUES = (-3.0, -0.5, 0.25, 2.0, 7.0)
leaves = st.sampled_from([*(Symbol(scripted("abcde"[i]), value) for i, value in enumerate(VALUES)), *map(Number, VALUES)])
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Minus, inner),
        st.lists(inner, min_size=2, max_size=4).map(lambda terms: Sum(tuple(terms))),
        st.lists(inner, min_size=2, max_size=4).map(lambda factors: Product(tuple(factors))),
        st.builds(Fraction, inner, inner),
    ),
    max_leaves=9,
)


def plain_of(latex):
    """LaTeX of sums, products and fractions in the signs of plain text, each fraction in brackets."""
    for written, sign in (
        (r"\left(", "("),
        (r"\right)", ")"),
        (r" \cdot ", "·"),
        (r" \times ", "·"),
        (r"\, ", "·"),
        ("{-}", "−"),
    ):
        latex = latex.replace(written, sign)
    latex = re.sub(r"_\{(\d)\}", r"\1", latex).replace("-", "−")
    while "frac" in latex:
        latex = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", latex)
    return latex


def computed(text):
    """What a calculator gives, which takes a minus at the beginning or behind a bracket alone."""
    assert not BARE.search(text), text
    values = dict(zip("abcde", VALUES, strict=True))
    return eval(text.replace("−", "-").replace("·", "*"), values)


@settings(max_examples=400)
@given(trees)
def test_what_is_printed_is_what_is_meant(tree):
    if any(part.number() == 0.0 for part in divisors(tree)):
        return
    wanted = tree.number()
    for style in (SYMBOLS, NUMBERS):
        for text in (tree.text(style), plain_of(tree.latex(style))):
            if "…" not in text and "cdots" not in text and "10^" not in text and "×10" not in text:
                assert computed(text) == pytest.approx(wanted, rel=1e-9, abs=1e-12), text


def divisors(tree):
    """All that something is divided by."""
    found = [tree.below] if isinstance(tree, Fraction) else []
    return [*found, *(one for part in tree.parts() for one in divisors(part))]


@pytest.mark.parametrize(
    "tree, text, latex",
    [
        (Minus(Number(-2.0)), "−(−2)", r"{-}\left({-}2\right)"),
        (Minus(Minus(Number(2.0))), "−(−2)", r"{-}\left({-}2\right)"),
        (Sum((Number(1.0), Minus(Number(-2.0)))), "1 − (−2)", r"1 - \left({-}2\right)"),
        (Sum((Number(1.0), Number(-2.0))), "1 + (−2)", r"1 + \left({-}2\right)"),
        (Sum((Minus(Number(-2.0)), Number(1.0))), "−(−2) + 1", r"{-}\left({-}2\right) + 1"),
        (Product((Number(-2.0), Number(-3.0))), "(−2)·(−3)", r"\left({-}2\right) \cdot \left({-}3\right)"),
        (Minus(Product((Number(2.0), Number(3.0)))), "−2·3", r"{-}2 \cdot 3"),
        (Sum((Number(1.0), Minus(Sum((Number(2.0), Number(3.0)))))), "1 − (2 + 3)", r"1 - \left(2 + 3\right)"),
        (Fraction(Number(-1.0), Number(2.0)), "(−1)/2", r"\frac{{-}1}{2}"),
        (Fraction(Number(1.0), Fraction(Number(2.0), Number(3.0))), "1/(2/3)", r"\frac{1}{\frac{2}{3}}"),
        (Fraction(Number(1.0), Product((Number(2.0), Number(3.0)))), "1/(2·3)", r"\frac{1}{2 \cdot 3}"),
    ],
)  # fmt: skip
def test_where_brackets_stand(tree, text, latex):
    assert (tree.text(NUMBERS), tree.latex(NUMBERS)) == (text, latex)


def pages(name):
    """Every page of a moment in all notations and dresses, as rows of text and as LaTeX."""
    timeline = Timeline(Run(open_scenario(name)))
    frame = timeline.frame(Position(1, timeline.run.scenario.schedule.size_of(1), timeline.program.update_line))
    for dress in DRESSES.values():
        if dress.unfit(frame.scenario):
            continue
        for notation in NOTATIONS.values():
            lines = [Question(Subject.LINE, notation, None, line.number, True, dress, steps=True) for line in frame.program.lines]
            others = [
                Question(subject, notation, Key.weight(1, 1, 1), None, True, dress, steps=True)
                for subject in Subject
                if subject is not Subject.LINE
            ]
            for question in [*lines, *others]:
                yield from page(frame, question).blocks


@pytest.mark.parametrize("name", ["two-neurons", "linear", "xor"])
def test_no_page_has_two_signs_in_a_row_or_a_minus_around_eta(name):
    seen = 0
    for block in pages(name):
        for row in text_rows(block, NUMBERS):
            assert not BARE.search(row), row
        if isinstance(block, Equation):
            # What it is reduced to, step by step, stands on the page too.
            for side, style in product((block.right, *block.further), (SYMBOLS, NUMBERS)):
                text, latex = side.text(style), side.latex(style)
                assert not BARE.search(text), text
                assert not re.search(r"(\\cdot|\\times|[-+]|\{-\})\s*\{-\}", latex), latex
                assert "(−η)" not in text, text
                assert not re.search(r"\(\s*\{?-\}?\s*\\eta\s*\\right\)", latex), latex
            if block.left.plain.startswith("Δ") and "η" in block.right.text(SYMBOLS):
                assert block.right.text(SYMBOLS).startswith("−η"), block.right.text(SYMBOLS)
                assert re.match(r"(-|\{-\})\\eta", block.right.latex(SYMBOLS)), block.right.latex(SYMBOLS)
                seen += 1
    assert seen > 10


@pytest.mark.parametrize("name", ["two-neurons", "xor"])
def test_plain_text_has_no_latex_and_a_sum_is_written_with_its_sign(name):
    style, seen = Style(sums=True), 0
    for block in pages(name):
        if isinstance(block, Equation):
            for part in (block.left, block.right, *block.further):
                text, latex = part.text(style), part.latex(style)
                assert not set("\\{}^") & set(text), text
                assert not set("Σηδ∂φ·−") & set(latex), latex
                assert ("Σ" in text) is (r"\sum" in latex), (text, latex)
                seen += "Σ" in text
    assert seen


def test_a_line_of_a_chain_begins_with_its_sign():
    assert text_rows(Equation(Symbol(UNNAMED, 5.0), Sum((Number(2.0), Number(3.0))))) == ["= 2 + 3 = 5"]
