"""φ at past updates, for the cost curve, and where p has been, for the path on the landscape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.scenario import Scenario
from visprop.timeline.gauges import Gauge
from visprop.timeline.gauging import Gauged, Gauging
from visprop.timeline.quality import COLUMNS, Quality, row_of
from visprop.timeline.samples import MAX_SAMPLES, Samples, grid_updates, sample_of, sampled_updates
from visprop.timeline.timeline import Timeline

V = TypeVar("V")

PATH_BYTES = 4_000_000
"""How much memory the samples of a path may take."""


class History:
    """Samples of a training's past, computed when first asked for and kept.

    Attributes:
        timeline: the training.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._parameters: dict[int, Array] = {}
        self._costs: dict[int, float] = {}
        self._measures: dict[int, Array] = {}
        self._gauging = Gauging(timeline)

    @property
    def scenario(self) -> Scenario:
        """The experiment."""
        return self.timeline.scenario

    def at_once(self, update: int, gauges: Sequence[Gauge] = ()) -> PastUpdates:
        """The samples up to an update, for whoever waits for all of them, in whichever thread; of these gauges as well."""
        path = {k: self.timeline.parameters(k) for k in self._wanted(update, self._most_of_path)}
        places = {k: self.timeline.parameters(k) for k in self._wanted(update, MAX_SAMPLES) if k not in self._costs}
        measured = {k: self.timeline.parameters(k) for k in self._grid(update) if k not in self._measures}
        return PastUpdates(self.scenario, path, places, dict(self._costs), measured, dict(self._measures), self.each(update),
            self._gauging.at_once(gauges, update))  # fmt: skip

    @property
    def _most_of_path(self) -> int:
        return max(8, min(MAX_SAMPLES, PATH_BYTES // self.scenario.p0.nbytes))

    def _wanted(self, update: int, most: int) -> list[int]:
        return sampled_updates(update, self.timeline.run.update, most, self.timeline.spacing)

    def _grid(self, update: int) -> list[int]:
        return grid_updates(update, self.timeline.run.update, spacing=self.timeline.spacing)

    def measures(self, update: int, deadline: float = np.inf) -> Samples[Array]:
        """The rows of the history at updates of the grid, in `COLUMNS`; the deadline is as below."""
        found, is_late = sample_of(self._grid(update), self._measures, self._measure, deadline)
        return Samples(found, np.array([self._measures[k] for k in found]).reshape(-1, len(COLUMNS)), is_late)

    def gauged(self, gauge: Gauge, update: int, deadline: float = np.inf) -> Samples[Array]:
        """What a gauge shows at updates of its grid, a column for each of its lines; the deadline is as below."""
        return self._gauging.samples(gauge, update, deadline)

    def followed(self, gauge: Gauge, update: int) -> Samples[Array]:
        """The same as far as it is known already; of a gauge that can be followed also about what it shows now."""
        return self._gauging.followed(gauge, update)

    def each(self, update: int) -> tuple[Array, Array]:
        """c of the updates before one, thinned with its peaks, as `UpdateCosts.before` tells it."""
        return self.timeline.costs.before(update)

    def _measure(self, update: int) -> Array | None:
        scenario = self.scenario
        passes = 3.0 * len(scenario.train) + 2.0 * len(scenario.test)
        return self._asked("measures", update, passes, lambda p: _measured(scenario, p))

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
        found, is_late = sample_of(wanted, kept, compute, deadline)
        if len(kept) > 2 * most:
            for k in set(kept).difference(wanted):
                del kept[k]
        return found, is_late

    def _parameters_of(self, update: int) -> Array | None:
        return self.timeline.parameters(update) if self.timeline.is_at_hand(update) else None

    def _cost(self, update: int) -> float | None:
        return self._asked("phi", update, len(self.scenario.train), self.scenario.objective.value)

    def _asked(self, name: str, update: int, passes: float, compute: Callable[[Array], V]) -> V | None:
        """What is computed of p after an update, by passes of single examples; None while it is computed elsewhere."""
        # By the update, and not by p, of which another array may be made when this one is asked for again.
        work, key = self.timeline.totals.work, (name, self.timeline.number, update)
        if work.is_waited_for(key) or not self.timeline.is_at_hand(update):
            return None
        p = self.timeline.parameters(update)
        return work.ask(key, passes * p.size, lambda: compute(p))


def _measured(scenario: Scenario, p: Array) -> Array:
    """The row of the history at p, in `COLUMNS`."""
    train, test = (Quality.of(scenario, p, part) for part in (scenario.train, scenario.test))
    return row_of(scenario.objective.value(p), train, test)


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
        gauges: what the gauges show that were asked for, by their names.
    """

    scenario: Scenario
    path: Mapping[int, Array]
    places: Mapping[int, Array]
    known: Mapping[int, float]
    unmeasured: Mapping[int, Array] = field(default_factory=dict)
    measured: Mapping[int, Array] = field(default_factory=dict)
    costs_of_each: tuple[Array, Array] = (np.empty(0), np.empty(0))
    gauges: Mapping[str, Gauged] = field(default_factory=dict)

    def at_once(self, update: int, gauges: Sequence[Gauge] = ()) -> PastUpdates:
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
        values = [self.measured[k] if k in self.measured else _measured(self.scenario, self.unmeasured[k]) for k in updates]
        return Samples(updates, np.array(values).reshape(-1, len(COLUMNS)), False)

    def gauged(self, gauge: Gauge, update: int, deadline: float = np.inf) -> Samples[Array]:
        """What a gauge shows at updates of its grid; it was among those that were asked for."""
        return self.gauges[gauge.name].samples(update)

    def followed(self, gauge: Gauge, update: int) -> Samples[Array]:
        """The same: nothing runs on here."""
        return self.gauged(gauge, update)

    def each(self, update: int) -> tuple[Array, Array]:
        """c of the updates before one."""
        return self.costs_of_each


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
