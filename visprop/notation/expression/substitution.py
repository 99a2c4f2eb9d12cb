"""Parts of an expression replaced by others: names by what they stand for, slopes by their numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np

from visprop.notation.expression.applied import Call
from visprop.notation.expression.expr import Expr, Number, Symbol, Variable
from visprop.notation.expression.functions import Lambda
from visprop.notation.layout.build import UNNAMED
from visprop.notation.layout.latex import latex


def substituted(expr: Expr, meanings: Mapping[str, Expr]) -> Expr:
    """The expression with each symbol of which a meaning is given, by its name in LaTeX, replaced by it."""
    return replaced(expr, lambda part: meanings.get(latex(part.name)) if isinstance(part, Symbol) else None)


def replaced(expr: Expr, other: Callable[[Expr], Expr | None]) -> Expr:
    """The expression with each part replaced of which `other` gives another one; None leaves it as it is."""
    found: Expr = _part(expr, other)
    return found


def with_slopes_told(expr: Expr) -> Expr | None:
    """The expression with each σ′ of something replaced by its number; None where there is none in it."""
    if not _has_slope(expr):
        return None
    found: Expr = _part(expr, lambda part: _number_of(part) if isinstance(part, Call) and part.is_slope else None)
    return found


def _has_slope(expr: Expr) -> bool:
    return (isinstance(expr, Call) and expr.is_slope) or any(map(_has_slope, expr.parts()))


def _number_of(slope: Call) -> Symbol:
    # It bears the hue of what it is the slope at.
    keys = slope.keys()
    with np.errstate(all="ignore"):
        return Symbol(UNNAMED, slope.value(), next(iter(keys)) if len(keys) == 1 else None)


def _part(part: Any, other: Callable[[Expr], Expr | None]) -> Any:
    """A part, or what is in its place; what has none is made of its own parts anew."""
    if isinstance(part, tuple):
        return tuple(_part(one, other) for one in part)
    if not isinstance(part, Expr | Lambda):
        return part
    found = other(part) if isinstance(part, Expr) else None
    if found is not None or isinstance(part, Number | Symbol | Variable):
        return found or part
    if not is_dataclass(part):
        return part
    return replace(part, **{field.name: _part(getattr(part, field.name), other) for field in fields(part)})
