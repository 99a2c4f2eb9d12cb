"""An expression cut into pieces, so that a long one can be broken into lines and each term can be pointed at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visprop.engine.key import Key
from visprop.notation.expression.arithmetic import Call, Minus, Product, Square, Sum
from visprop.notation.expression.expr import MAX_FACTORS, PRODUCT, SUM, Expr, Style, Symbol
from visprop.notation.expression.functions import Applied, Slope, Tuple
from visprop.notation.expression.matrices import Hadamard, MatrixProduct
from visprop.notation.expression.numbers import MINUS


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
    keys: frozenset[Key] = frozenset()
    before: float = 0.0
    is_break: bool = False


_SPACE = 0.25
_HAIR, _THIN, _APART = 0.06, 0.16, 0.32
_SHORT = 40
"""A bracket of so little LaTeX, such as (a − y), is never broken."""


def pieces(expr: Expr, style: Style) -> list[Piece]:
    """The pieces of an expression; together they say what its LaTeX says."""
    if isinstance(expr, Sum):
        return _sum(expr, style)
    if isinstance(expr, Minus) and isinstance(expr.of, Product | Sum):
        return [Piece(MINUS), *_grouped(expr.of, style)]
    if isinstance(expr, Product) and not _is_abridged(expr):
        return _product(expr, style)
    if isinstance(expr, Call):
        return [Piece(expr.name), *_spaced(_wrapped(expr.argument, style), _HAIR)]
    if isinstance(expr, Square) and not isinstance(expr.of, Symbol):
        *inner, end = _wrapped(expr.of, style)
        return [*inner, replace(end, latex=rf"{end.latex}^{{2}}")]
    if isinstance(expr, Applied | Tuple | Slope):
        return _function(expr, style)
    if isinstance(expr, Hadamard):
        wrap = expr.left.binds == SUM or (expr.left.binds == PRODUCT and not style.numbers)
        left = _wrapped(expr.left, style) if wrap else pieces(expr.left, style)
        return [*left, Piece(r"\odot", before=_SPACE, is_break=True), *_spaced(pieces(expr.right, style))]
    if isinstance(expr, MatrixProduct):
        return [*pieces(expr.left, style), *_spaced(pieces(expr.right, style), _THIN)]
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


def _function(expr: Applied | Tuple | Slope, style: Style) -> list[Piece]:
    """Euler's notation: f and its arguments, a tuple of them, or D of a function at a point."""
    if isinstance(expr, Applied):
        first, *others = (_wrapped(word, style) if isinstance(word, Applied) else _atom(word, style) for word in expr.words)
        return [*first, *(piece for word in others for piece in _spaced(word, _APART))]
    if isinstance(expr, Tuple):
        if len(expr.items) == 1:
            return pieces(expr.items[0], style)
        found = [Piece("(")]
        for at, i in enumerate(style.shown(len(expr.items))):
            found += [Piece(",")] if at else []
            item = [Piece(r"\ldots")] if i is None else pieces(expr.items[i], style)
            found += _spaced(item, _SPACE, is_break=True) if at else item
        return [*found, Piece(")")]
    function = expr.function
    body = function.body if function.partial is None else function.partial
    head = [Piece(rf"\lambda {function.variable.name}.")] if function.partial is None else []
    inner = pieces(body, style)
    inner = [*head, *(_spaced(inner, _THIN) if head else inner)]
    return [Piece("D"), Piece("("), *inner, Piece(")"), *_spaced(_atom(expr.point, style), _APART)]


def _atom(expr: Expr, style: Style) -> list[Piece]:
    """An argument, bracketed where it is negative."""
    return _wrapped(expr, style) if expr.latex(style).startswith(MINUS) else pieces(expr, style)


def _is_abridged(expr: Product) -> bool:
    """Whether a product has so many factors that not all are written."""
    return len(expr.factors) > MAX_FACTORS


def _is_long(expr: Product) -> bool:
    """Whether a product may have to be broken into lines: it has many factors, or products among them."""
    return len(expr.factors) > 3 or any(isinstance(factor, Product) for factor in expr.factors)


def _product(expr: Product, style: Style) -> list[Piece]:
    found: list[Piece] = []
    is_long = _is_long(expr)
    for factor in expr.factors:
        parts = _grouped(factor, style)
        if found and style.numbers:
            found.append(Piece(r"\cdot", before=_SPACE, is_break=is_long))
        found += _spaced(parts, _SPACE if style.numbers else _THIN, is_long and not style.numbers) if found else parts
    return found


def _grouped(expr: Expr, style: Style) -> list[Piece]:
    """The pieces of a factor, bracketed where it is a sum or negative."""
    return _wrapped(expr, style) if expr.binds == SUM or expr.latex(style).startswith(MINUS) else pieces(expr, style)


def _wrapped(expr: Expr, style: Style) -> list[Piece]:
    inner = pieces(expr, style)
    tall = any(word in piece.latex for piece in inner for word in (r"\frac", "bmatrix"))
    left, right = (r"\Bigl(", r"\Bigr)") if tall else ("(", ")")
    if sum(len(piece.latex) for piece in inner) <= _SHORT:
        inner = [replace(piece, is_break=False) for piece in inner]
    return [Piece(left), *inner, Piece(right)]


def _spaced(parts: list[Piece], space: float = _SPACE, is_break: bool = False) -> list[Piece]:
    first = parts[0]
    return [Piece(first.latex, first.keys, space, first.is_break or is_break), *parts[1:]]
