"""An expression cut into fragments, so that a long one can be broken into lines and each term can be pointed at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visprop.engine.key import Key
from visprop.notation.expression.applied import Call, Square
from visprop.notation.expression.arithmetic import Minus, Product, Sum, needs_times
from visprop.notation.expression.expr import ATOM, MAX_FACTORS, PRODUCT, SUM, Expr, Number, Style, Symbol, Variable
from visprop.notation.expression.functions import Applied, Composed, Lambda, Slope, Tuple
from visprop.notation.expression.matrices import Hadamard, MatrixProduct, is_bracketed
from visprop.notation.expression.numbers import MINUS


@dataclass(frozen=True)
class Fragment:
    """A part of a formula that is set on its own.

    Attributes:
        latex: what it says.
        keys: what it stands for in the network.
        before: the space before it, in sizes of the font.
        is_break: whether a line may be broken before it.
        is_bound: whether it is the variable that a λ binds, which has a colour of its own.
        name: of the one quantity that it stands for, in LaTeX, where its number is printed too; empty if it is none.
    """

    latex: str
    keys: frozenset[Key] = frozenset()
    before: float = 0.0
    is_break: bool = False
    is_bound: bool = False
    name: str = ""


_SPACE = 0.25
_HAIR, _THIN, _APART = 0.06, 0.16, 0.32
_SHORT = 40
"""A bracket of so little LaTeX, such as (a − y), is never broken."""


def fragments(expr: Expr, style: Style) -> list[Fragment]:
    """The fragments of an expression; together they say what its LaTeX says."""
    if isinstance(expr, Sum):
        return _sum(expr, style)
    if isinstance(expr, Minus) and isinstance(expr.operand, Product | Sum):
        return [Fragment(MINUS), *_spaced(_grouped(expr.operand, style), _HAIR)]
    if isinstance(expr, Product) and not _is_abridged(expr):
        return _product(expr, style)
    if isinstance(expr, Call):
        return [Fragment(expr.name), *_spaced(_wrapped(expr.argument, style), _HAIR)]
    if isinstance(expr, Square) and not isinstance(expr.operand, Symbol):
        *inner, end = _wrapped(expr.operand, style)
        return [*inner, replace(end, latex=rf"{end.latex}^{{2}}")]
    if isinstance(expr, Applied | Composed | Tuple | Slope):
        return _function(expr, style)
    if isinstance(expr, Hadamard):
        left = fragments(expr.left, style) if expr.left.binds == ATOM else _wrapped(expr.left, style)
        return [*left, Fragment(r"\odot", before=_SPACE, is_break=True), *_spaced(_matrix_factor(expr.right, style))]
    if isinstance(expr, MatrixProduct):
        return [*_matrix_factor(expr.left, style), *_spaced(_matrix_factor(expr.right, style), _THIN)]
    if isinstance(expr, Variable):
        return [Fragment(expr.latex(style), is_bound=True)]
    name = expr.name if isinstance(expr, Symbol) else ""
    return [Fragment(expr.latex(style), frozenset(expr.keys()), name=name)]


def _matrix_factor(expr: Expr, style: Style) -> list[Fragment]:
    return _wrapped(expr, style) if is_bracketed(expr) else fragments(expr, style)


def _sum(expr: Sum, style: Style) -> list[Fragment]:
    found: list[Fragment] = []
    expr = expr.as_written(style)
    for i in style.shown(len(expr.terms)):
        if i is None:
            found += [Fragment("+", before=_SPACE, is_break=True), Fragment(r"\cdots", before=_SPACE)]
            continue
        term = expr.terms[i]
        negative = isinstance(term, Minus)
        inner = term.operand if isinstance(term, Minus) else term
        latex = inner.latex(style)
        wrap = inner.binds == SUM or (latex.startswith(MINUS) and inner.binds != PRODUCT and bool(found or negative))
        parts = _wrapped(inner, style) if wrap else fragments(inner, style)
        if not found:
            found += [Fragment(MINUS), *_spaced(parts, _HAIR)] if negative else parts
        else:
            found += [Fragment("-" if negative else "+", before=_SPACE, is_break=True), *_spaced(parts)]
    return found


def _function(expr: Applied | Composed | Tuple | Slope, style: Style) -> list[Fragment]:
    """Euler's notation: f and its arguments, a tuple of them, functions composed, or D of a function at a point."""
    if isinstance(expr, Applied):
        first, *others = (_wrapped(word, style) if isinstance(word, Applied) else _atom(word, style) for word in expr.words)
        return [*first, *(fragment for word in others for fragment in _spaced(word, _APART))]
    if isinstance(expr, Tuple):
        if len(expr.items) == 1:
            return fragments(expr.items[0], style)
        found = [Fragment("(")]
        for at, i in enumerate(style.shown(len(expr.items))):
            found += [Fragment(",")] if at else []
            item = [Fragment(r"\ldots")] if i is None else fragments(expr.items[i], style)
            found += _spaced(item, _SPACE, is_break=True) if at else item
        return [*found, Fragment(")")]
    if isinstance(expr, Composed):
        first, *others = (_composed(one, style) for one in expr.functions)
        ring = Fragment(r"\circ", before=_SPACE, is_break=True)
        return [*first, *(fragment for other in others for fragment in (ring, *_spaced(other)))]
    point = _wrapped(expr.point, style) if isinstance(expr.point, Applied) else _atom(expr.point, style)
    return [Fragment("D"), Fragment("("), *_lambda(expr.function, style), Fragment(")"), *_spaced(point, _APART)]


def _composed(function: Expr | Lambda, style: Style) -> list[Fragment]:
    """One of several functions that are composed."""
    if isinstance(function, Lambda):
        return [Fragment("("), *_lambda(function, style), Fragment(")")]
    return fragments(function, style)


def _lambda(function: Lambda, style: Style) -> list[Fragment]:
    """λv. body, or how the function is written without λ."""
    if function.partial is not None:
        return fragments(function.partial, style)
    name = Fragment(function.variable.name, before=_HAIR, is_bound=True)
    return [Fragment(r"\lambda"), name, Fragment("."), *_spaced(fragments(function.body, style), _THIN)]


def _atom(expr: Expr, style: Style) -> list[Fragment]:
    """An argument, bracketed where it is negative."""
    return _wrapped(expr, style) if expr.latex(style).startswith(MINUS) else fragments(expr, style)


def _is_abridged(expr: Product) -> bool:
    """Whether a product has so many factors that not all are written."""
    return len(expr.factors) > MAX_FACTORS


def _is_long(expr: Product, style: Style) -> bool:
    """Whether a product may have to be broken into lines: it has many factors, products among them, or much to say."""
    is_many = len(expr.factors) > 3 or any(isinstance(factor, Product) for factor in expr.factors)
    return is_many or sum(len(factor.latex(style)) for factor in expr.factors) > _SHORT


def _product(expr: Product, style: Style) -> list[Fragment]:
    found: list[Fragment] = []
    is_long = _is_long(expr, style)
    for i, factor in enumerate(expr.factors):
        parts = _grouped(factor, style)
        sign = r"\cdot" if style.numbers or isinstance(factor, Number) else r"\times" if needs_times(expr.factors, i) else ""
        is_dotted = bool(sign)
        if found and is_dotted:
            found.append(Fragment(sign, before=_SPACE, is_break=is_long))
        space = _SPACE if is_dotted else _THIN
        found += _spaced(parts, space, is_long and not is_dotted) if found else parts
    return found


def _grouped(expr: Expr, style: Style) -> list[Fragment]:
    """The fragments of a factor, bracketed where it is a sum or negative."""
    return _wrapped(expr, style) if expr.binds == SUM or expr.latex(style).startswith(MINUS) else fragments(expr, style)


def _wrapped(expr: Expr, style: Style) -> list[Fragment]:
    inner = fragments(expr, style)
    tall = any(word in fragment.latex for fragment in inner for word in (r"\frac", "bmatrix"))
    left, right = (r"\Bigl(", r"\Bigr)") if tall else ("(", ")")
    if sum(len(fragment.latex) for fragment in inner) <= _SHORT:
        inner = [replace(fragment, is_break=False) for fragment in inner]
    return [Fragment(left), *inner, Fragment(right)]


def _spaced(parts: list[Fragment], space: float = _SPACE, is_break: bool = False) -> list[Fragment]:
    first = parts[0]
    return [replace(first, before=space, is_break=first.is_break or is_break), *parts[1:]]
