"""Derivatives by dual numbers: a function is followed with its argument x + ε, and the factor of ε in the result is the slope.

Each D has an ε of its own, so that one D within another takes no slope for its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from visprop.benches.functions.arithmetic import Inexact, NoValue, combine, exactly, rounded, rounded_call

MOST_OPERATIONS = 10_000
"""So many operations are made at most: with each D within another a number has twice as many parts."""

Real = float | Fraction
Value = Any
"""A number, with or without ε; a tuple of values; or a function from value to value."""


@dataclass(frozen=True)
class Dual:
    """real + slope × ε.

    Attributes:
        level: of which D the ε is; one within another has the higher.
        real, slope: numbers that may have the ε of lower levels.
    """

    level: int
    real: Value
    slope: Value


class Numbers:
    """Arithmetic of numbers with ε, of fractions or of float64.

    Args:
        is_exact: whether with fractions; what then is none raises `Inexact`.
    """

    def __init__(self, is_exact: bool) -> None:
        self._is_exact, self._level, self._work = is_exact, 0, 0

    def leaf(self, value: float) -> Real:
        """A number that stands in a term."""
        return exactly(value) if self._is_exact else value

    def pi(self) -> Real:
        """π, which is no fraction."""
        if self._is_exact:
            raise Inexact
        return math.pi

    def slope(self, function: Callable[[Value], Value], x: Value) -> Value:
        """The slope of a function at x."""
        self._level += 1
        level = self._level
        y = function(Dual(level, x, self.leaf(1.0)))
        if not isinstance(y, float | Fraction | Dual):
            raise NoValue("D is of a function whose values are numbers")
        self._level -= 1
        return self._parts(y, level)[1]

    def operate(self, sign: str, left: Value, right: Value) -> Value:
        """Two numbers with one of + − × / ^ between them.

        Raises:
            Inexact: the result is no fraction, where fractions are asked for.
            NoValue: there is no result, or with ε within ε there are too many.
        """
        self._work += 1
        if self._work > MOST_OPERATIONS:
            raise NoValue("the derivative takes too long to follow")
        level = max(left.level if isinstance(left, Dual) else 0, right.level if isinstance(right, Dual) else 0)
        if level == 0:
            return self._of_reals(sign, left, right)
        (a, da), (b, db) = self._parts(left, level), self._parts(right, level)
        return Dual(level, self.operate(sign, a, b), self._slope_of(sign, a, da, b, db))

    def call(self, name: str, x: Value) -> Value:
        """A function that is known by name, of a number."""
        if isinstance(x, Dual):
            y = self.call(name, x.real)
            return Dual(x.level, y, self._times(self._slope_of_call(name, x.real, y), x.slope))
        if self._is_exact:
            raise Inexact
        return rounded_call(name, x)

    def _of_reals(self, sign: str, left: Real, right: Real) -> Real:
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return combine(sign, left, right)
        return rounded(sign, float(left), float(right))

    def _parts(self, value: Value, level: int) -> tuple[Value, Value]:
        """A number, and the factor of the ε of a level in it."""
        if isinstance(value, Dual) and value.level == level:
            return value.real, value.slope
        return value, self.leaf(0.0)

    def _times(self, left: Value, right: Value) -> Value:
        return self.operate("×", left, right)

    def _slope_of(self, sign: str, a: Value, da: Value, b: Value, db: Value) -> Value:
        """The rules of sums, products, quotients and powers."""
        match sign:
            case "+" | "−":
                return self.operate(sign, da, db)
            case "×":
                return self.operate("+", self._times(da, b), self._times(a, db))
            case "/":
                return self.operate("/", self.operate("−", da, self._times(self.operate("/", a, b), db)), b)
        found = self.leaf(0.0)
        if da != 0 and b != 0:
            found = self._times(self._times(b, self.operate("^", a, self.operate("−", b, self.leaf(1.0)))), da)
        if db != 0:
            logarithm = self._times(self.operate("^", a, b), self.call("ln", a))
            found = self.operate("+", found, self._times(logarithm, db))
        return found

    def _slope_of_call(self, name: str, x: Value, y: Value) -> Value:
        """The slope of a known function at x, where its value is y."""
        one = self.leaf(1.0)
        match name:
            case "sin":
                return self.call("cos", x)
            case "cos":
                return self.operate("−", self.leaf(0.0), self.call("sin", x))
            case "tan":
                return self.operate("+", one, self._times(y, y))
            case "exp":
                return y
            case "ln":
                return self.operate("/", one, x)
            case "sqrt":
                return self.operate("/", one, self._times(self.leaf(2.0), y))
            case "tanh":
                return self.operate("−", one, self._times(y, y))
            case "σ":
                return self._times(y, self.operate("−", one, y))
        raise KeyError(name)
