"""Formulas that are set in slices of time: one at least each time, and in the end all."""

import pytest

from visprop.figures.base.shapes import Clip, Formula
from visprop.figures.base.style import LIGHT
from visprop.figures.base.typeset import NotSet, is_set, set_all, typeset, within
from visprop.notation.layout.nodes import Letter, Operator, Row

FORMULAS = [Row((Letter(one), Operator("="), Letter(other))) for one, other in ("ab", "cd", "ef")]


def test_in_a_slice_that_is_over_one_formula_is_set_and_asking_again_comes_further(nothing_set):
    shapes = [Formula(0.0, 0.0, node, 10.0, LIGHT.ink) for node in FORMULAS]
    picture = [shapes[0], Clip((0.0, 0.0, 9.0, 9.0), tuple(shapes[1:]))]
    for known in (1, 2):
        with pytest.raises(NotSet), within(0.0):
            set_all(picture)
        assert [is_set(node) for node in FORMULAS] == [i < known for i in range(3)]
    with within(0.0):
        set_all(picture)
    assert all(map(is_set, FORMULAS))


def test_outside_of_a_slice_there_is_time(nothing_set):
    with pytest.raises(ZeroDivisionError), within(0.0):
        raise ZeroDivisionError
    for node in FORMULAS:
        typeset(node, 10.0)
    assert all(map(is_set, FORMULAS))
