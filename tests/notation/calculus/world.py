"""What the tests of the calculus share: random terms, and their values by mpmath and by the autograd library."""

import random
from fractions import Fraction

import autograd.numpy as anp
import mpmath

from visprop.notation.calculus.terms import (
    Call,
    Constant,
    Derivative,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    number,
)

FUNCTIONS = ("sin", "cos", "tan", "exp", "ln", "sqrt", "σ", "tanh", "abs")


def random_term(draw: random.Random, depth=3, names=("x",)):
    """Any term, as somebody might type it; not every one has a value at every point."""
    if depth == 0:
        return draw.choice((Variable(draw.choice(names)), Variable(draw.choice(names)), _number(draw)))

    def inner():
        return random_term(draw, draw.randrange(depth), names)

    kind = draw.randrange(11)
    if kind < 2:
        return Sum(tuple(_signed(draw, inner()) for _ in range(draw.choice((2, 3)))))
    if kind < 4:
        return Product(tuple(inner() for _ in range(draw.choice((2, 3)))))
    if kind == 4:
        return Quotient(inner(), inner())
    if kind == 5:
        return Negative(inner())
    if kind == 6:
        exponents = (*map(number, (2, 3, -1, -2)), Number(Fraction("0.5"), True), Number(Fraction(1, 3)))
        return Power(inner(), draw.choice(exponents))
    if kind == 7:
        return Power(draw.choice((number(2), Constant("e"), inner())), inner())
    return Call(draw.choice(FUNCTIONS), inner())


def _number(draw):
    return draw.choice(
        (number(draw.randrange(1, 6)), Number(Fraction(draw.randrange(1, 40), 10), True), Constant(draw.choice("πe")))
    )


def _signed(draw, part):
    if draw.random() < 0.5:
        return part
    return Number(-part.value, part.is_decimal) if isinstance(part, Number) else Negative(part)


_MP = {
    **{"sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan, "exp": mpmath.exp, "tanh": mpmath.tanh, "abs": abs},
    **{"sign": mpmath.sign, "σ": lambda z: 1 / (1 + mpmath.exp(-z))},
}


class NoValueError(Exception):
    """A term has no real value, or one that is endless."""


def exact(term, point):
    """A term's value by mpmath, with derivatives by its differences; the precision is that of the caller.

    Raises:
        NoValueError: it has none.
    """
    try:
        found = _exact(term, point)
    except (ZeroDivisionError, OverflowError, ValueError):
        raise NoValueError from None
    if not mpmath.isfinite(found) or abs(found) > 1e60:
        raise NoValueError
    return found


def _exact(term, point):
    parts = [exact(part, point) for part in term.parts()]
    match term:
        case Number(value):
            return mpmath.mpf(value.numerator) / value.denominator
        case Constant(name):
            return +(mpmath.pi if name == "π" else mpmath.e)
        case Variable(name):
            return point[name]
        case Sum():
            return mpmath.fsum(parts)
        case Product():
            return mpmath.fprod(parts)
        case Negative():
            return -parts[0]
        case Quotient():
            return parts[0] / parts[1]
        case Power():
            return _power(*parts)
        case Call(function, _):
            return _call(function, *parts)
        case Derivative(body, variable, _):
            return mpmath.diff(lambda z: exact(body, {**point, variable: z}), parts[0])


def _power(base, exponent):
    if base <= 0 and exponent != int(exponent):
        raise NoValueError
    return base**exponent


def _call(function, z):
    if function in ("ln", "sqrt"):
        if z <= 0:
            raise NoValueError
        return mpmath.log(z) if function == "ln" else mpmath.sqrt(z)
    if function in ("abs", "sign") and abs(z) < 1e-6:
        raise NoValueError
    return _MP[function](z)


_AUTOGRAD = {
    **{"sin": anp.sin, "cos": anp.cos, "tan": anp.tan, "exp": anp.exp, "ln": anp.log, "sqrt": anp.sqrt, "tanh": anp.tanh},
    **{"abs": anp.abs, "σ": lambda z: 1.0 / (1.0 + anp.exp(-z))},
}


def traced(term, point):
    """A term's value in operations of the autograd library, which can differentiate it."""
    parts = [traced(part, point) for part in term.parts()]
    match term:
        case Number(value):
            return float(value)
        case Constant(name):
            return float(anp.pi if name == "π" else anp.e)
        case Variable(name):
            return point[name]
        case Sum():
            return sum(parts[1:], parts[0])
        case Product():
            found = parts[0]
            for part in parts[1:]:
                found = found * part
            return found
        case Negative():
            return -parts[0]
        case Quotient():
            return parts[0] / parts[1]
        case Power():
            return parts[0] ** parts[1]
        case Call(function, _):
            return _AUTOGRAD[function](parts[0])
