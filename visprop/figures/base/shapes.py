"""What a figure is made of: shapes as plain data, in a coordinate system of points with y downwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visprop.engine.key import Key
from visprop.figures.base.omission import Omission
from visprop.figures.base.page_starts import PageStart
from visprop.figures.base.text import SCRIPT_SIZE, Run
from visprop.notation.layout.nodes import Node

Colour = tuple[int, int, int]
"""Red, green and blue from 0 to 255. There is no transparency: colours are mixed beforehand (it paints 20 times faster)."""

Points = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Segments:
    """Straight lines of one colour and width.

    Attributes:
        ends: of shape (n, 4), each row x1, y1, x2, y2.
        colour, width, dashed: of all.
        dash_share: how long their dashes are, as a share of the usual.
    """

    ends: Points
    colour: Colour
    width: float = 1.0
    dashed: bool = False
    dash_share: float = 1.0


@dataclass(frozen=True, eq=False)
class Path:
    """Lines through points, each of shape (n, 2), dashed as segments are; one area with holes where `fill` is given."""

    lines: tuple[Points, ...]
    colour: Colour | None
    width: float = 1.0
    fill: Colour | None = None
    closed: bool = False
    dashed: bool = False
    dash_share: float = 1.0


@dataclass(frozen=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: Colour | None
    colour: Colour | None
    width: float = 1.0


@dataclass(frozen=True)
class Box:
    """A rectangle, with rounded corners where `radius` is above 0."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None
    colour: Colour | None
    line: float = 1.0
    radius: float = 0.0


@dataclass(frozen=True)
class Label:
    """A line of text.

    Attributes:
        x, y: the point that it is aligned to.
        runs: what it says.
        size, colour: of the letters.
        across: 0 if the point is the text's left end, 0.5 its middle, 1 its right end.
        down: 0 if the point is at the top of the capitals, 0.5 at their middle, 1 at the baseline.
        angle: degrees, counter-clockwise.
        behind: a colour that is laid behind the letters, so that what they cross does not touch them.
        bold: whether it is emphasised.
        key: the quantity that it tells; None for any other text.
        script: how large superscripts and subscripts are, in sizes of the text.
    """

    x: float
    y: float
    runs: tuple[Run, ...]
    size: float
    colour: Colour
    across: float = 0.5
    down: float = 0.5
    angle: float = 0.0
    behind: Colour | None = None
    bold: bool = False
    key: Key | None = None
    script: float = SCRIPT_SIZE


@dataclass(frozen=True)
class Formula:
    """A formula, typeset.

    Attributes:
        x, y: the left end of its baseline.
        node: what it says.
        size: the font's size.
        colour: of the letters.
    """

    x: float
    y: float
    node: Node
    size: float
    colour: Colour


@dataclass(frozen=True, eq=False)
class Dots:
    """Many filled circles of one colour and radius, at `centres` of shape (n, 2)."""

    centres: Points
    radius: float
    colour: Colour


@dataclass(frozen=True, eq=False)
class Facets:
    """Convex quadrilaterals, painted one over the other: corners of shape (n, 4, 2), fills of shape (n, 3) from 0 to 255."""

    corners: Points
    fills: Points
    line: Colour
    width: float


@dataclass(frozen=True, eq=False)
class Raster:
    """A picture of pixels that fills a rectangle.

    Attributes:
        x, y, width, height: the rectangle.
        pixels: colours as 0xffRRGGBB, of shape (rows, columns), from the upper left.
        is_smooth: whether colours go over into each other between pixels; else each is a cell of its own.
    """

    x: float
    y: float
    width: float
    height: float
    pixels: NDArray[np.uint32]
    is_smooth: bool = True


@dataclass(frozen=True, eq=False)
class Clip:
    """Shapes of which only what lies inside a rectangle (x, y, width, height) is seen."""

    rectangle: tuple[float, float, float, float]
    shapes: tuple[Shape, ...]


Shape = Segments | Path | Disc | Box | Label | Formula | Dots | Facets | Raster | Clip

Places = tuple[Callable[[int], Key], Points, float, Callable[[Key], int | None]]
"""What a `Targets` is made of."""


@dataclass(frozen=True, eq=False)
class Targets:
    """Places that can be pointed at, all of one kind.

    Attributes:
        key: what the place of an index, from 0, stands for.
        ends: x1, y1, x2, y2 of each one's axis, of shape (count, 4); a round place has both ends in one point.
        reach: how far from the axis they can be touched.
        find: the index of a key, None if it is not among them; without it all are tried, which is for few.
    """

    key: Callable[[int], Key]
    ends: Points
    reach: float
    find: Callable[[Key], int | None] | None = None

    def index_of(self, key: Key) -> int | None:
        """The index of a key; None if it is not among them."""
        if self.find is not None:
            return self.find(key)
        return next((i for i in range(len(self.ends)) if self.key(i) == key), None)

    def middle(self, index: int) -> tuple[float, float]:
        """The middle of the place of an index."""
        x1, y1, x2, y2 = map(float, self.ends[index])
        return (x1 + x2) / 2, (y1 + y2) / 2

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, top, width and height of what of an index can be touched."""
        x1, y1, x2, y2 = map(float, self.ends[index])
        left, top = min(x1, x2) - self.reach, min(y1, y2) - self.reach
        return left, top, abs(x2 - x1) + 2 * self.reach, abs(y2 - y1) + 2 * self.reach

    def nearest(self, x: float, y: float) -> tuple[float, int]:
        """The distance of the nearest place and its index; infinite where none is within reach."""
        start, along = self.ends[:, :2], self.ends[:, 2:] - self.ends[:, :2]
        length2 = np.maximum((along**2).sum(axis=1), 1e-12)
        t = np.clip((((x, y) - start) * along).sum(axis=1) / length2, 0.0, 1.0)
        distance = np.hypot(*((x, y) - start - t[:, None] * along).T)
        best = int(np.argmin(distance))
        return (float(distance[best]) if distance[best] <= self.reach else np.inf), best


def weight_places(layer: int, counts: tuple[int, int], ends: Points, reach: float) -> Places:
    """The weights into a layer of so many neurons and inputs, as places."""
    neurons, inputs = counts

    def find(key: Key) -> int | None:
        is_one = key.letter == "w" and key.number == layer and 1 <= key.j <= neurons and 1 <= key.k <= inputs
        return (key.j - 1) * inputs + key.k - 1 if is_one else None

    return lambda i: Key.weight(layer, i // inputs + 1, i % inputs + 1), ends, reach, find


def single(key: Key, ends: tuple[float, float, float, float], reach: float) -> Targets:
    """One place, by its axis."""
    return Targets(lambda _: key, np.array([ends]), reach)


def units(letter: str, layer: int, centres: Points, reach: float) -> Targets:
    """Round places of a layer's units, or of the inputs or targets, at centres of shape (n, 2)."""
    return Targets(lambda i: Key(letter, layer, (i + 1,)), np.column_stack((centres, centres)), reach)


def edges(layer: int, ends: Points, reach: float) -> Targets:
    """The edges into a layer, whose ends have the shape (n_l, n_{l−1}, 4)."""
    return Targets(*weight_places(layer, (ends.shape[0], ends.shape[1]), ends.reshape(-1, 4), reach))


@dataclass(frozen=True, eq=False)
class Handle:
    """A place that can be dragged, by the pointer or by arrow keys.

    Attributes:
        name: what is dragged, for the user.
        x, y, reach: where it is, and from how far it can be taken.
        moved: what is set by bringing it to a place of the page (x, y), by the names of what is set.
    """

    name: str
    x: float
    y: float
    moved: Callable[[float, float], Mapping[str, Any]]
    reach: float = 14.0


@dataclass(frozen=True, eq=False)
class Sheet:
    """A part of the page on which a line can be drawn by hand.

    Attributes:
        x, y, width, height: where it is.
        drawn: what is set by a line through places of the page, of shape (n, 2).
    """

    x: float
    y: float
    width: float
    height: float
    drawn: Callable[[Points], Mapping[str, Any]]

    def has(self, x: float, y: float) -> bool:
        """Whether a place of the page is on it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True, eq=False)
class Press:
    """A part of the page that sets something by a click.

    Attributes:
        name, does: what is clicked, and what a click does, for the user: `apply p₂`.
        x, y, width, height: where it is.
        sets: what is set, by the names of what is set.
    """

    name: str
    does: str
    x: float
    y: float
    width: float
    height: float
    sets: Mapping[str, Any]

    def has(self, x: float, y: float) -> bool:
        """Whether a place of the page is on it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True, eq=False)
class Figure:
    """A picture as data.

    Attributes:
        width, height, background: in points, and the paper's colour.
        shapes, omitted: painted in this order, and what is left out for want of room.
        plot, head: a diagram's inner rectangle x, y, width, height, or None; how far down what is said above it reaches, or 0.
        targets, handles, presses: what is pointed at, dragged, or sets something by a click; the first of two that overlap.
        sheet: on which a line can be drawn; None for nowhere.
        starts: where a page may begin if this one is too tall, downwards.
    """

    width: float
    height: float
    background: Colour
    shapes: tuple[Shape, ...]
    targets: tuple[Targets, ...] = ()
    plot: tuple[float, float, float, float] | None = None
    handles: tuple[Handle, ...] = ()
    sheet: Sheet | None = None
    presses: tuple[Press, ...] = ()
    head: float = 0.0
    omitted: tuple[Omission, ...] = ()
    starts: tuple[PageStart, ...] = ()

    def handle_at(self, x: float, y: float) -> Handle | None:
        """What can be dragged at a place; None if nothing can."""
        return next((one for one in self.handles if np.hypot(x - one.x, y - one.y) <= one.reach), None)

    def press_at(self, x: float, y: float) -> Press | None:
        """What a click at a place sets; None if it sets nothing."""
        return next((press for press in self.presses if press.has(x, y)), None)

    def key_at(self, x: float, y: float) -> Key | None:
        """What stands at a point: the nearest place of the first group within reach; None if nothing does."""
        found = ((group, *group.nearest(x, y)) for group in self.targets)
        return next((group.key(index) for group, distance, index in found if np.isfinite(distance)), None)

    def middle_of(self, key: Key) -> tuple[float, float] | None:
        """Where something stands; None if it is not there."""
        return next((group.middle(at) for group in self.targets if (at := group.index_of(key)) is not None), None)
