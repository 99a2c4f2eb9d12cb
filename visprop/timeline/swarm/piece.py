"""Some of the runs of a swarm, trained together: the same bits wherever it is done, and however the runs are put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.swarm import Lockstep, costs_of
from visprop.engine.swarm_fast import FastLockstep
from visprop.timeline.swarm.ends import Ends
from visprop.timeline.swarm.plan import SwarmPlan

OVERFLOW = "a number overflowed"
"""Why a run ends that diverges."""
_TOGETHER_BYTES = 1_000_000
"""So much memory the buffers of the runs of a piece take about: as much as the processor keeps at hand."""
_MOST_TOGETHER = {False: 256, True: 1024}
"""So many runs a piece has at most: one after the other, and where they are computed side by side."""
_LEAST_TOGETHER, _PIECES = 128, 8
"""One after the other it has at most an eighth of the runs, so that its buffers are little beside what is kept, but so many."""
_SMALL = 600
"""Of an update of so few multiplications runs side by side are faster than one after the other."""
_STRETCH = 64
"""After so many updates at most it is looked whether all is finite."""
_THINNED = 0.7
"""When fewer than this share of the runs in lockstep still go on, the others are left behind."""


@dataclass(frozen=True, eq=False)
class PieceResult:
    """What came of some runs.

    Attributes:
        first: the number of the first of them in the swarm.
        updates: how many updates each has made, of shape (R,).
        reasons: why each has ended, empty for the number of updates.
        p: of each at its end, or where all was still finite, of shape (R, count).
        phi: φ of each at its end; infinite where it diverged.
        curves: φ of each at the plan's samples, its last one from where it ended; in single precision, of shape (R, samples).
        paths: p of each at the plan's places, likewise, of shape (R, places, count).
    """

    first: int
    updates: NDArray[np.int64]
    reasons: tuple[str, ...]
    p: Array
    phi: Array
    curves: NDArray[np.float32]
    paths: NDArray[np.float32]

    @property
    def count(self) -> int:
        """How many runs they are."""
        return len(self.phi)


def together(plan: SwarmPlan) -> int:
    """How many runs of a plan are a piece."""
    scenario = plan.scenario
    network, m = scenario.network, scenario.schedule.size
    numbers = (3 + len(scenario.optimiser.memory)) * network.parameter_count + 3 * m * sum(n + 1 for n in network.sizes[1:])
    most = _MOST_TOGETHER[is_side_by_side(plan)]
    if not is_side_by_side(plan):
        most = min(most, max(_LEAST_TOGETHER, plan.count // _PIECES))
    return int(np.clip(_TOGETHER_BYTES // (8 * numbers), 1, most))


def is_side_by_side(plan: SwarmPlan) -> bool:
    """Whether the fast way is taken: where it was asked for, and is the faster one."""
    scenario = plan.scenario
    return plan.is_fast and scenario.schedule.size * scenario.network.parameter_count <= _SMALL


def pieces(plan: SwarmPlan, least: int = 1) -> list[tuple[int, int]]:
    """The runs of a plan in so many pieces at least: the first one of each, and the one after its last; about equally many."""
    count = min(plan.count, max(least, -(-plan.count // together(plan))))
    ends = [round(plan.count * i / count) for i in range(count + 1)]
    return list(zip(ends, ends[1:], strict=False))


def train_piece(plan: SwarmPlan, first: int, stop: int) -> PieceResult:
    """Train some runs of a plan to their ends."""
    flight = Flight(plan, first, stop)
    for _ in flight.steps(float("inf")):
        pass
    return flight.result()


class Room(NamedTuple):
    """Where some runs leave what comes of them: arrays as a `PieceResult` has them."""

    updates: NDArray[np.int64]
    p: Array
    phi: Array
    curves: NDArray[np.float32]
    paths: NDArray[np.float32]

    @classmethod
    def of(cls, plan: SwarmPlan, count: int) -> Room:
        """Room for so many runs of a plan."""
        length = plan.scenario.network.parameter_count
        curves, paths = (np.empty((count, *shape), np.float32) for shape in ((len(plan.samples),), (len(plan.places), length)))
        return cls(np.full(count, plan.updates, np.int64), np.empty((count, length)), np.empty(count), curves, paths)

    def part(self, first: int, stop: int) -> Room:
        """That of some of the runs, in the same memory."""
        return Room._make(values[first:stop] for values in self)


class Flight:
    """Some runs on their way.

    Args:
        plan: what is to be run.
        first: the first of them.
        stop: the one after the last.
        room: where they leave what comes of them; None for room of their own.
    """

    def __init__(self, plan: SwarmPlan, first: int, stop: int, room: Room | None = None) -> None:
        self._plan, self._first, scenario, count = plan, first, plan.scenario, stop - first
        self._room = Room.of(plan, count) if room is None else room
        self._updates, self._p, _, self._curves, self._paths = self._room
        for row, run in enumerate(range(first, stop)):
            self._p[row] = plan.p_of(run)
        self._etas = np.array([plan.eta_of(run) for run in range(first, stop)])
        self._seeds = np.array([plan.seed_of(run) for run in range(first, stop)], np.int64)
        self._reasons = [""] * count
        self._ends = Ends(scenario, count)
        # Those in lockstep by their numbers; of them some may have ended.
        self._rows, self._goes = np.arange(count), np.ones(count, bool)
        self._step = self._lockstep()
        self._state = np.zeros((count, self._p.shape[1] * (1 + len(scenario.optimiser.memory))))
        self._state[:, : self._p.shape[1]] = self._p
        self._update = 0

    def _lockstep(self) -> Lockstep:
        scenario = self._plan.scenario
        kind = FastLockstep if is_side_by_side(self._plan) else Lockstep
        return kind(
            scenario.objective, scenario.schedule, self._etas[self._rows], self._seeds[self._rows], scenario.tied_groups,
            scenario.optimiser, scenario.training.eta_schedule,
        )  # fmt: skip

    def steps(self, seconds: float) -> Iterator[None]:
        """Go on, in steps of about so many seconds at least, until all have ended."""
        deadline = perf_counter() + seconds
        self._look()
        for sample, at in enumerate(self._plan.samples):
            while self._update < at and len(self._rows):
                self._advance(at)
                if perf_counter() > deadline:
                    yield
                    deadline = perf_counter() + seconds
            self._sample(sample)

    def _advance(self, at: int) -> None:
        """Go on to the next update at which something is looked at, and no further than a sample."""
        look = self._ends.next_look(self._update)
        stop = min(at, self._update + _STRETCH, at if look is None else look)
        before, self._state = self._state, self._step.run(self._state, self._update, stop - self._update)
        lost = self._goes & ~np.isfinite(self._state).all(axis=1)
        if lost.any():
            self._end_diverged(before, lost, stop)
        self._update = stop
        self._look()

    def _here(self) -> Array:
        """p of those that go on, of shape (R, count)."""
        p = self._state[:, : self._p.shape[1]]
        return p if self._goes.all() else p[self._goes]

    def _look(self) -> None:
        """Let those end whose conditions hold."""
        runs = self._rows[self._goes]
        reasons = self._ends.reasons(self._update, runs, self._here()) if len(runs) else {}
        if reasons:
            ended = self._goes & np.isin(self._rows, list(reasons))
            for row in np.flatnonzero(ended):
                self._end(row, self._state[row], self._update, reasons[int(self._rows[row])])
            self._leave(ended)

    def _end_diverged(self, before: Array, lost: NDArray[np.bool_], stop: int) -> None:
        """End those that are not finite any more at the last update at which they were."""
        for row in np.flatnonzero(lost):
            alone, state, at = self._step.alone(int(row)), before[row], self._update
            while at < stop and np.isfinite(after := alone.run(state, at, 1)).all():
                state, at = after, at + 1
            self._end(row, state, at, OVERFLOW)
        self._leave(lost)

    def _end(self, row: np.intp, state: Array, update: int, reason: str) -> None:
        """Keep what a run has come to."""
        run = self._rows[row]
        self._p[run] = state[: self._p.shape[1]]
        self._updates[run], self._reasons[run] = update, reason

    def _leave(self, ended: NDArray[np.bool_]) -> None:
        """Go on without these; they are left behind when they are many, as to begin with others takes time."""
        self._goes &= ~ended
        if np.count_nonzero(self._goes) < _THINNED * len(self._rows):
            self._rows, self._state = self._rows[self._goes], self._state[self._goes]
            self._goes = np.ones(len(self._rows), bool)
            if len(self._rows):
                self._step = self._lockstep()

    def _sample(self, sample: int) -> None:
        """Keep φ, and p where it is a place of the plan."""
        self._p[self._rows[self._goes]] = self._here()
        with np.errstate(over="ignore"):
            # A cost may be beyond single precision.
            self._curves[:, sample] = self._phi()
            found = np.flatnonzero(self._plan.places == sample)
            if len(found):
                self._paths[:, found[0]] = self._p

    def _phi(self) -> Array:
        """φ of all runs where they are."""
        phi = costs_of(self._plan.scenario.objective, self._p)
        return np.where([reason == OVERFLOW for reason in self._reasons], np.inf, phi)

    @property
    def share(self) -> float:
        """How far it is, from 0 to 1."""
        return self._update / max(1, self._plan.updates) if len(self._rows) else 1.0

    def result(self) -> PieceResult:
        """What came of them, once all have ended."""
        self._room.phi[:] = self._phi()
        return PieceResult(self._first, reasons=tuple(self._reasons), **self._room._asdict())
