"""How far what is drawn reaches, so that a page can be cut to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

import numpy as np

from visprop.figures.base.placing import Bounds, turned_bounds
from visprop.figures.base.shapes import (
    Box,
    Clip,
    Colour,
    Disc,
    Dots,
    Facets,
    Figure,
    Formula,
    Label,
    Path,
    Points,
    Raster,
    Segments,
    Shape,
)
from visprop.figures.base.typeset import typeset


def drawn(figure: Figure) -> Bounds:
    """From where to where it is drawn on: what is of the paper's colour is not seen."""
    found = [box for _, box in drawn_boxes(figure)]
    if not found:
        return 0.0, 0.0, figure.width, figure.height
    low, high = np.min(found, axis=0), np.max(found, axis=0)
    return float(low[0]), float(low[1]), float(high[2]), float(high[3])


def drawn_boxes(figure: Figure) -> list[tuple[Shape, Bounds]]:
    """Each shape with the boxes that it takes, one by one."""
    return [(shape, box) for shape in figure.shapes for box in _boxes(shape, figure.background)]


@singledispatch
def _boxes(shape: object, paper: Colour) -> Iterable[Bounds]:
    """The boxes that a shape takes; none where it is not seen."""
    raise TypeError(f"no way to measure {shape!r}")


def _about(points: Points, reach: float) -> list[Bounds]:
    """The box of points with what is drawn around them."""
    places = np.asarray(points, float).reshape(-1, 2)
    places = places[np.isfinite(places).all(axis=1)]
    if not len(places):
        return []
    (left, top), (right, bottom) = np.min(places, axis=0), np.max(places, axis=0)
    return [(left - reach, top - reach, right + reach, bottom + reach)]


def _line(colour: Colour | None, width: float, paper: Colour) -> float:
    """How far an outline reaches."""
    return 0.0 if colour is None or colour == paper else width / 2


def _is_seen(paper: Colour, *colours: Colour | None) -> bool:
    return any(colour is not None and colour != paper for colour in colours)


@_boxes.register
def _(shape: Segments, paper: Colour) -> list[Bounds]:
    return _about(shape.ends, shape.width / 2) if _is_seen(paper, shape.colour) else []


@_boxes.register
def _(shape: Path, paper: Colour) -> list[Bounds]:
    if not _is_seen(paper, shape.colour, shape.fill):
        return []
    reach = _line(shape.colour, shape.width, paper)
    return [box for line in shape.lines if len(line) > 1 for box in _about(line, reach)]


@_boxes.register
def _(shape: Disc, paper: Colour) -> list[Bounds]:
    reach = shape.radius + _line(shape.colour, shape.width, paper)
    return _about(np.array([(shape.x, shape.y)]), reach) if _is_seen(paper, shape.colour, shape.fill) else []


@_boxes.register
def _(shape: Box, paper: Colour) -> list[Bounds]:
    corners = np.array([(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)])
    return _about(corners, _line(shape.colour, shape.line, paper)) if _is_seen(paper, shape.colour, shape.fill) else []


@_boxes.register
def _(shape: Label, paper: Colour) -> list[Bounds]:
    if not any(run.text.strip() for run in shape.runs):
        return []
    return [turned_bounds(shape)]


@_boxes.register
def _(shape: Formula, paper: Colour) -> list[Bounds]:
    done, scale = typeset(shape.node, shape.size)
    return [(shape.x, shape.y - scale * done.ascent, shape.x + scale * done.width, shape.y + scale * done.descent)]


@_boxes.register
def _(shape: Dots, paper: Colour) -> list[Bounds]:
    return _about(shape.centres, shape.radius) if _is_seen(paper, shape.colour) else []


@_boxes.register
def _(shape: Facets, paper: Colour) -> list[Bounds]:
    return _about(shape.corners, shape.width / 2)


@_boxes.register
def _(shape: Raster, paper: Colour) -> list[Bounds]:
    return _about(np.array([(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]), 0.0)


@_boxes.register
def _(shape: Clip, paper: Colour) -> list[Bounds]:
    x, y, width, height = shape.rectangle
    inner = [box for one in shape.shapes for box in _boxes(one, paper)]
    kept = [(max(a, x), max(b, y), min(c, x + width), min(d, y + height)) for a, b, c, d in inner]
    return [box for box in kept if box[0] <= box[2] and box[1] <= box[3]]
