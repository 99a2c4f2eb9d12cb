"""What a cost function C(y, a) is, and how it goes with an activation of the last layer: entries carry all that is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation


@dataclass(frozen=True)
class Pair:
    """A cost as it goes with an activation of the last layer.

    Attributes:
        value: (y, z, a) → the cost of each example, of shape (…,) for arrays of shape (…, n_L).
        gradient: (y, a) → ∂c/∂a, of a's shape.
        delta: (y, z, a) → δ^L = ∂c/∂z^L, of a's shape, where that is a − y, as the factors of the activation cancel; else None.
        fast_delta: given with it, for the fast path: (kept, scratch) → (a, (y, 1 − y), out) that fills it, where all have the
            shape (n_L, m), scratch three times that, and kept is what the activation keeps.
        needs_z: whether the value is computed from z, so that a surface stops there.
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
        if (self.delta is None) != (self.fast_delta is None):
            raise ValueError("a shortcut to δ is given for both paths, or for none")

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
