"""The marks of examples in a diagram: each class has its hue and shape, training rows are full and test rows open."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from visprop.engine.accuracy import classes
from visprop.engine.key import Key
from visprop.figures.base.axes import Axes
from visprop.figures.base.shapes import Colour, Disc, Dots, Facets, Label, Points, Segments, Shape, Targets
from visprop.figures.base.style import Theme, mix
from visprop.figures.base.text import plain, width
from visprop.scenario.data.data import Data

ENTRY = 12.0
"""How far from the beginning of an entry of the key its name stands, in points."""
_MOST_ENTRIES = 4
"""Of more classes the rows themselves are named."""
_MOST_POINTS = 1500
"""Of more examples only so many are drawn, evenly chosen."""


def some_rows(count: int, most: int = _MOST_POINTS) -> NDArray[np.intp]:
    """The rows that are drawn: all, or of many so many, evenly chosen."""
    return np.arange(count)[:: max(1, -(-count // most))]


def radius_of(count: int) -> float:
    """How large the marks of so many examples are."""
    return 2.6 if count > 600 else 3.4 if count > 80 else 4.4


def kinds_of(data: Data) -> NDArray[np.intp]:
    """The class of each example, 0 being the hue of the upper one; 0 for all where there are none."""
    y = data.raw[1]
    found = classes(y)
    if found is None:
        return np.zeros(len(data), np.intp)
    # Of two classes the upper has the hue of what is above the middle.
    return 1 - found if y.shape[1] == 1 else found


def mark_entries(data: Data) -> list[tuple[int | None, str, bool]]:
    """What a key of the marks says: of which class, None for any; its name; whether the mark is open."""
    y, found = data.raw[1], list[tuple[int | None, str, bool]]()
    if classes(y) is not None and y.shape[1] > 1:
        found = [(k, data.class_name(k), False) for k in range(y.shape[1])]
    elif classes(y) is not None:
        found = [(0, f"{float(np.max(y)):g}".replace("-", "−"), False), (1, f"{float(np.min(y)):g}".replace("-", "−"), False)]
    return [*found, (None, "to test with", True)] if len(data.test_rows) else found


def entry_shapes(entry: tuple[int | None, str, bool], at: tuple[float, float], text: float, theme: Theme) -> list[Shape]:
    """One entry of the key: its mark, and beside it its name, from a place on."""
    (kind, words, is_open), (x, y) = entry, at
    hue = theme.faint if kind is None else hue_of(kind, theme)
    drawn = marks(np.array([[x + 4.0, y]]), 4.0, hue, theme, 0 if kind is None else sides_of(kind), is_open)
    return [*drawn, Label(x + ENTRY, y, plain(words), text, theme.faint, across=0.0)]


def key_beside(data: Data, axes: Axes, page: float, theme: Theme) -> list[Shape]:
    """What the marks stand for, right of a diagram on a page of a width; nothing where there is no room, or for many classes."""
    entries, step = mark_entries(data), 1.5 * axes.small
    x, y = axes.x + axes.width + axes.text, axes.y + axes.small
    wide = ENTRY + max((width(plain(words), axes.small) for _, words, _ in entries), default=0.0)
    if len(entries) > _MOST_ENTRIES or x + wide > page - 4.0:
        return []
    return [one for i, entry in enumerate(entries) for one in entry_shapes(entry, (x, y + i * step), axes.small, theme)]


def hue_of(k: int, theme: Theme) -> Colour:
    """The hue of an output or class; from the fourth on they are paler, and told apart by their shapes and names."""
    hues = (theme.positive, theme.negative, theme.forward)
    return mix(hues[k % 3], theme.paper, 0.35 * (k // 3 % 3))


def sides_of(kind: int) -> int:
    """How many corners the marks of a class have, so that they are told apart without colour; 0 for discs."""
    return (0, 4, 3)[kind % 3]


def marks(at: Points, radius: float, hue: Colour, theme: Theme, sides: int, is_open: bool) -> list[Shape]:
    """Marks of one class at places of shape (n, 2), each with a rim of paper, so that neighbours are told apart."""
    if not len(at):
        return []
    layers = [(radius + 1.0, theme.paper), (radius, hue), *([(radius - 1.4, theme.paper)] if is_open else [])]
    if not sides:
        return [Dots(at, reach, colour) for reach, colour in layers]
    return [_polygons(at, reach, sides, colour) for reach, colour in layers]


def _polygons(at: Points, radius: float, sides: int, colour: Colour) -> Facets:
    """Squares or triangles with about the area of a disc of this radius."""
    turn = np.pi / 4 if sides == 4 else -np.pi / 2
    # A facet has four corners; the last one of a triangle stands where its first does.
    angles = turn + 2.0 * np.pi * np.minimum(np.arange(4), np.arange(4) % sides) / sides
    corners = (1.22 if sides == 4 else 1.45) * radius * np.stack((np.cos(angles), np.sin(angles)), axis=-1)
    return Facets(at[:, None, :] + corners, np.tile(np.array(colour, float), (len(at), 1)), colour, 0.2)


def class_marks(kinds: NDArray[np.intp], at: Points, is_test: NDArray[np.bool_], radius: float, theme: Theme) -> list[Shape]:
    """Marks of examples of several classes: training rows full, test rows open."""
    shapes: list[Shape] = []
    for kind in sorted(set(kinds.tolist())):
        chosen, hue = kinds == kind, hue_of(int(kind), theme)
        shapes += marks(at[chosen & ~is_test], radius, hue, theme, sides_of(int(kind)), is_open=False)
        shapes += marks(at[chosen & is_test], radius, hue, theme, sides_of(int(kind)), is_open=True)
    return shapes


def row_targets(rows: NDArray[np.intp], at: Points, radius: float) -> Targets:
    """Where the examples of some rows can be pointed at, of those that stand somewhere."""
    finite = np.isfinite(at).all(axis=1)
    rows, at = rows[finite], at[finite]
    return Targets(lambda i: Key("row", int(rows[i]) + 1), np.column_stack((at, at)), radius + 2.0)


def tried_mark(at: Points, theme: Theme) -> list[Shape]:
    """A cross in a ring where an input is tried out, at one place of shape (1, 2)."""
    x, y = (float(value) for value in at[0])
    cross = np.array([(x - 5.0, y, x + 5.0, y), (x, y - 5.0, x, y + 5.0)])
    return [Disc(x, y, 8.4, None, theme.paper, 4.0), Disc(x, y, 8.4, None, theme.ink, 1.6), Segments(cross, theme.ink, 1.6)]
