"""A scenario in which an error is planted: all that is computed of its passes and updates is computed with the error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.backprop import Trace
from visprop.engine.descent import Descent
from visprop.engine.objective import Indices, Objective
from visprop.engine.optimiser import Given
from visprop.scenario.planted.error import PlantedError
from visprop.scenario.planted.passing import forward, passed
from visprop.scenario.scenario import Made, Scenario


@dataclass(frozen=True, eq=False)
class PlantedScenario(Scenario):
    """A scenario with an error.

    Attributes:
        error: which.
    """

    error: PlantedError = field(kw_only=True)

    @classmethod
    def of(cls, scenario: Scenario, error: PlantedError) -> PlantedScenario:
        """The same scenario with an error planted in it."""
        own: dict[str, Any] = {one.name: getattr(scenario, one.name) for one in fields(Scenario)}
        return cls(**own, error=error)

    @property
    def is_right(self) -> bool:
        return False

    @cached_property
    def objective(self) -> Objective:
        training = self.training
        own = (self.network, self.train.x, self.train.y, self.freedom, training.l1, training.l2)
        return PlantedObjective(*own, error=self.error, eta=training.eta)

    def passed(self, p: Array, x: Array, y: Array) -> Trace:
        return passed(self.error.passes, forward(self.network, p, x, y, self.training.eta))

    def returned(self, p: Array, found: Trace, layer: int) -> Array:
        at = forward(self.network, p, found.a[0], found.y, self.training.eta)
        return self.error.passes.returned(at, layer, found.delta[layer + 1])

    def cost_gradient(self, p: Array, rows: Indices) -> Array:
        x, y = self.train.x[rows], self.train.y[rows]
        gradients = [self.passed(p, one, target).gradient for one, target in zip(x, y, strict=True)]
        return self.error.update.mean(gradients, self.schedule.size)

    def made(self, gradient: Array, p: Array, memory: Sequence[Array], eta: float, number: int, size: int) -> Made:
        pieces, freedom = self.error.update, self.freedom
        with np.errstate(all="ignore"):
            whole = gradient + pieces.penalty(self.objective, p, size)
            slope = pieces.gathered(freedom, whole)
            felt, moving = pieces.felt(freedom, slope, whole), freedom.spread(freedom.coordinates(p))
            given = Given(felt, moving, memory, eta, number, dict(self.optimiser.constants))
            return Made(slope, felt, *pieces.stepped(self.optimiser, given))

    def descent(self) -> Descent:
        return PlantedDescent(self)


@dataclass(frozen=True, eq=False)
class PlantedObjective(Objective):
    """φ, which is right, with a gradient that is not."""

    error: PlantedError = field(kw_only=True)
    eta: float = field(kw_only=True)

    def cost_gradient(self, p: Array) -> Array:
        pairs = zip(self.x, self.y, strict=True)
        found = [passed(self.error.passes, forward(self.network, p, x, y, self.eta)).gradient for x, y in pairs]
        return np.asarray(np.mean(np.stack(found), axis=0))

    def total_slope(self, cost_gradient: Array, p: Array) -> Array:
        pieces = self.error.update
        with np.errstate(all="ignore"):
            return pieces.gathered(self.freedom, cost_gradient + pieces.penalty(self, p, 1))


class PlantedDescent(Descent):
    """The descent as the program with the error makes it: update by update, slow. The rest is as without it."""

    def __init__(self, scenario: PlantedScenario) -> None:
        training = scenario.training
        super().__init__(
            scenario.objective, scenario.schedule, training.eta, scenario.tied_groups, scenario.optimiser, training.eta_schedule
        )
        self._scenario = scenario

    def stations(
        self, state: Array, start: int, counts: Sequence[int], since: int = 0, costs: list[float] | None = None
    ) -> Array:
        found = []
        count = self._scenario.p0.size
        p, *memory = state.copy().reshape(-1, count)
        update = start
        for many in counts:
            for _ in range(many):
                p, *memory = self._after(p, memory, update, update - since + 1, costs)
                update += 1
            found.append(np.concatenate((p, *memory)))
        return np.stack(found)

    def _after(self, p: Array, memory: list[Array], update: int, number: int, costs: list[float] | None) -> list[Array]:
        """p and memory after an update."""
        scenario = self._scenario
        rows = scenario.schedule.examples(update)
        if costs is not None:
            costs.append(float(scenario.network.mean_cost(p, scenario.train.x[rows], scenario.train.y[rows])))
        gradient = scenario.cost_gradient(p, rows)
        made = scenario.made(gradient, p, tuple(memory), scenario.eta(update), number, len(rows))
        with np.errstate(all="ignore"):
            return [p + made.step, *made.memory]
