"""A row of a table: its rules beside the equations, or below them on a narrow page, in the same words."""

import pytest

from tests.figures.measuring import flat, texts
from visprop.figures.base.shapes import Label
from visprop.figures.base.style import LIGHT
from visprop.figures.base.text import width
from visprop.figures.pages.equations import equations_page
from visprop.notation.expression.blocks import Beside, Equation
from visprop.notation.expression.expr import Style, Symbol
from visprop.notation.layout.build import tight

ROW = tuple(Equation(Symbol(tight(*"abcdefgh"), 1.0), Symbol(tight(*"stuvwxyz"), 1.0)) for _ in range(2))


WORDS = ("the product of many", "the sum")


def page(rules, page_width):
    return equations_page([Beside(ROW, rules)], page_width, LIGHT, Style())


def rules_of(figure):
    return [shape for shape in flat(figure.shapes) if isinstance(shape, Label) and shape.across == 1.0]


@pytest.mark.parametrize("page_width", [900.0, 400.0, 200.0, 60.0])
def test_a_rule_is_told_in_the_same_words_wherever_there_is_room(page_width):
    figure = page(WORDS, page_width)
    assert " ".join(texts(figure)) == " ".join(WORDS)
    told = rules_of(figure)
    assert len(told) >= 2
    for label in told:
        assert 0.0 <= label.x - width(label.runs, label.size) <= label.x <= figure.width


@pytest.mark.parametrize("page_width", [900.0, 200.0])
def test_where_no_rule_is_told_nothing_is_written(page_width):
    assert texts(page(("", WORDS[1]), page_width)) == [WORDS[1]]
    assert page(("", ""), page_width).height == page((), page_width).height
