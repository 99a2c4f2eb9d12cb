"""The marks of examples in a diagram: each class has its hue and shape, training rows are full and test rows open."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from visprop.engine.accuracy import classes
from visprop.engine.key import Key
from visprop.figures.base.axes import SMALL_SHARE, Axes
from visprop.figures.base.drawn import Drawn
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Colour, Disc, Dots, Facets, Label, Points, Segments, Shape, Targets
from visprop.figures.base.style import Theme, mix
from visprop.figures.base.text import plain, width
from visprop.scenario.data.data import Data

ENTRY = 13.0
"""How far from the beginning of an entry of the key its name stands, in points."""
_MOST_ENTRIES = 4
"""Of more classes the rows themselves are named."""
_MOST_POINTS = 1500
"""Of more examples only so many are drawn, evenly chosen."""


class Look(Enum):
    """How a mark of the key is drawn."""

    FULL = "full"
    OPEN = "open"
    RING = "ring"
    NONE = "none"


def some_rows(count: int, most: int = _MOST_POINTS) -> NDArray[np.intp]:
    """The rows that are drawn: all, or of many so many, evenly chosen."""
    return np.arange(count)[:: max(1, -(-count // most))]


def radius_of(count: int, side: float = np.inf) -> float:
    """How large the marks of so many examples are in a diagram of a width."""
    usual = 2.6 if count > 600 else 3.4 if count > 80 else 4.4
    return max(_LEAST, min(usual, side / 60.0)) if count > _FEW else usual


_FEW = 24
"""So few examples have room in any diagram."""
_LEAST = 2.2
_NEAR = 1.5
"""Marks nearer than so many radii run together."""


def apart(at: Points, radius: float, present: int | None = None) -> NDArray[np.intp]:
    """Which of some places of shape (n, 2) have a mark, so that marks do not run together; that of the present row has one."""
    rows = some_rows(len(at))
    cell = _NEAR * radius
    first = [] if present is None else [present]
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    kept: list[int] = []
    for row in (*first, *(row for row in rows.tolist() if row != present)):
        x, y = at[row].tolist()
        if not np.isfinite(x + y):
            continue
        i, j = int(x // cell), int(y // cell)
        near = (one for a in (i - 1, i, i + 1) for b in (j - 1, j, j + 1) for one in cells.get((a, b), ()))
        if all((x - u) ** 2 + (y - v) ** 2 >= cell * cell for u, v in near):
            cells.setdefault((i, j), []).append((x, y))
            kept.append(row)
    return np.array(sorted(kept), np.intp)


def kinds_of(data: Data) -> NDArray[np.intp]:
    """The class of each example, 0 being the hue of the upper one; 0 for all where there are none."""
    y = data.raw[1]
    found = classes(y)
    if found is None:
        return np.zeros(len(data), np.intp)
    # Of two classes the upper has the hue of what is above the middle.
    return 1 - found if y.shape[1] == 1 else found


class Entry(NamedTuple):
    """One entry of the key of the marks.

    Attributes:
        words: what it says.
        kind: of which class the mark is; None for any.
        look: how the mark is drawn.
    """

    words: str
    kind: int | None = None
    look: Look = Look.FULL

    def width(self, text: float) -> float:
        """How much room it takes."""
        return (0.0 if self.look is Look.NONE else ENTRY) + width(plain(self.words), text)


def mark_entries(data: Data, is_ringed: bool = False, drawn: int | None = None) -> list[Entry]:
    """What a key of the marks says: the classes, the test rows, the ring, and how many rows are drawn where not all are."""
    y, found = data.raw[1], list[Entry]()
    if classes(y) is not None:
        # Of one output the upper class comes first, whose hue is that of what is above 0.
        order = range(y.shape[1]) if y.shape[1] > 1 else (1, 0)
        found = [Entry(data.class_name(one), kind) for kind, one in enumerate(order)]
    found += [Entry("to test with", look=Look.OPEN)] if len(data.test_rows) else []
    found += [Entry("now", look=Look.RING)] if is_ringed else []
    return [*found, Entry(f"{drawn} of {len(data)} rows", look=Look.NONE)] if drawn not in (None, len(data)) else found


def entry_shapes(entry: Entry, at: tuple[float, float], text: float, theme: Theme) -> list[Shape]:
    """One entry of the key: its mark, and beside it its words, from a place on."""
    x, y = at
    hue = theme.faint if entry.kind is None else hue_of(entry.kind, theme)
    drawn: list[Shape] = []
    if entry.look is Look.RING:
        drawn = [Disc(x + 4.0, y, 4.6, None, theme.ink, 1.4)]
    elif entry.look is not Look.NONE:
        sides = 0 if entry.kind is None else sides_of(entry.kind)
        drawn = marks(np.array([[x + 4.0, y]]), 4.0, hue, theme, sides, entry.look is Look.OPEN)
    beside = x if entry.look is Look.NONE else x + ENTRY
    return [*drawn, Label(beside, y, plain(entry.words), text, theme.faint, across=0.0)]


def key_length(entries: Sequence[Entry], text: float) -> float:
    """How long a key in one row is, in letters of a size."""
    return sum(entry.width(text) + _BETWEEN for entry in entries) - _BETWEEN


_BETWEEN = 14.0
"""How far entries in a row are apart, in points."""


def key_room(entries: Sequence[Entry], text: float) -> float:
    """How much room a key beside a diagram takes, with what is between them."""
    return text + max((entry.width(SMALL_SHARE * text) for entry in entries), default=0.0) + 5.0


def key_beside(entries: Sequence[Entry], axes: Axes, page: float, theme: Theme) -> list[Shape]:
    """What the marks stand for, right of a diagram on a page of a width; nothing where there is no room, or for many classes."""
    step = 1.5 * axes.small
    x, y = axes.x + axes.width + axes.text, axes.y + axes.small
    is_narrow = axes.x + axes.width + key_room(entries, axes.text) > page
    if sum(entry.kind is not None for entry in entries) > _MOST_ENTRIES or is_narrow:
        return []
    return [one for i, entry in enumerate(entries) for one in entry_shapes(entry, (x, y + i * step), axes.small, theme)]


NO_KEY = Omission("key of the marks")


def key_below(entries: Sequence[Entry], axes: Axes, page: float, y: float, theme: Theme) -> tuple[list[Drawn], float]:
    """The same in a row below a diagram, as many entries as have room; and where the next one would begin."""
    text, whole = axes.small, key_length(entries, axes.small)
    # Of the classes all are told or none.
    if key_length([entry for entry in entries if entry.kind is not None], text) > page - 10.0:
        return [NO_KEY], max(6.0, axes.x)
    x, shapes = max(6.0, min(axes.x, page - 6.0 - whole)), list[Drawn]()
    for entry in entries:
        if x + entry.width(text) > page - 4.0:
            shapes.append(NO_KEY)
            break
        shapes += entry_shapes(entry, (x, y), text, theme)
        x += entry.width(text) + _BETWEEN
    return shapes, x


HUES = 3
"""So many outputs or classes have hues of their own."""


def hue_of(k: int, theme: Theme) -> Colour:
    """The hue of an output or class; from the fourth on they are paler, from the seventh on darker, and told by their names."""
    hue = (theme.positive, theme.negative, theme.forward)[k % HUES]
    return (hue, mix(hue, theme.paper, 0.35), mix(hue, theme.ink, 0.5))[k // HUES % 3]


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
