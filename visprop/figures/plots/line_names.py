"""Names of curves beside them, where it is plain which is whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from visprop.figures.base.axes import Axes
from visprop.figures.base.placing import CLOSE, Room, around, resampled
from visprop.figures.base.shapes import Colour, Label, Points
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run

_PLACES = (0.97, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.04)
"""At which shares of a curve its name may stand, the best first."""
_AWAY = 9.0
"""How far from its curve a name stands, in points."""
_APART = 16.0
"""No other curve is so near where a name stands, or one could not tell whose it is."""


class Named(NamedTuple):
    """A curve on the page, of shape (n, 2), what it is called, and in which hue; without a name it is only kept clear of."""

    points: Points
    name: tuple[Run, ...]
    hue: Colour


def named_beside(curves: Sequence[Named], axes: Axes, theme: Theme, must_be_plain: bool = True) -> list[Label] | None:
    """Each curve's name beside it; None where one has no place at which it is plain whose it is.

    Args:
        curves: all that are drawn.
        axes: their diagram.
        theme: the colours.
        must_be_plain: else a name may stand where another curve is near, or is left out.
    """
    x, y, wide, high = axes.rectangle
    # One before its first sample or at rest on another one is in no other's way.
    seen = [resampled(_within(one.points, axes), CLOSE) for one in curves]
    room = Room((x + 2.0, y - 0.2 * axes.text, x + wide - 2.0, y + high - 2.0), seen)
    found: list[Label] = []
    for at, one in enumerate(curves):
        if not one.name or not len(seen[at]):
            continue
        others = np.vstack([np.empty((0, 2)), *(points for i, points in enumerate(seen) if i != at)])
        label = Label(0.0, 0.0, one.name, axes.small, one.hue, behind=theme.paper)
        put = room.put(_beside(label, seen[at], others, must_be_plain))
        if not put and must_be_plain:
            return None
        found += put
    return found


def _beside(label: Label, line: Points, others: Points, must_be_plain: bool) -> Iterator[Label]:
    """A label at places around its line, those first at which no other line is near."""
    places = [line[int(share * (len(line) - 1))] for share in _PLACES]
    plain = [not len(others) or float(np.hypot(*(others - place).T).min()) > _APART for place in places]
    for wanted in (True,) if must_be_plain else (True, False):
        for (x, y), found in zip(places, plain, strict=True):
            if found is wanted:
                yield from around(float(x), float(y), _AWAY, label)


def _within(points: Points, axes: Axes) -> Points:
    """Those that are seen."""
    points = points[np.isfinite(points).all(axis=1)]
    return points[axes.holds(points)]
