"""A run: a scenario and where its training starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Run:
    """A scenario and its start; the scenario's own parameters are those of the start.

    Attributes:
        scenario: the experiment.
        update: how many updates were done before this run; its first update has this number.
        memory: what the optimiser remembers at the start, as its `memory` names it, each of p's length, read-only; empty for
            nothing yet, which is 0.
        age: of how many updates it remembers at the start.
    """

    scenario: Scenario
    update: int = 0
    memory: tuple[Array, ...] = ()
    age: int = 0

    def __post_init__(self) -> None:
        if self.memory and len(self.memory) != len(self.scenario.optimiser.memory):
            raise ValueError("the optimiser remembers something else")
        for part in self.memory:
            part.flags.writeable = False

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
