"""The looks at one training, taken when first asked for and kept, and what they find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.run import Run
from visprop.timeline.doctor.ailments import AILMENTS, Ailment
from visprop.timeline.doctor.course import course_of
from visprop.timeline.doctor.remedies import Remedy
from visprop.timeline.doctor.signs import Signs, grew_from
from visprop.timeline.doctor.vitals import PASSES, Vitals, is_noisy, unit_of, vitals
from visprop.timeline.position import Position
from visprop.timeline.samples import grid_updates, sample_of
from visprop.timeline.timeline import Timeline
from visprop.timeline.work import LIMIT

PER_OCTAVE = 16
"""How many looks are taken between an update of a run and that of twice its number."""
_HEAVY_SPACING = 8
"""How far looks are apart at least where an update takes long."""


@dataclass(frozen=True, eq=False)
class Finding:
    """Something that goes wrong at a position.

    Attributes:
        ailment: what.
        layer: where; 0 for the whole training.
        seen: what shows it, with its numbers.
        since: the update after which it was seen first.
        before: the last position at which it was looked for and was not there, or the start.
        remedy: what can be tried.
    """

    ailment: Ailment
    layer: int
    seen: str
    since: int
    before: Position
    remedy: Remedy

    @property
    def title(self) -> str:
        """What, and where."""
        return self.ailment.words.format(self.layer)

    @property
    def short(self) -> str:
        """What, where and since when."""
        return f"{self.title}, since update {self.since}"

    @property
    def told(self) -> str:
        """What, where, by which numbers and since when."""
        return f"{self.short}: {self.seen}"


class Examination:
    """The looks at one training.

    Args:
        timeline: the training.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._looks: dict[int, Vitals] = {}
        self._signs: dict[tuple[int, int, str], Signs | None] = {}
        self._unit = unit_of(timeline.scenario)
        # By the scenario alone, not by what is kept or who computes: all who look at a training are to find the same.
        self._spacing = 1 if timeline.size_of_update <= LIMIT else _HEAVY_SPACING

    def findings(self, position: Position, deadline: float = np.inf) -> tuple[tuple[Finding, ...], bool]:
        """What goes wrong at a position, as far as time allows; whether more looks come if time is given."""
        walk = self._timeline.walk
        first, done = walk.first, walk.done(position)
        wanted = [first + k for k in self._grid(done - first + 1) if first + k <= done]
        found, is_late = sample_of(wanted, self._looks, self._look, deadline)
        looks = [self._looks[k] for k in found]
        told = {one.name: self._of(one, looks) for one in AILMENTS.values()} if looks else {}
        broken = self._broken(position)
        if broken is not None:
            told["diverging"] = broken
        there = [one for one in told.values() if one is not None]
        return tuple(one for one in there if not any(_explains(other, one) for other in there)), is_late

    def _grid(self, end: int) -> list[int]:
        """After how many updates of the run it is looked, before an end; what was looked at once stays so."""
        return [k for k in grid_updates(end, 0, PER_OCTAVE)[:-1] if k % self._spacing == 0]

    def _look(self, update: int) -> Vitals | None:
        timeline = self._timeline
        work, key = timeline.totals.work, ("look", timeline.number, update)
        if work.is_waited_for(key):
            return None
        scenario, run = timeline.scenario, timeline.run
        updates = [at for back in (2, 1, 0) if (at := update - back * self._unit) >= run.update]
        kept = [timeline.kept_before(at) for at in updates]
        left = sum(at - start for at, (start, _) in zip(updates, kept, strict=True))
        size = left * timeline.size_of_update + PASSES * len(scenario.train) * scenario.p0.size
        course = None if is_noisy(scenario) else course_of(timeline.costs, run.update, update)
        found = work.ask(key, size, lambda: vitals(scenario, update, _places(run, updates, kept), course))
        if found is not None:
            # What others show together with it is told anew.
            self._signs.clear()
        return found

    def _of(self, ailment: Ailment, looks: Sequence[Vitals]) -> Finding | None:
        """What the looks find of an ailment, back to the first look that shows it without a gap."""
        last = self._shown(ailment, looks)
        if last is None:
            return None
        at, signs = len(looks) - 1, last
        while at > 0 and (earlier := self._shown(ailment, looks[:at])) is not None:
            at, signs = at - 1, earlier
        first = at if signs.first is None else signs.first
        remedy = ailment.came if ailment.came is not None and first else ailment.remedy
        return Finding(ailment, last.layer, last.words, looks[first].update, self._before(looks, first), remedy)

    def _shown(self, ailment: Ailment, looks: Sequence[Vitals]) -> Signs | None:
        key = (looks[-1].update, len(looks), ailment.name)
        if key not in self._signs:
            self._signs[key] = ailment.check(looks)
        return self._signs[key]

    def _before(self, looks: Sequence[Vitals], first: int) -> Position:
        return self._timeline.walk.update_end(looks[first - 1].update if first else self._timeline.walk.first)

    def _broken(self, position: Position) -> Finding | None:
        """That the training can go no further, where it cannot."""
        stop = self._timeline.breakdown
        if stop is None or position < stop.before:
            return None
        looks = [one for k, one in sorted(self._looks.items()) if k <= stop.position.update]
        first = grew_from([one.phi[2] for one in looks], len(looks))
        since = looks[first].update if first < len(looks) else stop.position.update + 1
        seen = f"{stop.quantity} has become larger than a number can be, and nothing can be computed after it"
        ailment = AILMENTS["diverging"]
        return Finding(ailment, 0, seen, since, self._before(looks, first), ailment.remedy)


def _places(run: Run, updates: Sequence[int], kept: Sequence[tuple[int, Array]]) -> list[Array | None]:
    """p after each of some updates, made from a state that is kept before it; None for those of three that lie before the run."""
    descent = run.scenario.descent()
    pairs = zip(updates, kept, strict=True)
    states = [state if start == at else descent.run(state, start, at - start, run.since) for at, (start, state) in pairs]
    return [*[None] * (3 - len(updates)), *(state[: run.scenario.p0.size] for state in states)]


def _explains(cause: Finding, one: Finding) -> bool:
    return cause.ailment.name in one.ailment.hidden_by and cause.since <= one.since
