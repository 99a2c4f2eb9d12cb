"""Lines of a derivation with this moment's numbers, as the benches of gradient descent have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from visprop.notation.calculus.real_function import RealFunction
from visprop.notation.expression.blocks import Beside, Block, Equation
from visprop.notation.expression.expr import SYMBOLS, Expr, Style, Symbol, Value
from visprop.notation.layout.build import UNNAMED
from visprop.notation.layout.nodes import Brackets, Fence, Hat, Letter, Node, Operator, Row

UNKNOWN = float("nan")


def of(function: Node, argument: Node) -> Node:
    """φ(p)."""
    return Row((function, Brackets(argument, Fence.LIST)))


def phi(argument: Node) -> Node:
    """φ of something."""
    return of(Letter("φ"), argument)


def hat(argument: Node) -> Node:
    """φ̂, the tangent, of something."""
    return of(Hat(Letter("φ")), argument)


@dataclass(frozen=True, eq=False)
class Whole(Expr):
    """What is written out however many terms it has: what cancels is to be seen."""

    inner: Expr

    def value(self, digits: int | None = None) -> Value:
        return self.inner.value(digits)

    def laid_out(self, style: Style) -> Node:
        return self.inner.layout(replace(style, whole=True))

    def parts(self) -> Sequence[Expr]:
        return (self.inner,)

    def is_abridged(self, style: Style) -> bool:
        return False


def with_numbers(left: Expr, right: Expr, style: Style, sign: str = "") -> list[Block]:
    """left = right of what has no value, in symbols and below with numbers; ≈ where those are rounded."""
    numbers = Style(numbers=True, digits=style.digits)
    is_exact = left.is_exact(numbers) and right.is_exact(numbers)
    said = Row((Operator(sign), left.layout(SYMBOLS))) if sign else left.layout(SYMBOLS)
    return [
        Equation(Symbol(said, UNKNOWN), Symbol(right.layout(SYMBOLS), UNKNOWN)),
        Equation(Symbol(left.layout(numbers), UNKNOWN), Symbol(right.layout(numbers), UNKNOWN), sign="=" if is_exact else "≈"),
    ]


def one_by_one(left: Node, *rights: Expr) -> list[Block]:
    """left = each of several expressions, one below the other, each of them evaluated by its own structure."""
    return [Equation(Symbol(UNNAMED if i else left, right.value()), right) for i, right in enumerate(rights)]


_A_ROW = 4
"""So many numbers stand side by side."""


def facts(symbols: Sequence[Symbol], digits: int) -> list[Block]:
    """Symbols with their numbers, side by side."""
    style = Style(numbers=True, digits=digits)
    each = [
        Equation(Symbol(one.name, UNKNOWN), Symbol(one.layout(style), UNKNOWN), sign="=" if one.is_exact(style) else "≈")
        for one in symbols
    ]
    return [Beside(tuple(each[at : at + _A_ROW])) for at in range(0, len(each), _A_ROW)]


def by_rules(function: RealFunction, variable: str) -> list[Block]:
    """How a derivative is found, each line with the name of its rule; an inner function is named below its line."""
    hand, found = function.hand(), list[Block]()
    for line, step in zip(function.lines(variable), function.derivation(variable).steps, strict=True):
        found.append(Equation(Symbol(line.left, UNKNOWN), Symbol(line.right, UNKNOWN), line.rule))
        if step.where is not None:
            name, inner = step.where
            found.append(Equation(Symbol(hand.variable(name), UNKNOWN), Symbol(hand.term(inner), UNKNOWN), "inner function"))
    return found
