"""What a hall sees of a view: the picture alone, in large type."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from visprop.figures.views import View
from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView

_LEAST, _MOST = 1.25, 3.0
_USUAL_WIDTH, _LEAST_WIDTH = 760.0, 620.0
"""How many points wide a hall's picture is laid out for: fewer, and larger, than on a desk.

Whatever the text's size, it has the second at least: in fewer there is no room for targets and cost.
"""


class Hall(SessionView):
    """A view as large as the hall's screen allows, or nothing but paper.

    Signals:
        blanked: whether it shows anything, once that has changed.
    """

    blanked = Signal(bool)

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent)
        self.is_blank = False

    def set_blank(self, on: bool) -> None:
        """Show nothing but paper, so that the hall looks at who speaks; or the picture again."""
        if on != self.is_blank:
            self.is_blank = on
            self.blanked.emit(not on)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_blank:
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(self.session.options.theme.paper))

    @property
    def usual_scale(self) -> float:
        # The wider the screen, the larger a point, for the last row.
        width = self.window().width() if self.window() is not None else 0
        wanted = super().usual_scale * min(_MOST, max(_LEAST, width / _USUAL_WIDTH))
        return max(1.0, min(wanted, width / _LEAST_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scale_text()
