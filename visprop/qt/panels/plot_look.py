"""Plots of the plot library that look like figures: the same ticks, numbers, letters and lines."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
from pyqtgraph import AxisItem, mkPen
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont

from visprop.figures.base.axes import Axes, told_apart
from visprop.figures.base.style import FONT, TEXT_SIZE, Theme
from visprop.figures.base.text import Run, plain, width
from visprop.figures.plots.monitor import LINE_WIDTH, Line, hue_of
from visprop.paint.painter import qcolor
from visprop.qt.panels.monitor_legend import html_of

_LEFT = 60.0
"""How wide all vertical axes are, so that the same updates stand below one another, in pixels."""
_HEAD = 1.5
"""How high a title is, in sizes of its text."""
_BEYOND = 12
_TICK = 4
"""How long a tick is, in pixels."""


class FigureAxis(AxisItem):  # type: ignore[misc]
    """The axis at a side of a plot: updates below, with its title at its end; rules across the plot from the left."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        offset = 4 if side == "bottom" else 6
        self.setStyle(tickLength=_TICK, maxTextLevel=0, hideOverlappingLabels=False, tickTextOffset=offset)

    def dress(self, theme: Theme, scale: float) -> None:
        """Wear a theme, in letters as large as those of figures, times a scale."""
        font = QFont(FONT)
        font.setPixelSize(round(0.92 * TEXT_SIZE * scale))
        self.setTickFont(font)
        self.setTextPen(mkPen(qcolor(theme.faint)))
        if self.orientation == "bottom":
            self.setPen(mkPen(qcolor(theme.ink), width=1))
            style = {"color": qcolor(theme.ink).name(), "font-family": FONT, "font-size": f"{round(TEXT_SIZE * scale)}px"}
            self.setLabel("update", **style)
        else:
            self.setPen(mkPen(None))
            self.setTickPen(mkPen(qcolor(theme.rule), width=0.8))
            self.setStyle(tickAlpha=255)
            self.setWidth(_LEFT * scale)
            self.setGrid(255)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        if not (np.isfinite((minVal, maxVal)).all() and maxVal > minVal):
            return []
        if self.orientation == "bottom":
            found = Axes(0.0, 0.0, size, 100.0, (minVal, maxVal), (0.0, 1.0), counts=True).x_ticks
        else:
            ends = (10.0**minVal, 10.0**maxVal) if self.logMode else (minVal, maxVal)
            found = Axes(0.0, 0.0, 100.0, size, (0.0, 1.0), ends, log=self.logMode).y_ticks
            found = [float(np.log10(value)) for value in found] if self.logMode else found
        return [(1.0, found)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        told = [float(f"{10.0**value:.12g}") for value in values] if self.logMode else list(values)
        return [text.removeprefix("1×") for text in told_apart(told, 6)]

    def boundingRect(self) -> QRectF:
        # The number at an end stands half beyond it.
        beyond = 0 if self.orientation == "bottom" else _BEYOND
        whole: QRectF = super().boundingRect()
        return whole.adjusted(0, -beyond, 0, beyond)

    def resizeEvent(self, event: Any = None) -> None:
        super().resizeEvent(event)
        if self.orientation == "bottom" and self.label is not None:
            # At the end, as in figures.
            self.label.setX(self.size().width() - self.label.boundingRect().width())


def axes_for_plot() -> dict[str, FigureAxis]:
    """Both axes of a new plot."""
    return {side: FigureAxis(side) for side in ("left", "bottom")}


def dress_plot(plot: Any, theme: Theme, scale: float) -> None:
    """Let a plot made with such axes wear a theme."""
    for side in ("left", "bottom"):
        plot.getAxis(side).dress(theme, scale)


def titled(plot: Any, runs: Sequence[Run], notes: Sequence[str], theme: Theme, scale: float) -> None:
    """Set the title above a plot, at its left, in the letters of figures, with as much beside it as there is room for."""
    size = round(TEXT_SIZE * scale)
    room = plot.getViewBox().width() - width(runs, size)
    note = next((one for one in notes if width(plain(f" — {one}"), size) < room), "")
    beside = f'<span style="color:{qcolor(theme.faint).name()}"> — {escape(note)}</span>' if note else ""
    whole = f'<span style="font-family:{FONT};font-size:{size}px">{html_of(runs)}{beside}</span>'
    if plot.titleLabel.text != whole:
        plot.setTitle(whole, color=qcolor(theme.ink).name(), size=f"{size}px", justify="left")
        # The library gives it more room than there is, in height and in width.
        plot.titleLabel.setMinimumWidth(0.0)
        plot.titleLabel.setMaximumHeight(_HEAD * size)
        plot.layout.setRowFixedHeight(0, _HEAD * size)


def dress_line(curve: Any, line: Line, theme: Theme, is_quick: bool) -> None:
    """Draw a curve as wide and as smooth as in figures, but at speed of width 1, which takes a tenth of the time."""
    style = Qt.PenStyle.DashLine if line.is_dashed else Qt.PenStyle.SolidLine
    curve.opts["antialias"] = not is_quick
    curve.setPen(mkPen(qcolor(hue_of(line, theme)), width=1 if is_quick else LINE_WIDTH, style=style))
