"""What a script is made of: the run, how many updates, and the numbers that it asserts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from visprop.codegen.cells import Unwritable
from visprop.engine.arrays import Array
from visprop.engine.backprop import mean_gradient
from visprop.engine.network import Network
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.timeline.timeline import Timeline

TOLERANCE = 1e-12
"""By how much a script's numbers may differ from these, of their size or of 1, whichever is greater."""
_SHARE = 0.1
"""Two ways to compute the same are to agree by so much better, as a script is a third one."""
MOST_NUMBERS = 2_000_000
"""A script holds so many numbers at most, some 40 MB."""
_LOOK = 50
"""After how many updates is looked whether two ways still agree."""


@dataclass(frozen=True, eq=False)
class Facts:
    """A run, and the updates that a script is to make of it.

    Raises:
        Unwritable: nothing can be asserted of it.
        Diverged: a number is no longer finite on the way.
    """

    run: Run
    updates: int

    def __post_init__(self) -> None:
        data, p = self.scenario.train, self.scenario.p0
        if not len(data):
            raise Unwritable("there are no examples to train with")
        if data.x.size + data.y.size + p.size > MOST_NUMBERS:
            raise Unwritable(f"a script holds at most {MOST_NUMBERS:,} numbers, and these are more")
        self._refuse_what_rounding_moves()

    @property
    def scenario(self) -> Scenario:
        """The experiment."""
        return self.run.scenario

    @property
    def network(self) -> Network:
        """Its network."""
        return self.scenario.network

    @cached_property
    def p(self) -> Array:
        """p after the updates."""
        return Timeline(self.run, with_costs=False).parameters(self.run.update + self.updates)

    @cached_property
    def phi(self) -> float:
        """φ there."""
        return self.scenario.objective.value(self.p)

    @property
    def is_bound(self) -> bool:
        """Whether some parameters stand still, or move together."""
        return not self.scenario.freedom.is_whole

    @property
    def is_plain(self) -> bool:
        """Whether nothing but the cost moves p: no penalties, and each parameter by itself."""
        return not (self.is_bound or self.scenario.objective.has_penalty)

    def _refuse_what_rounding_moves(self) -> None:
        """The same training by another order of its sums: where that is another, no script could be held to these numbers."""
        scenario, run = self.scenario, self.run
        objective, freedom, optimiser = scenario.objective, scenario.freedom, scenario.optimiser
        p = scenario.p0.copy()
        memory = run.memory or tuple(np.zeros(p.size) for _ in optimiser.memory)
        timeline = Timeline(run, with_costs=False)
        for k in range(run.update, run.update + self.updates):
            rows = scenario.schedule.examples(k)
            gradient = mean_gradient(self.network, p, objective.x[rows], objective.y[rows])
            g = freedom.spread(objective.total_slope(gradient, p))
            step, memory = optimiser.step(g, np.where(freedom.free, p, 0.0), memory, scenario.eta(k), k - run.since + 1)
            p = p + step
            done = k + 1 - run.update
            if done % _LOOK == 0 or done == self.updates:
                self._compare(p, timeline.parameters(k + 1), done)

    def _compare(self, p: Array, other: Array, done: int) -> None:
        apart = float(np.max(np.abs(p - other) / np.maximum(1.0, np.abs(other))))
        if not apart <= _SHARE * TOLERANCE:
            few = f"; ask for fewer than {done} updates" if self.updates > _LOOK else ""
            raise Unwritable(
                f"after {done} updates rounding alone moves p by {apart:.1g}, and a script is held to {TOLERANCE:g}{few}"
            )
