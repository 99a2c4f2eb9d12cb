"""An expression cut into pieces, so that a long one can be broken into lines and each term can be pointed at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visprop.notation.expr import PRODUCT, SUM, Expr, Minus, Product, Style, Sum
from visprop.notation.matrices import Hadamard, MatrixProduct
from visprop.notation.numbers import MINUS


@dataclass(frozen=True)
class Piece:
    """A part of a formula that is set on its own.

    Attributes:
        latex: what it says.
        keys: what it stands for in the network.
        before: the space before it, in sizes of the font.
        is_break: whether a line may be broken before it.
    """

    latex: str
    keys: frozenset[str] = frozenset()
    before: float = 0.0
    is_break: bool = False


_SPACE = 0.25
_SHORT = 40
"""A bracket of so little LaTeX, such as (a − y), is never broken."""


def pieces(expr: Expr, style: Style) -> list[Piece]:
    """The pieces of an expression; together they say what its LaTeX says."""
    if isinstance(expr, Sum):
        return _sum(expr, style)
    if isinstance(expr, Minus) and isinstance(expr.of, Product | Sum):
        return [Piece(MINUS), *_grouped(expr.of, style)]
    if isinstance(expr, Product) and (_is_long(expr) or any(isinstance(factor, Sum | Minus) for factor in expr.factors)):
        return _product(expr, style)
    if isinstance(expr, Hadamard):
        wrap = expr.left.binds == SUM or (expr.left.binds == PRODUCT and not style.numbers)
        left = _wrapped(expr.left, style) if wrap else pieces(expr.left, style)
        return [*left, Piece(r"\odot", before=_SPACE, is_break=True), *_spaced(pieces(expr.right, style))]
    if isinstance(expr, MatrixProduct):
        return [*pieces(expr.left, style), *_spaced(pieces(expr.right, style), 0.12)]
    return [Piece(expr.latex(style), frozenset(expr.keys()))]


def _sum(expr: Sum, style: Style) -> list[Piece]:
    found: list[Piece] = []
    for i in style.shown(len(expr.terms)):
        if i is None:
            found += [Piece("+", before=_SPACE, is_break=True), Piece(r"\cdots", before=_SPACE)]
            continue
        term = expr.terms[i]
        negative = isinstance(term, Minus)
        inner = term.of if isinstance(term, Minus) else term
        latex = inner.latex(style)
        wrap = inner.binds == SUM or (latex.startswith(MINUS) and inner.binds != PRODUCT and bool(found or negative))
        parts = _wrapped(inner, style) if wrap else pieces(inner, style)
        if not found:
            found += [Piece(MINUS), *parts] if negative else parts
        else:
            found += [Piece("-" if negative else "+", before=_SPACE, is_break=True), *_spaced(parts)]
    return found


def _is_long(expr: Product) -> bool:
    """Whether a product may have to be broken into lines: it has many factors, or products among them."""
    return len(expr.factors) > 3 or any(isinstance(factor, Product) for factor in expr.factors)


def _product(expr: Product, style: Style) -> list[Piece]:
    found: list[Piece] = []
    is_long = _is_long(expr)
    for factor in expr.factors:
        parts = _grouped(factor, style)
        if found and style.numbers:
            found.append(Piece(r"\cdot", before=_SPACE, is_break=True))
        found += _spaced(parts, _SPACE if style.numbers else 0.12, is_long and not style.numbers) if found else parts
    return found


def _grouped(expr: Expr, style: Style) -> list[Piece]:
    """The pieces of a factor, bracketed where it is a sum or negative."""
    return _wrapped(expr, style) if expr.binds == SUM or expr.latex(style).startswith(MINUS) else pieces(expr, style)


def _wrapped(expr: Expr, style: Style) -> list[Piece]:
    inner = pieces(expr, style)
    if len(inner) == 1:
        return [Piece(rf"\left({inner[0].latex}\right)", inner[0].keys)]
    tall = any(word in piece.latex for piece in inner for word in (r"\frac", "bmatrix"))
    left, right = (r"\Bigl(", r"\Bigr)") if tall else ("(", ")")
    if sum(len(piece.latex) for piece in inner) <= _SHORT:
        inner = [replace(piece, is_break=False) for piece in inner]
    return [Piece(left), *inner, Piece(right)]


def _spaced(parts: list[Piece], space: float = _SPACE, is_break: bool = False) -> list[Piece]:
    first = parts[0]
    return [Piece(first.latex, first.keys, space, first.is_break or is_break), *parts[1:]]
