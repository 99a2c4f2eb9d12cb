"""A figure without its paper: what hides lines by being of the paper's colour interrupts them instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from visprop.figures.base.lines import interrupted
from visprop.figures.base.placing import Bounds, placed
from visprop.figures.base.shapes import Box, Clip, Colour, Disc, Figure, Label, Path, Points, Segments, Shape

_NEAR = 16
"""A fill that differs from the paper by less, in each of red, green and blue, is a shade of it."""
_STEP = 1.0
"""How far apart the points of a line are when it is cut, in points."""


def without_paper(figure: Figure) -> Figure:
    """The figure as it is laid on any ground."""
    return replace(figure, shapes=tuple(_bare(figure.shapes, figure.background)))


def _bare(shapes: Sequence[Shape], paper: Colour) -> list[Shape]:
    found: list[Shape] = []
    for shape in shapes:
        mask = _mask(shape, paper)
        if mask is not None:
            found = [_cut(other, mask) for other in found]
        bare = _stripped(shape, paper)
        if bare is not None:
            found.append(bare)
    return found


def _is_paper(colour: Colour | None, paper: Colour) -> bool:
    return colour is not None and all(abs(one - other) < _NEAR for one, other in zip(colour, paper, strict=True))


def _mask(shape: Shape, paper: Colour) -> Bounds | None:
    """What a shape of the paper's colour hides."""
    if isinstance(shape, Label) and shape.behind == paper and not shape.angle:
        x, y, wide, high = placed(shape).box
        return shape.x + x, shape.y + y, shape.x + x + wide, shape.y + y + high
    if isinstance(shape, Disc) and (shape.fill == paper or shape.colour == paper):
        radius = shape.radius + (shape.width / 2 if shape.colour == paper else 0.0)
        return shape.x - radius, shape.y - radius, shape.x + radius, shape.y + radius
    if isinstance(shape, Box) and shape.fill == paper:
        return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    return None


def _stripped(shape: Shape, paper: Colour) -> Shape | None:
    """A shape without what is of the paper's colour; None if nothing is left of it."""
    if isinstance(shape, Clip):
        return replace(shape, shapes=tuple(_bare(shape.shapes, paper)))
    if isinstance(shape, Label):
        return replace(shape, behind=None) if shape.behind == paper else shape
    if isinstance(shape, Disc | Box | Path):
        fill = None if _is_paper(shape.fill, paper) else shape.fill
        colour = None if shape.colour == paper else shape.colour
        return replace(shape, fill=fill, colour=colour) if fill is not None or colour is not None else None
    return shape


def _cut(shape: Shape, box: Bounds) -> Shape:
    """A shape whose lines leave a box free."""
    if isinstance(shape, Segments) and len(shape.ends):
        return replace(shape, ends=np.vstack([interrupted(line, [box]) for line in shape.ends]))
    if isinstance(shape, Path) and shape.fill is None and not shape.closed:
        return replace(shape, lines=tuple(part for line in shape.lines for part in _outside(line, box)))
    if isinstance(shape, Clip):
        return replace(shape, shapes=tuple(_cut(inner, box) for inner in shape.shapes))
    return shape


def _outside(line: Points, box: Bounds) -> list[Points]:
    """The parts of a line outside of a box; the line itself if it does not meet it."""
    low, high = np.array(box[:2]), np.array(box[2:])
    if len(line) < 2 or (line.max(axis=0) < low).any() or (line.min(axis=0) > high).any():
        return [line]
    pieces = [line[:1]]
    for start, end in zip(line, line[1:], strict=False):
        count = int(np.clip(np.ceil(np.abs(end - start).max() / _STEP), 1, 2000))
        pieces.append(start + np.linspace(0.0, 1.0, count + 1)[1:, None] * (end - start))
    points = np.vstack(pieces)
    kept = ((points < low) | (points > high)).any(axis=1)
    if kept.all():
        return [line]
    breaks = np.flatnonzero(np.diff(kept)) + 1
    parts = zip(np.split(points, breaks), np.split(kept, breaks), strict=True)
    return [part for part, keep in parts if keep[0] and len(part) > 1]
