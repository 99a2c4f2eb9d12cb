"""Formulas made of another with other digits: as the library sets them."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from visprop.figures.base.outlines import BASE, outlined
from visprop.figures.base.patterns import pattern_of, patterned
from visprop.figures.base.typeset import _halves, is_set, typeset
from visprop.notation.expression.numbers import latex_number

INDEX = st.integers(0, 256)


def shape_of(outline):
    """What an outline is drawn with, and the numbers in it."""
    tokens = outline.split()
    return [t for t in tokens if t.isalpha()], [float(t) for t in tokens if not t.isalpha()]


@pytest.mark.parametrize(
    "latex",
    [
        "w^{%d}_{%d,%d}",
        r"\Delta b^{%d}_{%d}",
        r"\sigma'(z_{%d})",
        r"v_{w^{%d}_{%d,%d}}",
        r"\beta_{%d}^{%d}",
        "w_{%d} a_{%d} + b^{%d}",
    ],
)
@given(data=st.data())
def test_a_filled_pattern_is_the_formula_as_the_library_sets_it(latex, data):
    asked = latex % tuple(data.draw(INDEX) for _ in range(latex.count("%d")))
    pattern = pattern_of(asked)
    filled, wanted = patterned(pattern).filled(asked), outlined(asked)
    assert len(filled.glyphs) == len(wanted.glyphs)
    for one, other in zip(filled.glyphs, wanted.glyphs, strict=True):
        (letters, numbers), (other_letters, other_numbers) = shape_of(one.outline), shape_of(other.outline)
        assert letters == other_letters
        assert numbers == pytest.approx(other_numbers, abs=0.002 * BASE)
        assert one.x == pytest.approx(other.x, abs=0.001 * BASE)
        assert one.y == pytest.approx(other.y, abs=0.02 * BASE)
    # Some end with the ink of their last digit, others with its place.
    assert filled.width == pytest.approx(wanted.width, abs=0.07 * BASE)
    assert (filled.ascent, filled.descent) == pytest.approx((wanted.ascent, wanted.descent), abs=0.03 * BASE)


@pytest.mark.parametrize(
    "above, below",
    [("x", "x"), ("1", "10"), (r"\partial c", r"\partial w^{1}_{1,1}"), (r"\partial \varphi_{B}", "b"), ("1", r"\sqrt{v} + 1")],
)
def test_a_fraction_is_put_together_as_the_library_sets_it(above, below, nothing_set):
    latex = rf"\frac{{{above}}}{{{below}}}"
    (made, _), wanted = typeset(latex, BASE), outlined(latex)
    assert len(made.glyphs) == len(wanted.glyphs)
    for one, other in zip(made.glyphs, wanted.glyphs, strict=True):
        # The library sets all the space behind it.
        assert (one.x - 0.111 * BASE, one.y) == pytest.approx((other.x, other.y), abs=0.03 * BASE)
    assert made.width == pytest.approx(wanted.width, abs=0.06 * BASE)
    assert (made.ascent, made.descent) == pytest.approx((wanted.ascent, wanted.descent), abs=0.02 * BASE)
    assert is_set(latex)


@given(st.text("0123456789{}_^wx", max_size=20))
@example("7")
def test_what_has_one_pattern_differs_in_digits_alone(latex):
    pattern = pattern_of(latex)
    if pattern:
        assert [c for c in pattern if not c.isdigit()] == [c for c in latex if not c.isdigit()]
        assert pattern_of(pattern) == pattern
    else:
        assert len(latex) < 2 or not 1 <= sum(map(str.isdigit, latex)) <= 10


@given(st.floats(-999.0, 999.0), st.integers(1, 17))
def test_a_number_is_put_together_as_the_library_sets_it(value, digits):
    latex = latex_number(value, digits)
    (made, _), wanted = typeset(latex, BASE), outlined(latex)
    assert [shape_of(one.outline)[0] for one in made.glyphs] == [shape_of(one.outline)[0] for one in wanted.glyphs]
    for one, other in zip(made.glyphs, wanted.glyphs, strict=True):
        assert (one.x, one.y) == pytest.approx((other.x, other.y), abs=0.01 * BASE)


def test_a_matrix_in_a_fraction_keeps_its_brackets(nothing_set):
    column = r"\begin{bmatrix}1.5 \\ 2.5\end{bmatrix}"
    alone, over = typeset(column, BASE)[0], typeset(rf"\frac{{{column}}}{{{column}}}", BASE)[0]
    assert len(over.strokes) == 2 * len(alone.strokes) == 12
    left, top = over.glyphs[0].x - alone.glyphs[0].x, over.glyphs[0].y - alone.glyphs[0].y
    moved = [(x1 + left, y1 + top, x2 + left, y2 + top) for x1, y1, x2, y2 in alone.strokes]
    assert np.array(over.strokes[: len(moved)]) == pytest.approx(np.array(moved))


@pytest.mark.parametrize("latex", [r"\frac{1}{2} x", r"\frac{1}", r"\frac12", r"\frac{a}{b}{c}", "x"])
def test_what_is_not_a_fraction_alone_is_set_whole(latex):
    assert _halves(latex) == ()


def test_a_fraction_in_a_fraction_has_halves():
    assert _halves(r"\frac{\frac{1}{2}}{x_{3}}") == (r"\frac{1}{2}", "x_{3}")


def test_digits_that_are_not_printed_make_no_pattern():
    assert patterned(pattern_of(r"x\hspace{2em}y")) is None


def test_one_formula_of_a_layer_sets_all(nothing_set):
    assert not is_set("w^{2}_{3,4}")
    typeset("w^{1}_{1,1}", 16.0)
    assert is_set("w^{2}_{3,4}")
    assert not is_set("w^{2}_{3,14}")
    typeset(r"\frac{\partial c}{\partial w^{3}_{3,3}}", 16.0)
    assert is_set(r"\frac{\partial c}{\partial w^{2}_{1,9}}")
    assert typeset("w^{2}_{3,4}", 16.0)[0].glyphs != typeset("w^{1}_{1,1}", 16.0)[0].glyphs


def test_the_points_of_a_column_stand_one_below_the_other():
    column = typeset(r"\begin{bmatrix}1.5 \\ 12.25 \\ {-}0.3 \\ 71.1\end{bmatrix}", BASE)[0]
    point = typeset(".", BASE)[0].glyphs[0].outline
    places = [glyph.x for glyph in column.glyphs if glyph.outline == point]
    assert places == pytest.approx(4 * [places[0]], abs=0.001 * BASE)
