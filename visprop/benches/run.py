"""What a file of a bench holds, how it is stepped through, and what is known at a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from visprop.benches.entry import BenchEntry
from visprop.benches.values import Values
from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.timeline.made_at_once import Lines, MadeAtOnce
from visprop.timeline.position import Position
from visprop.timeline.work import Work

if TYPE_CHECKING:
    # A process that reads a file needs no bench, and no pictures.
    from visprop.benches.bench import Bench
    from visprop.figures.moment import NetworkMoment


@dataclass(frozen=True)
class BenchRun:
    """A bench and what is set of it.

    Attributes:
        entry: which bench.
        values: what is set.
        title: what it is called.
        notes: what is noted of it.
        beginning: what Reset leads to; None for the values themselves.
    """

    entry: BenchEntry
    values: Values
    title: str
    notes: str = ""
    beginning: Values | None = None

    update = 0
    """Nothing was done before it."""

    @classmethod
    def new(cls, entry: BenchEntry, values: Values | None = None) -> BenchRun:
        """The bench as it is at first, or with other values."""
        return cls(entry, entry.bench.start if values is None else values, entry.title)

    @classmethod
    def of_network(cls, entry: BenchEntry, moment: NetworkMoment, key: Key | None) -> BenchRun:
        """The bench with the numbers of a network, at what is selected in it.

        Raises:
            ValueError: there is nothing in it for this bench, in words.
        """
        take = entry.bench.from_network
        assert take is not None, "only asked of benches that take networks"
        return cls.new(entry, take(moment, key))

    @property
    def kind(self) -> str:
        """The bench's name."""
        return self.entry.name

    @property
    def bench(self) -> Bench:
        """All that belongs to the bench."""
        return self.entry.bench

    @property
    def own_title(self) -> str:
        """The bench's own."""
        return self.entry.title

    @property
    def size(self) -> int:
        """Few: it is made at once."""
        return len(self.values)

    def put(self, changed: Mapping[str, Any]) -> BenchRun:
        """The same with other values in the place of some.

        Raises:
            ValueError: one of them does not fit.
        """
        return replace(self, values=self.bench.put(self.values, dict(changed)))

    def put_typed(self, told: Sequence[str]) -> BenchRun:
        """The same with what is told as `NAME=VALUE` in the place of some.

        Raises:
            ValueError: something else is told, or a value does not fit.
        """
        changed = {}
        for text in told:
            name, sign, value = text.partition("=")
            if not sign:
                raise ValueError(f"{text!r} is not NAME=VALUE")
            changed[name] = self.bench.control(name).typed(value)
        return self.put(changed)

    @property
    def begun(self) -> BenchRun:
        """With what Reset leads to."""
        return self if self.beginning is None else replace(self, values=self.beginning, beginning=None)

    def begun_as(self, other: BenchRun) -> BenchRun:
        """The same, and Reset leads to another one's values."""
        return replace(self, beginning=None if other.values == self.values else other.values)

    def starts_as(self, other: BenchRun) -> bool:
        """Whether the same is set."""
        return self.values == other.values

    def restarted(self, origin: BenchRun) -> BenchRun:
        """With another one's values."""
        return replace(self, values=origin.values, beginning=None)

    def is_about_the_same(self, other: BenchRun) -> bool:
        """Always: whatever is set, it is the same bench."""
        return True

    def called(self, title: str, notes: str) -> BenchRun:
        """The same with other words."""
        return replace(self, title=title, notes=notes)

    def bare(self) -> BenchRun:
        """The same: it holds nothing that a process could not have."""
        return self

    def reached(self) -> Mapping[str, Array]:
        """Nothing: a step changes no value."""
        return {}

    def gone_on(self, update: int, numbers: Mapping[str, Array]) -> None:
        """None: a step changes no value."""


@dataclass(frozen=True, eq=False)
class BenchFrame:
    """What is known at a step.

    Attributes:
        position: which step.
        run: of what.
        steps: what is seen at each step, in words.
        state: what the bench itself knows at this one.
    """

    position: Position
    run: BenchRun
    steps: tuple[str, ...]
    state: Any

    @property
    def done(self) -> int:
        """The number of the step."""
        return self.position.update

    @property
    def values(self) -> Values:
        """What is set."""
        return self.run.values

    @property
    def words(self) -> str:
        """What is seen at this step."""
        return self.steps[self.done]


class BenchExperiment(MadeAtOnce[BenchRun, BenchFrame]):
    """A bench, stepped through."""

    def __init__(self, run: BenchRun, budget: int, work: Work) -> None:
        self._steps = run.bench.steps(run.values)
        super().__init__(run, len(self._steps), "one step")
        self.program = Lines(self._steps)
        # Asked for by each picture, and again by each that is drawn anew.
        self._kept: dict[int, BenchFrame] = {}

    def frame(self, position: Position) -> BenchFrame:
        """What is known at a step."""
        at = position.update
        if at not in self._kept:
            self._kept[at] = BenchFrame(position, self.run, self._steps, self.run.bench.state(self.run.values, at))
        return self._kept[at]
