"""What the hand does in the landscape: sets p, drags it, turns the surface, sets the range."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from visprop.engine.arrays import Array
from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.views.figure_view import ZOOM_STEP
from visprop.qt.views.session_view import SessionView

_DRAG = 4
"""From so many points on a press has become a drag."""
_DEGREES = 0.5
"""How far a point of dragging turns the surface."""
_KEY_DEGREES = 5.0
"""How far a key turns it."""


class LandscapeHand(SessionView):
    """In the map a click sets p there, and the point can be dragged; the surface is turned by dragging, or by Alt and arrows."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent)
        self._grab: QPointF | None = None
        self._moved = False

    @property
    def is_grabbed(self) -> bool:
        """Whether a button is held on it."""
        return self._grab is not None

    @property
    def is_turning(self) -> bool:
        """Whether the surface is being turned, so that a coarse net will do."""
        return self._moved

    def is_on_point(self, place: QPointF) -> bool:
        """Whether a place of the widget is on p."""
        raise NotImplementedError

    def point_under(self, place: QPointF) -> Array | None:
        """The parameters at a place of the widget."""
        raise NotImplementedError

    def zoom_range(self, factor: float, place: QPointF | None = None) -> None:
        """Enlarge or reduce the range."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.session.playback.pause()
            self._grab, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grab is None:
            super().mouseMoveEvent(event)
            return
        by = event.position() - self._grab
        if not self._moved and by.manhattanLength() < _DRAG:
            return
        if self.session.options.solid:
            self._moved, self._grab = True, event.position()
            self.session.view.turn(-by.x() * _DEGREES, by.y() * _DEGREES)
        elif self._moved or self.is_on_point(self._grab):
            self._moved = True
            target = self.point_under(event.position())
            if target is not None:
                self.session.playback.try_out(target)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grab, moved = self._grab, self._moved
        self._grab, self._moved = None, False
        if grab is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self.session.options.solid:
            self.draw_again()
            return
        dragged = (event.position() - grab).manhattanLength() >= _DRAG
        target = self.point_under(event.position())
        self.session.playback.try_out(None)
        if target is not None and (moved or not dragged):
            self.session.edits.move_to(target)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_range(ZOOM_STEP ** (-event.angleDelta().y() / 120.0), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {
            Qt.Key.Key_Left: (_KEY_DEGREES, 0.0),
            Qt.Key.Key_Right: (-_KEY_DEGREES, 0.0),
            Qt.Key.Key_Up: (0.0, _KEY_DEGREES),
            Qt.Key.Key_Down: (0.0, -_KEY_DEGREES),
        }
        is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in turns and is_alt and self.session.options.solid:
            self.session.view.turn(*turns[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom_range(1.0 / ZOOM_STEP if event.key() == Qt.Key.Key_Plus else ZOOM_STEP)
        else:
            super().keyPressEvent(event)
