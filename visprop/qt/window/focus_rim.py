"""A rim around the widget that has the focus, where the platform's own mark is hardly seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from visprop.paint.painter import qcolor
from visprop.session.session import Session

WIDTH = 2
"""How wide it is, in pixels."""
_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class FocusRim(QWidget):
    """Lies over the window and takes no clicks; it is shown once the focus was moved by a key, until a button is pressed."""

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
        app.installEventFilter(self)

    @property
    def around(self) -> QWidget | None:
        """What it is shown around."""
        return self._on if self.isVisible() else None

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        self._on = now if now is not None and now.window() is self.window() else None
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and watched is self._on and event.reason() in _KEYS:  # type: ignore[attr-defined]
            self._show()
        elif kind == QEvent.Type.FocusIn and isinstance(watched, QWidget) and watched.window() is self.window():
            if event.reason() in _KEYS:  # type: ignore[attr-defined]
                self._on = watched
                self._show()
        elif kind == QEvent.Type.MouseButtonPress:
            self.hide()
        elif kind in (QEvent.Type.Resize, QEvent.Type.Move) and watched is self._on:
            self._follow()
        return False

    def _show(self) -> None:
        self.show()
        self._follow()

    def _follow(self) -> None:
        if self._on is None or not self._on.isVisible():
            self.hide()
            return
        if self.isVisible():
            corner = self._on.mapTo(self.window(), self._on.rect().topLeft())
            seen = QRect(corner, self._on.size()).adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH).intersected(self.window().rect())
            self.setGeometry(seen)
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(QPen(qcolor(self._session.options.theme.positive), WIDTH))
            half = WIDTH // 2
            painter.drawRect(self.rect().adjusted(half, half, -half, -half))
