"""What the article calls φ where it speaks of one example: its cost c, as a function of the parameters."""

from __future__ import annotations

from collections.abc import Iterator

from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import Expr, Symbol
from visprop.notation.expression.functions import Applied
from visprop.notation.expression.numbers import counted
from visprop.notation.layout.build import called, scripted, words
from visprop.notation.layout.nodes import Brackets
from visprop.notation.notations import components
from visprop.notation.notations.euler import C
from visprop.notation.notations.quantities import Quantities


def is_alone(q: Quantities) -> bool:
    """Whether there is one example and no penalty, so that φ is its cost."""
    scenario = q.frame.scenario
    return len(scenario.train) == 1 and not scenario.objective.has_penalty


def of_example(q: Quantities) -> Symbol:
    """The cost of the example as a function: φ where it is alone; else c, as φ is the mean over all."""
    return Symbol(scripted("φ" if is_alone(q) else "c"), float("nan"), fixed=True)


def cost_of_example(q: Quantities) -> Iterator[Block]:
    """φ(p) = C y (f_N p x), or c(p), and how it goes with φ in words."""
    depth, count = q.network.depth, q.network.sizes[-1]
    outputs: list[Expr] = [q.a(depth, j) for j in range(count)]
    y, a = (q.y(0), q.a(depth, 0)) if count == 1 else (q.y_vector(), q.a_vector(depth))
    answer = Symbol(Brackets(words(scripted("f", below="N"), "p", "x")), a.engine_value)
    left = Symbol(called(of_example(q).name, scripted("p")), q.c.engine_value)
    named = "" if is_alone(q) else ", which the article calls φ(p)"
    yield Note(f"As a function of all parameters{named}:", is_heading=True)
    yield Equation(left, Applied((C, y, answer), components.cost_of(q, outputs)))
    yield Note(in_words(q))


def in_words(q: Quantities) -> str:
    """How the cost of the example goes with φ."""
    scenario = q.frame.scenario
    if is_alone(q):
        return "There is one example, so that its cost c is φ."
    if len(scenario.train) == 1:
        return "c is the cost of the example alone; φ has the penalty as well."
    penalty = ", and the penalty" if scenario.objective.has_penalty else ""
    return f"c is the cost of this example alone; φ is the mean over all {counted(len(scenario.train), 'example')}{penalty}."
