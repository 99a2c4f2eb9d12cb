"""The pseudocode, as a debugger shows it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.pages.pseudocode import line_middle
from visprop.figures.views import View
from visprop.notation.explanations.pages import Subject
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView
from visprop.timeline.position import Position


class PseudocodeView(SessionView):
    """Paints the algorithm with the present line marked; a click on a line runs to it.

    Signals:
        moved: how far down the present line stands, which should be seen.
    """

    moved = Signal(int)

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent)
        self.clicked.connect(self._on_clicked)

    def placed(self, figure: Figure) -> None:
        self.setMinimumHeight(round(figure.height))
        self.moved.emit(round(line_middle(figure, self.session.playback.position.line)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 100)

    def hint(self, x: float, y: float, key: Key | None) -> str:
        if key is None:
            return ""
        return "Click to run to this line; right-click to break there; Ctrl and a click to see its equations"

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self.key_at(QPointF(event.pos()))
        if key is not None:
            self.session.selection.toggle_break(key.number)

    def _on_clicked(self, key: Key | None) -> None:
        if key is None:
            return
        session, line = self.session, key.number
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            session.view.ask(Subject.LINE, line)
            return
        playback = session.playback
        at, walk = playback.position, playback.experiment.walk
        # The update line comes after the last example of a batch.
        is_own = line <= walk.last_line(at.update, at.example)
        example = at.example if is_own else walk.schedule.size_of(at.update)
        playback.go(Position(at.update, example, line))
