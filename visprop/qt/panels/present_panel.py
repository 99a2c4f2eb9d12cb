"""What a hall sees: the network and the present line's equation, in large type and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from visprop.figures.views import VIEWS
from visprop.qt.adapter import Adapter
from visprop.qt.panels.layouts import scrolled
from visprop.qt.views.equation_view import EquationView
from visprop.qt.views.network_view import NetworkView

_LEAST, _MOST = 1.25, 3.0
_USUAL_WIDTH = 760.0
"""How many points wide a hall's picture is laid out for: fewer, and larger, than on a desk."""


class HallNetwork(NetworkView):
    """The network, as large as the hall's screen allows."""

    @property
    def usual_scale(self) -> float:
        return hall_scale(self, super().usual_scale)


class HallEquation(EquationView):
    """The equation in the same type."""

    @property
    def usual_scale(self) -> float:
        return hall_scale(self, super().usual_scale)


def hall_scale(widget: QWidget, usual: float) -> float:
    """How large a point is for the last row of a hall: the wider the screen, the larger."""
    width = widget.window().width() if widget.window() is not None else 0
    return usual * min(_MOST, max(_LEAST, width / _USUAL_WIDTH))


class PresentPanel(QWidget):
    """The network over its equation; how the room is divided can be dragged."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network = HallNetwork(adapter, VIEWS["network"])
        self.equation = HallEquation(adapter, VIEWS["equations"])
        area = scrolled(self.equation, wide=True)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.network)
        parts.addWidget(area)
        parts.setStretchFactor(0, 62)
        parts.setStretchFactor(1, 38)
        parts.setSizes([620, 380])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.network.scale_text()
        self.equation.scale_text()
