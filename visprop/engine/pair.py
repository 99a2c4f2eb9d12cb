"""What a cost function C(y, a) is, and how it goes with an activation of the last layer: entries carry all that is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation
from visprop.engine.proving import by_differences, is_near, is_same, rows_of
from visprop.engine.registry import require
from visprop.engine.written import value


@dataclass(frozen=True)
class Pair:
    """A cost as it goes with an activation of the last layer.

    Attributes:
        value: (y, z, a) → the cost of each example, of shape (…,) for arrays of shape (…, n_L).
        gradient: (y, a) → ∂c/∂a, of a's shape.
        bend: (y, a) → ∂²c/∂a² of each output by itself, of a's shape, off the kinks.
        corner: (y, a) → for each output a number that is 0 where ∂c/∂a jumps, or bends at once, and has another sign on either
            side; None if it never does.
        delta: (y, z, a) → δ^L = ∂c/∂z^L, of a's shape, where that is a − y, as the factors of the activation cancel; else None.
        fast_delta: given with it, for the fast path: (kept, scratch) → (a, (y, 1 − y), out) that fills it, where all have the
            shape (n_L, m), scratch three times that, and kept is what the activation keeps.
        needs_z: whether the value is computed from z and not from a, so that a surface stops there.
        of_squares: what the sum of the squares of a − y is multiplied with to give the cost; None where it is no such sum.
        term: the cost of one output as a formula in y and a, and with `inner` in u.
        factor: what the sum of the terms is multiplied with, as a formula.
        slope: ∂c/∂a of one output as a formula in y and a.
        inner: what u stands for in Leibniz's notation, as a formula; empty if it has no use for u.
        vectorised: the whole cost as a formula in the vectors y and a; empty if it is written by components.
        derivation: n → the table that derives it, for n outputs.
        refuse_targets: (y) → why targets of shape (m, n_L) are refused; empty if they are not.
    """

    value: Callable[[Array, Array, Array], Array]
    gradient: Callable[[Array, Array], Array]
    bend: Callable[[Array, Array], Array]
    corner: Callable[[Array, Array], Array] | None
    delta: Callable[[Array, Array, Array], Array] | None
    fast_delta: Callable[[Array, Array], Callable[[Array, tuple[Array, Array], Array], Any]] | None
    needs_z: bool
    of_squares: float | None
    term: str
    factor: str
    slope: str
    inner: str
    vectorised: str
    derivation: Callable[[int], Derivation]
    refuse_targets: Callable[[Array], str]

    def __post_init__(self) -> None:
        require(
            self, "pair with the term",
            ((self.delta is None) == (self.fast_delta is None), "a shortcut to δ is given for both paths, or for none"),
            ("a" in self.term, f"term is to be a formula in y and a, not {self.term!r}"),
            name=self.term, empty=("inner", "vectorised"),
        )  # fmt: skip

    @property
    def has_shortcut(self) -> bool:
        """Whether δ^L is a − y."""
        return self.delta is not None

    @property
    def of_difference(self) -> float | None:
        """What a − y is multiplied with to give ∂c/∂a, with a shortcut δ^L itself; None where it is no multiple of it."""
        if self.has_shortcut:
            return 1.0
        return None if self.of_squares is None else 2.0 * self.of_squares


@dataclass(frozen=True)
class Cost:
    """One cost function.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        with_any: n → how it goes, for n outputs, with an activation that no entry of `PAIRS` names; None if it does not.
    """

    name: str
    words: str
    with_any: Callable[[int], Pair] | None

    def __post_init__(self) -> None:
        require(self, "cost")


_TARGETS = (np.array([0.2, 0.7, 0.1]), np.array([0.0, 1.0, 0.0]), np.array([-1.0, 1.0, -1.0]), np.array([3.0, 0.0, 2.0]))
"""What a pair is tried with: the first that it does not refuse."""
_ANSWERS = np.array([0.31, 0.47, 0.88])


def prove(cost: Cost) -> None:
    """Try the numbers of a cost that goes with any activation.

    Raises:
        ValueError: one of them contradicts another.
    """
    if cost.with_any is not None:
        prove_pair(cost.with_any(_ANSWERS.size), cost.name)


def prove_pair(pair: Pair, name: str, a: Array = _ANSWERS, z: Array = _ANSWERS) -> None:
    """Try the numbers of a pair: value, gradient, formulas.

    Args:
        pair: tried for three outputs.
        name: of its cost.
        a: the outputs.
        z: what they were made of, where that is told.

    Raises:
        ValueError: one of them contradicts another, or it refuses all kinds of targets.
    """
    y = next((y for y in _TARGETS if not pair.refuse_targets(y[None, :])), None)
    if y is None:
        raise ValueError(f"the cost {name!r}: it refuses shares, zeros and ones, signs and counts alike")
    gradient, known = pair.gradient(y, a), {"y": y, "a": a}
    cost = float(value(pair.factor, {}) * np.sum(value(pair.term, known)))
    squares, whole = pair.of_squares, pair.vectorised
    require(
        pair, "cost",
        (is_near(value(pair.slope, known) + 0.0 * a, gradient), f"slope {pair.slope!r} is not the gradient"),
        (is_same(pair.value(y, z, a), np.array(cost)), f"term {pair.term!r} and factor are not the value"),
        (_is_of_one(pair, y, z, a), f"value is computed from {'a' if pair.needs_z else 'z'}, and needs_z is {pair.needs_z}"),
        (pair.needs_z or is_near(_differences(pair, y, z, a), gradient), "gradient is not that of value"),
        (is_near(_bends(pair, y, a), pair.bend(y, a) + 0.0 * a), "bend is not the derivative of gradient"),
        (squares is None or is_same(squares * np.square(a - y).sum(), np.array(cost)), "of_squares is not the value"),
        (pair.delta is None or is_near(pair.delta(y, z, a), a - y), "delta is not a − y"),
        (not whole or is_same(value(whole, known), np.array([cost])), f"vectorised {whole!r} is not the value"),
        name=name, empty=("inner", "vectorised"),
    )  # fmt: skip
    single = {f"{letter}{i}": part for letter, all_ in (("y", y), ("a", a), ("z", z)) for i, part in enumerate(all_, start=1)}
    rows_of(pair.derivation(a.size), known | single)


def _is_of_one(pair: Pair, y: Array, z: Array, a: Array) -> bool:
    """Whether the value is computed from z alone where it needs z, else from a alone."""
    used = z if pair.needs_z else a
    return is_same(pair.value(y, used, used), np.array(pair.value(y, z, a)))


def _bends(pair: Pair, y: Array, a: Array) -> Array:
    """∂²c/∂a² of each output by differences."""
    return np.diag(by_differences(lambda outputs: pair.gradient(y, outputs), a))


def _differences(pair: Pair, y: Array, z: Array, a: Array) -> Array:
    """∂c/∂a by differences."""
    return by_differences(lambda a: np.asarray(pair.value(y, z, a))[None], a).reshape(-1)
