"""The cost of several outputs by the norm: the article's steps, and their number by hand."""

import math

import pytest

from visprop.notation.explanations.pages import Question, page
from visprop.notation.expression.blocks import Equation, Note
from visprop.notation.expression.expr import SYMBOLS
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

# "Cost function", with u = y and v = a⁴.
STEPS = [
    "1/2·‖y − a⁴‖²",
    "1/2·‖(y₁ − a⁴₁, y₂ − a⁴₂)‖²",
    "1/2·(√((y₁ − a⁴₁)² + (y₂ − a⁴₂)²))²",
    "1/2·((a⁴₁ − y₁)² + (a⁴₂ − y₂)²)",
]


def at_cost(name, notation="components", dress="neurons"):
    timeline = Timeline(Run(open_scenario(name)))
    frame = timeline.frame(Position(0, 1, timeline.program.cost_line))
    return frame, page(frame, Question(notation=NOTATIONS[notation], dress=DRESSES[dress])).blocks


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_cost_of_two_outputs_is_told_step_by_step_as_in_the_article(notation):
    frame, blocks = at_cost("two-neurons", notation)
    at = next(i for i, block in enumerate(blocks) if isinstance(block, Note) and "by the norm" in block.text)
    steps = blocks[at + 1 :]
    assert [step.right.text(SYMBOLS) for step in steps] == STEPS
    (u1, u2), (v1, v2) = map(float, frame.y), map(float, frame.a(4))
    wanted = 0.5 * math.sqrt((u1 - v1) ** 2 + (u2 - v2) ** 2) ** 2
    assert [(step.left.plain, step.right.number()) for step in steps] == [("c", pytest.approx(wanted, rel=1e-12))] * 4


@pytest.mark.parametrize(
    "name, dress", [("linear", "neurons"), ("layers", "neurons"), ("iris", "neurons"), ("two-neurons", "general")]
)
def test_one_output_other_costs_and_any_sizes_have_no_such_steps(name, dress):
    blocks = at_cost(name, dress=dress)[1]
    assert all("‖" not in block.right.text(SYMBOLS) for block in blocks if isinstance(block, Equation))
