"""For any sizes: the equations of the listing with layer l, neurons j and inputs k, in symbols alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from visprop.notation.expression.blocks import Equation, Statement
from visprop.notation.expression.expr import Symbol
from visprop.notation.layout.build import UNNAMED
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope
from visprop.timeline.program import Line


@lru_cache(maxsize=16)
def generally(notation: Notation) -> Notation:
    """A notation as it writes networks of any size."""

    def equations(q: Quantities, line: Line, scope: Scope) -> list[Equation]:
        return [_equation(one) for one in notation.listing(q, line)]

    def backward(q: Quantities, layer: int) -> list[Equation]:
        program = q.frame.program
        return equations(q, program.lines[program.backward_line(layer)], _ALL)

    def passed(q: Quantities, layer: int, neurons: Sequence[int]) -> list[Equation]:
        return backward(q, layer)[:1]

    def slope(q: Quantities, layer: int, j: int, k: int | None) -> list[Equation]:
        found = backward(q, layer)
        return [found[-1 if k is None else -2]]

    return Notation(notation.name, notation.words, equations, notation.listing, passed, notation.reached, slope)


_ALL = Scope((), ())


def _equation(statement: Statement) -> Equation:
    """A statement of the listing as an equation without numbers."""
    left, right = (Symbol(side, float("nan")) for side in (statement.left or UNNAMED, statement.right))
    return Equation(left, right, sign=statement.sign)
