"""The slice: φ along one line through p, on which the learning rate is dragged."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QSignalBlocker, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from visprop.engine.activations import Array
from visprop.engine.network import Network
from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import Theme
from visprop.figures.plots.slice import Slice, slice_axes, slice_figure, slice_of
from visprop.notation.expression.numbers import number
from visprop.qt.panels.scenario_panel import RateBox
from visprop.qt.session import Session
from visprop.qt.views.figure_view import FigureView


class SliceView(FigureView):
    """Paints the slice; dragging to either side sets the η that is tried out."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, can_zoom=False)
        self._session = session
        self._drawn: object = None
        self._parameters: Array | None = None
        self._slice: Slice | None = None
        self._reach: float | None = None
        self.setAccessibleName("Slice of the cost")
        session.changed.connect(self.refresh)
        self.resized.connect(self.refresh)

    def refresh(self) -> None:
        """Draw the slice of the present."""
        session = self._session
        if not self.isVisible() or not session.is_due(10, 7):
            return
        state = (session.scenario, session.options, self.page_size())
        if self._parameters is not session.shown.p or state != self._drawn:
            self._parameters, self._drawn = session.shown.p, state
            self._slice = self._made()
            self.set_figure(slice_figure(self._slice, self.page_size(), session.options.theme, session.options.digits))

    def make_figure(self, size: tuple[float, float], theme: Theme | None = None) -> Figure:
        """The present picture, laid out for a size; in the session's theme, or in another."""
        options = self._session.options
        return slice_figure(self._made(), size, theme or options.theme, options.digits)

    def _made(self) -> Slice:
        session, options = self._session, self._session.options
        return slice_of(session.scenario, session.shown.p, options.slice_name, options.slice_eta, self._reach)

    def hint(self, x: float, y: float, key: str) -> str:
        found, at = self._slice, self._at(QPointF(x, y))
        if found is None or at is None:
            return ""
        cost = float(np.interp(at, found.xs, found.costs))
        return f"{number(at, 6)}: φ = {number(cost, 6)}\nDrag p + Δp to either side to try another η"

    def _at(self, place: QPointF) -> float | None:
        """The coordinate along the line under the pointer."""
        if self._slice is None or self.figure is None or self.figure.plot is None:
            return None
        left, top, width, height = self.figure.plot
        if not (left <= place.x() <= left + width and top <= place.y() <= top + height):
            return None
        return slice_axes(self._slice, (self.figure.width, self.figure.height)).from_page(place.x(), place.y())[0]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._slice is not None and self._at(event.position()) is not None:
            self._session.pause()
            # Under the hand the axes must not move.
            self._reach = float(self._slice.xs[-1] - self._slice.x) * 0.999
            self._drag_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._reach is not None:
            self._drag_to(event.position())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._reach is not None:
            self._reach, self._drawn = None, None
            self.refresh()

    def _drag_to(self, place: QPointF) -> None:
        at = self._at(place)
        if at is None or self._slice is None or not self._slice.slope:
            return
        eta = (at - self._slice.x) / -self._slice.slope
        if eta > 0.0:
            self._session.set_options(slice_eta=float(f"{eta:.3g}"))


class SlicePanel(QWidget):
    """Which line, which η, above the slice."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._network: Network | None = None
        self.view = SliceView(session)
        self.line = QComboBox()
        self.line.setToolTip("Along which line: down the gradient, or one parameter alone")
        self.line.setAccessibleName("Line of the slice")
        self.line.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.line.setMinimumContentsLength(6)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.activated.connect(lambda index: session.set_options(slice_name=self.line.itemData(index)))
        self.eta = RateBox()
        self.eta.setToolTip("The learning rate η that is tried out here; training keeps its own")
        self.eta.valueChanged.connect(lambda value: session.set_options(slice_eta=value))
        self.use = QPushButton("Use")
        self.use.setToolTip("Train with this η")
        self.use.clicked.connect(self._on_use)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 0)
        for widget in (self.line, QLabel("η"), self.eta, self.use):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen."""
        session = self._session
        if not session.is_due(10, 0):
            return
        if session.scenario.network != self._network:
            self._network = session.scenario.network
            self.line.clear()
            self.line.addItem("along −∇φ", "")
            for name in self._network.names:
                self.line.addItem(name, name)
        self.line.setCurrentIndex(self.line.findData(session.options.slice_name))
        own = session.scenario.training.eta
        tried = own if session.options.slice_eta is None else session.options.slice_eta
        blocker = QSignalBlocker(self.eta)
        self.eta.setValue(tried)
        del blocker
        self.use.setEnabled(tried != own)

    def _on_use(self) -> None:
        eta = self.eta.value()
        self._session.set_options(slice_eta=None)
        self._session.set_training(eta=eta)
