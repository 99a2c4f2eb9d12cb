"""What a second screen shows while the first keeps the controls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.window.keystrokes import Clicker
from visprop.qt.window.kind_window import window_of
from visprop.timeline.position import Unit

_ON = {Qt.Key.Key_Right, Qt.Key.Key_Down}
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}


class PresentWindow(QWidget):
    """What a hall sees, on the other screen where there is one; a clicker steps here as well.

    Signals:
        closed: it is there no more.
    """

    closed = Signal()

    def __init__(self, adapter: Adapter, main: QWidget, hall: Clicker) -> None:
        super().__init__(main, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("visprop, for the hall")
        self._playback, self._hall = adapter.session.playback, hall
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        with adapter.of_kind(adapter.session.kind.name):
            layout.addWidget(window_of(adapter.session.kind).hall(adapter))
        room = main.screen().availableGeometry()
        self.resize(min(1280, room.width() - 40), min(800, room.height() - 60))
        self.move(room.center() - self.rect().center())
        others = [screen for screen in QGuiApplication.screens() if screen is not main.screen()]
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._hall.takes(event.key(), False):
            self._hall.click(event.key())
        elif event.key() in _ON:
            self._playback.step(Unit.LINE)
        elif event.key() in _BACK:
            self._playback.step(Unit.LINE, back=True)
        elif event.key() == Qt.Key.Key_Space:
            self._playback.toggle()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
