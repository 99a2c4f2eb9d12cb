"""What stands in docks, made when it is asked for, and what a double click on their titles does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QHoverEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabBar, QWidget

from visprop.figures.dock import Dock
from visprop.qt.window.tab_order import widgets_within
from visprop.scenario.workspaces import Workspace


class Panels(dict[str, QWidget]):
    """The widgets in the docks by their names; each is made when it is asked for.

    Args:
        make: makes one and puts it into its dock.
    """

    def __init__(self, make: Callable[[str], QWidget]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> QWidget:
        self[name] = self._make(name)
        return self[name]


class DoubleClicks(QObject):
    """A double click on the title of a panel enlarges it; Qt would let it float in place, and dock it behind another.

    Signals:
        enlarge_wanted: a panel is to have all the room, or no longer.
    """

    enlarge_wanted = Signal(QDockWidget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.MouseButtonDblClick, QEvent.Type.NonClientAreaMouseButtonDblClick)
        if event.type() not in kinds or not isinstance(watched, QDockWidget):
            return False
        panel = watched.widget()
        if panel is not None and isinstance(event, QMouseEvent) and panel.geometry().contains(event.position().toPoint()):
            # Into the panel, which had no use for it.
            return False
        if watched.isFloating():
            watched.setFloating(False)
            watched.raise_()
        else:
            self.enlarge_wanted.emit(watched)
        return True


def first_stop(panel: QWidget) -> QWidget | None:
    """The first widget of a panel that Tab reaches."""
    stops = (one for one in widgets_within(panel) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return next((one for one in stops if one.isVisibleTo(panel)), None)


def let_go(window: QMainWindow) -> None:
    """Let a window forget the line between two docks that is under the pointer or held by it.

    Qt remembers where it stands in the arrangement; once that has gone, the next move of the mouse would end the process.
    """
    place, none = QPointF(-1.0, -1.0), Qt.MouseButton.NoButton
    QApplication.sendEvent(window, QHoverEvent(QEvent.Type.HoverLeave, place, place, place))
    left, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QMouseEvent(QEvent.Type.MouseButtonRelease, place, place, left, none, keys))


def hide_stale_tabs(window: QMainWindow) -> None:
    """Hide the tabs of a smaller group that were there before: Qt leaves them in sight."""
    bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    titles = {bar: {bar.tabText(i) for i in range(bar.count())} for bar in bars}
    for bar in bars:
        if any(titles[bar] < titles[other] for other in bars):
            bar.hide()


def refuse_gaps(docks: Mapping[str, Dock], workspaces: Mapping[str, Workspace]) -> None:
    """Refuse a workspace that names what there is not, or in whose places nothing stands, and what stands in no place."""
    for workspace in workspaces.values():
        used = {dock.places[workspace.name] for dock in docks.values() if workspace.name in dock.places}
        odd = (used ^ set(workspace.places)) | (workspace.shows.keys() - docks.keys())
        if odd:
            raise ValueError(f"the workspace {workspace.name!r}: {', '.join(sorted(odd))} is no place of it, or stands empty")
    unknown = {name for dock in docks.values() for name in dock.places} - workspaces.keys()
    if unknown:
        raise ValueError(f"views or panels name the workspace {', '.join(sorted(unknown))}, which there is not")
