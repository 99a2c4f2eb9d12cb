"""Many runs of one network in lockstep, bit for bit those of the descent by itself.

All that is computed element by element is computed for all runs in one call. A product is made for one run after the other, by
the same routine with the same shapes as the descent's own, so that it rounds alike: of each run what enters a product is one
stretch of memory, as there. So buffers are laid out (runs, neurons, examples).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.batches import BatchSource
from visprop.engine.descent import Descent, slope_calls, stacked
from visprop.engine.fast import Call
from visprop.engine.network import Network
from visprop.engine.objective import Objective
from visprop.engine.optimiser import Clock, Optimiser
from visprop.engine.optimisers import OPTIMISERS, PLAIN
from visprop.engine.plan import Plan
from visprop.engine.rates import CONSTANT, EtaSchedule
from visprop.engine.schedule import Schedule
from visprop.engine.swarm_batches import OwnBatches, SharedBatches
from visprop.engine.swarm_stacked import Stacked

_AT_HAND = 1 << 13
"""So many activations of a layer are computed at once where costs alone are wanted: as many as the processor keeps at hand."""

_TINY = 256
"""Products of so few multiplications for each run take longer to be called than to be computed."""
_FEW = 32
"""Of fewer runs nothing is gained by one product for all."""


class Lockstep(Descent):
    """Runs that differ in their parameters, in η and in the order of their examples, updated together.

    Args:
        objective, schedule, tied, optimiser, eta_schedule: as of a `Descent`; the schedule's own seed means nothing.
        etas: of each run η, at first; of shape (R,).
        seeds: of each run that of its order, of shape (R,); they mean nothing where the schedule does not shuffle.
    """

    _runs_last = False
    """Whether runs are the last axis of everything."""

    def __init__(
        self,
        objective: Objective,
        schedule: Schedule,
        etas: Array,
        seeds: NDArray[np.int64],
        tied: Sequence[NDArray[np.intp]] = (),
        optimiser: Optimiser = OPTIMISERS[PLAIN],
        eta_schedule: EtaSchedule = CONSTANT,
    ) -> None:
        self._runs, self._etas, self._seeds = len(etas), etas, seeds
        self._etas_differ = bool((etas != etas[0]).any())
        self._has_own_orders = schedule.shuffle and bool((seeds != seeds[0]).any())
        self._given = (objective, schedule, tied, optimiser, eta_schedule)
        super().__init__(objective, self._schedule_of(0), float(etas[0]), tied, optimiser, eta_schedule)
        if self._etas_differ and self._folded_eta is not None:
            self._folded_eta = self._of_runs(etas)

    def run(self, state: Array, start: int, count: int, since: int = 0, costs: list[float] | None = None) -> Array:
        """The states after `count` more updates from those to which `start` updates have led, of shape (R, …).

        Each row is what `Descent.run` makes of it. Nothing warns: what overflows is not finite.
        """
        assert costs is None, "the costs of each update are told of one run alone"
        after = self._passed(state, start, (count,), since, None)[-1] if count else state.copy()
        if any(one.may_overflow for one in self._fast):
            for r in np.flatnonzero(~np.isfinite(after).all(axis=1)):
                # Most have diverged; others have a neuron that is so sure of itself that exp is too large for float64.
                after[r] = self.alone(int(r)).run(state[r], start, count, since)
        return after

    def alone(self, r: int) -> Descent:
        """One of the runs by itself."""
        objective, _, tied, optimiser, eta_schedule = self._given
        return Descent(objective, self._schedule_of(r), float(self._etas[r]), tied, optimiser, eta_schedule)

    def _schedule_of(self, r: int) -> Schedule:
        schedule = self._given[1]
        return Schedule(schedule.count, schedule.size, schedule.shuffle, int(self._seeds[r]))

    def _room(self) -> Array:
        """A buffer with a number for each parameter of each run."""
        return np.zeros((self._runs, self._network.parameter_count))

    @staticmethod
    def _of_runs(values: Array) -> Array:
        """A number for each run, as it is computed with what `_room` gives."""
        return values[:, None]

    def _etas_by_update(self, schedule: EtaSchedule) -> Callable[[int], Array]:
        """η of each run, of which few differ, as a function of the number of the update."""
        distinct, which = np.unique(self._etas, return_inverse=True)
        shaped = self._of_runs
        return lambda update: shaped(np.array([schedule.at(float(eta), update) for eta in distinct])[which])

    def _make_clock(self, eta: float) -> Clock:
        return Clock(self._etas_by_update(self._eta_schedule)) if self._etas_differ else super()._make_clock(eta)

    def _make_batches(self, schedule: Schedule, targets: Sequence[Array]) -> BatchSource:
        x = self._objective.x
        if self._has_own_orders:
            return OwnBatches(schedule, x, targets, self._seeds, self._runs_last)
        return SharedBatches(schedule, x, targets, 2 if self._runs_last else 1)

    def _make_plan(self, m: int, is_told: bool) -> Plan:
        network, fast, runs = self._network, self._fast, self._runs
        # No constants follow the outputs of the last layer.
        shapes = [*((runs, n + 1, m) for n in network.sizes[1:-1]), (runs, network.sizes[-1], m)]
        (a, flat), (slopes, flat_slopes), (delta, _) = (stacked(shapes) for _ in range(3))
        for rows in (*a[:-1], *slopes[:-1]):
            rows[:, -1] = 1.0
        z, errors = ([*(rows[:, :-1] for rows in one[:-1]), one[-1]] for one in (a, delta))
        p, g = network.blocks(self._p), network.blocks(self._gradient)

        forward: list[Call] = []
        for i in range(network.depth):
            if i:
                forward.append((np.matmul, (p[i], a[i - 1], z[i])))
            forward += self._activated(i, a[i], slopes[i])
        output, kept, error = (_neurons_first(one[-1]) for one in (a, slopes, delta))
        backward = slope_calls(fast, a, flat, flat_slopes, skip_last=network.pair.has_shortcut)
        if not network.pair.has_shortcut:
            backward += self._pull_back_last(output, kept, error)
        backward += self._shared_out(error, m)
        for i in range(network.depth - 1, 0, -1):
            backward.append((np.matmul, (errors[i], a[i - 1].transpose(0, 2, 1), g[i])))
            backward.append(_back(p[i], errors[i], delta[i - 1]))
            if fast[i - 1].slope is not None:
                backward.append((np.multiply, (delta[i - 1], slopes[i - 1], delta[i - 1])))

        start = (self._first(p[0], m), z[0], forward, self._compare(kept, None))
        last = (partial(np.matmul, errors[0]), g[0])
        return Plan(*start, output, error, backward, *last, self._finish(), self._p, self._gradient, None)

    def _first(self, block: Array, m: int) -> Callable[[Array, Array], Any]:
        """(x, out): fills z of the first layer from its [W b]."""
        runs, n, k = block.shape
        may_be_one = runs >= _FEW and n * k * m <= _TINY and not self._has_own_orders
        if may_be_one and (stacked := Stacked(runs, n, k, m)).rounds_alike():
            return partial(stacked.fill, block)
        return partial(np.matmul, block)

    def _activated(self, layer: int, a: Array, kept: Array) -> list[Call]:
        """The calls that turn z of a layer into a; the constants that follow it are taken along, and made constants again.

        To leave them out, NumPy would have to go from run to run, which takes longer.
        """
        forward = self._fast[layer].forward
        if layer == self._network.depth - 1:
            a, kept = _neurons_first(a), _neurons_first(kept)
            return forward(a, a, kept)
        calls = forward(a, a, kept)
        return [*calls, (np.copyto, (a[:, -1], 1.0))] if calls else []

    def _pull_back_last(self, a: Array, slope: Array, delta: Array) -> list[Call]:
        last = self._fast[-1]
        if last.back is not None:
            return last.back(a, delta)
        return [(np.multiply, (delta, slope, delta))] if last.slope is not None else []

    def _share(self, group: NDArray[np.intp]) -> None:
        self._gradient[:, group] = np.ascontiguousarray(self._gradient[:, group]).sum(axis=1, keepdims=True)


def _neurons_first(a: Array) -> Array:
    """A view of a layer of all runs, of shape (runs, neurons, examples), in the order in which one run has its axes."""
    return a.transpose(1, 0, 2)


def _back(block: Array, delta: Array, out: Array) -> Call:
    """The call that fills [W b]ᵀ δ."""
    if delta.shape[2] == 1:
        return (np.matmul, (delta.transpose(0, 2, 1), block, out.transpose(0, 2, 1)))
    return (np.matmul, (block.transpose(0, 2, 1), delta, out))


def costs_of(objective: Objective, p: Array) -> Array:
    """φ at many p, of shape (R, count) → (R,), bit for bit as `Objective.value` gives it; some at a time, to save memory."""
    return _in_parts(objective.values, p, len(objective.x) * max(objective.network.sizes))


def mean_costs(network: Network, p: Array, x: Array, y: Array) -> Array:
    """The mean cost over some examples at many p, without penalties, of shape (R,); some at a time."""
    return _in_parts(lambda part: network.mean_costs(part, x, y), p, len(x) * max(network.sizes))


def _in_parts(compute: Callable[[Array], Array], p: Array, size: int) -> Array:
    together = max(1, _AT_HAND // size)
    if len(p) <= together:
        return compute(p)
    return np.concatenate([compute(p[start : start + together]) for start in range(0, len(p), together)])
