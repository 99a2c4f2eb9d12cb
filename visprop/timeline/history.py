"""φ at past updates, for the cost curve, and where p has been, for the path on the landscape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.scenario import Scenario
from visprop.timeline.quality import COLUMNS, Quality, row_of
from visprop.timeline.timeline import Timeline
from visprop.timeline.totals import Totals

V = TypeVar("V")
A = TypeVar("A")

MAX_SAMPLES = 512
"""The most updates that a curve or a path is drawn through."""


PATH_BYTES = 4_000_000
"""How much memory the samples of a path may take."""
_ASKED = 3
"""How many samples are asked for at a time where each takes long."""


def sampled_updates(update: int, first: int = 0, most: int = MAX_SAMPLES, stride: int = 1) -> list[int]:
    """Updates `first` … `update` at an even stride, a power of two, at most `most` + 1, and `update` itself."""
    while update - first > most * stride:
        stride *= 2
    updates = list(range(first, update + 1, stride))
    return updates if updates[-1] == update else [*updates, update]


PER_OCTAVE = 128
"""How many samples the monitor keeps between an update and that of twice its number."""


def grid_updates(update: int, first: int = 0) -> list[int]:
    """Updates `first` … `update` on a grid that depends on an update's number alone, and both ends.

    All up to `PER_OCTAVE`, then each second, each fourth and so on, twice as far apart from each power of two to the next: of a
    million some 2,000. What was a sample once stays one, however long the run becomes.
    """
    found: list[int] = []
    low, stride = 0, 1
    while low <= update:
        high = 2 * PER_OCTAVE * stride
        start = max(low, first)
        found += range(-(-start // stride) * stride, min(high, update + 1), stride)
        low, stride = high, 2 * stride
    return sorted({first, *found, update})


class Samples(NamedTuple, Generic[A]):
    """What is known at some updates.

    Attributes:
        updates: ascending.
        values: one for each.
        is_late: whether more of them come if time is given.
    """

    updates: list[int]
    values: A
    is_late: bool


class History:
    """Samples of a training's past, computed when first asked for and kept.

    Attributes:
        timeline: the training.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._totals = Totals(timeline.scenario, timeline.totals.work)
        self._parameters: dict[int, Array] = {}
        self._costs: dict[int, float] = {}
        self._places: dict[int, Array] = {}
        self._measures: dict[int, Array] = {}

    @property
    def scenario(self) -> Scenario:
        """The experiment."""
        return self.timeline.scenario

    def at_once(self, update: int) -> PastUpdates:
        """The samples up to an update, for whoever waits for all of them, in whichever thread."""
        path = {k: self.timeline.parameters(k) for k in self._wanted(update, self._most_of_path)}
        places = {k: self.timeline.parameters(k) for k in self._wanted(update, MAX_SAMPLES) if k not in self._costs}
        grid = grid_updates(update, self.timeline.run.update)
        measured = {k: self.timeline.parameters(k) for k in grid if k not in self._measures}
        return PastUpdates(self.scenario, path, places, dict(self._costs), measured, dict(self._measures), self.each(update))

    @property
    def _most_of_path(self) -> int:
        return max(8, min(MAX_SAMPLES, PATH_BYTES // self.scenario.p0.nbytes))

    def _wanted(self, update: int, most: int) -> list[int]:
        # Where an update takes long, only those that are kept are samples.
        stride = 1 if self.timeline.is_light else self.timeline.stride
        return sampled_updates(update, self.timeline.run.update, most, stride)

    def measures(self, update: int, deadline: float = np.inf) -> Samples[Array]:
        """The rows of the history at updates of the grid, in `COLUMNS`; the deadline is as below."""
        wanted = [k for k in grid_updates(update, self.timeline.run.update) if k % self._every == 0 or k == update]
        found, is_late = self._sample_of(wanted, self._measures, self._measure, deadline)
        return Samples(found, np.array([self._measures[k] for k in found]).reshape(-1, len(COLUMNS)), is_late)

    def each(self, update: int) -> tuple[Array, Array]:
        """c of the updates before one, thinned with its peaks, as `UpdateCosts.before` tells it."""
        return self.timeline.costs.before(update)

    @property
    def _every(self) -> int:
        return 1 if self.timeline.is_light else self.timeline.stride

    def _measure(self, update: int) -> Array | None:
        phi = self._cost(update)
        p = self._parameters_of(update)
        if phi is None or p is None:
            return None
        train, test = (self._totals.quality(p, is_test) for is_test in (False, True))
        return None if train is None or test is None else row_of(phi, train, test)

    def parameters(self, update: int, deadline: float = np.inf) -> Samples[Array]:
        """p at the sampled updates up to one, values of shape (updates, p's length).

        Samples that are not computed before the deadline (in `perf_counter` seconds) are left out.
        """
        found, is_late = self._sample(update, self._most_of_path, self._parameters, self._parameters_of, deadline)
        return Samples(found, np.array([self._parameters[k] for k in found]), is_late)

    def phi(self, update: int) -> float | None:
        """φ after a number of updates; None while it is being computed."""
        found = self._costs.get(update)
        if found is None and (found := self._cost(update)) is not None:
            self._costs[update] = found
        return found

    def costs(self, update: int, deadline: float = np.inf) -> Samples[Array]:
        """φ at the sampled updates up to one; the deadline as above. What is being computed elsewhere is left out."""
        found, is_late = self._sample(update, MAX_SAMPLES, self._costs, self._cost, deadline)
        return Samples(found, np.array([self._costs[k] for k in found]), is_late)

    def _sample(
        self, update: int, most: int, kept: dict[int, V], compute: Callable[[int], V | None], deadline: float
    ) -> tuple[list[int], bool]:
        wanted = self._wanted(update, most)
        found, is_late = self._sample_of(wanted, kept, compute, deadline)
        if len(kept) > 2 * most:
            for k in set(kept).difference(wanted):
                del kept[k]
        return found, is_late

    def _sample_of(
        self, wanted: list[int], kept: dict[int, V], compute: Callable[[int], V | None], deadline: float
    ) -> tuple[list[int], bool]:
        """Which of the wanted samples there are, after computing missing ones as long as time allows, but one at least.

        Without that one a machine that stalls would ask for ever.
        """
        pending, is_late, tried = 0, False, False
        # The newest first: they are what is looked at.
        for k in reversed(wanted):
            if k in kept:
                continue
            if (tried and perf_counter() > deadline) or pending == _ASKED:
                is_late = pending < _ASKED
                break
            value, tried = compute(k), True
            if value is None:
                pending += 1
            else:
                kept[k] = value
        return [k for k in wanted if k in kept], is_late

    def _parameters_of(self, update: int) -> Array | None:
        return self.timeline.parameters(update) if self.timeline.is_at_hand(update) else None

    def _cost(self, update: int) -> float | None:
        # Held while φ is computed elsewhere, so that it is asked for at the same p again.
        p = self._places.get(update)
        if p is None:
            p = self._parameters_of(update)
        if p is None:
            return None
        phi = self._totals.phi(p)
        if phi is None:
            if len(self._places) > 4 * _ASKED:
                self._places.clear()
            self._places[update] = p
        else:
            self._places.pop(update, None)
        return phi


@dataclass(frozen=True, eq=False)
class PastUpdates:
    """The same samples as plain values, which no time line stands behind.

    Attributes:
        scenario: the experiment.
        path: p at the sampled updates.
        places: p where φ is not known yet.
        known: φ where it is.
        unmeasured: p at the updates of the grid where nothing is measured yet.
        measured: what is measured where it is.
        costs_of_each: c of the updates.
    """

    scenario: Scenario
    path: Mapping[int, Array]
    places: Mapping[int, Array]
    known: Mapping[int, float]
    unmeasured: Mapping[int, Array] = field(default_factory=dict)
    measured: Mapping[int, Array] = field(default_factory=dict)
    costs_of_each: tuple[Array, Array] = (np.empty(0), np.empty(0))

    def at_once(self, update: int) -> PastUpdates:
        """The same."""
        return self

    def parameters(self, update: int, deadline: float = np.inf) -> Samples[Array]:
        """p at the sampled updates up to one."""
        updates = sorted(k for k in self.path if k <= update)
        return Samples(updates, np.array([self.path[k] for k in updates]), False)

    def costs(self, update: int, deadline: float = np.inf) -> Samples[Array]:
        """φ at the sampled updates up to one."""
        updates = sorted(k for k in {*self.known, *self.places} if k <= update)
        values = [self.known[k] if k in self.known else self.scenario.objective.value(self.places[k]) for k in updates]
        return Samples(updates, np.array(values), False)

    def measures(self, update: int, deadline: float = np.inf) -> Samples[Array]:
        """What is measured at updates of the grid, as `History.measures` tells it."""
        updates = sorted(k for k in {*self.unmeasured, *self.measured} if k <= update)
        values = [self.measured[k] if k in self.measured else self._measured(self.unmeasured[k]) for k in updates]
        return Samples(updates, np.array(values).reshape(-1, len(COLUMNS)), False)

    def each(self, update: int) -> tuple[Array, Array]:
        """c of the updates before one."""
        return self.costs_of_each

    def _measured(self, p: Array) -> Array:
        train, test = (Quality.of(self.scenario, p, part) for part in (self.scenario.train, self.scenario.test))
        return row_of(self.scenario.objective.value(p), train, test)


Past = History | PastUpdates
"""Samples of a training's past."""


@dataclass(frozen=True)
class OtherRun:
    """A run of the tree that one is not on.

    Attributes:
        name: what it is called.
        past: the samples of it.
        update: how far it went.
        is_compared: whether it is one of those that are drawn like the present one; the others are pale.
    """

    name: str
    past: Past
    update: int
    is_compared: bool = False

    def at_once(self) -> OtherRun:
        """The same, waiting for all samples."""
        return replace(self, past=self.past.at_once(self.update))
