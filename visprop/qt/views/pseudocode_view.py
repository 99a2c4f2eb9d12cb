"""The pseudocode, as a debugger shows it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import Theme
from visprop.figures.pages.pseudocode import line_middle, line_of_key, pseudocode_figure
from visprop.notation.explanations.pages import Subject
from visprop.qt.session import Session
from visprop.qt.views.figure_view import FigureView
from visprop.timeline.position import Position


class PseudocodeView(FigureView):
    """Paints the algorithm with the present line marked; a click on a line runs to it.

    Signals:
        moved: how far down the present line stands, which should be seen.
    """

    moved = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, can_zoom=False)
        self._session = session
        self.setAccessibleName("Pseudocode")
        session.changed.connect(self.refresh)
        self.resized.connect(self.refresh)
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Draw the listing of the present frame."""
        if self.isVisible() and self._session.is_due(10, 8):
            figure = self.make_figure(self.page_size())
            self.setMinimumHeight(round(figure.height))
            self.set_figure(figure)
            self.moved.emit(round(line_middle(figure, self._session.position.line)))

    def make_figure(self, size: tuple[float, float], theme: Theme | None = None) -> Figure:
        """The listing for a width; in the session's theme, or in another."""
        session, options = self._session, self._session.options
        return pseudocode_figure(session.frame, size[0], theme or options.theme, options.digits, options.breaks, session.pointed)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 100)

    def hint(self, x: float, y: float, key: str) -> str:
        if not key:
            return ""
        return "Click to run to this line; right-click to break there; Ctrl and a click to see its equations"

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self._key_at(QPointF(event.pos()))
        if key:
            self._session.toggle_break(line_of_key(key))

    def _on_clicked(self, key: str) -> None:
        if not key:
            return
        session, line = self._session, line_of_key(key)
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            session.set_options(subject=Subject.LINE, line=line)
            return
        at = session.position
        last = session.timeline.walk.last_line(at.update, at.example)
        # The update line comes after the last example of a batch.
        example = at.example if line <= last else session.scenario.schedule.size_of(at.update)
        session.go(Position(at.update, example, line))
