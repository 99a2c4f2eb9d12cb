"""The axes of plots of the plot library, with the ticks and numbers of figures. The library is loaded by whoever imports this."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from pyqtgraph import AxisItem, mkPen
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from visprop.figures.base.axes import Axes, told_apart
from visprop.figures.base.style import FONT, TEXT_SIZE, Theme
from visprop.paint.painter import qcolor

_LEFT = 60.0
"""How wide all vertical axes are, so that the same updates stand below one another, in pixels."""
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
