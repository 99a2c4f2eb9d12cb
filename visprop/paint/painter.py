"""Painting a figure: the one code for the screen, for files and for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, singledispatch

import numpy as np
import shiboken6
from PySide6.QtCore import QByteArray, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtSvg import QSvgRenderer

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
    Segments,
    Shape,
)
from visprop.figures.base.text import CAP_HEIGHT, SCRIPT_SIZE, SUB_DROP, SUPER_RISE, Run
from visprop.figures.base.typeset import coloured, typeset
from visprop.paint.fonts import figure_font


def paint_figure(painter: QPainter, figure: Figure, outlines: bool = False, background: bool = True) -> None:
    """Paint a figure in its own coordinates.

    Args:
        painter: an active painter.
        figure: what to paint.
        outlines: whether text becomes outlines instead of letters, for readers without the font.
        background: whether the paper is painted too.
    """
    for _ in paint_steps(painter, figure, outlines, background):
        pass


def paint_steps(painter: QPainter, figure: Figure, outlines: bool = False, background: bool = True) -> Iterator[None]:
    """Paint a figure as `paint_figure` does, a step for each of its shapes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if background:
        painter.fillRect(QRectF(0, 0, figure.width, figure.height), qcolor(figure.background))
    for shape in figure.shapes:
        yield
        _paint(shape, painter, outlines)


def figure_between(figure: Figure, top: float, bottom: float) -> Figure:
    """The figure with what can be seen between two heights: labels, formulas and boxes above or below are left out."""
    return replace(figure, shapes=tuple(shape for shape in figure.shapes if _reaches(shape, top, bottom)))


def _reaches(shape: Shape, top: float, bottom: float) -> bool:
    if isinstance(shape, Formula):
        formula, scale = typeset(shape.latex, shape.size)
        return shape.y - formula.ascent * scale <= bottom and shape.y + formula.descent * scale >= top
    if isinstance(shape, Label):
        return shape.y - 2 * shape.size <= bottom and shape.y + 2 * shape.size >= top
    if isinstance(shape, Box):
        return shape.y <= bottom and shape.y + shape.height >= top
    return True


def qcolor(colour: Colour) -> QColor:
    """A colour for Qt; a new one each time, since whoever gets it may change it."""
    return QColor(*colour)


@lru_cache(maxsize=1024)
def _pen(colour: Colour, width: float, dashed: bool = False, round_caps: bool = False) -> QPen:
    pen = QPen(QBrush(qcolor(colour)), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if round_caps else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        # In units of the width; the same length on the page whatever the width.
        pen.setDashPattern([6.0 / max(width, 1.0), 4.0 / max(width, 1.0)])
    return pen


_AT_ONCE = 512
"""How many lines are drawn in one call: it holds the interpreter's lock, which another thread may be waiting for."""


@singledispatch
def _paint(shape: Shape, painter: QPainter, outlines: bool) -> None:
    raise TypeError(f"no way to paint {shape!r}")


@_paint.register
def _(shape: Segments, painter: QPainter, outlines: bool) -> None:
    if not len(shape.ends):
        return
    painter.setPen(_pen(shape.colour, shape.width, shape.dashed))
    # Straight from NumPy's memory: a QLineF is four doubles, and building thousands of them costs more than drawing.
    ends = np.ascontiguousarray(shape.ends, dtype=np.float64)
    for some in (ends[at : at + _AT_ONCE] for at in range(0, len(ends), _AT_ONCE)):
        painter.drawLines(shiboken6.wrapInstance(some.ctypes.data, QLineF), len(some))  # type: ignore[call-overload]


@_paint.register
def _(shape: Path, painter: QPainter, outlines: bool) -> None:
    painter.setPen(_pen(shape.colour, shape.width, shape.dashed) if shape.colour is not None else Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(shape.fill) if shape.fill is not None else Qt.BrushStyle.NoBrush)
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
def _(shape: Disc, painter: QPainter, outlines: bool) -> None:
    painter.setPen(_pen(shape.colour, shape.width) if shape.colour is not None else Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(shape.fill) if shape.fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)


@_paint.register
def _(shape: Dots, painter: QPainter, outlines: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(shape.colour))
    for x, y in shape.centres.tolist():
        painter.drawEllipse(QPointF(x, y), shape.radius, shape.radius)


@_paint.register
def _(shape: Box, painter: QPainter, outlines: bool) -> None:
    painter.setPen(_pen(shape.colour, shape.line) if shape.colour is not None else Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(shape.fill) if shape.fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(shape.x, shape.y, shape.width, shape.height), shape.radius, shape.radius)


@_paint.register
def _(shape: Facets, painter: QPainter, outlines: bool) -> None:
    painter.setPen(_pen(shape.line, shape.width))
    for corners, fill in zip(shape.corners.tolist(), shape.fills.astype(int).tolist(), strict=True):
        painter.setBrush(qcolor(tuple(fill)))
        painter.drawConvexPolygon([QPointF(x, y) for x, y in corners])


@_paint.register
def _(shape: Clip, painter: QPainter, outlines: bool) -> None:
    painter.save()
    painter.setClipRect(QRectF(*shape.rectangle))
    for inner in shape.shapes:
        _paint(inner, painter, outlines)
    painter.restore()


@_paint.register
def _(shape: Label, painter: QPainter, outlines: bool) -> None:
    placed = _placed_runs(shape.runs, shape.size, shape.bold)
    total = max(x + width for x, _, _, width in placed)
    cap = CAP_HEIGHT * shape.size
    painter.save()
    painter.translate(shape.x, shape.y)
    if shape.angle:
        painter.rotate(-shape.angle)
    painter.translate(-shape.across * total, (1.0 - shape.down) * cap)
    if shape.behind is not None:
        scripts = {run.script for _, _, run, _ in placed}
        above = cap + 1.0 + (0.2 * shape.size if 1 in scripts else 0.0)
        below = 1.0 + (SUB_DROP * shape.size if -1 in scripts else 0.0)
        painter.fillRect(QRectF(-2.0, -above, total + 4.0, above + below), qcolor(shape.behind))
    for x, y, run, _ in placed:
        _draw_run(painter, x, y, run, shape, outlines)
    painter.restore()


def _draw_run(painter: QPainter, x: float, y: float, run: Run, label: Label, outlines: bool) -> None:
    font = figure_font(label.size * (SCRIPT_SIZE if run.script else 1.0), run.italic, label.bold)
    if outlines:
        path = QPainterPath()
        path.addText(QPointF(x, y), font, run.text)
        painter.fillPath(path, qcolor(run.colour or label.colour))
        return
    painter.setFont(font)
    painter.setPen(qcolor(run.colour or label.colour))
    painter.drawText(QPointF(x, y), run.text)


@_paint.register
def _(shape: Formula, painter: QPainter, outlines: bool) -> None:
    formula, scale = typeset(shape.latex, shape.size)
    for glyphs in formula.glyphs:
        x, y, width, height = (value * scale for value in glyphs.box)
        _renderer(glyphs.svg, shape.colour).render(painter, QRectF(shape.x + x, shape.y + y, width, height))
    if formula.strokes:
        ends = np.array(formula.strokes) * scale + np.array([shape.x, shape.y, shape.x, shape.y])
        _paint(Segments(ends, shape.colour, 0.06 * shape.size), painter, outlines)


@lru_cache(maxsize=512)
def _renderer(svg: str, colour: Colour) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(coloured(svg, colour)))


@lru_cache(maxsize=1024)
def _placed_runs(runs: tuple[Run, ...], size: float, bold: bool) -> tuple[tuple[float, float, Run, float], ...]:
    """Each run with its place relative to the baseline's beginning, and its width: (x, y, run, width)."""
    placed = []
    x = script_start = script_end = 0.0
    previous = 0
    for run in runs:
        font = figure_font(size * (SCRIPT_SIZE if run.script else 1.0), run.italic, bold)
        width = QFontMetricsF(font).horizontalAdvance(run.text)
        if run.script:
            if not previous:
                script_start = script_end = x + (0.04 * size)
            start = script_start if previous and previous != run.script else script_end
            placed.append((start, -SUPER_RISE * size if run.script > 0 else SUB_DROP * size, run, width))
            script_end = max(script_end, start + width)
            x = script_end
        else:
            placed.append((x, 0.0, run, width))
            x += width
        previous = run.script
    return tuple(placed)
