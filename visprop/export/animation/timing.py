"""Equal pictures made one, and times in the units that a format has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from visprop.figures.base.shading import Pixels


def merged(frames: Iterable[tuple[Pixels, float]]) -> Iterator[tuple[Pixels, float]]:
    """Pictures with their seconds, of those that are equal one after the other the first with the times of all."""
    before, total = None, 0.0
    for pixels, seconds in frames:
        if before is not None and (before is pixels or np.array_equal(before, pixels)):
            total += seconds
            continue
        if before is not None:
            yield before, total
        before, total = pixels, seconds
    if before is not None:
        yield before, total


def in_ticks(frames: Iterable[tuple[Pixels, float]], tick: float, least: int) -> Iterator[tuple[Pixels, int]]:
    """Pictures with their times in ticks of so many seconds, each `least` at least."""
    clock = _Clock(tick, least)
    for pixels, seconds in frames:
        yield pixels, clock.ticks(seconds)


def ticks_of(every: Iterable[float], tick: float, least: int) -> Iterator[int]:
    """The same of times alone."""
    return map(_Clock(tick, least).ticks, every)


class _Clock:
    """Rounds times so that all together are as long as they are to be: what one is rounded by the next makes good."""

    def __init__(self, tick: float, least: int) -> None:
        self._tick, self._least = tick, least
        self._wanted, self._given = 0.0, 0

    def ticks(self, seconds: float) -> int:
        """A time in ticks."""
        self._wanted += seconds
        count = max(self._least, round(self._wanted / self._tick) - self._given)
        self._given += count
        return count


def changed_box(before: Pixels | None, pixels: Pixels) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what differs from the picture before: all of a first one, one pixel of an equal one."""
    if before is None:
        return 0, 0, pixels.shape[1], pixels.shape[0]
    differs = before != pixels
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if not rows.size:
        return 0, 0, 1, 1
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
