"""Long lines are broken at their operators: every page stays within a panel of the window."""

from dataclasses import replace

import pytest

from visprop.engine.key import Key
from visprop.figures.base.style import LIGHT
from visprop.figures.pages.equations import equations_page
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Step
from visprop.notation.expression.expr import Style
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

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
