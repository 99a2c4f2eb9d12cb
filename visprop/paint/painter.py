"""Painting a figure: the one code for the screen, for files and for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, singledispatch
from itertools import islice
from threading import local
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from visprop.figures.base.letters import UNIT
from visprop.figures.base.outlines import Typeset
from visprop.figures.base.placing import placed
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
from visprop.figures.base.style import dash
from visprop.figures.base.typeset import typeset
from visprop.paint.fonts import figure_font


def paint_figure(painter: QPainter, figure: Figure, background: bool = True) -> None:
    """Paint a figure in its own coordinates.

    Args:
        painter: an active painter.
        figure: what to paint.
        background: whether the paper is painted too.
    """
    for _ in paint_steps(painter, figure, background):
        pass


def paint_steps(painter: QPainter, figure: Figure, background: bool = True) -> Iterator[None]:
    """Paint a figure as `paint_figure` does, a step for each of its shapes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if background:
        painter.fillRect(QRectF(0, 0, figure.width, figure.height), qcolor(figure.background))
    for shape in figure.shapes:
        yield
        _paint(shape, painter)


def qcolor(colour: Colour) -> QColor:
    """A colour for Qt; a new one each time, since whoever gets it may change it."""
    return QColor(_colour(colour))


@lru_cache(maxsize=1024)
def _colour(colour: Colour) -> QColor:
    """The same kept, for the painter alone, which changes none."""
    return QColor(*colour)


@lru_cache(maxsize=1024)
def _pen(colour: Colour, width: float, dashed: bool = False, round_caps: bool = False, dash_share: float = 1.0) -> QPen:
    pen = QPen(QBrush(_colour(colour)), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if round_caps else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        # In units of the width.
        pen.setDashPattern([part / width for part in dash(width, dash_share)])
    return pen


_AT_ONCE = 512
"""How many lines are drawn in one call: it holds the interpreter's lock, which another thread may be waiting for."""


class _Lines(local):
    """Lines for Qt in NumPy's memory: a QLineF is four doubles, and making them costs more than drawing; one for each thread.

    Attributes:
        memory: x1, y1, x2, y2 of each.
        first: the first of them, after which the others stand.
    """

    def __init__(self) -> None:
        self.memory = np.empty((_AT_ONCE, 4))
        self.first: Any = shiboken6.wrapInstance(self.memory.ctypes.data, QLineF)


_LINES = _Lines()


@singledispatch
def _paint(shape: Shape, painter: QPainter) -> None:
    raise TypeError(f"no way to paint {shape!r}")


@_paint.register
def _(shape: Segments, painter: QPainter) -> None:
    if not len(shape.ends):
        return
    painter.setPen(_pen(shape.colour, shape.width, shape.dashed, dash_share=shape.dash_share))
    for some in (shape.ends[at : at + _AT_ONCE] for at in range(0, len(shape.ends), _AT_ONCE)):
        _LINES.memory[: len(some)] = some
        painter.drawLines(_LINES.first, len(some))


@_paint.register
def _(shape: Path, painter: QPainter) -> None:
    pen = None if shape.colour is None else _pen(shape.colour, shape.width, shape.dashed, dash_share=shape.dash_share)
    painter.setPen(Qt.PenStyle.NoPen if pen is None else pen)
    painter.setBrush(_colour(shape.fill) if shape.fill is not None else Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    for line in shape.lines:
        if len(line) < 2:
            continue
        path.addPolygon(_polygon(line))
        if shape.closed:
            path.closeSubpath()
    painter.drawPath(path)


def _polygon(points: Points) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])


@_paint.register
def _(shape: Disc, painter: QPainter) -> None:
    painter.setPen(_pen(shape.colour, shape.width) if shape.colour is not None else Qt.PenStyle.NoPen)
    painter.setBrush(_colour(shape.fill) if shape.fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)


@_paint.register
def _(shape: Dots, painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(shape.colour))
    for x, y in shape.centres.tolist():
        painter.drawEllipse(QPointF(x, y), shape.radius, shape.radius)


@_paint.register
def _(shape: Box, painter: QPainter) -> None:
    painter.setPen(_pen(shape.colour, shape.line) if shape.colour is not None else Qt.PenStyle.NoPen)
    painter.setBrush(_colour(shape.fill) if shape.fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(shape.x, shape.y, shape.width, shape.height), shape.radius, shape.radius)


@_paint.register
def _(shape: Facets, painter: QPainter) -> None:
    painter.setPen(_pen(shape.line, shape.width))
    for corners, fill in zip(shape.corners.tolist(), shape.fills.astype(int).tolist(), strict=True):
        painter.setBrush(_colour(tuple(fill)))
        painter.drawConvexPolygon([QPointF(x, y) for x, y in corners])


@_paint.register
def _(shape: Raster, painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shape.is_smooth)
    # In a PDF the pixels are those of the screen.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.drawImage(QRectF(shape.x, shape.y, shape.width, shape.height), raster_image(shape))


def raster_image(shape: Raster) -> QImage:
    """The pixels as Qt has them, in their own memory: it holds as long as the shape does."""
    pixels = np.ascontiguousarray(shape.pixels)
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)


@_paint.register
def _(shape: Clip, painter: QPainter) -> None:
    painter.save()
    painter.setClipRect(QRectF(*shape.rectangle))
    for inner in shape.shapes:
        _paint(inner, painter)
    painter.restore()


@_paint.register
def _(shape: Label, painter: QPainter) -> None:
    place, unit = placed(shape), UNIT / shape.size
    painter.save()
    painter.translate(shape.x, shape.y)
    if shape.angle:
        painter.rotate(-shape.angle)
    if shape.behind is not None:
        painter.fillRect(QRectF(*place.box), _colour(shape.behind))
    painter.scale(1.0 / unit, 1.0 / unit)
    for one in place.runs:
        painter.setFont(figure_font(one.italic, one.bold, shape.script if one.run.script else 1.0))
        painter.setPen(_colour(one.run.colour or shape.colour))
        painter.drawText(QPointF((place.x + one.x) * unit, (place.y + one.y) * unit), one.run.text)
    painter.restore()


@_paint.register
def _(shape: Formula, painter: QPainter) -> None:
    formula, scale = typeset(shape.node, shape.size)
    # Filled, in one piece: a formula in a file is one path in its colour.
    place = QTransform(scale, 0.0, 0.0, scale, shape.x, shape.y)
    painter.fillPath(place.map(_formula_path(formula)), _colour(shape.colour))
    if formula.strokes:
        ends = np.array(formula.strokes) * scale + np.array([shape.x, shape.y, shape.x, shape.y])
        _paint(Segments(ends, shape.colour, 0.06 * shape.size), painter)


@lru_cache(maxsize=512)
def _formula_path(formula: Typeset) -> QPainterPath:
    """All outlines of a formula."""
    whole = QPainterPath()
    whole.setFillRule(Qt.FillRule.WindingFill)
    for glyph in formula.glyphs:
        whole.addPath(_outline(glyph.outline).translated(glyph.x, glyph.y))
    return whole


@lru_cache(maxsize=2048)
def _outline(data: str) -> QPainterPath:
    """Path data as a path."""
    path, tokens = QPainterPath(), iter(data.split())
    for letter in tokens:
        if letter == "M":
            path.moveTo(*_numbers(tokens, 2))
        elif letter == "L":
            path.lineTo(*_numbers(tokens, 2))
        elif letter == "Q":
            path.quadTo(*_numbers(tokens, 4))
        elif letter == "C":
            path.cubicTo(*_numbers(tokens, 6))
        else:
            path.closeSubpath()
    return path


def _numbers(tokens: Iterator[str], count: int) -> list[float]:
    return [float(token) for token in islice(tokens, count)]
