"""Expressions of vectors and matrices: products, transposes, ⊙, norms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.notation.expression.arithmetic import Product
from visprop.notation.expression.expr import ATOM, PRODUCT, SUM, Expr, Items, Style, Value, value_layout
from visprop.notation.layout.build import DOWN_DOTS, operator
from visprop.notation.layout.nodes import THIN, Brackets, Fence, Gap, Index, Mark, Matrix, Node, Row, Script, Term, bare, keys_in


def is_bracketed(factor: Expr) -> bool:
    """Whether a factor of a matrix product, or the second one of ⊙, stands in brackets."""
    return factor.binds == SUM or isinstance(factor, Hadamard | Product)


def _factor(factor: Expr, style: Style) -> Node:
    node = factor.layout(style)
    return Brackets(node) if is_bracketed(factor) else node


@dataclass(frozen=True, eq=False)
class MatrixProduct(Expr):
    """A matrix times a vector, or a vector times a transposed vector (the outer product)."""

    left: Expr
    right: Expr
    binds = PRODUCT

    def value(self, digits: int | None = None) -> Value:
        left, right = np.asarray(self.left.value(digits)), np.asarray(self.right.value(digits))
        if left.ndim == 1:
            left = left[:, None]
        product: Value = left @ right
        return product

    def laid_out(self, style: Style) -> Node:
        return Row((_factor(self.left, style), Gap(THIN), _factor(self.right, style)))

    def parts(self) -> Sequence[Expr]:
        return (self.left, self.right)


def _turned(matrix: Matrix) -> Matrix:
    """Rows as columns."""
    return Matrix(tuple(zip(*matrix.rows, strict=True)), is_vector=False)


@dataclass(frozen=True, eq=False)
class Transposed(Expr):
    """A matrix or vector on its side."""

    operand: Expr

    def value(self, digits: int | None = None) -> Value:
        value = np.asarray(self.operand.value(digits))
        return value[None, :] if value.ndim == 1 else value.T

    def laid_out(self, style: Style) -> Node:
        # With numbers or other entries, what is transposed is written so, as on paper.
        inner = self.operand.layout(style)
        if style.numbers:
            return Term(value_layout(self.value(), style), keys_in(inner))
        whole = bare(inner)
        return Term(_turned(whole) if isinstance(whole, Matrix) else Script(Brackets(inner), Mark("⊤")), keys_in(inner))

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)


@dataclass(frozen=True, eq=False)
class Hadamard(Expr):
    """The elementwise product ⊙ of two vectors."""

    left: Expr
    right: Expr
    binds = PRODUCT

    def value(self, digits: int | None = None) -> Value:
        return self.left.value(digits) * self.right.value(digits)

    def laid_out(self, style: Style) -> Node:
        left = self.left.layout(style)
        return Row((left if self.left.binds == ATOM else Brackets(left), operator("⊙"), _factor(self.right, style)))

    def parts(self) -> Sequence[Expr]:
        return (self.left, self.right)


@dataclass(frozen=True, eq=False)
class SquaredNorm(Expr):
    """‖v‖², the sum of the squares of a vector's entries."""

    operand: Expr

    def value(self, digits: int | None = None) -> Value:
        entries = np.asarray(self.operand.value(digits))
        return float(entries @ entries)

    def laid_out(self, style: Style) -> Node:
        inner = self.operand.layout(style)
        return Term(Script(Brackets(inner, Fence.NORM), Index("2")), keys_in(inner))

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)


@dataclass(frozen=True, eq=False)
class Vector(Items):
    """Numbers one below the other, each as it is computed; of many the first two and the last are written."""

    def value(self, digits: int | None = None) -> Value:
        return np.array([item.number(digits) for item in self.items])

    def laid_out(self, style: Style) -> Node:
        rows = tuple((DOWN_DOTS if i is None else self.items[i].layout(style),) for i in style.shown(len(self.items)))
        return Term(Matrix(rows, is_vector=True), frozenset(self.keys()))
