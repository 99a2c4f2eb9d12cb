"""A dialogue that lies over the whole window below its menus, as a page of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QScrollArea, QWidget

from visprop.figures.base.shapes import Colour
from visprop.paint.painter import qcolor

_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Sheet(QDialog):
    """It grows with its window and keeps all keystrokes but those of menus; Tab stays within, Esc closes it.

    Args:
        window: what it lies over.
        ground: its colour.
        state: what of the window it hides; once that is another, the sheet is in the way.

    Attributes:
        stops: what Tab reaches, in this order, as far as it is shown.
    """

    def __init__(self, window: QWidget, ground: Colour, state: Callable[[], object]) -> None:
        super().__init__(window)
        # Said to its constructor, Qt would make a window of it all the same.
        self.setWindowFlags(Qt.WindowType.Widget)
        self._state, self._before = state, state()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, qcolor(ground))
        self.setPalette(palette)
        self.stops: list[QWidget] = []
        # Opaque: what lies below is not painted, and counts as not seen.
        self.setAutoFillBackground(True)
        window.installEventFilter(self)

    def make_way(self) -> None:
        """Close where something below has changed, which a menu above it can do."""
        if self._state() != self._before:
            self.reject()

    def _follow(self) -> None:
        window = self.parentWidget()
        assert window is not None
        bar = window.menuBar() if isinstance(window, QMainWindow) else None
        top = bar.geometry().bottom() + 1 if bar is not None and bar.isVisible() and not bar.isNativeMenuBar() else 0
        self.setGeometry(0, top, window.width(), window.height() - top)
        self.raise_()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            self._follow()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _is_of_menus(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        stops, focus = [one for one in self.stops if one.isVisible()], QApplication.focusWidget()
        if not stops:
            # Qt looks for a place for the focus while the sheet is being hidden.
            return False
        here = stops.index(focus) if focus in stops else -1 if is_next else 0
        found = stops[(here + (1 if is_next else -1)) % len(stops)]
        found.setFocus(Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason)
        area = found.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(found)
        return True


def sheet_over(widget: QWidget | None) -> Sheet | None:
    """The sheet that a widget stands on; None where it stands on none."""
    while widget is not None and not isinstance(widget, Sheet):
        widget = widget.parentWidget()
    return widget


def _is_of_menus(event: QKeyEvent) -> bool:
    """Whether it is a letter or digit with Ctrl or Alt, or a function key: with those menus are used while the sheet is there."""
    key = event.key()
    is_letter = Qt.Key.Key_Space < key <= Qt.Key.Key_AsciiTilde
    return Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35 or (is_letter and bool(event.modifiers() & _COMMANDING))
