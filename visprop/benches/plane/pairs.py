"""Pairs of numbers and their dot product, as expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visprop.notation.expression.arithmetic import as_factor
from visprop.notation.expression.expr import PRODUCT, Expr, Style, Value
from visprop.notation.expression.functions import Tuple
from visprop.notation.layout.nodes import Node, Operator, Row


@dataclass(frozen=True, eq=False)
class Dot(Expr):
    """Two vectors multiplied: the sum of the products of their numbers.

    Attributes:
        left, right: as they are written in symbols, so that ∇φ(p) may stand for (r₁, r₂).
        first, second: their numbers, as many in each.
    """

    left: Expr
    right: Expr
    first: tuple[Expr, ...]
    second: tuple[Expr, ...]
    binds = PRODUCT

    def value(self, digits: int | None = None) -> Value:
        return sum(one.number(digits) * other.number(digits) for one, other in zip(self.first, self.second, strict=True))

    def laid_out(self, style: Style) -> Node:
        sides = (Tuple(self.first), Tuple(self.second)) if style.numbers else (self.left, self.right)
        return Row((as_factor(sides[0], style), Operator("·"), as_factor(sides[1], style)))

    def parts(self) -> Sequence[Expr]:
        return (*self.first, *self.second)


def of_pairs(first: tuple[Expr, ...], second: tuple[Expr, ...]) -> Dot:
    """(x₁, x₂)·(y₁, y₂), written out."""
    return Dot(Tuple(first), Tuple(second), first, second)
