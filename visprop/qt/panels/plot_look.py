"""Plots of the plot library that look like figures: the same letters and lines. It does not load the library."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import FONT, TEXT_SIZE, Theme
from visprop.figures.base.text import Run, plain, width
from visprop.figures.plots.monitor import DOT, LINE_WIDTH, Line, hue_of
from visprop.paint.painter import qcolor
from visprop.qt.panels.monitor_legend import html_of

_HEAD = 1.5
"""How high a title is, in sizes of its text."""


def pen_of(colour: Colour, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen of a width in pixels, however the plot is zoomed."""
    pen = QPen(qcolor(colour), width, style)
    pen.setCosmetic(True)
    return pen


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


def show_line(curve: Any, line: Line, theme: Theme) -> None:
    """Give a curve the samples of a line; one alone, which has no length, is a dot as in figures."""
    is_dot = int(np.isfinite(line.values).sum()) == 1
    look = {"symbol": "o", "symbolSize": 2 * DOT, "symbolPen": None, "symbolBrush": qcolor(hue_of(line, theme))}
    curve.setData(line.updates, line.values, **(look if is_dot else {"symbol": None}))


def dress_line(curve: Any, line: Line, theme: Theme, is_quick: bool) -> None:
    """Draw a curve as wide and as smooth as in figures, but at speed of width 1, which takes a tenth of the time."""
    style = Qt.PenStyle.DashLine if line.is_dashed else Qt.PenStyle.SolidLine
    curve.opts["antialias"] = not is_quick
    curve.setPen(pen_of(hue_of(line, theme), 1.0 if is_quick else LINE_WIDTH, style))
