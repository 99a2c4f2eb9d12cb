"""Menus by keyboard: the menu bar, and the menu of what has the focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget

from visprop.qt.views.network_view import NetworkView


def open_first_menu(bar: QMenuBar) -> None:
    """Open the first menu of the menu bar; Esc closes it, and the focus is where it was."""
    bar.setActiveAction(bar.actions()[0])


def open_menu_here(home: QWidget) -> None:
    """Open the menu of the widget that has the focus, at what is selected in it; of `home` if none has."""
    widget = QApplication.focusWidget() or home
    place = widget.place_of_selected() if isinstance(widget, NetworkView) else QPoint(widget.rect().center())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place), Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
