"""Which pictures an animation has, and how long each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visprop.export.formats import ExportError
from visprop.timeline.experiment import AnyWalk
from visprop.timeline.position import Position, Unit

MOST = 20_000
"""So many pictures an animation has at most: a quarter of an hour at 25 a second."""


@dataclass(frozen=True)
class Tempo:
    """How fast it goes.

    Attributes:
        step: how long a step is on its way, in seconds; 0 for pictures that do not move.
        hold: how long its end stands, in seconds.
        end: how much longer the last picture stands, in seconds.
        rate: pictures a second while something is on its way.
    """

    step: float = 0.6
    hold: float = 0.6
    end: float = 1.5
    rate: float = 25.0


@dataclass(frozen=True)
class Shot:
    """One picture.

    Attributes:
        position: where it is.
        progress: 0 to 1, how far the step to there is on its way.
        seconds: how long it stands.
    """

    position: Position
    progress: float
    seconds: float


def positions(walk: AnyWalk, start: Position, end: Position, unit: Unit) -> list[Position]:
    """Those of a range by steps of a unit; its end is one of them.

    Raises:
        ExportError: it ends before it begins, or has too many.
    """
    if end < start:
        raise ExportError(f"it begins at {walk.text(start)}, after its end {walk.text(end)}")
    found = [start]
    while found[-1] < end:
        found.append(min(end, walk.after(found[-1], unit)))
        if len(found) > MOST:
            raise ExportError(f"that has more than {MOST:,} steps; take a shorter range, or larger steps")
    return found


def reel(places: list[Position], tempo: Tempo, moves: bool) -> list[Shot]:
    """The pictures of some positions: each step on its way, where pictures move, and its end.

    Raises:
        ExportError: there are too many.
    """
    between = round(tempo.step * tempo.rate) if moves else 0
    count = 1 + (len(places) - 1) * max(1, between)
    if count > MOST:
        raise ExportError(f"that would be {count:,} pictures, of {MOST:,} at most")
    found = [Shot(places[0], 1.0, tempo.hold)]
    for place in places[1:]:
        found += _step(place, between, tempo)
    last = found[-1]
    return [*found[:-1], Shot(last.position, last.progress, last.seconds + tempo.end)]


def _step(place: Position, between: int, tempo: Tempo) -> Iterator[Shot]:
    for i in range(1, between):
        yield Shot(place, i / between, tempo.step / between)
    yield Shot(place, 1.0, tempo.hold + (tempo.step / between if between else tempo.step))
