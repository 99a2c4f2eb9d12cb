"""Lines of a calculation, ready to be set: an equation, the rule that gives it, and what both sides are in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from visprop.notation.calculus.derivation_steps import Derivation
from visprop.notation.calculus.evaluation import Point, value_of
from visprop.notation.calculus.terms import Term, Variable
from visprop.notation.calculus.writing import Hand, Way
from visprop.notation.layout.nodes import Node, Operator, Row


@dataclass(frozen=True, eq=False)
class Line:
    """left = right.

    Attributes:
        rule: the rule's name, or what is done.
        left, right: both sides as they are written.
        left_term, right_term: both as terms of what the point gives values to, so that they can be evaluated.
        where: what a variable on it stands for, u = x²; None where all are known.
        whole: what the whole derivative has become; None where the line is of the whole.
    """

    rule: str
    left: Node
    right: Node
    left_term: Term
    right_term: Term
    where: Node | None = None
    whole: Node | None = None

    @cached_property
    def node(self) -> Node:
        """The equation."""
        return equation(self.left, self.right)

    def values(self, point: Point) -> tuple[float, float]:
        """What the left and the right side give at a point of numbers; nan where they have no value."""
        return float(value_of(self.left_term, point)), float(value_of(self.right_term, point))


def equation(left: Node, right: Node) -> Node:
    """left = right, as it is written."""
    return Row((left, Operator("="), right))


def lines_of(derivation: Derivation, hand: Hand) -> tuple[Line, ...]:
    """A derivation as lines; in Leibniz's way an inner function is called u, and `where` says what u is."""
    is_leibniz = hand.way is Way.LEIBNIZ
    found = []
    for step in derivation.steps:
        where = step.where if is_leibniz else None
        found.append(
            Line(
                step.rule,
                hand.term(step.left),
                hand.term(step.formula if is_leibniz else step.right),
                step.left,
                step.right,
                None if where is None else equation(hand.term(Variable(where[0])), hand.term(where[1])),
                hand.term(step.whole),
            )
        )
    return tuple(found)
