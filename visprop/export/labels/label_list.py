"""A figure as what is painted and a list of labels, in the order in which they lie on one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from visprop.export.labels.parts import Part, parts_of
from visprop.figures.base.placing import bounds, placed
from visprop.figures.base.shapes import Box, Clip, Colour, Figure, Formula, Label, Path, Shape
from visprop.figures.base.text import CAP_HEIGHT, width
from visprop.figures.base.typeset import typeset

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class TextLabel:
    """A label whose letters the document sets.

    Attributes:
        parts: what it says.
        x, y: the point of its baseline that it is aligned to.
        size, colour: of its letters.
        across: 0 if the point is its left end, 0.5 its middle, 1 its right end.
        angle: degrees, counter-clockwise.
        behind: a colour that is laid behind it; None for none.
        width: as it comes out in the letters of the picture.
        box: the room that it takes in them: left, top, right and bottom, of one that is not turned.
        room: how wide it may come out; None for as wide as it likes.
    """

    parts: tuple[Part, ...]
    x: float
    y: float
    size: float
    colour: Colour
    across: float
    angle: float
    behind: Colour | None
    width: float
    box: Bounds
    room: float | None = None


@dataclass(frozen=True, eq=False)
class Cut:
    """Shapes and labels of which only what lies inside a rectangle (x, y, width, height) is seen."""

    rectangle: tuple[float, float, float, float]
    things: tuple[Thing, ...]


Thing = Shape | TextLabel | Cut
"""What a page is made of: shapes without letters, labels, and such as are cut off."""


def things(shapes: Sequence[Shape]) -> tuple[Thing, ...]:
    """Shapes with their labels and formulas as labels whose letters the document sets."""
    return tuple(_things(shapes))


def _things(shapes: Sequence[Shape]) -> Iterator[Thing]:
    row: list[Formula] = []
    for shape in shapes:
        if row and not _goes_on(row[-1], shape):
            yield _of_row(row)
            row = []
        if isinstance(shape, Formula):
            row.append(shape)
        elif isinstance(shape, Clip):
            yield Cut(shape.rectangle, things(shape.shapes))
        elif isinstance(shape, Label):
            if any(run.text.strip() for run in shape.runs):
                yield _of_label(shape)
        else:
            yield shape
    if row:
        yield _of_row(row)


_GAP = 1.5
"""How far the pieces of one formula are apart at most, in sizes of its font."""


def _wide(formula: Formula) -> float:
    set_, scale = typeset(formula.node, formula.size)
    return scale * set_.width


def _goes_on(before: Formula, shape: Shape) -> bool:
    """Whether a shape is the next piece of a formula."""
    if not isinstance(shape, Formula) or (shape.y, shape.size) != (before.y, before.size):
        return False
    return 0.0 <= shape.x - before.x - _wide(before) + 0.1 * shape.size < _GAP * shape.size


def _of_row(row: Sequence[Formula]) -> TextLabel:
    """Pieces of one formula as one label, as far apart as they are: each may come out in another width."""
    first, last = row[0], row[-1]
    gaps = [0.0, *((b.x - a.x - _wide(a)) / a.size for a, b in zip(row, row[1:], strict=False))]
    parts = tuple(Part(one.node, one.colour, before=gap) for one, gap in zip(row, gaps, strict=True))
    total = last.x + _wide(last) - first.x
    sets = [typeset(one.node, one.size) for one in row]
    top, bottom = max(scale * one.ascent for one, scale in sets), max(scale * one.descent for one, scale in sets)
    box = (first.x, first.y - top, first.x + total, first.y + bottom)
    return TextLabel(parts, first.x, first.y, first.size, first.colour, 0.0, 0.0, None, total, box)


def _of_label(label: Label) -> TextLabel:
    parts = tuple(part._replace(bold=part.bold or label.bold) for part in parts_of(label.runs))
    wide = width(label.runs, label.size, label.bold, label.script)
    # Aligned at an end or the middle, whichever is nearest: in other letters only these keep their place.
    across = round(2 * label.across) / 2
    turned = np.radians(label.angle)
    along, below = (across - label.across) * wide, (1.0 - label.down) * CAP_HEIGHT * label.size
    x = label.x + float(np.cos(turned) * along + np.sin(turned) * below)
    y = label.y + float(np.cos(turned) * below - np.sin(turned) * along)
    return TextLabel(
        parts, x, y, label.size, label.colour, across, label.angle, label.behind, wide, bounds(label)
    )  # fmt: skip


def without_labels(figure: Figure) -> Figure:
    """The picture without its letters, but with what is laid behind them."""
    return replace(figure, shapes=tuple(_bare(figure.shapes)))


def _bare(shapes: Sequence[Shape]) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Clip):
            yield replace(shape, shapes=tuple(_bare(shape.shapes)))
        elif isinstance(shape, Label):
            yield from _ground(shape)
        elif not isinstance(shape, Formula):
            yield shape


def _ground(label: Label) -> Iterator[Shape]:
    """What is laid behind a label."""
    if label.behind is None:
        return
    x, y, wide, high = placed(label).box
    if not label.angle:
        yield Box(label.x + x, label.y + y, wide, high, label.behind, None)
        return
    turned = np.radians(-label.angle)
    corners = np.array([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)])
    matrix = np.array([(np.cos(turned), np.sin(turned)), (-np.sin(turned), np.cos(turned))])
    yield Path((corners @ matrix + (label.x, label.y),), None, fill=label.behind, closed=True)


def labels_in(found: Sequence[Thing], inside: Bounds | None = None) -> Iterator[TextLabel]:
    """All labels; of those that are cut off the ones whose middle is seen."""
    for thing in found:
        if isinstance(thing, Cut):
            x, y, wide, high = thing.rectangle
            yield from labels_in(thing.things, (x, y, x + wide, y + high))
        elif isinstance(thing, TextLabel) and (inside is None or _is_in(thing.box, inside)):
            yield thing


def _is_in(box: Bounds, outer: Bounds) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
