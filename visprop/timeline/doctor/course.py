"""How c went in the later half of a training of all rows at once: how high it stood, and by how much it jumped up, part by part.

A look sees three places of the training alone, and jumps that come in bursts lie between the looks; c of each update is kept.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.timeline.update_costs import UpdateCosts

PARTS = 8
"""Into so many parts of equal length the later half is cut."""
_FEWEST = 8
"""So many updates, or groups of them, a part is to have."""


class Course(NamedTuple):
    """What became of c.

    Attributes:
        low, high: the least and the greatest of all.
        levels: of each part the mean.
        rises: of each part the longest way up, as a share of the greatest c in it.
    """

    low: float
    high: float
    levels: tuple[float, ...]
    rises: tuple[float, ...]


def course_of(costs: UpdateCosts, first: int, update: int) -> Course | None:
    """That of a run that began after `first` updates, up to one; None where it is short, or not known so far."""
    starts, low, high = costs.groups(update)
    edges = np.linspace(update - (update - first) // 2, update, PARTS + 1)
    places = np.searchsorted(starts, edges)
    if costs.known < update or np.diff(places).min() < _FEWEST:
        return None
    parts = [slice(start, stop) for start, stop in zip(places, places[1:], strict=False)]
    with np.errstate(all="ignore"):
        levels = tuple(float(np.mean(low[part] + high[part])) / 2.0 for part in parts)
        rises = tuple(_rise(low[part], high[part]) for part in parts)
    return Course(float(np.min(low[places[0] :])), float(np.max(high[places[0] :])), levels, rises)


def _rise(low: Array, high: Array) -> float:
    """The longest way up from the least of a group to the greatest of a later one."""
    ways = high[1:] - np.minimum.accumulate(low)[:-1]
    return float(np.max(ways, initial=0.0) / np.max(high))
