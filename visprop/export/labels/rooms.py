"""How wide each label may come out: letters of another font are wider, and are not to touch what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from visprop.export.labels.label_list import Cut, TextLabel, Thing, labels_in, things
from visprop.figures.base.placing import Bounds
from visprop.figures.base.shapes import Box, Disc, Dots, Figure, Path, Points, Segments

_LEAST_GAP = 0.25
"""What is left free between two labels, in sizes of the font."""
_RIM = 1.5
"""What is left free beside a rim that a label stands in, in points."""


def roomy_things(figure: Figure) -> tuple[Thing, ...]:
    """A figure's shapes and labels; of each label it is known how wide it may come out."""
    found = things(figure.shapes)
    labels = list(labels_in(found))
    boxes = np.array([label.box for label in labels]).reshape(-1, 4)
    rims, marks = list(_rims(found)), np.vstack([np.empty((0, 4)), *map(_marks, found)])
    page = (0.0, 0.0, figure.width, figure.height)
    rooms = {id(label): _room(label, boxes, marks, _sides(label, rims, page)) for label in labels}
    return tuple(_with_rooms(found, rooms))


def _with_rooms(found: Sequence[Thing], rooms: dict[int, float | None]) -> Iterator[Thing]:
    for thing in found:
        if isinstance(thing, Cut):
            yield replace(thing, things=tuple(_with_rooms(thing.things, rooms)))
        else:
            yield replace(thing, room=rooms.get(id(thing))) if isinstance(thing, TextLabel) else thing


def _rims(found: Sequence[Thing]) -> Iterator[Bounds]:
    """What labels stand in, as boxes; of a circle the square that it has in common with a line of letters."""
    for thing in found:
        if isinstance(thing, Disc):
            yield thing.x - thing.radius, thing.y - thing.radius, thing.x + thing.radius, thing.y + thing.radius
        elif isinstance(thing, Box):
            yield thing.x, thing.y, thing.x + thing.width, thing.y + thing.height


def _marks(thing: Thing) -> Points:
    """What letters are not to touch beside them, as boxes: marks, areas, and the ends of lines, which are cut for labels."""
    match thing:
        case Disc() | Box():
            return np.array(list(_rims([thing])))
        case Dots(centres, radius):
            return np.hstack((np.asarray(centres) - radius, np.asarray(centres) + radius))
        case Segments(ends):
            places = np.asarray(ends).reshape(-1, 2)
            return np.hstack((places, places))
        case Path(lines, fill=fill) if fill is not None:
            return np.array([(*np.min(line, axis=0), *np.max(line, axis=0)) for line in lines if len(line)]).reshape(-1, 4)
        case _:
            return np.empty((0, 4))


def _room(label: TextLabel, boxes: Points, marks: Points, sides: tuple[float, float]) -> float | None:
    """How wide a label may come out between two sides: at least as wide as it was laid out; None for one that is turned."""
    if label.angle:
        return None
    left, _, right, _ = label.box
    gap = _LEAST_GAP * label.size
    before, behind = _beside(label, boxes)
    # Two labels side by side share what is between them.
    low = max(sides[0], float(np.max((before[:, 2] + left + gap) / 2, initial=-np.inf)))
    high = min(sides[1], float(np.min((behind[:, 0] + right - gap) / 2, initial=np.inf)))
    before, behind = _beside(label, marks)
    low = max(low, float(np.max(before[:, 2] + gap, initial=-np.inf)))
    high = min(high, float(np.min(behind[:, 0] - gap, initial=np.inf)))
    point = left + label.across * (right - left)
    free = {0.0: high - point, 0.5: 2 * min(point - low, high - point), 1.0: point - low}[label.across]
    return max(label.width, free)


def _beside(label: TextLabel, boxes: Points) -> tuple[Points, Points]:
    """Which boxes stand before a label in its line, and which behind it."""
    left, top, right, bottom = label.box
    beside = boxes[(boxes[:, 1] < bottom - 0.5) & (boxes[:, 3] > top + 0.5)]
    return beside[beside[:, 2] <= left + 0.5], beside[beside[:, 0] >= right - 0.5]


def _sides(label: TextLabel, rims: Sequence[Bounds], page: Bounds) -> tuple[float, float]:
    """Between which x a label may be: of the page, or of the smallest rim around it."""
    left, top, right, bottom = label.box
    around = [one for one in rims if one[0] <= left and one[1] <= top and one[2] >= right and one[3] >= bottom]
    if not around:
        return page[0], page[2]
    inner = min(around, key=lambda one: (one[2] - one[0]) * (one[3] - one[1]))
    return inner[0] + _RIM, inner[2] - _RIM
