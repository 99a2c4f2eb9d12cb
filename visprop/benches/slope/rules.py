"""The derivative of the curve by the rules of differentiation, and its value at p."""

from __future__ import annotations

from visprop.benches.chains import UNKNOWN, by_rules
from visprop.benches.slope.algebra import Letters
from visprop.benches.slope.curves import Curve
from visprop.benches.slope.spline import Spline
from visprop.notation.calculus.real_function import RealFunction
from visprop.notation.expression.applied import Square
from visprop.notation.expression.arithmetic import Product, Sum
from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import Number, Symbol
from visprop.notation.layout.build import scripted, tight
from visprop.notation.layout.nodes import Brackets, Fence


def rules(curve: Curve, p: float, letters: Letters) -> list[Block]:
    """How Dφ is found, each line with the name of its rule, and Dφ(p)."""
    form = curve.form
    return _of_formula(form, letters) if isinstance(form, RealFunction) else _of_spline(form, p, letters)


def _of_formula(function: RealFunction, letters: Letters) -> list[Block]:
    at_x = tight("D", "φ", Brackets(scripted("x"), Fence.LIST))
    result = function.derivative().layout()
    return [
        *by_rules(function, "x"),
        Equation(Symbol(at_x, UNKNOWN), Symbol(result, UNKNOWN)),
        Equation(letters.slope, letters.slope),
        Note("It is the slope of the tangent: the quotient of rise and run."),
    ]


def _of_spline(spline: Spline, p: float, letters: Letters) -> list[Block]:
    knot, (_, b, c, d) = spline.piece(p)
    t = Symbol(scripted("t"), p - knot)
    letter_b, letter_c, letter_d = (Symbol(scripted(name), value) for name, value in (("b", b), ("c", c), ("d", d)))
    slope = Sum((letter_b, Product((Number(2.0), letter_c, t)), Product((Number(3.0), letter_d, Square(t)))))
    return [
        Note("The drawn curve is a natural cubic spline: a + bt + ct² + dt³ from each of its knots to the next, t = p − knot."),
        *(Equation(one, one) for one in (t, letter_b, letter_c, letter_d)),
        Equation(letters.slope, slope),
    ]
