"""Where the letters of a label stand on the page, and what room they take: for painter, files and layout alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from visprop.figures.base.drawn import Drawn
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Label, Points, Shape, Targets
from visprop.figures.base.text import CAP_HEIGHT, SUB_DROP, PlacedRun, Run, place, width

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom."""

CLOSE = 2.0
"""How close together the points of a line are that no text may cross."""
_DESCENT = 0.2
"""How far letters reach below the baseline, in the font's size."""


class PlacedLabel(NamedTuple):
    """A label's runs, and the box behind them.

    Attributes:
        runs: from left to right.
        x, y: the beginning of their baseline, from the label's own place, turned by its angle.
        box: x, y, width, height of the paper behind it, likewise.
    """

    runs: tuple[PlacedRun, ...]
    x: float
    y: float
    box: tuple[float, float, float, float]


def placed(label: Label) -> PlacedLabel:
    """Where the letters of a label stand."""
    return _placed(label.runs, label.size, label.bold, label.across, label.down, label.script)


@lru_cache(maxsize=1024)
def _placed(runs: tuple[Run, ...], size: float, bold: bool, across: float, down: float, script: float) -> PlacedLabel:
    """The same, wherever the label stands: most say from one moment to the next what they said."""
    total, cap = width(runs, size, bold, script), CAP_HEIGHT * size
    x, y = -across * total, (1.0 - down) * cap
    scripts = {run.script for run in runs}
    above = cap + 1.0 + (0.2 * size if 1 in scripts else 0.0)
    below = 1.0 + (SUB_DROP * size if -1 in scripts else 0.0)
    return PlacedLabel(place(runs, size, bold, script), x, y, (x - 2.0, y - above, total + 4.0, above + below))


def bounds(label: Label) -> Bounds:
    """The room that an upright label takes, from the top of its capitals or superscripts to below its descenders."""
    total, top, bottom = _extent(label.runs, label.size, label.bold, label.script)
    x, y = label.x - label.across * total, label.y + (1.0 - label.down) * CAP_HEIGHT * label.size
    return x, y + top, x + total, y + bottom


def turned_bounds(label: Label) -> Bounds:
    """The box about a label, however it is turned."""
    left, top, right, bottom = bounds(label)
    if not label.angle:
        return left, top, right, bottom
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)]) - (label.x, label.y)
    sine, cosine = np.sin(np.radians(label.angle)), np.cos(np.radians(label.angle))
    places = corners @ np.array([(cosine, -sine), (sine, cosine)]) + (label.x, label.y)
    (left, top), (right, bottom) = np.min(places, axis=0).tolist(), np.max(places, axis=0).tolist()
    return left, top, right, bottom


@lru_cache(maxsize=1024)
def _extent(runs: tuple[Run, ...], size: float, bold: bool, script: float) -> tuple[float, float, float]:
    """How wide a text is, and from where to where it reaches about its baseline."""
    done = place(runs, size, bold, script)
    top = min([one.y - CAP_HEIGHT * one.size for one in done], default=0.0)
    return width(runs, size, bold, script), top, max([one.y + _depth(one) * one.size for one in done], default=0.0)


_LOW = set("gjpqyηφβρμγξζχψςςQ()[]{},;|∫/")


def _depth(run: PlacedRun) -> float:
    return _DESCENT if _LOW & set(run.run.text) else 0.02


def overlap(a: Bounds, b: Bounds, slack: float = 0.0) -> bool:
    """Whether two boxes meet by more than a slack."""
    return a[0] < b[2] - slack and b[0] < a[2] - slack and a[1] < b[3] - slack and b[1] < a[3] - slack


class Room:
    """What room there is on a page for more text, beside what stands there already.

    Args:
        page: in which text may stand.
        curves: lines that no text may cross, each of shape (n, 2), their points close together.
        taken: boxes that are full.
    """

    def __init__(self, page: Bounds, curves: Iterable[Points] = (), taken: Iterable[Bounds] = ()) -> None:
        self._page, self._taken = page, list(taken)
        kept = [np.asarray(curve).reshape(-1, 2) for curve in curves]
        self._points = np.vstack(kept) if kept else np.empty((0, 2))

    def take(self, box: Bounds) -> None:
        """Keep something out of a box from now on."""
        self._taken.append(box)

    def has(self, box: Bounds) -> bool:
        """Whether a box is free."""
        left, top, right, bottom = box
        if left < self._page[0] or top < self._page[1] or right > self._page[2] or bottom > self._page[3]:
            return False
        x, y = self._points.T
        if ((x > left - 2) & (x < right + 2) & (y > top - 2) & (y < bottom + 2)).any():
            return False
        return not any(overlap(box, other) for other in self._taken)

    def put(self, candidates: Iterable[Label]) -> list[Label]:
        """The first of some labels for which there is room, or nothing."""
        for label in candidates:
            box = bounds(label)
            if self.has(box):
                left, top, right, bottom = box
                self.take((left - 2, top - 2, right + 2, bottom + 2))
                return [label]
        return []

    def put_or_tell(self, candidates: Iterable[Label], what: str, is_number: bool = False) -> Sequence[Drawn]:
        """The same; where there is room for none, that it is left out."""
        return self.put(candidates) or [Omission(what, is_number)]


def told_places(shapes: Iterable[Shape]) -> list[Targets]:
    """Where labels that tell a quantity can be pointed at."""
    labels = [(shape.key, bounds(shape)) for shape in shapes if isinstance(shape, Label) and shape.key is not None]
    if not labels:
        return []
    keys, boxes = zip(*labels, strict=True)
    left, top, right, bottom = np.array(boxes).T
    middle, half = (top + bottom) / 2, (bottom - top) / 2
    return [Targets(lambda i: keys[i], np.column_stack((left, middle, right, middle)), float(half.max()) + 1.0)]


def resampled(line: Points, step: float) -> Points:
    """The same line of shape (n, 2) through points that are at most a step apart, its own finite ones among them."""
    line = line[np.isfinite(line).all(axis=1)]
    if len(line) < 2:
        return line
    counts = np.maximum(1, np.ceil(np.hypot(*np.diff(line, axis=0).T) / step)).astype(np.intp)
    parts = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(parts)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = (within / counts[parts])[:, None]
    return np.vstack((line[parts] + share * (line[parts + 1] - line[parts]), line[-1:]))


def around(x: float, y: float, away: float, label: Label) -> Iterable[Label]:
    """The same label at places around a point, the upper ones first."""
    for across, down, dx, dy in (
        (0.5, 1.0, 0, -1), (0.0, 1.0, 0.7, -0.7), (1.0, 1.0, -0.7, -0.7), (0.0, 0.5, 1, 0), (1.0, 0.5, -1, 0),
        (0.5, 0.0, 0, 1), (0.0, 0.0, 0.7, 0.7), (1.0, 0.0, -0.7, 0.7),
    ):  # fmt: skip
        yield replace(label, x=x + dx * away, y=y + dy * away, across=across, down=down)
