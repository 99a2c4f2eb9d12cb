"""What the hand does in the landscape: sets p, drags it, turns the surface, sets the range."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from visprop.engine.arrays import Array
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView

_DRAG = 4
"""From so many points on a press has become a drag."""
_DEGREES = 0.5
"""How far a point of dragging turns the surface."""
_WAYS = {
    Qt.Key.Key_Left: (-0.02, 0.0),
    Qt.Key.Key_Right: (0.02, 0.0),
    Qt.Key.Key_Up: (0.0, 0.02),
    Qt.Key.Key_Down: (0.0, -0.02),
}
"""How far Alt, Shift and an arrow move p, in shares of the range."""
_KEY_DEGREES = 5.0
"""How far a keystroke turns it."""


class LandscapeHand(SessionView):
    """In the map a click sets p there, the point can be dragged, and the map beside it.

    Alt, Shift and an arrow move p. The surface is turned by dragging, or by Alt and arrows.
    """

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, can_zoom=True)
        self._grab: QPointF | None = None
        self._moved = self._pans = self._set_by_click = False

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

    def shift_range(self, start: QPointF, end: QPointF) -> None:
        """Move the range so that what was at a place of the figure is at another."""
        raise NotImplementedError

    def step_point(self, across: float, up: float) -> None:
        """Move p by a share of the range, as keystrokes do."""
        raise NotImplementedError

    def at(self, event: QMouseEvent) -> QPointF:
        """Where in the figure the pointer is."""
        return QPointF(*self.to_figure(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.session.playback.pause()
            self._grab, self._moved, self._set_by_click = self.at(event), False, False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grab is None:
            super().mouseMoveEvent(event)
            return
        by = self.at(event) - self._grab
        if not self._moved and by.manhattanLength() < _DRAG:
            return
        if self.session.options[LandscapeOptions.solid]:
            self._moved, self._grab = True, self.at(event)
            self.session.view.turn(-by.x() * _DEGREES, by.y() * _DEGREES)
        elif self._moved or self.is_on_point(self._grab):
            self._moved = True
            target = self.point_under(self.at(event))
            if target is not None:
                self.session.playback.try_out(target, self.session.playback.frame)
        else:
            self._pans = True
            self.shift_range(self._grab, self.at(event))
            self._grab = self.at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grab, moved, pans = self._grab, self._moved, self._pans
        self._grab, self._moved, self._pans = None, False, False
        if grab is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self.session.options[LandscapeOptions.solid]:
            self.draw_soon()
            return
        if pans:
            return
        dragged = (self.at(event) - grab).manhattanLength() >= _DRAG
        target = self.point_under(self.at(event))
        self.session.playback.end_trial()
        if target is not None and (moved or not dragged):
            self.session.network_edits.move_to(target)
            self._set_by_click = not moved

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Its first click has set p: it is put back, as what is wanted is the whole map.
        if self._set_by_click:
            self.session.edits.undo()
        self._set_by_click = False
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {
            Qt.Key.Key_Left: (_KEY_DEGREES, 0.0),
            Qt.Key.Key_Right: (-_KEY_DEGREES, 0.0),
            Qt.Key.Key_Up: (0.0, _KEY_DEGREES),
            Qt.Key.Key_Down: (0.0, -_KEY_DEGREES),
        }
        is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        is_shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _WAYS and is_alt and is_shift and not self.session.options[LandscapeOptions.solid]:
            self.step_point(*_WAYS[Qt.Key(event.key())])
        elif event.key() in turns and is_alt and self.session.options[LandscapeOptions.solid]:
            self.session.view.turn(*turns[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
