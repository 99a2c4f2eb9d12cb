"""Formulas made of another with other digits: as the library sets them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visprop.figures.base.outlines import BASE, outlined
from visprop.figures.base.patterns import digits_of, pattern_of, patterned
from visprop.figures.base.typeset import _halves, is_set, typeset
from visprop.notation.expression.expr import NUMBERS, value_layout
from visprop.notation.expression.numbers import numeral
from visprop.notation.layout.build import called, change_of, partial_of, plus, primed, quotient, scripted, tight
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import Index, Mark, Numeral, Over, Root, Script, Term, Word

INDEX = st.integers(0, 256)


def shape_of(outline):
    """What an outline is drawn with, and the numbers in it."""
    tokens = outline.split()
    return [t for t in tokens if t.isalpha()], [float(t) for t in tokens if not t.isalpha()]


def formulas(first, second, third):
    """Formulas with three numbers in them: on one level, on two, and in an index of an index."""
    weight = scripted("w", str(first), f"{second},{third}")
    return [
        weight,
        change_of(scripted("b", str(first), str(second))),
        called(primed(scripted("σ")), scripted("z", below=str(first))),
        Script(scripted("v"), below=weight),
        Script(scripted("β", below=str(first)), Index(str(second))),
        plus(tight(scripted("w", below=str(first)), scripted("a", below=str(second))), scripted("b", str(third))),
    ]


# Three hundred in all.
@pytest.mark.parametrize("which", range(6))
@settings(max_examples=50)
@given(numbers=st.tuples(INDEX, INDEX, INDEX))
def test_a_filled_pattern_is_the_formula_as_the_library_sets_it(which, numbers):
    asked = formulas(*numbers)[which]
    filled, wanted = patterned(asked).filled(digits_of(asked)), outlined(latex(asked))
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


_ONE = Numeral("1")
_X = scripted("x")


@pytest.mark.parametrize(
    "fraction",
    [
        Over(_X, _X),
        Over(_ONE, Numeral("10")),
        quotient(scripted("c"), scripted("w", "1", "1,1")),
        Over(partial_of(scripted("φ", below="B")), scripted("b")),
        Over(_ONE, plus(Root(scripted("v")), _ONE)),
    ],
)
def test_a_fraction_is_put_together_as_the_library_sets_it(fraction, nothing_set):
    (made, _), wanted = typeset(fraction, BASE), outlined(latex(fraction))
    assert len(made.glyphs) == len(wanted.glyphs)
    for one, other in zip(made.glyphs, wanted.glyphs, strict=True):
        # The library sets all the space behind it.
        assert (one.x - 0.111 * BASE, one.y) == pytest.approx((other.x, other.y), abs=0.03 * BASE)
    assert made.width == pytest.approx(wanted.width, abs=0.06 * BASE)
    assert (made.ascent, made.descent) == pytest.approx((wanted.ascent, wanted.descent), abs=0.02 * BASE)
    assert is_set(fraction)


@given(st.integers(0, 5), st.tuples(INDEX, INDEX, INDEX))
def test_what_has_one_pattern_differs_in_digits_alone(which, numbers):
    formula = formulas(*numbers)[which]
    written, pattern = latex(formula), pattern_of(formula)
    if pattern:
        assert pattern == "".join("0" if c.isdigit() else c for c in written)
        assert digits_of(formula) == [int(c) for c in written if c.isdigit()]
    else:
        assert not 1 <= sum(map(str.isdigit, written)) <= 10


@given(st.floats(-999.0, 999.0), st.integers(1, 17))
def test_a_number_is_put_together_as_the_library_sets_it(value, digits):
    written = numeral(value, digits)
    (made, _), wanted = typeset(written, BASE), outlined(latex(written))
    assert [shape_of(one.outline)[0] for one in made.glyphs] == [shape_of(one.outline)[0] for one in wanted.glyphs]
    for one, other in zip(made.glyphs, wanted.glyphs, strict=True):
        assert (one.x, one.y) == pytest.approx((other.x, other.y), abs=0.01 * BASE)


def test_a_matrix_in_a_fraction_keeps_its_brackets(nothing_set):
    column = value_layout(np.array([1.5, 2.5]), NUMBERS)
    alone, over = typeset(column, BASE)[0], typeset(Over(column, column), BASE)[0]
    assert len(over.strokes) == 2 * len(alone.strokes) == 12
    left, top = over.glyphs[0].x - alone.glyphs[0].x, over.glyphs[0].y - alone.glyphs[0].y
    moved = [(x1 + left, y1 + top, x2 + left, y2 + top) for x1, y1, x2, y2 in alone.strokes]
    assert np.array(over.strokes[: len(moved)]) == pytest.approx(np.array(moved))


def test_what_is_not_a_fraction_alone_is_set_whole():
    assert _halves(tight(Over(_ONE, _X), _X)) == ()
    assert _halves(_X) == ()


def test_a_fraction_in_a_fraction_has_halves():
    inner = Over(_ONE, Numeral("2"))
    assert _halves(Term(Over(inner, _X))) == (inner, _X)


def test_digits_of_a_name_make_no_pattern():
    assert pattern_of(tight(Word("R2D2"), scripted("x", below="1"))) == ""


def test_one_formula_of_a_layer_sets_all(nothing_set):
    def weight(layer, below):
        return scripted("w", layer, below)

    assert not is_set(weight("2", "3,4"))
    typeset(weight("1", "1,1"), 16.0)
    assert is_set(weight("2", "3,4"))
    assert not is_set(weight("2", "3,14"))
    typeset(quotient(scripted("c"), weight("3", "3,3")), 16.0)
    assert is_set(quotient(scripted("c"), weight("2", "1,9")))
    assert typeset(weight("2", "3,4"), 16.0)[0].glyphs != typeset(weight("1", "1,1"), 16.0)[0].glyphs


def test_the_points_of_a_column_stand_one_below_the_other():
    column = typeset(value_layout(np.array([1.5, 12.25, -0.3, 71.1]), NUMBERS), BASE)[0]
    point = typeset(Mark("."), BASE)[0].glyphs[0].outline
    places = [glyph.x for glyph in column.glyphs if glyph.outline == point]
    assert places == pytest.approx(4 * [places[0]], abs=0.001 * BASE)
