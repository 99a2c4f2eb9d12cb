"""What a swarm is to be: which runs, how long, and what counts as the goal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario

MAX_RUNS = 4096
"""The most runs of a swarm."""
GOAL = 0.01
"""What φ is to be at most, where neither the user nor the scenario says so."""
_SAMPLES = 41
"""At how many updates φ is kept."""
_PLACES = 5
"""At how many of them p is kept as well."""


@dataclass(frozen=True)
class Starts:
    """A grid of starts: two parameters take each pair of values, and all others those of the scenario.

    Attributes:
        names: of the parameters.
        values: of each; the first one varies fastest.
    """

    names: tuple[Key, Key]
    values: tuple[tuple[float, ...], tuple[float, ...]]

    @property
    def count(self) -> int:
        """How many starts there are."""
        return len(self.values[0]) * len(self.values[1])

    def at(self, index: int) -> tuple[float, float]:
        """The values of a start."""
        second, first = divmod(index, len(self.values[0]))
        return self.values[0][first], self.values[1][second]


@dataclass(frozen=True, eq=False)
class SwarmPlan:
    """What is to be run: with each η from each seed, or from each start of a grid.

    A seed is that of the initial parameters and of the order of the examples, as of a scenario that is begun with it.

    Attributes:
        scenario: of which they are runs.
        updates: how many each makes at most.
        etas: the learning rates.
        seeds: of the runs with each of them; empty where they begin in a grid.
        goal: what φ is to be at most.
        is_fast: whether sums may be rounded otherwise than the engine of one run rounds them.
        starts: the grid; None where there are seeds.

    Raises:
        ValueError: there are no runs, too many, or seeds and starts at once.
    """

    scenario: Scenario
    updates: int
    etas: tuple[float, ...]
    seeds: tuple[int, ...]
    goal: float
    is_fast: bool = False
    starts: Starts | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MAX_RUNS:
            raise ValueError(f"a swarm has 1 to {MAX_RUNS} runs, not {self.count}")
        if self.starts is not None and self.seeds:
            raise ValueError("a swarm begins from seeds or in a grid of starts, not both")
        if self.starts is not None:
            first, second = (self.scenario.network.single(name) for name in self.starts.names)
            if second in self.scenario.group_of(first):
                raise ValueError("a grid of starts needs two parameters that are not the same")

    @property
    def each(self) -> int:
        """How many runs there are with each η."""
        return len(self.seeds) if self.starts is None else self.starts.count

    @property
    def count(self) -> int:
        """How many runs there are."""
        return len(self.etas) * self.each

    def eta_of(self, run: int) -> float:
        """η of a run, from 0."""
        return self.etas[run // self.each]

    def seed_of(self, run: int) -> int:
        """The seed of a run's order."""
        return self.scenario.training.seed if self.starts is not None else self.seeds[run % self.each]

    def p_of(self, run: int) -> Array:
        """Where a run begins."""
        scenario, index = self.scenario, run % self.each
        if self.starts is None:
            return scenario.with_new_weights(self.seeds[index]).p0
        p = scenario.p0.copy()
        for name, value in zip(self.starts.names, self.starts.at(index), strict=True):
            p[scenario.group_of(scenario.network.single(name))] = value
        return p

    def run_of(self, run: int) -> Run:
        """One of the runs by itself, at its beginning."""
        training = replace(self.scenario.training, eta=self.eta_of(run), seed=self.seed_of(run))
        scenario = self.scenario.with_training(training)
        if self.starts is None:
            return Run(scenario.with_new_weights(self.seeds[run % self.each]))
        return Run(scenario.with_parameters(self.p_of(run)))

    def told(self, run: int) -> str:
        """What a run has of its own, in words: `η = 0.5, seed 17`."""
        eta = f"η = {self.eta_of(run):g}"
        if self.starts is None:
            return f"{eta}, seed {self.seed_of(run)}"
        values = zip(self.starts.names, self.starts.at(run % self.each), strict=True)
        return ", ".join((eta, *(f"{name} from {value:.6g}" for name, value in values)))

    def is_about(self, scenario: Scenario) -> bool:
        """Whether φ of a scenario is that of these runs: its network, rows, penalties, and what is frozen and tied."""
        own, other = self.scenario, scenario
        settings = [(one.network, one.frozen, one.tied, one.training.l1, one.training.l2) for one in (own, other)]
        rows = [(one.data.x, one.data.y, one.data.test_rows) for one in (own, other)]
        return settings[0] == settings[1] and (own.data is other.data or all(map(np.array_equal, *rows)))

    @cached_property
    def samples(self) -> tuple[int, ...]:
        """The updates at which φ is kept, the first ones closer together, as φ changes most there."""
        shares = (np.arange(_SAMPLES) / (_SAMPLES - 1)) ** 2
        return tuple(sorted({int(at) for at in np.round(shares * self.updates)}))

    @cached_property
    def places(self) -> NDArray[np.intp]:
        """Which of the samples are those at which p is kept, the first and the last among them."""
        return np.unique(np.round(np.linspace(0, len(self.samples) - 1, _PLACES)).astype(np.intp))

    def bare(self) -> SwarmPlan:
        """The same without what is kept beside it, which would have to be handed over to another process too."""
        return replace(self, scenario=Run(self.scenario).bare().scenario)


def usual_goal(scenario: Scenario) -> float:
    """The cost at which a scenario ends by itself; else the usual one."""
    limit = scenario.training.stop.limit("cost")
    return GOAL if limit is None else limit


def usual_updates(scenario: Scenario) -> int | None:
    """How many updates a scenario makes at most; None if it says nothing of it."""
    return scenario.training.stop.last_update(scenario.schedule.updates_per_epoch)


def seeds_from(first: int, count: int) -> tuple[int, ...]:
    """So many seeds, one after the other."""
    return tuple(range(first, first + count))


def grid(low: float, high: float, count: int) -> tuple[float, ...]:
    """So many values, evenly from one to another.

    Raises:
        ValueError: the range does not end above its beginning.
    """
    if low >= high:
        raise ValueError(f"from {low:g} to {high:g}: the range ends above its beginning")
    return tuple(float(value) for value in np.linspace(low, high, count))
