"""Long lines are broken at their operators: every page stays within a panel of the window."""

from dataclasses import replace

import pytest

from visprop.engine.key import Key
from visprop.figures.base.style import LIGHT
from visprop.figures.pages.equations import equations_page
from visprop.figures.pages.line_breaking import broken, equation_rows, indents_below, set_row
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Equation, Step
from visprop.notation.expression.expr import Style
from visprop.notation.layout.line_starts import is_relation
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

COLUMN = 380.0
"""A journal's column of 84 mm, where text of 8 points stands for that of 13 here."""
PANEL = 420.0
"""About the width of the equations in a window of 1440 × 900."""


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("name", ["linear", "shared-bias", "two-neurons", "xor"])
def test_every_page_stays_within_its_panel(name, notation):
    timeline = Timeline(Run(open_scenario(name)))
    frame = timeline.frame(Position(0, 1, timeline.program.update_line - 1))
    for dress in DRESSES.values():
        if dress.unfit(frame.scenario):
            continue
        asked = Question(Subject.LINE, NOTATIONS[notation], dress=dress, steps=True)
        questions = [replace(asked, line=line.number) for line in frame.program.lines]
        explained = (Subject.WHY, Subject.UNWOUND, Subject.TERMS, Subject.PARTIALS, Subject.DESCENT)
        questions += [replace(asked, subject=subject, about=Key.parse("w2[1,1]")) for subject in explained]
        for question in questions:
            # A step of a derivation has columns, which are given the room they need.
            blocks = [block for block in page(frame, question).blocks if not isinstance(block, Step)]
            figure = equations_page(blocks, PANEL, LIGHT, Style())
            assert figure.width == PANEL, f"{question.subject}, {question.line}, {dress.name}"


@pytest.mark.parametrize("name, subject", [("iris", Subject.LINE), ("layers", Subject.WHY), ("two-neurons", Subject.TERMS)])
def test_the_signs_of_a_broken_chain_stand_below_one_another(name, subject):
    """What follows ≈ goes on in the next line only if that ≈ begins its own, but for the first sign of all."""
    timeline = Timeline(Run(open_scenario(name)))
    frame = timeline.frame(Position(3, 1, timeline.program.update_line - 1))
    asked = Question(subject, NOTATIONS["components"], line=frame.program.update_line - 1, about=Key.parse("w1[1,1]"))
    blocks = [one for one in page(frame, asked).blocks if isinstance(one, Equation)]
    chains = 0
    for row in (set_row(one, 13.0) for block in blocks for one in equation_rows(block, Style())):
        lines = broken(row, COLUMN, indents_below(row, COLUMN, 13.0))
        signs = [[i for i, one in enumerate(line) if is_relation(one.piece)] for line in lines]
        for i, (own, later) in enumerate(zip(signs, signs[1:], strict=False)):
            if not later or later[0] != 0:
                chains += 1
                assert len(own) <= (1 if i == 0 else own.count(0)), [one.piece.node for one in lines[i]]
    assert chains
