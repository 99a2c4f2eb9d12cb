"""The pseudocode, as a debugger shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.base.told import Group
from visprop.figures.moment import ViewOptions
from visprop.figures.pages.equation_options import ListingOptions
from visprop.figures.pages.pseudocode import line_middle, line_said, listing_group
from visprop.figures.views import View
from visprop.notation.explanations.pages import Subject
from visprop.notation.glossary import LINE_MEANINGS
from visprop.notation.notations.quantities import Quantities
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
        self.pointed.connect(self.session.selection.point)

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        # Beside the network each line stands in one row; in a file nothing is left out.
        return super().drawn(options.choose(ListingOptions.brief, True), size)

    def placed(self, figure: Figure) -> None:
        self.setMinimumHeight(round(figure.height * self.scale))
        self.moved.emit(round(self.scale * line_middle(figure, self.session.playback.position.line)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 100)

    def hint(self, x: float, y: float, key: Key | None) -> str:
        if key is None:
            return ""
        line = self.session.playback.experiment.program.lines[key.number]
        return (
            f"{LINE_MEANINGS[line.kind]}\n"
            "Click to run to this line; F9 or a right click to break there; Ctrl and a click to see its equations"
        )

    @property
    def marked(self) -> Key | None:
        """The present line."""
        return Key("line", self.session.playback.position.line)

    def told(self) -> Sequence[Group]:
        # Its words are those of its lines.
        return [] if self.figure is None or not self.figure.targets else [listing_group(self.figure, self.words)]

    def words(self, x: float, y: float, key: Key) -> str:
        options, q = self.session.options, Quantities(self.session.playback.shown, self.session.options.dress)
        return line_said(q, options.notation, q.frame.program.lines[key.number], options.digits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move from line to line, Enter runs to it."""
        pointed, count = self.session.selection.pointed, len(self.session.playback.experiment.program.lines)
        now = pointed.number if pointed is not None and pointed.letter == "line" else self.session.playback.position.line
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            by = -1 if event.key() == Qt.Key.Key_Up else 1
            self.session.selection.point(Key("line", (now + by) % count))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_clicked(Key("line", now))
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, key: Key | None) -> None:
        if key is None:
            return
        session, line = self.session, key.number
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            session.view.ask(Subject.LINE, line)
            return
        if self.adapter.algorithm.is_asking:
            # Gone to, it would show what is asked.
            self.adapter.algorithm.point(key)
            return
        playback = session.playback
        at, walk = playback.position, playback.experiment.walk
        # The update line comes after the last example of a batch.
        is_own = line <= walk.last_line(at.update, at.example)
        example = at.example if is_own else walk.size_of(at.update)
        playback.go(Position(at.update, example, line))
