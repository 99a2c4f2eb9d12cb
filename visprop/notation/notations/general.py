"""For any sizes: the equations of the listing with layer l, neurons j and inputs k, in symbols alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from visprop.notation.expression.blocks import Equation, Statement
from visprop.notation.expression.expr import Symbol
from visprop.notation.layout.build import DOWN_DOTS, UNNAMED
from visprop.notation.layout.text import plain
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

    def listing(q: Quantities, line: Line) -> list[Statement]:
        statements = notation.listing(q, line)
        return statements if _is_written(notation, q, line) else [Statement(None, DOWN_DOTS)] * len(statements)

    return Notation(notation.name, notation.words, equations, listing, passed, notation.reached, slope)


_ALL = Scope((), ())


def _is_written(notation: Notation, q: Quantities, line: Line) -> bool:
    """Whether a line is written in the listing: of lines in a row that say the same, as those of a layer l do, the middle one.

    Each of the others is ⋮, so that every line of the program still has its place.
    """
    alike, at = [line.number], [line.kind, _said(notation, q, line)]
    for step in (-1, 1):
        number = line.number + step
        while 0 <= number < len(q.frame.program.lines):
            other = q.frame.program.lines[number]
            if [other.kind, _said(notation, q, other)] != at:
                break
            alike.append(number)
            number += step
    return line.number == sorted(alike)[(len(alike) - 1) // 2]


def _said(notation: Notation, q: Quantities, line: Line) -> list[str]:
    return [plain(statement.node) for statement in notation.listing(q, line)]


def _equation(statement: Statement) -> Equation:
    """A statement of the listing as an equation without numbers."""
    left, right = (Symbol(side, float("nan")) for side in (statement.left or UNNAMED, statement.right))
    return Equation(left, right, sign=statement.sign)
