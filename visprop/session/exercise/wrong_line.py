"""Where a pass with a planted error first goes wrong: the line, and the quantities that come out otherwise."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from visprop.engine.key import Key
from visprop.scenario.planted.planted_scenario import PlantedScenario
from visprop.scenario.run import Run
from visprop.session.exercise.tasks import place_of
from visprop.timeline.diverged import Diverged
from visprop.timeline.frame import Frame
from visprop.timeline.position import Position
from visprop.timeline.program import Kind, Line
from visprop.timeline.quantity import quantity
from visprop.timeline.timeline import Timeline

_UPDATES = 8
_APART = 1e-6


class WrongLine(NamedTuple):
    """The first line that goes wrong.

    Attributes:
        position: at which it is executed.
        line: it.
        keys: what comes out otherwise.
    """

    position: Position
    line: Line
    keys: tuple[Key, ...]

    def is_at(self, key: Key) -> bool:
        """Whether something that is pointed at is in it."""
        if key.letter == "line":
            return key.number == self.line.number
        return any(key in (one, place_of(one)) for one in self.keys)


def wrong_line(run: Run, planted: PlantedScenario) -> WrongLine | None:
    """The first line of a run that goes wrong with an error; None if none does in the first updates."""
    right, wrong = Timeline(run), Timeline(Run(planted, run.update, run.memory, run.age))
    at = right.walk.start
    end = right.walk.update_end(run.update + _UPDATES)
    while at != end:
        at = right.walk.after(at)
        try:
            frames = right.frame(at), wrong.frame(at)
        except Diverged:
            return None
        keys = _different(*frames)
        if keys:
            return WrongLine(at, frames[0].line, keys)
    return None


def _different(right: Frame, wrong: Frame) -> tuple[Key, ...]:
    """What a line computes otherwise."""
    line, sizes = right.line, right.scenario.network.sizes
    if line.kind is Kind.BACKWARD:
        layers = [line.layer]
        units = [Key("d", line.layer, (j + 1,)) for j in range(sizes[line.layer])]
    elif line.kind is Kind.UPDATE:
        layers, units = list(range(1, len(sizes))), []
    else:
        return ()
    parameters = [key for key in right.scenario.network.parameters if key.number in layers]
    keys = [*units, *(Key(f"d{key.letter}", key.number, key.indices) for key in parameters)]
    return tuple(key for key in keys if _is_apart(quantity(right, key), quantity(wrong, key)))


def _is_apart(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is not other
    return not np.isclose(one, other, rtol=_APART, atol=1e-12)
