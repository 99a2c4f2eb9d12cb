"""Where the article's φ is of one example, pages say so: φ(p) = C y (f_N p x), and how that goes with φ over all."""

from dataclasses import replace

import pytest

from visprop.engine.key import Key
from visprop.notation.explanations.pages import Question, Subject, page
from visprop.notation.expression.blocks import Equation, Note
from visprop.notation.expression.expr import NUMBERS, SYMBOLS
from visprop.notation.notations.dresses import DRESSES
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

ALONE = "There is one example, so that its cost c is φ."
OF_TWO = "c is the cost of this example alone; φ is the mean over all 2 examples."


def asked(scenario, subject, **choices):
    timeline = Timeline(Run(scenario))
    frame = timeline.frame(Position(0, 1, timeline.program.update_line - 1))
    about = Key.parse("w2[1,1]")
    return frame, page(frame, Question(subject, about=about, line=timeline.program.cost_line, **choices)).blocks


def notes(blocks):
    return [block.text for block in blocks if isinstance(block, Note)]


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_line_of_the_cost_says_what_it_is_a_function_of(notation):
    frame, blocks = asked(open_scenario("linear"), Subject.LINE, notation=NOTATIONS[notation])
    found = next(block for block in blocks if isinstance(block, Equation) and block.left.plain == "φ(p)")
    assert found.right.text(SYMBOLS) == "C y (f_N p x)"
    assert found.right.text(NUMBERS) == "C 0.2 0.673"
    y, a = float(frame.y[0]), float(frame.a(4)[0])
    assert found.right.number() == pytest.approx(0.5 * (y - a) ** 2, rel=1e-12)
    assert ALONE in notes(blocks)


def test_of_several_examples_it_is_c_and_phi_is_their_mean(two):
    frame, blocks = asked(two, Subject.LINE)
    found = next(block for block in blocks if isinstance(block, Equation) and block.left.plain == "c(p)")
    assert found.right.text(SYMBOLS) == "C y (f_N p x)"
    wanted = 0.5 * sum((float(y) - float(a)) ** 2 for y, a in zip(frame.y, frame.a(4), strict=True))
    assert found.right.number() == pytest.approx(wanted, rel=1e-12)
    assert OF_TWO in notes(blocks)
    assert "As a function of all parameters, which the article calls φ(p):" in notes(blocks)


@pytest.mark.parametrize("subject", [Subject.WHY, Subject.UNWOUND, Subject.PARTIALS, Subject.TERMS])
def test_pages_about_one_example_say_so_first(two, subject):
    assert notes(asked(two, subject)[1][:1]) == [OF_TWO]
    assert ALONE not in notes(asked(open_scenario("linear"), subject)[1])


def test_a_penalty_is_told_too(two):
    penalised = two.with_training(replace(two.training, l2=0.1))
    assert notes(asked(penalised, Subject.WHY)[1][:1]) == [f"{OF_TWO[:-1]}, and the penalty."]
    linear = open_scenario("linear")
    alone = linear.with_training(replace(linear.training, l2=0.1))
    assert notes(asked(alone, Subject.WHY)[1][:1]) == ["c is the cost of the example alone; φ has the penalty as well."]


def test_any_function_and_any_sizes_have_it_in_symbols():
    for name, dress in (("linear", "any"), ("linear", "general"), ("two-neurons", "general")):
        blocks = asked(open_scenario(name), Subject.LINE, dress=DRESSES[dress])[1]
        assert any(isinstance(one, Equation) and one.right.text(SYMBOLS) == "C y (f_N p x)" for one in blocks)
