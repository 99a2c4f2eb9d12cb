"""Expressions of vectors and matrices: products, transposes, ⊙, norms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.notation.expression.arithmetic import Product
from visprop.notation.expression.expr import ATOM, PRODUCT, SUM, Expr, Style, Value, latex_value, text_value


def is_bracketed(factor: Expr) -> bool:
    """Whether a factor of a matrix product, or the second one of ⊙, stands in brackets."""
    return factor.binds == SUM or isinstance(factor, Hadamard | Product)


def _bracketed_latex(factor: Expr, style: Style) -> str:
    latex = factor.latex(style)
    return rf"\left({latex}\right)" if is_bracketed(factor) else latex


def _bracketed_text(factor: Expr, style: Style) -> str:
    text = factor.text(style)
    return f"({text})" if is_bracketed(factor) else text


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

    def latex(self, style: Style) -> str:
        return rf"{_bracketed_latex(self.left, style)}\, {_bracketed_latex(self.right, style)}"

    def text(self, style: Style) -> str:
        return f"{_bracketed_text(self.left, style)} {_bracketed_text(self.right, style)}"

    def parts(self) -> Sequence[Expr]:
        return (self.left, self.right)


@dataclass(frozen=True, eq=False)
class Transposed(Expr):
    """A matrix or vector on its side."""

    operand: Expr

    def value(self, digits: int | None = None) -> Value:
        value = np.asarray(self.operand.value(digits))
        return value[None, :] if value.ndim == 1 else value.T

    def latex(self, style: Style) -> str:
        # With numbers, what is transposed is written so, as on paper.
        return latex_value(self.value(), style) if style.numbers else rf"\left({self.operand.latex(style)}\right)^{{\top}}"

    def text(self, style: Style) -> str:
        return text_value(self.value(), style) if style.numbers else f"({self.operand.text(style)})ᵀ"

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

    def latex(self, style: Style) -> str:
        left = self.left.latex(style)
        if self.left.binds != ATOM:
            left = rf"\left({left}\right)"
        return rf"{left} \odot {_bracketed_latex(self.right, style)}"

    def text(self, style: Style) -> str:
        left = self.left.text(style)
        return f"{left if self.left.binds == ATOM else f'({left})'} ⊙ {_bracketed_text(self.right, style)}"

    def parts(self) -> Sequence[Expr]:
        return (self.left, self.right)


@dataclass(frozen=True, eq=False)
class SquaredNorm(Expr):
    """‖v‖², the sum of the squares of a vector's entries."""

    operand: Expr

    def value(self, digits: int | None = None) -> Value:
        entries = np.asarray(self.operand.value(digits))
        return float(entries @ entries)

    def latex(self, style: Style) -> str:
        return rf"\left\Vert {self.operand.latex(style)} \right\Vert^2"

    def text(self, style: Style) -> str:
        return f"‖{self.operand.text(style)}‖²"

    def parts(self) -> Sequence[Expr]:
        return (self.operand,)
