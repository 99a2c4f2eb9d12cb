"""The pseudocode in a place that scrolls."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.panels.panel_parts import scrolled
from visprop.qt.views.pseudocode_view import PseudocodeView

_NARROWEST = 150
_MARGIN = 40


class PseudocodePanel(QWidget):
    """The listing; the present line is kept in sight."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PseudocodeView(adapter, view)
        self._area = scrolled(self.view)
        self._area.setMinimumWidth(_NARROWEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self.view.moved.connect(self._keep_in_sight)

    def _keep_in_sight(self, y: int) -> None:
        # The listing's new height is known to the scroll area only once the event loop has run.
        QTimer.singleShot(0, self._area, partial(self._area.ensureVisible, 0, y, 0, _MARGIN))
