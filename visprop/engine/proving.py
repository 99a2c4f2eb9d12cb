"""What the numbers of an entry are tried with: differences of what it computes, and the rows of its derivation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation
from visprop.engine.fast import Call
from visprop.engine.written import value

_STEP = 1e-6


def by_differences(f: Callable[[Array], Array], x: Array) -> Array:
    """∂f_i/∂x_j by central differences, of shape (f's length, x's length)."""
    ends = [(f(x + _STEP * unit) - f(x - _STEP * unit)) / (2 * _STEP) for unit in np.eye(x.size)]
    return np.array(ends).T


def is_near(a: Array, b: Array) -> bool:
    """Whether numbers are the same but for what differences lose."""
    return np.shape(a) == np.shape(b) and bool(np.allclose(a, b, 1e-5, 1e-6))


def is_same(a: Array, b: Array) -> bool:
    """Whether numbers are the same but for rounding."""
    return bool(np.allclose(a, b, 1e-9, 1e-12))


def do(calls: list[Call]) -> None:
    """Make the calls of the fast path."""
    for call, arguments in calls:
        call(*arguments)


def rows_of(derivation: Derivation, known: Mapping[str, Array]) -> dict[str, Array]:
    """The numbers of a derivation by their names, row by row, with what is known before.

    Raises:
        ValueError: one of its formulas cannot be written, or names what is not known by then.
    """
    found = dict(known)
    for name, formula in derivation.given:
        found[name] = value(formula, found)
    for row in derivation.rows:
        found[row.name] = value(row.formula, found)
        found[f"d{row.name}"] = value(row.slope, found)
    for result in derivation.results:
        value(result.formula, found)
    return found
