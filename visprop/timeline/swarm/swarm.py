"""What came of a swarm: the costs of its runs, where they went, and how many reached the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.timeline.swarm.piece import OVERFLOW, PieceResult
from visprop.timeline.swarm.plan import SwarmPlan

QUARTILES = (0.25, 0.5, 0.75)
"""The shares of the runs that a fan of curves shows."""


@dataclass(frozen=True)
class Valley:
    """Where several runs came to rest above the goal: with about one cost.

    Attributes:
        phi: the middle one of their costs.
        runs: their numbers, from 0.
    """

    phi: float
    runs: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Swarm:
    """What came of all runs of a plan, in their order.

    Attributes:
        plan: what was run.
        updates, reasons, p, phi, curves, paths: of each run, as a `PieceResult` has them.
    """

    plan: SwarmPlan
    updates: NDArray[np.int64]
    reasons: tuple[str, ...]
    p: Array
    phi: Array
    curves: NDArray[np.float32]
    paths: NDArray[np.float32]

    @classmethod
    def of(cls, plan: SwarmPlan, found: Sequence[PieceResult]) -> Swarm:
        """From its pieces, which may come in any order; each one's memory is let go of as it is taken."""
        pieces = sorted(found, key=lambda piece: piece.first)
        parts = {
            name: np.concatenate([getattr(piece, name) for piece in pieces])
            for name in ("updates", "p", "phi", "curves", "paths")
        }
        return cls(plan, reasons=tuple(reason for piece in pieces for reason in piece.reasons), **parts)

    @cached_property
    def reached(self) -> NDArray[np.bool_]:
        """For each run whether it has reached the goal at its end."""
        return self.phi <= self.plan.goal

    @cached_property
    def diverged(self) -> NDArray[np.bool_]:
        """For each run whether a number overflowed."""
        return np.array([reason == OVERFLOW for reason in self.reasons])

    @property
    def share(self) -> float:
        """The share of the runs that have reached the goal."""
        return float(self.reached.mean())

    def of_eta(self, index: int) -> slice:
        """The runs with one of the rates."""
        return slice(index * self.plan.each, (index + 1) * self.plan.each)

    def quantiles(self, runs: slice, shares: Sequence[float] = QUARTILES) -> Array:
        """φ that a share of some runs has at most, at each sample, of shape (shares, samples): each a run's own number."""
        curves = np.sort(self.curves[runs], axis=0)
        ranks = [min(len(curves) - 1, max(0, int(np.ceil(share * len(curves))) - 1)) for share in shares]
        return curves[ranks].astype(np.float64)

    def share_by(self, runs: slice) -> Array:
        """The share of some runs that is at the goal, at each sample."""
        curves = self.curves[runs].astype(np.float64)
        curves[:, -1] = self.phi[runs]
        found: Array = (curves <= self.plan.goal).mean(axis=0)
        return found

    @cached_property
    def valleys(self) -> tuple[Valley, ...]:
        """Where several runs came to rest above the goal, most of them first: costs that are the same to two digits."""
        groups: dict[str, list[int]] = {}
        for run in np.flatnonzero(~self.reached & np.isfinite(self.phi)):
            groups.setdefault(f"{self.phi[run]:.1e}", []).append(int(run))
        found = [Valley(float(np.median(self.phi[runs])), tuple(runs)) for runs in groups.values() if len(runs) > 1]
        return tuple(sorted(found, key=lambda valley: -len(valley.runs)))
