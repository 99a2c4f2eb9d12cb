"""Three numbers as a place in a cube that is seen from afar: its edges and axes, and the cut of a plane through it."""

from __future__ import annotations

from itertools import product

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import HIGHEST, SMALL_SHARE, scale_ticks, tick_texts
from visprop.figures.base.placing import Bounds, bounds
from visprop.figures.base.shapes import Label, Points, Segments, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, width
from visprop.figures.choices import Camera
from visprop.figures.plots.parting import heights_of

_CORNERS = np.array(list(product((-1.0, 1.0), repeat=3)))
_EDGES = [(i, j) for i in range(8) for j in range(i + 1, 8) if int(np.sum(_CORNERS[i] != _CORNERS[j])) == 1]

_TRIALS = 4
"""A large cube has more numbers at its axes than a small one: its size is found in so many steps."""
_RIM = 6.0
"""What is left free around a cube, in points."""
_FAR = 100.0
"""No place is further from the middle, in halves of its side."""


def cube_room(size: tuple[float, float], top: float, key: float, below: float) -> Bounds:
    """Where a cube stands on a page below its head: beside a key, or above it where the page is higher than wide."""
    wide, high = size[0] - 2 * _RIM, size[1] - top - _RIM
    is_below = below > 0.0 and wide - key < high - below
    return _RIM, top, max(40.0, wide if is_below else wide - key), max(40.0, high - below if is_below else high)


class Cube:
    """From three coordinates to the page.

    Args:
        ranges: of each coordinate, of shape (3, 2).
        room: x, y, width and height of the page's part in which it stands.
        camera: from where it is seen.
    """

    def __init__(self, ranges: Array, room: Bounds, camera: Camera) -> None:
        self._ranges, self._room, self._camera = ranges, room, camera
        azimuth, elevation = np.radians(camera.azimuth), np.radians(camera.elevation)
        self._across = np.array([np.cos(azimuth), -np.sin(azimuth), 0.0])
        self._away = np.array([np.sin(azimuth) * np.cos(elevation), np.cos(azimuth) * np.cos(elevation), -np.sin(elevation)])
        self._up = np.cross(self._across, self._away)
        left, top, wide, high = room
        flat = self._flat(_CORNERS)
        low, most = flat.min(axis=0), flat.max(axis=0)
        self._scale = float(max(1e-6, min(wide / (most[0] - low[0]), high / (most[1] - low[1]))))
        self._shift = np.array([left + wide / 2, top + high / 2]) - self._scale * (low + most) / 2

    def filling(self, titles: list[tuple[Run, ...]], text: float, theme: Theme) -> Cube:
        """The cube of a size at which it fills the room with the words at its axes."""
        found, (left, top, wide, high) = self, self._room
        for _ in range(_TRIALS):
            words = np.array([bounds(one) for one in found.frame(titles, text, theme) if isinstance(one, Label)])
            page = found._flat(_CORNERS) * found._scale + found._shift
            out = np.maximum(0.0, [*(page.min(axis=0) - words.min(axis=0)[:2]), *(words.max(axis=0)[2:] - page.max(axis=0))])
            room = (left + out[0], top + out[1], max(1.0, wide - out[0] - out[2]), max(1.0, high - out[1] - out[3]))
            found = Cube(self._ranges, room, self._camera)
        return found

    def _flat(self, unit: Array) -> Points:
        found: Points = np.stack((unit @ self._across, -(unit @ self._up)), axis=-1)
        return found

    def _unit(self, places: Array) -> Array:
        """Coordinates → the cube of ±1; what is very far is brought nearer, as painters lose count of it."""
        low, high = self._ranges.T
        found: Array = 2.0 * ((np.clip(places, -HIGHEST, HIGHEST) / 2 - low / 2) / (high / 2 - low / 2)) - 1.0
        return np.clip(found, -_FAR, _FAR)

    def to_page(self, places: Array) -> Points:
        """Coordinates of shape (n, 3) → places of shape (n, 2)."""
        with np.errstate(over="ignore", invalid="ignore"):
            found: Points = self._flat(self._unit(places)) * self._scale + self._shift
        return found

    def cut(self, normal: Array, offset: float) -> Points:
        """The polygon in which the plane normal · x + offset = 0 cuts the cube, on the page; of shape (0, 2) for none."""
        low, high = self._ranges.T
        corners = low + (high - low) * (_CORNERS + 1.0) / 2
        heights = heights_of(corners, normal, offset)
        found = []
        for i, j in _EDGES:
            if (heights[i] >= 0.0) != (heights[j] >= 0.0):
                found.append(corners[i] + (corners[j] - corners[i]) * (heights[i] / (heights[i] - heights[j])))
        if len(found) < 3:
            return np.empty((0, 2))
        page = self.to_page(np.array(found))
        around = page - page.mean(axis=0)
        return page[np.argsort(np.arctan2(around[:, 1], around[:, 0]))]

    def frame(self, titles: list[tuple[Run, ...]], text: float, theme: Theme) -> list[Shape]:
        """The edges, those at the back paler, and three axes with their ticks and names on edges at the outside."""
        depth, page = _CORNERS @ self._away, self._flat(_CORNERS) * self._scale + self._shift
        farthest = int(np.argmax(depth))
        back = [(i, j) for i, j in _EDGES if farthest in (i, j)]
        front = [edge for edge in _EDGES if edge not in back]
        lines = [(*page[i], *page[j]) for i, j in back]
        shapes: list[Shape] = [Segments(np.array(lines), theme.rule, 0.8, dashed=True)]
        shapes.append(Segments(np.array([(*page[i], *page[j]) for i, j in front]), theme.rule, 1.0))
        middle = page.mean(axis=0)
        for axis, title in enumerate(titles):
            edges = [(i, j) for i, j in _EDGES if _CORNERS[i][axis] != _CORNERS[j][axis] and farthest not in (i, j)]
            # Low on the page, or for the upright one at the left: there no other edge is behind its numbers.
            reach = (lambda edge: page[list(edge)][:, 0].mean()) if axis == 2 else (lambda edge: -page[list(edge)][:, 1].mean())
            i, j = min(edges, key=reach)
            if _CORNERS[i][axis] > _CORNERS[j][axis]:
                i, j = j, i
            shapes += self._axis(page[i], page[j], axis, title, middle, text, theme)
        return shapes

    def _axis(
        self, start: Points, end: Points, axis: int, title: tuple[Run, ...], middle: Points, text: float, theme: Theme,
    ) -> list[Shape]:  # fmt: skip
        along = end - start
        length = float(np.hypot(*along)) or 1.0
        outward = np.array([-along[1], along[0]]) / length
        if float(outward @ ((start + end) / 2 - middle)) < 0.0:
            outward = -outward
        low, high = self._ranges[axis].tolist()
        marks = scale_ticks(low, high, int(np.clip(length // (3.0 * text), 2, 5)), 1.6 * text * (high - low) / length)
        shapes: list[Shape] = [Segments(np.array([(*start, *end)]), theme.ink, 1.0)]
        across = 0.5 - 0.5 * float(np.clip(2.4 * outward[0], -1.0, 1.0))
        for value, runs in zip(marks, tick_texts(marks), strict=True):
            place = start + along * ((value - low) / (high - low))
            shapes.append(Segments(np.array([(*place, *(place + 4.0 * outward))]), theme.ink, 0.9))
            x, y = place + (8.0 + 3.0 * abs(outward[1])) * outward
            shapes.append(Label(float(x), float(y), runs, SMALL_SHARE * text, theme.faint, across=across))
        # Beside an upright axis its name stands beyond its numbers.
        wide = max((width(runs, SMALL_SHARE * text) for runs in tick_texts(marks)), default=0.0)
        x, y = (start + end) / 2 + (2.6 * text + abs(outward[0]) * max(0.0, wide - 0.6 * text)) * outward
        shapes.append(Label(float(x), float(y), title, text, theme.ink))
        return shapes
