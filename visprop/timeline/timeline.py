"""Position → Frame, in either direction."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from time import perf_counter

from visprop.engine.arrays import Array
from visprop.scenario.run import Run
from visprop.timeline.checkpoints import Checkpoints
from visprop.timeline.diverged import Breakdown, Diverged
from visprop.timeline.ending import Ending
from visprop.timeline.frame import Frame
from visprop.timeline.overflow import first_overflow
from visprop.timeline.position import Position
from visprop.timeline.program import Kind
from visprop.timeline.totals import Totals
from visprop.timeline.update_costs import UpdateCosts
from visprop.timeline.updates import State, Stretch, Updates
from visprop.timeline.work import AT_ONCE, BUDGET, LIMIT, Work

_RECENT = 3
_STRETCH = 256
"""So many updates, some two milliseconds of the fastest, are made in one go."""
_BYTES = 1 << 22
"""Of large states no more are passed in one go than have so many bytes, beside the first."""
_NUMBERS = count()


class Timeline:
    """The whole training of a scenario, at any position, again and again bit-identical.

    It keeps p, and what the optimiser remembers, at evenly spaced updates within a memory budget, and replays the fast descent
    from there.

    Args:
        run: the scenario and its start.
        budget: bytes.
        work: who makes updates, and sums over examples, that take long.
        with_costs: whether c of each update is kept, thinned, in `costs`, which takes a little time at each.

    Attributes (to be read):
        number: tells it from any other, so that work can be named by it.
    """

    def __init__(self, run: Run, budget: int = BUDGET, work: Work = AT_ONCE, with_costs: bool = True) -> None:
        self.run, self.scenario = run, run.scenario
        self.totals = Totals(run.scenario, work)
        self.breakdown: Breakdown | None = None
        # Not its id, which another one may have when this one is gone.
        self.number = next(_NUMBERS)
        self._work = work
        self.costs, self._with_costs = UpdateCosts(run.update), with_costs
        self._updates = Updates(run, self.totals, with_costs)
        # Made and used by whoever does the long work; never by this thread.
        self._beside: Updates | None = None
        self.program, self.walk = self._updates.program, self._updates.walk
        start = State.of(run.state(), run.scenario.p0.size)
        self._ending = Ending(self.totals)
        self._checkpoints = Checkpoints(start.whole, budget, first=run.update)
        self._furthest = run.update
        self._recent: dict[int, State] = {run.update: start}
        self._kept: dict[int, State] = {}

    @property
    def nbytes(self) -> int:
        """The memory that the kept parameters take."""
        return self._checkpoints.nbytes

    def set_budget(self, budget: int) -> None:
        """Hold no more than so many bytes from now on."""
        self._checkpoints.set_budget(budget)

    def rest(self, position: Position) -> None:
        """Keep what a position needs, to be returned to at once, and let go of what can be made again."""
        self._kept = {at: self._state(at) for at in self._needed(position)}
        self._recent = {}
        self._updates.let_go()

    @property
    def reached(self) -> int:
        """How many updates were computed; up to here a jump takes next to no time, as states are kept on the way."""
        return max(self._checkpoints.last, self._furthest)

    def frame(self, position: Position) -> Frame:
        """The state at a position.

        Raises:
            Diverged: it lies after the first number that is not finite.
        """
        if not self.walk.holds(position):
            raise ValueError(f"there is no position {position}")
        states = [self._state(at) for at in self._needed(position)]
        if self.breakdown is not None and position >= self.breakdown.position:
            raise Diverged(self.breakdown)
        frame = self._updates.frame(position, *states)
        quantity = first_overflow(frame)
        if quantity:
            self.breakdown = Breakdown(position, quantity, self.walk.before(position))
            raise Diverged(self.breakdown)
        return frame

    def run_at(self, frame: Frame) -> Run:
        """The run that would begin at a frame: from its p of now, counting on."""
        if frame.position == self.walk.start:
            return self.run
        return self.run.continued(self.scenario, frame.done, frame.p, self.memory(frame.done))

    def _needed(self, position: Position) -> tuple[int, ...]:
        """The updates whose states a position is made of; the one it is in comes last."""
        is_update = self.program.lines[position.line].kind is Kind.UPDATE
        return (position.update, position.update + 1) if is_update else (position.update,)

    def parameters(self, update: int) -> Array:
        """p after a number of updates, read-only; the same array while it is recent.

        Raises:
            Diverged: the training does not come so far.
        """
        return self._state(update).p

    def memory(self, update: int) -> tuple[Array, ...]:
        """What the optimiser remembers after a number of updates, read-only."""
        return self._state(update).memory

    def kept_before(self, update: int) -> tuple[int, Array]:
        """The last update up to one whose state is kept, and that state as a descent takes it, which no one changes."""
        start, state = self._nearest(update)
        return start, state.whole

    @property
    def size_of_update(self) -> float:
        """How many multiplications an update takes, about."""
        return self._updates.size

    def is_at_hand(self, update: int) -> bool:
        """Whether the state after a number of updates can be told at once."""
        start, _ = self._nearest(update)
        return self._work.is_small((update - start) * self._updates.size)

    @property
    def stride(self) -> int:
        """How far the updates are apart that are kept."""
        return self._checkpoints.stride

    @property
    def spacing(self) -> int:
        """How far the updates are apart that can be told at once: 1, or where an update takes long, those that are kept alone."""
        return 1 if self.is_light else self.stride

    @property
    def is_fresh(self) -> bool:
        """Whether it has not been trained yet."""
        return self.reached == self.run.update

    @property
    def is_light(self) -> bool:
        """Whether an update is made at once."""
        return self._work.is_small(self._updates.size)

    def next_look(self, update: int) -> int | None:
        """The next update after one at which the training may end by itself; None if it never does."""
        return self._ending.next_look(update)

    def reason_to_end(self, update: int) -> str | None:
        """Why it ends after an update that is reached; empty if it does not, None if that is not known yet."""
        return self._ending.reason(update, self.parameters(update))

    def words_of_end(self, update: int, reason: str) -> str:
        """That the training has ended, for the user."""
        return f"The training ended after update {update}: {reason}"

    def words_of_no_end(self, update: int) -> str:
        """That the training does not end by itself, for the user, and what can be done."""
        why = "is beyond its end: set a later one" if self.scenario.training.stop else "has no end: set one"
        return f"This training {why} in the training settings (Ctrl+Alt+S)"

    def goal_of(self, position: Position) -> int:
        """The update that has to be reached for a position."""
        return self._needed(position)[-1]

    def advance(self, target: int, seconds: float) -> int:
        """Compute ahead towards an update for about so many seconds; tells which update is reached.

        Raises:
            Diverged: the training does not come so far.
        """
        deadline = perf_counter() + seconds
        update, state = self._nearest(target)
        while update < target:
            after = self._stretched(update, state, self._stretch(update, target, state))
            if after is None:
                break
            update, state = after
            if update == target - 1:
                self._remember(update, state)
            if perf_counter() > deadline:
                break
        self._remember(update, state)
        return update

    def _stretch(self, update: int, target: int, state: State) -> Sequence[int]:
        """How many updates are made in one go, cut up where a state is kept, or fewer, if they take long; the last one alone.

        An update line is made of the states before and after it.
        """
        at_most = min(self._most(state), max(1, int(LIMIT / self._updates.size)))
        return self._checkpoints.cut(update, min(max(1, target - 1 - update), at_most))

    def _most(self, state: State) -> int:
        """How many updates are made in one go at most: each time one is kept by the way, a state is held."""
        return min(_STRETCH, self.stride * max(1, _BYTES // state.whole.nbytes))

    def _stretched(self, update: int, state: State, counts: Sequence[int]) -> tuple[int, State] | None:
        """Some updates more, or None while they are being made elsewhere."""
        many = sum(counts)
        if self.breakdown is not None and update + many > self.breakdown.position.update:
            raise Diverged(self.breakdown)
        size = many * self._updates.size
        if self._work.is_small(size):
            return self._accept(update, counts, self._made(state, update, counts))
        key = ("updates", self.number, update, many)
        found = self._work.ask(key, size, lambda: self._made_beside(state, update, counts))
        if isinstance(found, Diverged):
            self.breakdown = found.breakdown
            raise found
        return None if found is None else self._accept(update, counts, found)

    def _made_beside(self, state: State, update: int, counts: Sequence[int]) -> Stretch | Diverged:
        """The same in another thread, with buffers of its own."""
        if self._beside is None:
            self._beside = Updates(self.run, self.totals, self._with_costs)
        try:
            return self._beside.stretch(state, update, counts)
        except Diverged as stop:
            return stop

    def _made(self, state: State, update: int, counts: Sequence[int]) -> Stretch:
        try:
            return self._updates.stretch(state, update, counts)
        except Diverged as stop:
            self.breakdown = stop.breakdown
            raise

    def _accept(self, update: int, counts: Sequence[int], made: Stretch) -> tuple[int, State]:
        """Keep what is to be kept of some updates; the last of them, and its state."""
        self.costs.add(update, made.costs)
        for many, state in zip(counts, made.passed, strict=True):
            update += many
            self._checkpoints.add(update, state)
        self._furthest = max(self._furthest, update)
        return update, made.last

    def _state(self, update: int) -> State:
        """The state after a number of updates, however long it takes."""
        if update not in self._recent:
            at, state = self._nearest(update)
            while at < update:
                counts = self._checkpoints.cut(at, min(self._most(state), update - at))
                if self.breakdown is not None and at + sum(counts) > self.breakdown.position.update:
                    raise Diverged(self.breakdown)
                at, state = self._accept(at, counts, self._made(state, at, counts))
            self._remember(update, state)
        return self._recent[update]

    def _remember(self, update: int, state: State) -> None:
        """Keep the states that were asked for last: that of a position, and the one after its update."""
        self._recent.pop(update, None)
        self._recent[update] = state
        while len(self._recent) > _RECENT:
            del self._recent[next(iter(self._recent))]

    def _nearest(self, update: int) -> tuple[int, State]:
        near = [(at, state) for at, state in (*self._recent.items(), *self._kept.items()) if at <= update]
        best = max(near, key=lambda entry: entry[0], default=None)
        start = self._checkpoints.start_of(update)
        if best is not None and best[0] >= start:
            return best
        return start, State.of(self._checkpoints.at(start), self.scenario.p0.size)
