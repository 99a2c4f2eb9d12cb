"""What comes out where something is forgotten or taken for another thing, and what that is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from visprop.notation.expression.applied import Call, Square
from visprop.notation.expression.arithmetic import Fraction, Minus, Product, Sum
from visprop.notation.expression.expr import SYMBOLS, Expr, Number

_MOST_PARTS = 32
"""Of more terms or factors none is left out in turn: nobody computes so long a sum by hand."""
_ONE = Number(1.0)


class Slip(NamedTuple):
    """A wrong way to compute a number.

    Attributes:
        value: what comes out.
        words: what was done wrong.
    """

    value: float
    words: str


def slips(expr: Expr) -> Iterator[Slip]:
    """Those that are likely, the likeliest first; what comes out right nevertheless is none."""
    right = float(np.asarray(expr.value()))
    yield Slip(-right, "the sign is the other one")
    for other, words in sorted(_altered(expr), key=lambda one: not one[1].startswith("σ′")):
        with np.errstate(all="ignore"):
            value = float(np.asarray(other.value()))
        if np.isfinite(value) and not np.isclose(value, right, rtol=1e-9, atol=0.0):
            yield Slip(value, words)


Altered = Iterator[tuple[Expr, str]]


def _altered(expr: Expr) -> Altered:
    """The expression with one thing in it done wrong."""
    match expr:
        case Minus(operand):
            yield from _within(operand, Minus)
        case Product(factors) if len(factors) <= _MOST_PARTS:
            yield from _of_product(factors)
        case Sum(terms) if len(terms) <= _MOST_PARTS:
            yield from _of_sum(expr, terms)
        case Square(operand):
            yield operand, f"{expr.text(SYMBOLS)} was not squared"
            yield from _within(operand, Square)
        case Call(_, argument) if not expr.is_slope:
            yield argument, f"{_name(expr)} was not applied"
            yield from _within(argument, lambda inner: replace(expr, argument=inner))


def _within(inner: Expr, outer: Callable[[Expr], Expr]) -> Altered:
    return ((outer(other), words) for other, words in _altered(inner))


def _of_product(factors: tuple[Expr, ...]) -> Altered:
    """A factor is forgotten, or something is done wrong in it."""
    for i, factor in enumerate(factors):
        rest = factors[:i] + factors[i + 1 :]
        is_slope = isinstance(factor, Call) and factor.is_slope
        what = factor.text(SYMBOLS) if is_slope or not isinstance(factor, Fraction) else f"the factor {factor.text(SYMBOLS)}"
        yield Product((*rest, _ONE)), f"{what} was forgotten"
        for other, words in _altered(factor):
            yield Product((*factors[:i], other, *factors[i + 1 :])), words


def _of_sum(expr: Sum, terms: tuple[Expr, ...]) -> Altered:
    """A term is forgotten, has the other sign, or something is done wrong in it."""
    for i, term in enumerate(terms):
        before, behind = terms[:i], terms[i + 1 :]
        name = (term.operand if isinstance(term, Minus) else term).text(SYMBOLS)
        if len(terms) > 1:
            yield replace(expr, terms=before + behind, pattern=None), f"{name} was forgotten"
            turned = term.operand if isinstance(term, Minus) else Minus(term)
            yield replace(expr, terms=(*before, turned, *behind), pattern=None), f"{name} has the other sign"
        for other, words in _altered(term):
            yield replace(expr, terms=(*before, other, *behind), pattern=None), words


def _name(call: Call) -> str:
    """A function's name, without its argument."""
    return call.text(SYMBOLS).partition("(")[0].strip()
