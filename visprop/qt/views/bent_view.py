"""The bent space, alive: it goes with the lines, or is bent and straightened by hand; a cube is turned."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.bent_work import bent_picture, moment_bent
from visprop.figures.moment import ViewOptions
from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.views.row_view import RowView

_DEGREES, _KEY_DEGREES = 0.5, 5.0
"""How far a point of dragging turns a cube, and a keystroke with Alt."""
_TURNS = {
    Qt.Key.Key_Left: (_KEY_DEGREES, 0.0),
    Qt.Key.Key_Right: (-_KEY_DEGREES, 0.0),
    Qt.Key.Key_Up: (0.0, _KEY_DEGREES),
    Qt.Key.Key_Down: (0.0, -_KEY_DEGREES),
}


class BentView(RowView):
    """Paints the rows in the space of a layer; a click on one steps through it, dragging turns a cube."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent)
        self.clicked.connect(self._on_clicked)

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        moment = self.session.moment()
        found = moment_bent(moment)
        return None if found is None else bent_picture(moment, options, size, found)

    @property
    def has_cube(self) -> bool:
        """Whether any of its stages is drawn in a cube."""
        return 3 in self.session.scenario.network.sizes[:-1]

    def pan_by(self, by: QPointF) -> None:
        if self.has_cube:
            self.session.view.turn(-by.x() * _DEGREES, by.y() * _DEGREES)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Nothing is enlarged that could be put back.
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TURNS and event.modifiers() == Qt.KeyboardModifier.AltModifier and self.has_cube:
            self.session.view.turn(*_TURNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, key: Key | None) -> None:
        if key is not None and key.letter == "row":
            self.session.step_to_row(key.number - 1)

    def hint(self, x: float, y: float, key: Key | None) -> str:
        if key is not None and key.letter == "row":
            return self.row_hint(key.number - 1)
        return "Drag to turn (Alt and the arrow keys)" if self.has_cube else ""
