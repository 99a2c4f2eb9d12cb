"""A strip of ground at each side of the panels, so that they stand apart from bars and rims as from one another."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow, QToolBar, QWidget

from visprop.qt.look.letters import is_low, px

_WIDE, _NARROW = 8, 2
"""How wide it is, and in a low window, in units."""
_SIDES = (
    Qt.ToolBarArea.TopToolBarArea,
    Qt.ToolBarArea.LeftToolBarArea,
    Qt.ToolBarArea.RightToolBarArea,
    Qt.ToolBarArea.BottomToolBarArea,
)


class _Ground(QToolBar):
    """An empty bar: a main window knows no margins around its docks."""

    def __init__(self, window: QMainWindow, side: Qt.ToolBarArea) -> None:
        super().__init__("Ground", window)
        self._is_upright = side in (Qt.ToolBarArea.LeftToolBarArea, Qt.ToolBarArea.RightToolBarArea)
        self.setObjectName(f"ground {side.name}")
        self._window = window
        self.setMovable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # No entry in the menu that Qt makes of all bars.
        self.toggleViewAction().setVisible(False)
        self._filling = QWidget()
        self.addWidget(self._filling)
        self._set_width()

    def _set_width(self) -> None:
        for widget in (self, self._filling):
            (widget.setFixedWidth if self._is_upright else widget.setFixedHeight)(px(_NARROW if is_low(self._window) else _WIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_width()


def ground_around(window: QMainWindow) -> list[QWidget]:
    """Put a strip at each side; the bars that lie beyond them are there already."""
    window.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
    grounds: list[QWidget] = []
    for side in _SIDES:
        ground = _Ground(window, side)
        if side is Qt.ToolBarArea.BottomToolBarArea:
            window.addToolBarBreak(side)
        window.addToolBar(side, ground)
        grounds.append(ground)
    return grounds
