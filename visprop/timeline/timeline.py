"""Position → Frame, in either direction."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.backprop import Trace, mean_gradient, trace
from visprop.engine.descent import Descent
from visprop.scenario.run import Run
from visprop.timeline.checkpoints import Checkpoints
from visprop.timeline.frame import Frame
from visprop.timeline.position import Position, Walk
from visprop.timeline.program import Kind, Program

BUDGET = 200_000_000
"""The memory that a time line may hold, in bytes."""

_RECENT = 3
_SUSPECT = 1e100
"""A parameter beyond this means that something has overflowed, or is about to."""


@dataclass(frozen=True)
class Breakdown:
    """Where the training stopped because a number was no longer finite.

    Attributes:
        position: the line that first produced it.
        quantity: which number it is (`z2[1]`, `c`, …).
        before: the last position at which all is finite.
    """

    position: Position
    quantity: str
    before: Position

    def __str__(self) -> str:
        at = self.position
        return (
            f"{self.quantity} overflowed in update {at.update + 1}, example {at.example}, line {at.line}: "
            "the training diverges. A smaller η may help."
        )


class Diverged(ArithmeticError):
    """A position lies after the first number that is not finite."""

    def __init__(self, breakdown: Breakdown) -> None:
        super().__init__(str(breakdown))
        self.breakdown = breakdown


class Timeline:
    """The whole training of a scenario, at any position, again and again bit-identical.

    It keeps p, and what the optimiser remembers, at evenly spaced updates within a memory budget, and replays the fast descent
    from there.

    Args:
        run: the scenario and its start.
        budget: bytes.
    """

    def __init__(self, run: Run, budget: int = BUDGET) -> None:
        scenario = run.scenario
        self.run, self.scenario = run, scenario
        self.program = Program(scenario.network.depth)
        self.walk = Walk(self.program, scenario.schedule, run.update)
        self.breakdown: Breakdown | None = None
        start = run.state()
        start.flags.writeable = False
        self._checkpoints = Checkpoints(start, budget, first=run.update)
        self._recent: dict[int, Array] = {run.update: start}
        self._kept: dict[int, Array] = {}
        self._own_descent: Descent | None = None
        self._trace_at: tuple[int, int] | None = None
        self._trace: Trace | None = None

    @property
    def nbytes(self) -> int:
        """The memory that the kept parameters take."""
        return self._checkpoints.nbytes

    @property
    def _descent(self) -> Descent:
        if self._own_descent is None:
            self._own_descent = self.scenario.descent()
        return self._own_descent

    def set_budget(self, budget: int) -> None:
        """Hold no more than so many bytes from now on."""
        self._checkpoints.set_budget(budget)

    def rest(self, update: int) -> None:
        """Keep the state after a number of updates, to be returned to at once, and let go of what can be made again."""
        self._kept = {update: self._state(update)}
        self._recent, self._own_descent, self._trace, self._trace_at = {}, None, None, None

    @property
    def reached(self) -> int:
        """How many updates are computed and kept; up to here a jump takes no time."""
        return self._checkpoints.last

    def frame(self, position: Position) -> Frame:
        """The state at a position.

        Raises:
            Diverged: it lies after the first number that is not finite.
        """
        if not self.walk.holds(position):
            raise ValueError(f"there is no position {position}")
        state = self._state(position.update)
        p, *memory = state.reshape(-1, self.scenario.network.parameter_count)
        self._refuse_after_breakdown(position)
        examples = self.scenario.schedule.examples(position.update)
        passed = self._passed(position, p, int(examples[position.example - 1]))
        is_update = self.program.lines[position.line].kind is Kind.UPDATE
        p_next = self._next_parameters(position.update, state) if is_update else None
        frame = self._framed(position, p, examples, p_next, tuple(memory), passed)
        quantity = first_overflow(frame)
        if quantity:
            self.breakdown = Breakdown(position, quantity, self.walk.before(position))
            raise Diverged(self.breakdown)
        return frame

    def parameters(self, update: int) -> Array:
        """p after a number of updates, read-only.

        Raises:
            Diverged: the training does not come so far.
        """
        return self._state(update)[: self.scenario.network.parameter_count]

    def memory(self, update: int) -> tuple[Array, ...]:
        """What the optimiser remembers after a number of updates, read-only."""
        return tuple(self._state(update).reshape(-1, self.scenario.network.parameter_count)[1:])

    def _state(self, update: int) -> Array:
        """p and what the optimiser remembers, read-only."""
        if update not in self._recent:
            self._remember(update, self._replayed(update))
        return self._recent[update]

    def _remember(self, update: int, state: Array) -> None:
        """Keep the states that were asked for last: that of a position, and the one after its update."""
        state.flags.writeable = False
        self._recent.pop(update, None)
        self._recent[update] = state
        while len(self._recent) > _RECENT:
            del self._recent[next(iter(self._recent))]

    def advance(self, target: int, seconds: float) -> int:
        """Compute ahead towards an update for about so many seconds; tells which update is reached.

        Raises:
            Diverged: the training does not come so far.
        """
        deadline = perf_counter() + seconds
        update, state = self._nearest(target)
        while update < target and perf_counter() < deadline:
            update, state = self._forward(update, state, target)
        self._remember(update, state)
        return update

    def _refuse_after_breakdown(self, position: Position) -> None:
        if self.breakdown is not None and position >= self.breakdown.position:
            raise Diverged(self.breakdown)

    def _nearest(self, update: int) -> tuple[int, Array]:
        start, state = self._checkpoints.at_or_before(update)
        for near in (*self._recent.items(), *self._kept.items()):
            if start <= near[0] <= update:
                start, state = near
        return start, state

    def _replayed(self, target: int) -> Array:
        update, state = self._nearest(target)
        while update < target:
            update, state = self._forward(update, state, target)
        return state.copy() if not state.flags.writeable else state

    def _forward(self, update: int, state: Array, target: int) -> tuple[int, Array]:
        """Go to the next update that would be kept, or to the target."""
        count = min(self._checkpoints.until_next(update), target - update)
        if self.breakdown is not None and update + count > self.breakdown.position.update:
            raise Diverged(self.breakdown)
        after = self._descent.run(state, update, count, self.run.since)
        if not np.abs(after).max() < _SUSPECT:
            self._look_for_overflow(update, state, count)
        self._checkpoints.add(update + count, after)
        return update + count, after

    def _next_parameters(self, update: int, state: Array) -> Array:
        return self._descent.run(state, update, 1, self.run.since)[: self.scenario.network.parameter_count]

    def _framed(
        self,
        position: Position,
        p: Array,
        examples: NDArray[np.intp],
        p_next: Array | None,
        memory: tuple[Array, ...],
        passed: Trace,
    ) -> Frame:
        return Frame(self.scenario, position, self.program, p, examples, p_next, memory, self.run.since, passed)

    def _passed(self, position: Position, p: Array, example: int) -> Trace:
        """The passes of the example at work, kept from one line to the next."""
        at = (position.update, example)
        if self._trace is None or self._trace_at != at:
            data = self.scenario.train
            self._trace = trace(self.scenario.network, p, data.x[example], data.y[example])
            self._trace_at = at
        return self._trace

    def _is_finite(self, state: Array, examples: NDArray[np.intp]) -> bool:
        """Whether all numbers of an update are finite, its examples taken together; much quicker than line by line."""
        network, data = self.scenario.network, self.scenario.train
        p = state[: network.parameter_count]
        x, y = data.x[examples], data.y[examples]
        with np.errstate(all="ignore"):
            z = a = x
            for (weights, biases), name in zip(network.layers(p), network.activations, strict=True):
                z = a @ weights.T + biases
                a = ACTIVATIONS[name].value(z)
                if not _all_finite(z, a):
                    return False
            return _all_finite(state, network.costs(p, x, y), mean_gradient(network, p, x, y))

    def _look_for_overflow(self, update: int, state: Array, count: int) -> None:
        """Go through some updates to the first number that is not finite, if there is one.

        Raises:
            Diverged: there is one.
        """
        for at in range(update, update + count):
            examples = self.scenario.schedule.examples(at)
            if self._is_finite(state, examples):
                state = self._descent.run(state, at, 1, self.run.since)
                continue
            position = Position(at)
            p, *memory = state.reshape(-1, self.scenario.network.parameter_count)
            while position.update == at:
                passed = self._passed(position, p, int(examples[position.example - 1]))
                is_update = position.line == self.program.update_line
                p_next = self._next_parameters(at, state) if is_update else None
                frame = self._framed(position, p, examples, p_next, tuple(memory), passed)
                quantity = first_overflow(frame)
                if quantity:
                    before = self.walk.before(position)
                    self.breakdown = Breakdown(position, quantity, before)
                    raise Diverged(self.breakdown)
                position = self.walk.after(position)
            state = self._descent.run(state, at, 1, self.run.since)


def _all_finite(*values: Array) -> bool:
    return all(np.isfinite(value).all() for value in values)


def first_overflow(frame: Frame) -> str:
    """The name of the first number that the frame's line computed and that is not finite; empty if all are finite."""
    line, network = frame.line, frame.scenario.network
    found: list[tuple[str, Array | None]] = []
    if line.kind is Kind.FORWARD:
        found = [("z", frame.z(line.layer)), ("a", frame.a(line.layer))]
    elif line.kind is Kind.COST and frame.cost is not None and not np.isfinite(frame.cost):
        return "c"
    elif line.kind is Kind.BACKWARD:
        found = [("δ", frame.delta(line.layer))]
    elif line.kind is Kind.UPDATE and frame.p_next is not None and not np.isfinite(frame.p_next).all():
        return network.names[int(np.argmin(np.isfinite(frame.p_next)))]
    for symbol, values in found:
        if values is not None and not np.isfinite(values).all():
            return f"{symbol}{line.layer}[{int(np.argmin(np.isfinite(values))) + 1}]"
    return ""
