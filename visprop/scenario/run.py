"""A run: a scenario and where its training starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.scenario import Scenario, own_title


@dataclass(frozen=True, eq=False)
class Beginning:
    """What Reset leads to: p, read-only, the updates done by then, and what the optimiser remembered, as a run has it."""

    p: Array
    update: int = 0
    memory: tuple[Array, ...] = ()
    age: int = 0


@dataclass(frozen=True, eq=False)
class Run:
    """A scenario and its start; the scenario's own parameters are those of the start.

    Attributes:
        scenario: the experiment.
        update: how many updates were done before this run; its first update has this number.
        memory: what the optimiser remembers at the start, as its `memory` names it, each of p's length, read-only; empty for
            nothing yet, which is 0.
        age: of how many updates it remembers at the start.
        beginning: what Reset leads to; None for its own start.
    """

    scenario: Scenario
    update: int = 0
    memory: tuple[Array, ...] = ()
    age: int = 0
    beginning: Beginning | None = None

    kind: ClassVar[str] = "network"

    def __post_init__(self) -> None:
        if self.memory and len(self.memory) != len(self.scenario.optimiser.memory):
            raise ValueError("the optimiser remembers something else")
        for part in self.memory:
            part.flags.writeable = False

    @property
    def title(self) -> str:
        """What it is called, a line."""
        return self.scenario.title

    @property
    def notes(self) -> str:
        """What is noted of it."""
        return self.scenario.notes

    @property
    def own_title(self) -> str:
        """What a network is called that was rebuilt from a built-in one."""
        return own_title(self.scenario.network)

    @property
    def begun(self) -> Run:
        """The run that begins where Reset leads to; this one itself if it is that."""
        found = self.beginning
        return self if found is None else Run(self.scenario.with_parameters(found.p), found.update, found.memory, found.age)

    def begun_as(self, other: Run) -> Run:
        """The same run, whose beginning is the start of another one of this network; none of its own where both are one."""
        first = other.begun
        own = self.starts_as(first)
        return replace(self, beginning=None if own else Beginning(first.scenario.p0, first.update, first.memory, first.age))

    def starts_as(self, other: Run) -> bool:
        """Whether both start with the same numbers."""
        return (
            self.update == other.update
            and (not self.memory or self.age == other.age)
            and _same((self.scenario.p0, *self.memory), (other.scenario.p0, *other.memory))
        )

    def restarted(self, origin: Run) -> Run:
        """The run that begins with the parameters of another one, in the experiment of this one."""
        # What was tied since then has one value.
        settled = self.scenario.settled(origin.scenario.p0)
        return origin.continued(self.scenario, origin.update, settled, origin.memory)

    def is_about_the_same(self, other: Run) -> bool:
        """Whether both are of a network of the same sizes, with the same raw examples, however they are split and scaled."""
        own, data = self.scenario, other.scenario.data
        return own.network.sizes == other.scenario.network.sizes and (own.data is data or _same(own.data.raw, data.raw))

    def called(self, title: str, notes: str) -> Run:
        """The same with other words."""
        return replace(self, scenario=replace(self.scenario, title=title, notes=notes))

    @property
    def size(self) -> int:
        """How many numbers it has at most, those of its beginning among them."""
        data = self.scenario.data
        return data.x.size + data.y.size + self.scenario.p0.size * (2 + 2 * len(self.memory))

    def bare(self) -> Run:
        """The same without what is kept beside it, such as all names, which would have to be handed over to a process too."""
        return replace(self, scenario=replace(self.scenario, network=replace(self.scenario.network)))

    def reached(self) -> Mapping[str, Array]:
        """p, what the optimiser remembers, and of how many updates."""
        parts = {f"memory{i}": part for i, part in enumerate(self.memory)}
        return {"p": self.scenario.p0, **parts, "age": np.array([self.age], np.float64)}

    def gone_on(self, update: int, numbers: Mapping[str, Array]) -> Run | None:
        """The run as it is after these updates, with its own beginning; None if this is not its state."""
        names = [name for name in sorted(numbers) if name.startswith("memory")]
        parts = [numbers[name] for name in ("p", *names) if name in numbers]
        is_its_own = len(parts) == 1 + len(names) and all(part.shape == self.scenario.p0.shape for part in parts)
        if not is_its_own or len(names) not in (0, len(self.scenario.optimiser.memory)) or update < self.update:
            return None
        p, *memory = parts
        age = int(numbers["age"][0]) if "age" in numbers else 0
        return Run(self.scenario.with_parameters(p), update, tuple(memory), age).begun_as(self.begun)

    @property
    def since(self) -> int:
        """The update from which on the optimiser remembers."""
        return self.update - self.age

    def state(self) -> Array:
        """p and after it what the optimiser remembers, as the descent takes them."""
        kinds, count = len(self.scenario.optimiser.memory), self.scenario.p0.size
        return np.concatenate((self.scenario.p0, *(self.memory or (np.zeros(count),) * kinds)))

    def continued(self, scenario: Scenario, update: int, p: Array, memory: tuple[Array, ...]) -> Run:
        """A new run from a moment of this one: it counts on, and remembers on if optimiser and sizes are the same."""
        own = self.scenario
        keeps = scenario.training.optimiser == own.training.optimiser and scenario.network.sizes == own.network.sizes
        # What is frozen now remembers nothing, and what is tied now remembers the same.
        freedom = scenario.freedom
        kept = tuple(freedom.spread(freedom.coordinates(part)) for part in memory) if keeps else ()
        return Run(scenario.with_parameters(p), update, kept, update - self.since if keeps else 0)


def _same(some: tuple[Array, ...], others: tuple[Array, ...]) -> bool:
    return len(some) == len(others) and all(map(np.array_equal, some, others))
