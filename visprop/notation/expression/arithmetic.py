"""Sums, products, fractions, powers and functions of expressions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.notation.expression.expr import ATOM, MAX_FACTORS, PRODUCT, SUM, Expr, Style, Symbol, Value, Variable
from visprop.notation.expression.numbers import MINUS


@dataclass(frozen=True, eq=False)
class Sum(Expr):
    """Terms added up; a `Minus` among them is subtracted."""

    terms: tuple[Expr, ...]
    binds = SUM

    def value(self) -> Value:
        total = self.terms[0].value()
        for term in self.terms[1:]:
            total = total + term.value()
        return total

    def latex(self, style: Style) -> str:
        return self._written(style, lambda term: term.latex(style), r"\cdots", "-", MINUS, r"\left(", r"\right)")

    def text(self, style: Style) -> str:
        return self._written(style, lambda term: term.text(style), "…", "−", "−", "(", ")")

    def _written(
        self, style: Style, write: Callable[[Expr], str], dots: str, minus: str, sign: str, left: str, right: str
    ) -> str:
        text = ""
        for i in style.shown(len(self.terms)):
            if i is None:
                text += f" + {dots}"
                continue
            term = self.terms[i]
            if isinstance(term, Minus):
                inner = write(term.operand)
                inner = f"{left}{inner}{right}" if term.operand.binds == SUM or inner.startswith(sign) else inner
                text += f" {minus} {inner}" if text else f"{sign}{inner}"
                continue
            written = write(term)
            text += (
                f" + {left}{written}{right}"
                if text and written.startswith(sign) and term.binds != PRODUCT
                else (f" + {written}" if text else written)
            )
        return text

    def parts(self) -> Sequence[Expr]:
        return self.terms

    def slope(self, variable: Variable) -> float:
        return sum(term.slope(variable) for term in self.terms)


@dataclass(frozen=True, eq=False)
class Minus(Expr):
    """The negative of something."""

    operand: Expr
    binds = SUM

    def value(self) -> Value:
        return -self.operand.value()

    def latex(self, style: Style) -> str:
        inner = self.operand.latex(style)
        return f"{MINUS}{_bracketed(inner)}" if self.operand.binds == SUM or inner.startswith(MINUS) else f"{MINUS}{inner}"

    def text(self, style: Style) -> str:
        inner = self.operand.text(style)
        return f"−({inner})" if self.operand.binds == SUM or inner.startswith("−") else f"−{inner}"

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)

    def slope(self, variable: Variable) -> float:
        return -self.operand.slope(variable)


@dataclass(frozen=True, eq=False)
class Product(Expr):
    """Factors multiplied: numbers, or one vector or matrix with numbers before it."""

    factors: tuple[Expr, ...]
    binds = PRODUCT

    def value(self) -> Value:
        total = self.factors[0].value()
        for factor in self.factors[1:]:
            total = total * factor.value()
        return total

    def latex(self, style: Style) -> str:
        return _times(style, r" \cdot ", r"\, ", [_factor(f.latex(style), f, MINUS, r"\left(", r"\right)") for f in self.factors])

    def text(self, style: Style) -> str:
        return _times(style, "·", "·", [_factor(f.text(style), f, "−", "(", ")") for f in self.factors])

    def parts(self) -> Sequence[Expr]:
        return self.factors

    def slope(self, variable: Variable) -> float:
        total = 0.0
        for i, factor in enumerate(self.factors):
            rest = [other.number() for j, other in enumerate(self.factors) if j != i]
            total += factor.slope(variable) * float(np.prod(rest))
        return total


def _factor(written: str, factor: Expr, minus: str, left: str, right: str) -> str:
    return f"{left}{written}{right}" if factor.binds == SUM or written.startswith(minus) else written


def _times(style: Style, dot: str, thin: str, factors: list[str]) -> str:
    shown = [
        "…" if i is None else factors[i]
        for i in (style.shown(len(factors)) if len(factors) > MAX_FACTORS else range(len(factors)))
    ]
    return (dot if style.numbers else thin).join(r"\cdots" if f == "…" and "\\" in dot else f for f in shown)


@dataclass(frozen=True, eq=False)
class Fraction(Expr):
    """One thing over another."""

    above: Expr
    below: Expr

    def value(self) -> Value:
        return self.above.value() / self.below.value()

    def latex(self, style: Style) -> str:
        return rf"\frac{{{self.above.latex(style)}}}{{{self.below.latex(style)}}}"

    def text(self, style: Style) -> str:
        return f"{_word(self.above, style)}/{_word(self.below, style)}"

    def parts(self) -> Sequence[Expr]:
        return (self.above, self.below)

    def slope(self, variable: Variable) -> float:
        below = self.below.number()
        return (self.above.slope(variable) * below - self.above.number() * self.below.slope(variable)) / below**2


@dataclass(frozen=True, eq=False)
class Square(Expr):
    """Something squared."""

    operand: Expr

    def value(self) -> Value:
        value = self.operand.value()
        return value * value

    def latex(self, style: Style) -> str:
        inner = self.operand.latex(style)
        return f"{inner if self._is_bare(style) else _bracketed(inner)}^2"

    def text(self, style: Style) -> str:
        inner = self.operand.text(style)
        return f"{inner}²" if self._is_bare(style) else f"({inner})²"

    def _is_bare(self, style: Style) -> bool:
        """Whether the exponent can stand right at the symbol, which has none yet."""
        return isinstance(self.operand, Symbol) and not style.numbers and not set("^_") & set(self.operand.name)

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)

    def slope(self, variable: Variable) -> float:
        return 2.0 * self.operand.number() * self.operand.slope(variable)


@dataclass(frozen=True, eq=False)
class Call(Expr):
    """A named function of one argument, applied to each entry.

    Attributes:
        name: in LaTeX.
        plain: in plain text.
        argument: what it is applied to.
        function: the function.
        derivative: its derivative, where it is differentiated.
    """

    name: str
    plain: str
    argument: Expr
    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array] | None = None

    def value(self) -> Value:
        return _applied(self.function, self.argument.value())

    def latex(self, style: Style) -> str:
        return f"{self.name}{_bracketed(self.argument.latex(style))}"

    def text(self, style: Style) -> str:
        return f"{self.plain}({self.argument.text(style)})"

    def parts(self) -> Sequence[Expr]:
        return (self.argument,)

    def slope(self, variable: Variable) -> float:
        assert self.derivative is not None
        inner = self.argument.slope(variable)
        return 0.0 if inner == 0.0 else float(self.derivative(np.array([self.argument.number()]))[0]) * inner


def _applied(function: Callable[[Array], Array], value: Value) -> Value:
    if isinstance(value, np.ndarray):
        return function(value)
    return float(function(np.array([value]))[0])


@dataclass(frozen=True, eq=False)
class Root(Expr):
    """The square root, of each entry."""

    operand: Expr

    def value(self) -> Value:
        return _applied(np.sqrt, self.operand.value())

    def latex(self, style: Style) -> str:
        return rf"\sqrt{{{self.operand.latex(style)}}}"

    def text(self, style: Style) -> str:
        return f"√{_word(self.operand, style)}"

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)

    def slope(self, variable: Variable) -> float:
        return self.operand.slope(variable) / (2.0 * float(np.sqrt(self.operand.number())))


def _word(expr: Expr, style: Style) -> str:
    text = expr.text(style)
    return text if expr.binds == ATOM and not text.startswith("−") else f"({text})"


def _bracketed(latex: str) -> str:
    return rf"\left({latex}\right)"
