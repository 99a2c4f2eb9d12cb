"""The updates of a run as pure functions of a state, with all that is kept to make them fast. It belongs to one thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.backprop import Trace
from visprop.engine.descent import Descent
from visprop.scenario.run import Run
from visprop.timeline.diverged import Breakdown, Diverged
from visprop.timeline.frame import Frame
from visprop.timeline.overflow import example_that_overflows, first_overflow
from visprop.timeline.position import Position, Walk
from visprop.timeline.program import Kind, Program
from visprop.timeline.totals import Totals

_SUSPECT = 1e100
"""A parameter beyond this means that something has overflowed, or is about to."""


@dataclass(frozen=True, eq=False)
class State:
    """p and what the optimiser remembers after a number of updates, read-only.

    Attributes:
        whole: p, and after it the memory, in one array, as the descent takes it.
        p: its first part.
        memory: its other parts, each of p's length.
    """

    whole: Array
    p: Array
    memory: tuple[Array, ...]

    @classmethod
    def of(cls, whole: Array, count: int) -> State:
        """From one array; `count` is p's length."""
        whole.flags.writeable = False
        p, *memory = whole.reshape(-1, count)
        return cls(whole, p, tuple(memory))


class Stretch(NamedTuple):
    """What some updates that are made in one go lead to.

    Attributes:
        passed: states by the way as the descent gives them, one a row; the last one among them.
        last: the last one.
        costs: c of each update, where that is asked for.
    """

    passed: Array
    last: State
    costs: Sequence[float]


class Updates:
    """Makes updates and frames of a run.

    Args:
        run: the scenario and its start.
        totals: sums over the examples, for the frames.
        with_costs: whether c of each update is told.
    """

    def __init__(self, run: Run, totals: Totals, with_costs: bool) -> None:
        self._run, self._totals, self._with_costs = run, totals, with_costs
        self.program = Program(run.scenario.network.depth)
        self.walk = Walk(self.program, run.scenario.schedule, run.update)
        self._own_descent: Descent | None = None
        self._passed_at: tuple[int, int] | None = None
        self._passed: Trace | None = None

    @property
    def size(self) -> float:
        """How many multiplications an update takes, about."""
        scenario = self._run.scenario
        return 3.0 * scenario.schedule.size * scenario.network.parameter_count

    def let_go(self) -> None:
        """Keep nothing that can be made again."""
        self._own_descent, self._passed, self._passed_at = None, None, None

    def stretch(self, state: State, update: int, counts: Sequence[int]) -> Stretch:
        """What is passed after each of some numbers of more updates, from a state to which `update` of them have led.

        Raises:
            Diverged: a number is no longer finite on the way.
        """
        found = self._run_on(state, update, counts)
        # Without a copy of all their sizes; of a NaN neither holds.
        if not (np.max(found.passed) < _SUSPECT and np.min(found.passed) > -_SUSPECT):
            self._refuse_overflow(state, update, sum(counts))
        return found

    def _run_on(self, state: State, update: int, counts: Sequence[int]) -> Stretch:
        if self._own_descent is None:
            self._own_descent = self._run.scenario.descent()
        costs: list[float] | None = [] if self._with_costs else None
        passed = self._own_descent.stations(state.whole, update, counts, self._run.since, costs)
        # A copy, where it would keep all the others.
        last = passed[0] if len(counts) == 1 else passed[-1].copy()
        return Stretch(passed, State.of(last, state.p.size), costs or ())

    def frame(self, position: Position, state: State, after: State | None = None) -> Frame:
        """The state of a position within the update that begins with a state.

        Args:
            position: where.
            state: before the update.
            after: after it, for the frame on the update line.
        """
        scenario, is_update = self._run.scenario, self.program.lines[position.line].kind is Kind.UPDATE
        assert not is_update or after is not None, "the update line is nothing without what it made"
        p_next, memory_next = (after.p, after.memory) if after is not None and is_update else (None, ())
        examples = scenario.schedule.examples(position.update)
        passed = self._pass(position, state, int(examples[position.example - 1]))
        return Frame(
            scenario, position, self.program, state.p, examples, p_next, state.memory, self._run.since, memory_next,
            self._totals, passed,
        )  # fmt: skip

    def _pass(self, position: Position, state: State, row: int) -> Trace:
        """The passes of the example at work, kept from one line to the next."""
        at = (position.update, row)
        if self._passed is None or self._passed_at != at:
            train = self._run.scenario.train
            self._passed = self._run.scenario.passed(state.p, train.x[row], train.y[row])
            self._passed_at = at
        return self._passed

    def _refuse_overflow(self, state: State, update: int, count: int) -> None:
        """Go through some updates to the first number that is not finite, if there is one."""
        for at in range(update, update + count):
            after = self._run_on(state, at, (1,)).last
            breakdown = self._breakdown(state, at, after)
            if breakdown is not None:
                raise Diverged(breakdown)
            state = after

    def _breakdown(self, state: State, update: int, after: State) -> Breakdown | None:
        """Where an update breaks down: in the passes of an example, or on the update line."""
        scenario = self._run.scenario
        examples = scenario.schedule.examples(update)
        example = example_that_overflows(scenario, state.p, examples)
        if not example and np.isfinite(after.whole).all():
            return None
        end = self.walk.update_end(update + 1)
        position = Position(update, example) if example else end
        # A product over all examples may round, and so overflow, otherwise than that of one: then the search goes on.
        while position <= end:
            quantity = first_overflow(self.frame(position, state, after))
            if quantity:
                return Breakdown(position, quantity, self.walk.before(position))
            position = self.walk.after(position)
        return None
