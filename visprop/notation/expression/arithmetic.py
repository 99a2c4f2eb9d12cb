"""Sums, products and fractions of expressions."""

from __future__ import annotations

import fractions
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from visprop.notation.expression.expr import (
    ATOM,
    CANCELLED,
    CANCELS,
    MAX_FACTORS,
    PRODUCT,
    SUM,
    TOO_SMALL,
    Expr,
    Style,
    Symbol,
    Value,
    Variable,
    has_zero,
)
from visprop.notation.expression.numbers import MINUS


@dataclass(frozen=True)
class Pattern:
    """What the first terms of a sum are written as with Σ.

    Attributes:
        count: how many terms it stands for.
        latex, text: Σ with the term for any index.
    """

    count: int
    latex: str
    text: str


@dataclass(frozen=True, eq=False)
class Sum(Expr):
    """Terms added up; a `Minus` among them is subtracted.

    Attributes:
        terms: what is added.
        pattern: how it is written with Σ, in symbols; None where there is no such way.
    """

    terms: tuple[Expr, ...]
    pattern: Pattern | None = None
    binds = SUM

    def as_written(self, style: Style) -> Sum:
        """The same with Σ for the terms that it stands for, where that is asked for."""
        pattern = self.pattern
        if pattern is None or not style.sums or style.numbers:
            return self
        return Sum((Symbol(pattern.latex, pattern.text, float("nan")), *self.terms[pattern.count :]))

    def value(self, digits: int | None = None) -> Value:
        total = self.terms[0].value(digits)
        for term in self.terms[1:]:
            total = total + term.value(digits)
        return total

    def flaw(self) -> str:
        total, size = np.abs(self.value()), sum(np.abs(term.value()) for term in self.terms)
        return CANCELS if bool(np.any((total < CANCELLED * size) & np.isfinite(size))) else super().flaw()

    def latex(self, style: Style) -> str:
        return self.as_written(style)._written(
            style, lambda term: term.latex(style), r"\cdots", "-", MINUS, r"\left(", r"\right)"
        )

    def text(self, style: Style) -> str:
        return self.as_written(style)._written(style, lambda term: term.text(style), "…", "−", "−", "(", ")")

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

    def rational(self, style: Style) -> fractions.Fraction | None:
        found = _rationals(self.terms, style)
        return None if found is None else sum(found, fractions.Fraction(0))

    def count(self) -> int:
        return len(self.terms)

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return sum(term.slope(variable, digits) for term in self.terms)


@dataclass(frozen=True, eq=False)
class Minus(Expr):
    """The negative of something."""

    operand: Expr
    binds = SUM

    def value(self, digits: int | None = None) -> Value:
        return -self.operand.value(digits)

    def latex(self, style: Style) -> str:
        inner = self.operand.latex(style)
        return f"{MINUS}{bracketed(inner)}" if self.operand.binds == SUM or inner.startswith(MINUS) else f"{MINUS}{inner}"

    def text(self, style: Style) -> str:
        inner = self.operand.text(style)
        return f"−({inner})" if self.operand.binds == SUM or inner.startswith("−") else f"−{inner}"

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)

    def rational(self, style: Style) -> fractions.Fraction | None:
        found = self.operand.rational(style)
        return None if found is None else -found

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        return -self.operand.slope(variable, digits)


@dataclass(frozen=True, eq=False)
class Product(Expr):
    """Factors multiplied: numbers, or one vector or matrix with numbers before it."""

    factors: tuple[Expr, ...]
    binds = PRODUCT

    def value(self, digits: int | None = None) -> Value:
        total = self.factors[0].value(digits)
        for factor in self.factors[1:]:
            total = total * factor.value(digits)
        return total

    def latex(self, style: Style) -> str:
        written = [_factor(f.latex(style), f, MINUS, r"\left(", r"\right)") for f in self.factors]
        return self._joined(style, written, r" \cdot ", r" \times ", r"\, ")

    def text(self, style: Style) -> str:
        return self._joined(style, [_factor(f.text(style), f, "−", "(", ")") for f in self.factors], "·", " × ", "·")

    def _joined(self, style: Style, written: list[str], dot: str, cross: str, thin: str) -> str:
        """Factors one behind the other, of many the first and the last."""
        shown = style.shown(len(written)) if len(written) > MAX_FACTORS else range(len(written))
        text = ""
        for i in shown:
            if i is None:
                text += dot + (r"\cdots" if "\\" in dot else "…")
                continue
            # A number right behind another would read as one.
            is_dotted = style.numbers or written[i][0].isdigit()
            text += (dot if is_dotted else cross if needs_times(self.factors, i) else thin) if text else ""
            text += written[i]
        return text

    def parts(self) -> Sequence[Expr]:
        return self.factors

    def rational(self, style: Style) -> fractions.Fraction | None:
        found = _rationals(self.factors, style)
        return None if found is None else prod(found, start=fractions.Fraction(1))

    def flaw(self) -> str:
        vanishes = has_zero(self.value()) and not any(has_zero(factor.value()) for factor in self.factors)
        return TOO_SMALL if vanishes else super().flaw()

    def is_abridged(self, style: Style) -> bool:
        return super().is_abridged(style) or (not style.whole and len(self.factors) > MAX_FACTORS)

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        total = 0.0
        for i, factor in enumerate(self.factors):
            rest = [other.number(digits) for j, other in enumerate(self.factors) if j != i]
            total += factor.slope(variable, digits) * float(np.prod(rest))
        return total


def _factor(written: str, factor: Expr, minus: str, left: str, right: str) -> str:
    return f"{left}{written}{right}" if factor.binds == SUM or written.startswith(minus) else written


def needs_times(factors: Sequence[Expr], i: int) -> bool:
    """Whether × must stand before a factor, as one beside the other would read as a function and its argument."""
    if i == 0:
        return False
    before, after = _outermost(factors[i - 1], -1), _outermost(factors[i], 0)
    return before.is_application or after.is_application


def _outermost(expr: Expr, end: int) -> Expr:
    """Of products within products the factor that stands at an end."""
    while isinstance(expr, Product):
        expr = expr.factors[end]
    return expr


def _rationals(parts: Sequence[Expr], style: Style) -> list[fractions.Fraction] | None:
    """What the printed numbers of several parts give; None if one is not rational."""
    found = []
    for part in parts:
        value = part.rational(style)
        if value is None:
            return None
        found.append(value)
    return found


@dataclass(frozen=True, eq=False)
class Fraction(Expr):
    """One thing over another."""

    above: Expr
    below: Expr

    def value(self, digits: int | None = None) -> Value:
        return np.divide(self.above.value(digits), self.below.value(digits))

    def latex(self, style: Style) -> str:
        return rf"\frac{{{self.above.latex(style)}}}{{{self.below.latex(style)}}}"

    def text(self, style: Style) -> str:
        return f"{as_factor(self.above, style)}/{as_factor(self.below, style)}"

    def parts(self) -> Sequence[Expr]:
        return (self.above, self.below)

    def rational(self, style: Style) -> fractions.Fraction | None:
        found = _rationals((self.above, self.below), style)
        return None if found is None or not found[1] else found[0] / found[1]

    def flaw(self) -> str:
        if has_zero(self.below.value()):
            return "has a divisor that float64 cannot tell from 0"
        return TOO_SMALL if has_zero(self.value()) and not has_zero(self.above.value()) else super().flaw()

    def slope(self, variable: Variable, digits: int | None = None) -> float:
        above, below = self.above.number(digits), self.below.number(digits)
        outer = self.above.slope(variable, digits) * below - above * self.below.slope(variable, digits)
        return float(np.divide(outer, below * below))


def as_factor(expr: Expr, style: Style) -> str:
    """In plain text, in brackets unless it is of one piece; a fraction is not, where there is no bar to tell above from below."""
    text = expr.text(style)
    is_whole = expr.binds == ATOM and not isinstance(expr, Fraction) and not text.startswith("−")
    return text if is_whole else f"({text})"


def bracketed(latex: str) -> str:
    """In brackets as large as what they hold, as LaTeX."""
    return rf"\left({latex}\right)"
