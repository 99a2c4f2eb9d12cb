"""Samples of gauges over a training's past, computed when first asked for and kept; what is followed while it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.curvature import WARM_PASSES, Follower
from visprop.timeline.frame import Frame
from visprop.timeline.gauges import Gauge, curvature_row
from visprop.timeline.samples import Samples, grid_updates, sample_of
from visprop.timeline.sharpness import divisor_of, is_felt_through
from visprop.timeline.timeline import Timeline

_FOLLOWED = 5e7
"""Up to so many multiplications the largest curvature is followed in a picture: some 3 ms of products of large matrices."""


@dataclass(frozen=True, eq=False)
class Gauged:
    """The samples of one gauge as plain values, which no time line stands behind.

    Attributes:
        gauge: what is told.
        known: what it shows where that is known.
        frames: the update lines where it is not.
    """

    gauge: Gauge
    known: Mapping[int, Array]
    frames: Mapping[int, Frame]

    def samples(self, update: int) -> Samples[Array]:
        """All of them up to an update, a row each."""
        updates = sorted(k for k in {*self.known, *self.frames} if k <= update)
        return Samples(updates, np.array([self._values(k) for k in updates]), False)

    def _values(self, k: int) -> Array:
        if k in self.known:
            return self.known[k]
        found = self.gauge.values(self.frames[k].at_once())
        assert found is not None, "nothing is pending where all is computed at once"
        return found


class Gauging:
    """The samples of one training.

    Args:
        timeline: the training.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._found: dict[str, dict[int, Array]] = {}
        self._about: dict[int, Array] = {}
        self._follower: Follower | None = None

    def samples(self, gauge: Gauge, update: int, deadline: float) -> Samples[Array]:
        """What a gauge shows up to an update, as far as time allows, a row each."""
        kept, wanted = self._found.setdefault(gauge.name, {}), self._wanted(gauge, update)
        found, is_late = sample_of(wanted, kept, lambda k: self._values(gauge, k), deadline)
        return Samples(found, _rows([kept[k] for k in found]), is_late)

    def followed(self, gauge: Gauge, update: int) -> Samples[Array]:
        """What is known of it, and where it can be followed what it is about now."""
        kept, wanted = self._found.setdefault(gauge.name, {}), self._wanted(gauge, update)
        if gauge.follow and update not in kept and update not in self._about:
            self._follow(update)
        about = self._about if gauge.follow else {}
        found = [k for k in sorted({*wanted, *about}) if k <= update and (k in kept or k in about)]
        return Samples(found, _rows([kept[k] if k in kept else about[k] for k in found]), False)

    def at_once(self, gauges: Sequence[Gauge], update: int) -> dict[str, Gauged]:
        """The samples of some gauges, for whoever waits for all of them, in whichever thread."""
        return {gauge.name: self._all(gauge, update) for gauge in gauges}

    def _all(self, gauge: Gauge, update: int) -> Gauged:
        known, wanted = self._found.get(gauge.name, {}), self._wanted(gauge, update)
        return Gauged(gauge, {k: known[k] for k in wanted if k in known}, {k: self._frame(k) for k in wanted if k not in known})

    def _wanted(self, gauge: Gauge, update: int) -> list[int]:
        return grid_updates(update, self._timeline.run.update, gauge.per_octave, self._timeline.spacing)

    def _frame(self, update: int) -> Frame:
        walk = self._timeline.walk
        return self._timeline.frame(walk.update_end(update) if update > walk.first else walk.start)

    def _values(self, gauge: Gauge, update: int) -> Array | None:
        timeline = self._timeline
        # By the update, and not by p, of which another array may be made when this one is asked for again.
        work, key = timeline.totals.work, ("gauge", timeline.number, gauge.name, update)
        if work.is_waited_for(key) or not timeline.is_at_hand(update):
            return None
        frame = self._frame(update)
        return work.ask(key, gauge.passes * len(timeline.scenario.train) * frame.p.size, lambda: gauge.values(frame))

    def _follow(self, update: int) -> None:
        """About the largest curvature after an update, from the eigenvector of the last one that was asked for."""
        scenario = self._timeline.scenario
        size = WARM_PASSES * len(scenario.train) * scenario.network.parameter_count
        if size > _FOLLOWED or not scenario.freedom.count or not self._timeline.is_at_hand(update):
            return
        if self._follower is None:
            self._follower = Follower(scenario.objective)
        frame = self._frame(update)
        scale = divisor_of(frame)
        if not is_felt_through(scale):
            return
        if len(self._about) >= _KEPT:
            self._about = dict(list(self._about.items())[::2])
        self._about[update] = curvature_row(scenario, self._follower.at(frame.p, scale), frame.done)


_KEPT = 1024
"""How many values that were followed are kept at most, until the true ones are there."""


def _rows(values: list[Array]) -> Array:
    return np.array(values) if values else np.empty((0, 1))
