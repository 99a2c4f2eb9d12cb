"""Functions applied to expressions: powers, roots, those that have a name, and softmax."""

from __future__ import annotations

import fractions
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.notation.expression.arithmetic import Fraction, Sum, as_factor, bracketed
from visprop.notation.expression.expr import TOO_SMALL, Expr, Style, Symbol, Value, Variable, has_zero


@dataclass(frozen=True, eq=False)
class Square(Expr):
    """Something squared."""

    operand: Expr

    def value(self, digits: int | None = None) -> Value:
        value = self.operand.value(digits)
        return value * value

    def latex(self, style: Style) -> str:
        inner = self.operand.latex(style)
        return f"{inner if self._is_bare(style) else bracketed(inner)}^2"

    def text(self, style: Style) -> str:
        inner = self.operand.text(style)
        return f"{inner}²" if self._is_bare(style) else f"({inner})²"

    def flaw(self) -> str:
        return TOO_SMALL if has_zero(self.value()) and not has_zero(self.operand.value()) else super().flaw()

    def _is_bare(self, style: Style) -> bool:
        """Whether the exponent can stand right at the symbol, which has none yet."""
        return isinstance(self.operand, Symbol) and not style.numbers and not set("^_") & set(self.operand.name)

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)

    def rational(self, style: Style) -> fractions.Fraction | None:
        found = self.operand.rational(style)
        return None if found is None else found * found

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return 2.0 * self.operand.number(digits) * self.operand.slope(variable, digits)


@dataclass(frozen=True, eq=False)
class Call(Expr):
    """A named function of one argument, applied to each entry.

    Attributes:
        name: in LaTeX.
        plain: in plain text.
        argument: what it is applied to.
        function: the function.
        derivative: its derivative, where it is differentiated.
        is_positive: whether it is greater than 0 everywhere, so that a 0 is one that float64 made of it.
        has_pole: whether it has no value at 0.
    """

    name: str
    plain: str
    argument: Expr
    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array] | None = None
    is_positive: bool = False
    has_pole: bool = False

    def value(self, digits: int | None = None) -> Value:
        return _applied(self.function, self.argument.value(digits))

    def latex(self, style: Style) -> str:
        return f"{self.name}{bracketed(self.argument.latex(style))}"

    def text(self, style: Style) -> str:
        return f"{self.plain}({self.argument.text(style)})"

    def parts(self) -> Sequence[Expr]:
        return (self.argument,)

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        assert self.derivative is not None
        inner = self.argument.slope(variable, digits)
        return 0.0 if inner == 0.0 else float(self.derivative(np.array([self.argument.number(digits)]))[0]) * inner

    def flaw(self) -> str:
        if self.has_pole and has_zero(self.argument.value()):
            return "is taken of what float64 cannot tell from 0"
        return TOO_SMALL if self.is_positive and has_zero(self.value()) else super().flaw()


def _applied(function: Callable[[Array], Array], value: Value) -> Value:
    if isinstance(value, np.ndarray):
        return function(value)
    return float(function(np.array([value]))[0])


@dataclass(frozen=True, eq=False)
class Root(Expr):
    """The square root, of each entry."""

    operand: Expr

    def value(self, digits: int | None = None) -> Value:
        return _applied(np.sqrt, self.operand.value(digits))

    def latex(self, style: Style) -> str:
        return rf"\sqrt{{{self.operand.latex(style)}}}"

    def text(self, style: Style) -> str:
        return f"√{as_factor(self.operand, style)}"

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return float(np.divide(self.operand.slope(variable, digits), 2.0 * np.sqrt(self.operand.number(digits))))


@dataclass(frozen=True, eq=False)
class Share(Expr):
    """One share of softmax, exp(z_j)/Σ exp(z_i): written so, but computed without overflow.

    Attributes:
        z: all the weighted inputs.
        j: whose share, from 0.
    """

    z: tuple[Expr, ...]
    j: int

    def value(self, digits: int | None = None) -> Value:
        return float(self._shares(digits)[self.j])

    def latex(self, style: Style) -> str:
        return self._fraction.latex(style)

    def text(self, style: Style) -> str:
        return self._fraction.text(style)

    def parts(self) -> Sequence[Expr]:
        return self.z

    def count(self) -> int:
        return len(self.z)

    def flaw(self) -> str:
        return TOO_SMALL if has_zero(self.value()) else super().flaw()

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        shares = self._shares(digits)
        slopes = np.array([entry.slope(variable, digits) for entry in self.z])
        return float(shares[self.j] * (slopes[self.j] - shares @ slopes))

    @property
    def _fraction(self) -> Fraction:
        powers = tuple(Call(r"\exp", "exp", entry, np.exp) for entry in self.z)
        return Fraction(powers[self.j], Sum(powers))

    def _shares(self, digits: int | None) -> Array:
        z = np.array([entry.number(digits) for entry in self.z])
        powers: Array = np.exp(z - z.max())
        powers /= powers.sum()
        return powers
