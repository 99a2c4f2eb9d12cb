"""Equations of the tangent and of a step, in symbols and with this moment's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from visprop.benches.slope.state import Slope
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.blocks import Block, Equation
from visprop.notation.expression.expr import SYMBOLS, Expr, Style, Symbol, Value
from visprop.notation.layout.build import UNNAMED, change_of, minus, plus, scripted, tight
from visprop.notation.layout.nodes import Brackets, Fence, Hat, Letter, Node, Operator, Row

UNKNOWN = float("nan")
P = scripted("p")
STEPPED = plus(P, change_of(P))


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


class Letters:
    """The quantities of a moment with a tangent, as symbols with their numbers."""

    def __init__(self, known: Slope) -> None:
        assert known.r is not None, "only asked for where there is a tangent"
        self.p, self.eta = Symbol(P, known.p), Symbol(scripted("η"), known.eta)
        self.height = Symbol(phi(P), known.height)
        self.r = Symbol(scripted("r"), known.r)
        self.slope = Symbol(tight("D", "φ", Brackets(P, Fence.LIST)), known.r)
        self.s = Symbol(scripted("s"), UNKNOWN if known.s is None else known.s)
        self.unknown_s = Symbol(scripted("s"), UNKNOWN, fixed=True)
        self.v = Symbol(scripted("v"), UNKNOWN, fixed=True)
        self.change = Symbol(change_of(P), UNKNOWN if known.step is None else known.step.change)


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


def tangent_found(letters: Letters, style: Style) -> list[Block]:
    """From φ̂(p) = φ(p) to s, and φ̂ with it, as the article has both."""
    p, r, s, height, slope, v = letters.p, letters.r, letters.unknown_s, letters.height, letters.slope, letters.v
    foot = Sum((height, Minus(Product((p, slope)))))
    of_v = Symbol(hat(v.name), UNKNOWN, fixed=True)
    return [
        Equation(Symbol(hat(P), UNKNOWN), Symbol(height.name, UNKNOWN)),
        *with_numbers(Sum((Product((r, p)), s)), height, style, "⇔"),
        *with_numbers(Sum((Product((slope, p)), s)), height, style, "⇔"),
        Equation(Symbol(Row((Operator("⇔"), letters.s.name)), foot.value()), foot),
        *with_numbers(of_v, Sum((Product((slope, v)), height, Minus(Product((p, slope))))), style),
        *with_numbers(of_v, Sum((height, Product((slope, Sum((v, Minus(p))))))), style),
    ]


def fall_of_tangent(letters: Letters) -> list[Block]:
    """φ̂(p) − φ̂(p + Δp), line by line down to −Dφ(p) Δp, as the article has it."""
    r, p, s, change = letters.r, letters.p, letters.s, letters.change
    start, moved = Product((r, p)), Product((r, Sum((p, change))))
    return one_by_one(
        minus(hat(P), hat(STEPPED)),
        Sum((Sum((start, s)), Minus(Sum((moved, s))))),
        Sum((start, s, Minus(moved), Minus(s))),
        Whole(Sum((start, s, Minus(start), Minus(Product((r, change))), Minus(s)))),
        Minus(Product((r, change))),
        Minus(Product((letters.slope, change))),
    )
