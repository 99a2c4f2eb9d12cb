"""The slice: φ along one line through p, on which the learning rate is dragged."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.drawing import moment_slice
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.slice import Slice, slice_axes
from visprop.figures.plots.slice_picture import slice_figure
from visprop.notation.expression.numbers import number
from visprop.qt.views.session_view import SessionView


class SliceView(SessionView):
    """Paints the slice; dragging to either side sets the η that is tried out."""

    slice: Slice | None = None
    """What is shown."""

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        found = moment_slice(self.session.moment(), options)
        if found is None:
            return None
        self.slice = found
        return slice_figure(found, size, options.theme, self.session.naming, options.digits)

    def hint(self, x: float, y: float, key: Key | None) -> str:
        found, at = self.slice, self._coordinate(QPointF(x, y))
        if found is None or at is None:
            return ""
        cost = float(np.interp(at, found.xs, found.costs))
        return f"{number(at, 6)}: φ ≈ {number(cost, 6)}\nDrag p + Δp to either side to try another η"

    def _coordinate(self, place: QPointF) -> float | None:
        """The coordinate along the line under the pointer."""
        if self.slice is None or self.figure is None or self.figure.plot is None:
            return None
        left, top, width, height = self.figure.plot
        if not (left <= place.x() <= left + width and top <= place.y() <= top + height):
            return None
        return slice_axes(self.slice, (self.figure.width, self.figure.height)).from_page(place.x(), place.y())[0]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_inside = self.slice is not None and self._coordinate(event.position()) is not None
        if event.button() == Qt.MouseButton.LeftButton and is_inside and self.slice is not None:
            self.session.playback.pause()
            # Under the hand the axes must not move.
            self.session.view.hold_slice(float(self.slice.xs[-1] - self.slice.x) * 0.999)
            self._drag_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.session.options.slice_reach is not None:
            self._drag_to(event.position())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.session.view.hold_slice(None)

    def _drag_to(self, place: QPointF) -> None:
        at = self._coordinate(place)
        if at is None or self.slice is None or not self.slice.slope:
            return
        eta = (at - self.slice.x) / -self.slice.slope
        if eta > 0.0:
            self.session.view.try_rate(float(f"{eta:.3g}"))
