"""A rim around the widget that has the focus, where the platform's own mark is hardly seen."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from visprop.paint.painter import qcolor
from visprop.session.session import Session

WIDTH = 2
"""How wide it is, in pixels."""


class FocusRim(QWidget):
    """Lies over the window and takes no clicks; it is shown once the focus was moved by Tab, until it is moved otherwise."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._on: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focus rim")
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    @property
    def around(self) -> QWidget | None:
        """What it is shown around."""
        return self._on if self.isVisible() else None

    def show_around(self, widget: QWidget | None) -> None:
        """Show it around what a keystroke has given the focus."""
        self._leave()
        if widget is not None and widget.isVisible():
            self._on = widget
            widget.installEventFilter(self)
            self.show()
            self._follow()

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not self._on:
            self._leave()

    def _leave(self) -> None:
        if self._on is not None and shiboken6.isValid(self._on):
            self._on.removeEventFilter(self)
        self._on = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Hide):
            self._follow()
        elif kind == QEvent.Type.MouseButtonPress:
            self.hide()
        return False

    def _follow(self) -> None:
        if self._on is None or not self._on.isVisible():
            self.hide()
            return
        # Of what is scrolled only the part that is seen has one.
        part = self._on.visibleRegion().boundingRect()
        corner = self._on.mapTo(self.window(), part.topLeft())
        seen = QRect(corner, part.size()).adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH).intersected(self.window().rect())
        self.setGeometry(seen)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(QPen(qcolor(self._session.options.theme.positive), WIDTH))
            half = WIDTH // 2
            painter.drawRect(self.rect().adjusted(half, half, -half, -half))
