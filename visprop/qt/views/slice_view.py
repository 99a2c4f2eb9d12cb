"""The slice: φ along one line through p, on which the learning rate is dragged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.base.told import Group
from visprop.figures.cost_drawing import moment_slice
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.plot_options import SliceOptions
from visprop.figures.plots.slice import Slice, slice_axes
from visprop.figures.plots.slice_head import stepped
from visprop.figures.plots.slice_picture import slice_figure
from visprop.figures.plots.slice_told import slice_groups
from visprop.figures.views import View
from visprop.notation.expression.numbers import number
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView


class SliceView(SessionView):
    """Paints the slice; dragging to either side sets the η that is tried out."""

    slice: Slice | None = None
    """What is shown."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, can_zoom=True)
        self._is_held = False
        self._before: float | None = None

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
        digits, where = self.session.options.digits, "".join(run.text for run in stepped(found))
        return f"{number(at, digits)}: φ ≈ {number(cost, digits)}\nDrag {where} to either side to try another η"

    def told(self) -> Sequence[Group]:
        """The curve and the steps on it, before the words."""
        if self.slice is None or self.figure is None:
            return super().told()
        size = (self.figure.width, self.figure.height)
        return [*slice_groups(self.slice, size, self.session.options.digits), *super().told()]

    def _coordinate(self, place: QPointF) -> float | None:
        """The coordinate along the line under the pointer."""
        if self.slice is None or self.figure is None or self.figure.plot is None:
            return None
        left, top, width, height = self.figure.plot
        if not (left <= place.x() <= left + width and top <= place.y() <= top + height):
            return None
        return slice_axes(self.slice, (self.figure.width, self.figure.height)).from_page(place.x(), place.y())[0]

    # The hand: it drags p + Δp, the wheel and keystrokes change the range

    def zoom_by(self, factor: float, place: QPointF) -> None:
        if self._reach:
            self.session.choose(SliceOptions.reach, self._reach / factor)

    def pan_by(self, by: QPointF) -> None:
        """The slice goes through p, which stays where it is."""

    def fit(self) -> None:
        self.session.choose(SliceOptions.reach, None)

    @property
    def _reach(self) -> float:
        """How far it goes downhill now; 0 while there is none."""
        return 0.0 if self.slice is None else self.slice.reach * 0.999

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_inside = self._coordinate(self._at(event)) is not None
        if event.button() == Qt.MouseButton.LeftButton and is_inside:
            self.session.playback.pause()
            self._before, self._is_held = self.session.options[SliceOptions.reach], True
            # Under the hand the axes must not move.
            self.session.choose(SliceOptions.reach, self._reach)
            self._drag_to(self._at(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_held:
            self._drag_to(self._at(event))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_held:
            self._is_held = False
            self.session.choose(SliceOptions.reach, self._before)

    def _at(self, event: QMouseEvent) -> QPointF:
        return QPointF(*self.to_figure(event.position()))

    def _drag_to(self, place: QPointF) -> None:
        at = self._coordinate(place)
        if at is None or self.slice is None or not self.slice.slope:
            return
        eta = (at - self.slice.x) / -self.slice.slope
        if eta > 0.0:
            self.session.choose(SliceOptions.eta, float(f"{eta:.3g}"))
