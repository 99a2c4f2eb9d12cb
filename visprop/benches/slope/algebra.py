"""Equations of the tangent and of a step, in symbols and with this moment's numbers."""

from __future__ import annotations

from visprop.benches.chains import UNKNOWN, Whole, hat, one_by_one, phi, with_numbers
from visprop.benches.slope.state import Slope
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.blocks import Block, Equation
from visprop.notation.expression.expr import Style, Symbol
from visprop.notation.layout.build import change_of, minus, plus, scripted, tight
from visprop.notation.layout.nodes import Brackets, Fence, Operator, Row

P = scripted("p")
STEPPED = plus(P, change_of(P))


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
