"""Gradient descent at full speed: the same updates as backprop's, with no intermediate kept and no array made.

A step is a list of NumPy calls whose arguments and results are all bound beforehand. Three ideas make the list short:

- Each layer's parameters are one matrix [W b], and the activations that enter it carry a last row of constants, so a layer
  is one product.
- An activation may keep what its slope is made of (see `FastActivation`).
- The slopes of neighbouring layers with the same activation are computed in one pass over their common memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby, islice, repeat
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.batches import Batches, BatchSource, flattened
from visprop.engine.costs_told import CostsTold
from visprop.engine.fast import Call, FastActivation, explained
from visprop.engine.objective import Objective
from visprop.engine.optimiser import Clock, Optimiser
from visprop.engine.optimisers import OPTIMISERS, PLAIN
from visprop.engine.plan import Plan, run_plan
from visprop.engine.rates import CONSTANT, EtaSchedule
from visprop.engine.schedule import Schedule


class Descent:
    """Gradient descent, p ← p − η·(mean of the examples' gradients), or with another optimiser, over a fixed schedule.

    Args:
        objective: φ, with its training examples and with what is free to move.
        schedule: which examples each update takes.
        eta: the learning rate η, at first.
        tied: groups of indices of p that share one value; their gradients are added.
        optimiser: how an update is made of the gradient.
        eta_schedule: how η goes on.
    """

    def __init__(
        self,
        objective: Objective,
        schedule: Schedule,
        eta: float,
        tied: Sequence[NDArray[np.intp]] = (),
        optimiser: Optimiser = OPTIMISERS[PLAIN],
        eta_schedule: EtaSchedule = CONSTANT,
    ) -> None:
        network, y = objective.network, objective.y
        self._network, self._objective = network, objective
        self._eta_schedule = eta_schedule
        # A constant η of plain descent is multiplied into what δ is multiplied with anyhow.
        self._folded_eta: float | Array | None = eta if optimiser.name == PLAIN and eta_schedule.is_constant else None
        self._tied = [group for group in tied if objective.freedom.free[group].all()]
        self._fast = [ACTIVATIONS[name].fast for name in network.activations]
        self._batches = self._make_batches(schedule, (y, 1.0 - y) if network.pair.has_shortcut else (y,))
        self._p, self._gradient, *self._memory = (self._room() for _ in (0, 1, *optimiser.memory))
        self._optimiser, self._clock = optimiser, self._make_clock(eta)
        self._at = self._since = 0
        self._plans: dict[tuple[int, bool], Plan] = {}
        self._is_explained = False

    def _make_batches(self, schedule: Schedule, targets: Sequence[Array]) -> BatchSource:
        return Batches(schedule, self._objective.x, targets)

    def _room(self) -> Array:
        """A buffer with a number for each parameter."""
        return np.zeros(self._network.parameter_count)

    def _make_clock(self, eta: float) -> Clock:
        return Clock(partial(self._eta_schedule.at, eta))

    def initial(self, p: Array) -> Array:
        """The state before the first update: p, and after it zeros for each thing that the optimiser remembers."""
        return np.concatenate((p, np.zeros(p.size * len(self._memory))))

    def run(self, state: Array, start: int, count: int, since: int = 0, costs: list[float] | None = None) -> Array:
        """The state after `count` more updates from one to which `start` updates have led.

        A state is p, and after it what the optimiser remembers, from update `since` on. Nothing warns when it overflows: the
        result then holds values that are not finite. The mean cost of the examples of each update, before it is made, is
        appended to `costs`, where that is asked for.
        """
        return self.stations(state, start, (count,), since, costs)[-1] if count else state.copy()

    def stations(
        self, state: Array, start: int, counts: Sequence[int], since: int = 0, costs: list[float] | None = None
    ) -> Array:
        """The states that are passed by the way, one a row, after each of some numbers of more updates, at least 1 each."""
        told = 0 if costs is None else len(costs)
        found = self._passed(state, start, counts, since, costs)
        if self._may_overflow and not np.isfinite(found[-1]).all():
            self._take_the_explaining_way()
            if costs is not None:
                del costs[told:]
            found = self._passed(state, start, counts, since, costs)
        return found

    @property
    def p(self) -> Array:
        """p where it stands: a view of what the next updates overwrite."""
        return self._p.view()

    @property
    def memory(self) -> tuple[Array, ...]:
        """What the optimiser remembers where it stands: views of what the next updates overwrite."""
        return tuple(part.view() for part in self._memory)

    def stand(self, p: Array, memory: Sequence[Array], start: int, since: int = 0) -> None:
        """Be after `start` updates, at p, and with what the optimiser remembers from update `since` on; for none, zeros."""
        remembered = tuple(memory) or tuple(np.zeros(1) for _ in self._memory)
        for own, part in zip((self._p, *self._memory), (p, *remembered), strict=True):
            own[:] = part
        self._at, self._since = start, since
        self._clock.set(start, start - since)

    def go_on(self, counts: Sequence[int], passed: Array | None = None) -> None:
        """Some more updates from where it stands, in place: a wide network has no room for states beside its own.

        Args:
            counts: how many, as some numbers of them, at least 1 each.
            passed: takes p after each of these numbers, one a row; None where nobody asks.
        """
        before = (self._p.copy(), [part.copy() for part in self._memory], self._at, self._since) if self._may_overflow else None
        rows = None if passed is None else [(row,) for row in passed]
        self._go(counts, None, rows)
        if before is not None and not all(np.isfinite(own).all() for own in (self._p, *self._memory)):
            self._take_the_explaining_way()
            self.stand(*before)
            self._go(counts, None, rows)

    @property
    def _may_overflow(self) -> bool:
        return any(one.may_overflow for one in self._fast)

    def _take_the_explaining_way(self) -> None:
        """From here on compute what may overflow as the explaining path does: slower, and for every z."""
        kinds = [ACTIVATIONS[name] for name in self._network.activations]
        self._fast = [
            explained(kind.value, kind.slope) if kind.fast.may_overflow and kind.slope is not None else kind.fast
            for kind in kinds
        ]
        self._plans, self._is_explained = {}, True

    def _passed(self, state: Array, start: int, counts: Sequence[int], since: int, costs: list[float] | None) -> Array:
        found = np.empty((len(counts), *state.shape))
        p, *memory = self._parts(state[None])[0]
        self.stand(p, memory, start, since)
        self._go(counts, costs, self._parts(found))
        return found

    def _go(self, counts: Sequence[int], costs: list[float] | None, rows: Iterable[Sequence[Array]] | None) -> None:
        """Updates from where it stands; after each of the numbers p and memory are copied into the parts that a row has."""
        count, left = sum(counts), 0
        wanted = zip(counts, repeat(()) if rows is None else rows, strict=False)
        with np.errstate(all="ignore"):
            for size, many, batches in self._batches.of(self._at, count):
                plan, ahead = self._plan(size, costs is not None), iter(batches)
                note = None if plan.told is None or costs is None else plan.told.begin(costs)
                while many:
                    if not left:
                        left, kept = next(wanted)
                    step = min(many, left)
                    run_plan(plan, islice(ahead, step), note)
                    many, left = many - step, left - step
                    if not left:
                        for part, own in zip(kept, (self._p, *self._memory), strict=False):
                            part[:] = own
                if plan.told is not None:
                    plan.told.end()
        self._at += count

    def _parts(self, states: Array) -> Array:
        """Views of some states: of each p, and after it what the optimiser remembers; their first axes are those two."""
        count = 1 + len(self._memory)
        return np.moveaxis(states.reshape(*states.shape[:-1], count, states.shape[-1] // count), -2, 1)

    def _plan(self, m: int, is_told: bool) -> Plan:
        if (m, is_told) not in self._plans:
            self._plans[m, is_told] = self._make_plan(m, is_told)
        return self._plans[m, is_told]

    def _make_plan(self, m: int, is_told: bool) -> Plan:
        network, fast = self._network, self._fast
        shapes = [(n + 1, m) for n in network.sizes[1:]]
        (a, flat), (slopes, flat_slopes), (delta, _) = (stacked(shapes) for _ in range(3))
        for rows, kept in zip(a, slopes, strict=True):
            rows[-1] = kept[-1] = 1.0
        # The same objects, not equal views: NumPy is slower where it has to find out that memory is shared.
        outputs = [rows[:-1] for rows in a]
        z = [_apart(rows) for rows in outputs]
        p, g = network.blocks(self._p), network.blocks(self._gradient)
        last_z = np.empty((network.sizes[-1], m)) if network.pair.needs_z and self._is_explained else None
        error = delta[-1][:-1]
        told = CostsTold(network.pair, outputs[-1], error) if is_told else None

        forward: list[Call] = []
        for i, one in enumerate(fast):
            if i:
                forward.append((p[i].dot, (flattened(a[i - 1]), flattened(z[i]))))
            if last_z is not None and i == network.depth - 1:
                forward.append((np.copyto, (last_z, z[i])))
            if told is not None and network.pair.needs_z and i == network.depth - 1:
                forward.append((told.keep_z, (z[i],)))
            forward += one.forward(z[i], outputs[i], slopes[i][:-1])
        backward = slope_calls(fast, a, flat, flat_slopes, skip_last=network.pair.has_shortcut)
        if not network.pair.has_shortcut:
            backward += self._pull_back_last(a[-1], slopes[-1], delta[-1])
        backward += self._shared_out(delta[-1], m)
        for i in range(network.depth - 1, 0, -1):
            backward.append((delta[i][:-1].dot, (a[i - 1].T, g[i])))
            backward.append(_product_back(p[i], delta[i][:-1], delta[i - 1]))
            if fast[i - 1].slope is not None:
                backward.append((np.multiply, (delta[i - 1], slopes[i - 1], delta[i - 1])))

        first_gradient = delta[0][:-1].dot
        start = (p[0].dot, flattened(z[0]), forward, self._compare(slopes[-1][:-1], last_z))
        return Plan(*start, a[-1][:-1], error, backward, first_gradient, g[0], self._finish(), self._p, self._gradient, told)

    def _pull_back_last(self, a: Array, slope: Array, delta: Array) -> list[Call]:
        """The calls that turn ∂c/∂a of the last layer into its δ, in place; all with their last row, which means nothing here."""
        last = self._fast[-1]
        if last.back is not None:
            return last.back(a[:-1], delta[:-1])
        return [(np.multiply, (delta, slope, delta))] if last.slope is not None else []

    def _compare(self, kept: Array, z: Array | None) -> Callable[[Array, Any, Array], Any]:
        """(output, compared, out): what fills ∂c/∂a, or δ with a shortcut; of a multiple of a − y, the difference."""
        pair = self._network.pair
        if pair.fast_delta is not None:
            fill = pair.fast_delta(kept, np.empty((3, *kept.shape)))
            return fill if z is None or not self._is_explained else self._keeping(z, kept, fill)
        if pair.of_difference is not None:
            return np.subtract
        return lambda output, y, out: np.copyto(out, pair.gradient(y, output))

    def _keeping(self, z: Array, kept: Array, fill: Callable[[Array, Any, Array], Any]) -> Callable[[Array, Any, Array], Any]:
        """The same where the explaining path was gone, which keeps σ′: what δ is made of is kept once more, to the last bit."""
        calls = ACTIVATIONS[self._network.activations[-1]].fast.forward(z, np.empty_like(z), kept)

        def fill_again(output: Array, compared: Any, out: Array) -> None:
            for function, arguments in calls:
                function(*arguments)
            fill(output, compared, out)

        return fill_again

    def _shared_out(self, delta: Array, m: int) -> list[Call]:
        """The calls that make δ of the last layer, and with it all that follows, that of the mean cost, times η if folded."""
        share = 1.0 / m * (self._network.pair.of_difference or 1.0) * (1.0 if self._folded_eta is None else self._folded_eta)
        return [] if np.all(share == 1.0) else [(np.multiply, (delta, np.full_like(delta, share), delta))]

    def _finish(self) -> list[Call]:
        """The calls that turn the gradient into what is subtracted from p."""
        g = self._gradient
        calls: list[Call] = [] if self._all_move else [(np.multiply, (g, self._moving(), g))]
        calls += [(self._share, (group,)) for group in self._tied]
        if self._folded_eta is not None:
            return [*calls, *self._penalty(self._folded_eta)]
        if not self._eta_schedule.is_constant:
            calls.append((self._clock.next_rate, ()))
        return [
            *calls,
            *self._penalty(1.0),
            *self._optimiser.calls(g, self._p, self._moving(), self._memory, self._clock),
        ]

    @property
    def _all_move(self) -> bool:
        freedom = self._objective.freedom
        return freedom.is_whole or bool(freedom.free.all())

    def _moving(self) -> Array:
        """1 for each parameter that moves, else 0; where all do, one number for all of them."""
        if self._all_move:
            return np.broadcast_to(1.0, self._p.shape)
        return self._along(self._objective.freedom.free.astype(np.float64))

    def _along(self, values: Array) -> Array:
        """A number for each parameter, as it is computed with p."""
        return values

    def _penalty(self, times: float | Array) -> list[Call]:
        """The calls that add so many times the penalties' gradient."""
        objective, g, p = self._objective, self._gradient, self._p
        if not objective.has_penalty:
            return []
        scratch = np.empty_like(p)
        # Every member of a tied group gets what the group gets.
        freedom = objective.freedom
        moves = self._along(freedom.spread(freedom.gathered(objective.penalised.astype(np.float64))))
        calls: list[Call] = []
        if objective.l2:
            calls += [(np.multiply, (p, moves * objective.l2 * times, scratch)), (np.add, (g, scratch, g))]
        if objective.l1:
            calls += [
                (np.sign, (p, scratch)),
                (np.multiply, (scratch, moves * objective.l1 * times, scratch)),
                (np.add, (g, scratch, g)),
            ]
        return calls

    def _share(self, group: NDArray[np.intp]) -> None:
        """Give every tied parameter of a group the sum of their gradients."""
        self._gradient[group] = self._gradient[group].sum()


def _apart(a: Array) -> Array:
    """Where z stands: in the memory of a, but of a single number, on which NumPy is three times slower in place."""
    return np.empty_like(a) if a.size == 1 else a


def _product_back(block: Array, delta: Array, out: Array) -> Call:
    """The call that fills [W b]ᵀ δ."""
    return (flattened(delta).dot, (block, flattened(out))) if delta.shape[1] == 1 else (block.T.dot, (delta, out))


def stacked(shapes: Sequence[tuple[int, ...]]) -> tuple[list[Array], Array]:
    """A buffer of each shape, all in one stretch of memory, and that stretch."""
    ends = np.cumsum([0, *(prod(shape) for shape in shapes)])
    flat = np.zeros(ends[-1])
    return [flat[start:end].reshape(shape) for start, end, shape in zip(ends, ends[1:], shapes, strict=False)], flat


def slope_calls(fast: Sequence[FastActivation], a: list[Array], flat: Array, slopes: Array, skip_last: bool) -> list[Call]:
    """The calls that fill the slopes, one pass for each run of equal activations."""
    calls: list[Call] = []
    start = 0
    layers = list(zip(fast, a, strict=True))[: -1 if skip_last else None]
    for _, run in groupby(layers, key=lambda layer: id(layer[0])):
        same = list(run)
        end = start + sum(rows.size for _, rows in same)
        slope = same[0][0].slope
        if slope is not None:
            calls += slope(flat[start:end], slopes[start:end])
        start = end
    return calls
