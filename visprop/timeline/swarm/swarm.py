"""What came of a swarm: the costs of its runs, where they went, and how many reached the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.timeline.swarm.piece import OVERFLOW, PieceResult, Room
from visprop.timeline.swarm.plan import SwarmPlan

QUARTILES = (0.25, 0.5, 0.75)
"""The shares of the runs that a fan of curves shows."""
_WIDTH = 0.05
"""Costs that are above the lowest of them by at most this share of it are of one valley."""


@dataclass(frozen=True)
class Valley:
    """Where several runs came to rest above the goal: with about one cost.

    Attributes:
        phi: the middle one of their costs, that of one of them.
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

    def costs(self, runs: slice) -> Array:
        """φ of some runs at each sample, of shape (runs, samples): in full precision from where a run has ended."""
        costs, has_ended = self.curves[runs].astype(np.float64), np.array(self.plan.samples) >= self.updates[runs, None]
        # What diverges was still finite at its last update.
        np.copyto(costs, self.phi[runs, None], where=has_ended & ~self.diverged[runs, None])
        return costs

    def quantiles(self, runs: slice, shares: Sequence[float] = QUARTILES) -> Array:
        """φ that a share of some runs has at most, at each sample, of shape (shares, samples): each a run's own number."""
        costs = np.sort(self.costs(runs), axis=0)
        ranks = [min(len(costs) - 1, max(0, int(np.ceil(share * len(costs))) - 1)) for share in shares]
        found: Array = costs[ranks]
        return found

    def share_by(self, runs: slice) -> Array:
        """The share of some runs that is at the goal, at each sample."""
        found: Array = (self.costs(runs) <= self.plan.goal).mean(axis=0)
        return found

    @cached_property
    def valleys(self) -> tuple[Valley, ...]:
        """Where several runs came to rest above the goal, most of them first: costs within 5 % of the lowest of them."""
        resting = np.flatnonzero(~self.reached & np.isfinite(self.phi))
        resting = resting[np.argsort(self.phi[resting], kind="stable")]
        costs, found, start = self.phi[resting], list[Valley](), 0
        while start < len(resting):
            end = int(np.searchsorted(costs, costs[start] + _WIDTH * abs(costs[start]), side="right"))
            if end - start > 1:
                runs = tuple(sorted(resting[start:end].tolist()))
                found.append(Valley(float(costs[(start + end - 1) // 2]), runs))
            start = end
        return tuple(sorted(found, key=lambda valley: -len(valley.runs)))


class Gathering:
    """What came of a swarm as far as its pieces are there; what is made for all runs is made once, as it is the most of it.

    Args:
        plan: what is run.
    """

    def __init__(self, plan: SwarmPlan) -> None:
        self._plan, self._reasons, self._done = plan, [""] * plan.count, 0
        self._room = Room.of(plan, plan.count)

    def room(self, first: int, stop: int) -> Room:
        """Where some of the runs may leave what comes of them, so that it need not be copied."""
        return self._room.part(first, stop)

    def take(self, piece: PieceResult) -> None:
        """Take a piece; they may come in any order."""
        end = piece.first + piece.count
        for name, values in self._room.part(piece.first, end)._asdict().items():
            values[...] = getattr(piece, name)
        self._reasons[piece.first : end] = piece.reasons
        self._done += piece.count

    @property
    def share(self) -> float:
        """Which share of the runs is there."""
        return self._done / self._plan.count

    def swarm(self) -> Swarm:
        """What came of all of them."""
        assert self._done == self._plan.count, "all pieces are there"
        return Swarm(self._plan, reasons=tuple(self._reasons), **self._room._asdict())
