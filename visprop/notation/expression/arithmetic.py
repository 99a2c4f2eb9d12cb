"""Sums, products and fractions of expressions."""

from __future__ import annotations

import fractions
from collections.abc import Sequence
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
from visprop.notation.layout.build import MIDDLE_DOTS, operator
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import (
    FACTOR,
    HAIR,
    MINUS,
    Brackets,
    Fence,
    Gap,
    Node,
    Over,
    Row,
    Term,
    begins_with_digit,
    begins_with_minus,
    keys_in,
)

_SHORT = 40
"""A product of so little LaTeX is never broken."""
_BESIDE = Gap(FACTOR), Gap(FACTOR, is_break=True)
"""Between factors, where a line may not be broken and where it may."""


@dataclass(frozen=True)
class Pattern:
    """What the first terms of a sum are written as with Σ.

    Attributes:
        count: how many terms it stands for.
        node: Σ with the term for any index.
    """

    count: int
    node: Node


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
        return Sum((Symbol(pattern.node, float("nan")), *self.terms[pattern.count :]))

    def value(self, digits: int | None = None) -> Value:
        total = self.terms[0].value(digits)
        for term in self.terms[1:]:
            total = total + term.value(digits)
        return total

    def flaw(self) -> str:
        total, size = np.abs(self.value()), sum(np.abs(term.value()) for term in self.terms)
        return CANCELS if bool(np.any((total < CANCELLED * size) & np.isfinite(size))) else super().flaw()

    def laid_out(self, style: Style) -> Node:
        terms, items = self.as_written(style).terms, list[Node]()
        for i in style.shown(len(terms)):
            if i is None:
                items += [operator("+"), MIDDLE_DOTS]
                continue
            term = terms[i]
            is_less = isinstance(term, Minus)
            inner = term.operand if isinstance(term, Minus) else term
            node = inner.layout(style)
            if inner.binds == SUM or (begins_with_minus(node) and (items or is_less)):
                node = Brackets(node)
            if items:
                items += [operator("−" if is_less else "+"), node]
            else:
                items += [MINUS, Gap(HAIR), node] if is_less else [node]
        return Row(tuple(items))

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

    def laid_out(self, style: Style) -> Node:
        inner = as_factor(self.operand, style)
        if isinstance(self.operand, Product | Sum):
            return Row((MINUS, Gap(HAIR), inner))
        return Term(Row((MINUS, inner)), keys_in(inner))

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

    def laid_out(self, style: Style) -> Node:
        is_abridged = len(self.factors) > MAX_FACTORS
        is_long, items = self._is_long(style), list[Node]()
        for i in style.shown(len(self.factors)) if is_abridged else range(len(self.factors)):
            if i is None:
                items += [operator("·", is_long), MIDDLE_DOTS]
                continue
            node = as_factor(self.factors[i], style)
            if items:
                # A number right behind another would read as one.
                is_dotted = style.numbers or begins_with_digit(node)
                sign = "×" if needs_times(self.factors, i) else "·" if is_dotted else ""
                items.append(operator(sign, is_long) if sign else _BESIDE[is_long])
            items.append(node)
        whole = Row(tuple(items))
        return Term(whole, frozenset(self.keys())) if is_abridged else whole

    def _is_long(self, style: Style) -> bool:
        """Whether it may have to be broken into lines: it has many factors, products among them, or much to say."""
        is_many = len(self.factors) > 3 or any(isinstance(factor, Product) for factor in self.factors)
        return is_many or sum(map(len, [latex(factor.layout(style)) for factor in self.factors])) > _SHORT

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


def as_factor(factor: Expr, style: Style) -> Node:
    """Something behind a sign, or beside another factor: in brackets where it is a sum or negative."""
    node = factor.layout(style)
    return Brackets(node) if factor.binds == SUM or begins_with_minus(node) else node


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

    def laid_out(self, style: Style) -> Node:
        above, below = of_one_piece(self.above, style), of_one_piece(self.below, style)
        return Term(Over(above, below), keys_in(above) | keys_in(below))

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


def of_one_piece(expr: Expr, style: Style) -> Node:
    """What a bar holds together; plain text, which has none, puts brackets about a sum, a product, a fraction and a minus."""
    node = expr.layout(style)
    is_whole = expr.binds == ATOM and not isinstance(expr, Fraction) and not begins_with_minus(node)
    return node if is_whole else Brackets(node, Fence.LINEAR)
