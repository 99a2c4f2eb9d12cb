"""Names in an expression replaced by what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from visprop.notation.expression.expr import Expr, Number, Symbol, Variable
from visprop.notation.expression.functions import Lambda
from visprop.notation.layout.latex import latex


def substituted(expr: Expr, meanings: Mapping[str, Expr]) -> Expr:
    """The expression with each symbol of which a meaning is given, by its name in LaTeX, replaced by it."""
    found: Expr = _part(expr, meanings)
    return found


def _part(part: Any, meanings: Mapping[str, Expr]) -> Any:
    if isinstance(part, Symbol):
        return meanings.get(latex(part.name), part)
    if isinstance(part, Number | Variable):
        return part
    if isinstance(part, tuple):
        return tuple(_part(one, meanings) for one in part)
    if isinstance(part, Expr | Lambda) and is_dataclass(part):
        return replace(part, **{field.name: _part(getattr(part, field.name), meanings) for field in fields(part)})
    return part
