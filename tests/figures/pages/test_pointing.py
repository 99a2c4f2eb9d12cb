"""What is pointed at in an equation: as wide as it is written, and round where it is narrower than high."""

import pytest

from visprop.figures.base.shapes import Formula
from visprop.figures.base.style import LIGHT
from visprop.figures.base.typeset import typeset
from visprop.figures.pages.equations import equations_page
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.expr import Style
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


@pytest.mark.parametrize("notation", ["components", "euler", "leibniz"])
def test_a_quantity_is_pointed_at_where_it_is_written(qapp, notation):
    frame = Timeline(Run(open_scenario("two-neurons"))).frame(Position(0, 1, 9))
    figure = equations_page(page(frame, Question(Subject.LINE, NOTATIONS[notation])).blocks, 900.0, LIGHT, Style())
    middles = []
    for shape in figure.shapes:
        if isinstance(shape, Formula):
            formula, scale = typeset(shape.node, shape.size)
            middles.append((shape, shape.x + formula.width * scale / 2, formula.width * scale))
    narrow = 0
    for target in figure.targets:
        x1, y1, x2, y2 = (float(value) for value in target.ends[0])
        assert y1 == y2
        near = [(shape, wide) for shape, middle, wide in middles if abs(middle - (x1 + x2) / 2) < 0.01]
        wides = [wide for shape, wide in near if abs(shape.y - y1) < 1.5 * shape.size]
        assert wides
        if max(wides) < 1.6 * target.reach:
            assert x2 - x1 == pytest.approx(0.0, abs=1e-6)
            narrow += 1
        else:
            # From end to end it is the formula, but for what a finger needs.
            assert any(wide - 0.01 <= x2 - x1 + 2 * target.reach <= max(wide, 2 * target.reach) + 8.0 for wide in wides)
        assert figure.key_at((x1 + x2) / 2, y1) is not None
    assert narrow > 3
