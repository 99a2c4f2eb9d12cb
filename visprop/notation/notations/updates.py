"""The update as an optimiser makes it of the gradient, for single parameters and for whole matrices alike."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.engine.optimiser import Optimiser
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import Expr, Symbol
from visprop.notation.expression.from_formula import expression, named_symbol
from visprop.notation.layout.nodes import Index, Script


def update_equations(
    optimiser: Optimiser,
    update: Symbol,
    g: Expr,
    p: Symbol,
    eta: Symbol,
    before: Sequence[Symbol],
    after: Sequence[Symbol],
    t: int,
    is_matrix: bool,
) -> list[Equation]:
    """What is remembered from now on, and Δp.

    Args:
        optimiser: its rules are written out.
        update: Δp, with the engine's value.
        g: the gradient.
        p: what is updated, before it is.
        eta: the learning rate.
        before, after: what is remembered, with its values before and after this update.
        t: the number of the update, from 1.
        is_matrix: whether all is done entry by entry, so that a square is written as g ⊙ g.
    """
    symbols: dict[str, Expr] = {"g": g, "p": p, "η": eta} | dict(zip(optimiser.memory, before, strict=True))
    for name, value in optimiser.constants:
        symbols[name] = named_symbol(name, value)
        symbols[f"{name}t"] = _power(name, value, t)
    found = []
    for target, formula in optimiser.rules:
        right = expression(formula, symbols, by_entry=is_matrix)
        if target == "Δ":
            found.append(Equation(update, right))
            continue
        left = after[optimiser.memory.index(target)]
        found.append(Equation(left, right, "" if found else optimiser.words, sign="←"))
        symbols[target] = left
    return found


def _power(name: str, value: float, t: int) -> Symbol:
    """A constant to the power of the update's number."""
    return Symbol(Script(named_symbol(name, value).name, Index(str(t))), value**t)
