"""Tab goes through the window as it is read: the bars, then the panels from left to right and from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

_COLUMN = 40
"""Panels that begin so near beside each other, in pixels, stand in one column."""
_BEHIND_TABS = 100
"""What lies behind tabs is passed over, and counts as well."""


def follow_places(before: Iterable[QWidget], docks: Iterable[QDockWidget], after: Iterable[QWidget]) -> int:
    """Let Tab visit the bars before, the docks where they stand now, and the bars after; how many places it stops at."""
    shown = [dock for dock in docks if dock.isVisible() and not dock.isFloating()]
    stops = [stop for part in (*before, *sorted(shown, key=_place), *after) for stop in _stops(part)]
    for one, next_one in pairwise(stops):
        QWidget.setTabOrder(one, next_one)
    return len(stops)


def moves_to_what_is_seen(move: Callable[[], bool], stops: int) -> bool:
    """Move the focus until it is on what is no panel behind a tab, of so many stops; whether it is."""
    for _ in range(stops + _BEHIND_TABS):
        if not move():
            return False
        dock = QApplication.focusWidget()
        while dock is not None and not isinstance(dock, QDockWidget):
            dock = dock.parentWidget()
        if dock is None or not dock.visibleRegion().isEmpty():
            return True
    return False


def widgets_within(part: QWidget) -> Iterator[QWidget]:
    """All widgets within another, each before those within it.

    Not by `findChildren`: that lets `part` hold each of Python's objects for them until it goes itself, long after the widgets.
    """
    for child in part.children():
        if isinstance(child, QWidget):
            yield child
            yield from widgets_within(child)


def _place(dock: QDockWidget) -> tuple[int, int]:
    corner = dock.mapTo(dock.window(), QPoint(0, 0))
    return corner.x() // _COLUMN, corner.y()


def _stops(part: QWidget) -> list[QWidget]:
    """The widgets of a part that Tab reaches; a field within a box is reached with the box, a menu is a window of its own."""
    found = [one for one in (part, *widgets_within(part)) if one.window() is part.window()]
    return [one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]
