"""Arithmetic of one step, 2 + 3 = 5, in float64; and whether the result that is printed is the exact one."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from visprop.notation.expression.numbers import digits_of, number

MOST_BITS = 2000
"""What has more binary digits is no longer computed exactly."""


class NoValue(ValueError):
    """Something that was to be computed has no value; it says why."""


class Inexact(Exception):
    """What was asked for is no fraction, or one of too many digits."""


class Computed(NamedTuple):
    """The result of arithmetic.

    Attributes:
        value: a finite float64.
        is_exact: whether it is what comes out of the numbers as they are printed, with no rounding.
    """

    value: float
    is_exact: bool


def exactly(value: float) -> Fraction:
    """The number that is printed for a float64: 1/10 for 0.1, which as a float64 is a little more."""
    return Fraction(repr(value))


def _power(base: float, exponent: float) -> float:
    # Python gives a complex number where there is no real one.
    if base < 0 and not exponent.is_integer():
        raise ValueError
    return float(base**exponent)


def _logistic(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z)) if z >= 0 else math.exp(z) / (1.0 + math.exp(z))


_OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "−": lambda left, right: left - right,
    "×": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "^": _power,
}
_FUNCTIONS: dict[str, Callable[[float], float]] = {
    **{"sin": math.sin, "cos": math.cos, "tan": math.tan, "exp": math.exp, "ln": math.log, "sqrt": math.sqrt},
    **{"tanh": math.tanh, "σ": _logistic},
}
_KNOWN = {("sin", 0.0), ("cos", 0.0), ("tan", 0.0), ("exp", 0.0), ("ln", 1.0), ("tanh", 0.0), ("σ", 0.0)}
"""Where a function has an exact value."""


def operate(sign: str, left: float, right: float) -> Computed:
    """Two numbers with one of + − × / ^ between them.

    Raises:
        NoValue: there is no result, or none that float64 can hold.
    """
    value = rounded(sign, left, right)
    try:
        exact = combine(sign, exactly(left), exactly(right))
    except Inexact:
        return Computed(value, False)
    return Computed(value, exact == exactly(value))


def call(name: str, argument: float) -> Computed:
    """A function that is known by name, of a number.

    Raises:
        NoValue: there is no result, or none that float64 can hold.
    """
    value = rounded_call(name, argument)
    is_root = name == "sqrt" and exactly(value) ** 2 == exactly(argument)
    return Computed(value, is_root or (name, argument) in _KNOWN)


def rounded(sign: str, left: float, right: float) -> float:
    """The result of an operator alone; raises as `operate` does."""
    return _finite(lambda: _OPERATIONS[sign](left, right), f"{_shown(left)} {sign} {_shown(right)}")


def rounded_call(name: str, argument: float) -> float:
    """The result of a function alone; raises as `call` does."""
    return _finite(lambda: _FUNCTIONS[name](argument), f"{name} {_shown(argument)}")


def combine(sign: str, left: Fraction, right: Fraction) -> Fraction:
    """The same exactly.

    Raises:
        Inexact: the result is no fraction, or one of too many digits.
    """
    if (sign == "/" and not right) or (sign == "^" and (right.denominator != 1 or (not left and right < 0))):
        raise Inexact
    if sign == "^" and abs(right) * max(_bits(left), 1) > MOST_BITS:
        raise Inexact
    found = {
        "+": lambda: left + right,
        "−": lambda: left - right,
        "×": lambda: left * right,
        "/": lambda: left / right,
        "^": lambda: Fraction(left ** int(right)),
    }[sign]()
    if _bits(found) > MOST_BITS:
        raise Inexact
    return found


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _shown(value: float) -> str:
    return number(value, digits_of(value))


def _finite(compute: Callable[[], float], what: str) -> float:
    try:
        value = compute()
    except OverflowError:
        raise NoValue(f"{what} is too large for float64") from None
    except (ValueError, ZeroDivisionError):
        raise NoValue(f"{what} has no value") from None
    if not math.isfinite(value):
        raise NoValue(f"{what} is too large for float64")
    # No zero has a sign.
    return value + 0.0
