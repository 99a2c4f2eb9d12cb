"""An equation as rows: in symbols, with numbers, with the result; which sign stands where, and how many digits are needed.

`=` stands before a printed number if and only if it parses back to the same float64, or if it is exactly what the printed
numbers before it give; else `≈`. Evaluated from its printed
operands, a row gives its printed result to one unit of the last digit: where it would not, as with the difference of near
equals, the operands are printed with more digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

import numpy as np

from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr, Style, Value, unnamed
from visprop.notation.expression.numbers import ALL_DIGITS, rounded, unit
from visprop.notation.expression.substitution import with_slopes_told
from visprop.notation.layout.build import UNNAMED, operator
from visprop.notation.layout.nodes import NOTHING, Space
from visprop.notation.layout.pieces import Piece, pieces


class Side(NamedTuple):
    """What stands behind a sign.

    Attributes:
        sign: = ≈ ← or, before the first, none.
        expr: what is written.
        style: how.
    """

    sign: str
    expr: Expr
    style: Style


MOST_LEAVES = 500
"""An equation of more variables and numbers is abridged even where all are asked for: its rows would take half a second."""


def rows(equation: Equation, style: Style) -> list[list[Side]]:
    """The rows of an equation; nothing is said twice."""
    if style.whole and any(map(_is_endless, (equation.right, *equation.further))):
        style = replace(style, whole=False)
    symbols = replace(style, numbers=False)
    *above, [*begun, right] = _in_symbols(equation, symbols)
    if not equation.is_known:
        return [*above, [*begun, right]]
    value = unnamed(equation.result)
    printed = replace(style, numbers=True)
    result = Side(_sign(value, printed), value, printed)
    written = value.text(printed)
    reduced = equation.reduced
    if reduced.text(symbols) in (written, equation.left.text(symbols)):
        return [*above, [*begun, result]]
    if equation.is_as_computed or equation.lost:
        return [*above, [*begun, right, result]]
    numbers = Side("", reduced, guarded(reduced, equation.result, printed))
    if reduced.text(numbers.style) in (written, reduced.text(symbols)):
        return [*above, [*begun, right, result]]
    found = [side._replace(sign=_sign(side.expr, side.style)) for side in (numbers, *_told(numbers, equation.result, printed))]
    if _is_exact_sum(found[-1].expr, found[-1].style, written):
        result = result._replace(sign="=")
    return [*above, [*begun, right], [*found, result]]


def _told(numbers: Side, result: Value, printed: Style) -> list[Side]:
    """The same with the number of each σ′; nothing where that says nothing new."""
    expr = with_slopes_told(numbers.expr)
    if expr is None:
        return []
    side = Side("", expr, guarded(expr, result, printed))
    written = expr.text(side.style)
    return [] if written in (numbers.expr.text(numbers.style), unnamed(result).text(printed)) else [side]


def _is_exact_sum(reduced: Expr, style: Style, written: str) -> bool:
    """Whether what is printed of an expression gives what is printed of its result exactly, as 0.1 + 0.2 = 0.3 does by hand."""
    if not reduced.is_exact(style) or reduced.is_abridged(style):
        return False
    found = reduced.rational(style)
    return found is not None and found == _printed(written)


def _printed(written: str) -> Fraction | None:
    """The number that a text is; None if it is none, or not a finite one."""
    mantissa, _, power = written.replace("−", "-").partition("×10")
    try:
        return Fraction(mantissa) * Fraction(10) ** int(power.translate(_FROM_RAISED) or 0)
    except ValueError:
        return None


_FROM_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def _is_endless(expr: Expr) -> bool:
    return any(True for _ in islice(expr.leaves(), MOST_LEAVES, None))


def short_row(equation: Equation, style: Style) -> list[Side]:
    """left = right ≈ result, in one row, without the numbers on the way."""
    symbols = replace(style, numbers=False)
    found = [Side("", equation.left, symbols), Side(equation.sign, equation.reduced, symbols)]
    if not equation.is_known:
        return found
    value, printed = unnamed(equation.result), replace(style, numbers=True)
    return [*found, Side(_sign(value, printed), value, printed)]


def _in_symbols(equation: Equation, symbols: Style) -> list[list[Side]]:
    """left = right, and what it is reduced to below it; what is written alike is written once."""
    left = [] if equation.left.name is UNNAMED else [Side("", equation.left, symbols)]
    first = [*left, Side(equation.sign, equation.right, symbols)]
    if not equation.further:
        return [first]
    found, said = [first], {equation.right.text(symbols)}
    for expr in equation.further:
        text = expr.text(symbols)
        if text not in said:
            found.append([Side("=", expr, symbols)])
            said.add(text)
    return found


def _sign(expr: Expr, style: Style) -> str:
    return "=" if expr.is_exact(style) else "≈"


def guarded(expr: Expr, result: Value, style: Style) -> Style:
    """The style in which an expression is written with numbers beside its result: with as many digits as that needs."""
    if expr.is_abridged(style):
        return style
    for digits in range(style.digits, ALL_DIGITS):
        with np.errstate(all="ignore"):
            if _agrees(expr.value(digits), result, style.digits):
                return replace(style, digits=digits)
    return replace(style, digits=ALL_DIGITS)


def _agrees(value: Value, result: Value, digits: int) -> bool:
    """Whether what the printed operands give is what is printed, to one unit of its last digit."""
    pairs = zip(np.ravel(value), np.ravel(result), strict=True)
    return all(abs(one - rounded(float(other), digits)) <= unit(float(other), digits) or one == other for one, other in pairs)


_AFTER_SIGN = Space(0.28, " ", " ")


def row_pieces(row: Sequence[Side]) -> list[Piece]:
    """A row as pieces with its signs; a line may be broken before a sign that is not the row's first."""
    found: list[Piece] = []
    for at, side in enumerate(row):
        parts = pieces(side.expr.layout(side.style))
        if side.sign:
            is_break = at > 0 and side.style.numbers
            found.append(Piece(operator(side.sign), space=_AFTER_SIGN if found else NOTHING, is_break=is_break))
            parts[0] = replace(parts[0], space=_AFTER_SIGN)
        found += parts
    return found
