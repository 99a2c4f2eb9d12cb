"""The line between two docks may be under the pointer, or held, while the docks are arranged anew."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHoverEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.qt.settling import settle
from tests.usual import usual
from visprop.scenario.workspaces import WORKSPACES

SPLIT = (Qt.CursorShape.SplitHCursor, Qt.CursorShape.SplitVCursor)


def hover(window, place):
    here, there = QPointF(place), QPointF(window.mapToGlobal(place))
    QApplication.sendEvent(window, QHoverEvent(QEvent.Type.HoverMove, here, there, here))


def separators(window):
    """A place on each line that runs along an edge of a dock, as the pointer finds it."""
    found = []
    for dock in window.docks.docks.values():
        if dock.isVisible() and not dock.visibleRegion().isEmpty():
            box = dock.geometry()
            for place in (QPoint(box.right() + 3, box.center().y()), QPoint(box.center().x(), box.bottom() + 3)):
                hover(window, place)
                if window.cursor().shape() in SPLIT:
                    found.append(place)
    return found


@pytest.mark.parametrize("name", usual(list(WORKSPACES), ["step", "descend", "data"]))
@pytest.mark.parametrize("is_held", usual([False, True], [True]))
def test_a_line_under_the_pointer_may_go(qtbot, window, session, name, is_held):
    kinds = QEvent.Type
    session.window.choose(name)
    settle()
    places = separators(window)
    assert places or name in ("lesson", "present")
    for i, place in enumerate(places[:3]):
        hover(window, place)
        if is_held:
            press(window, kinds.MouseButtonPress, place)
        others = [other for other in WORKSPACES if other != name]
        session.window.choose(others[i % len(others)])
        settle()
        # Qt looked for the line in the arrangement that had gone.
        elsewhere = QPoint(window.width() // 3, window.height() // 2)
        press(window, kinds.MouseMove, elsewhere)
        hover(window, elsewhere)
        press(window, kinds.MouseButtonRelease, elsewhere)
        session.window.choose(name)
        settle()


def press(window, kind, place):
    here, there, left = QPointF(place), QPointF(window.mapToGlobal(place)), Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    QApplication.sendEvent(window, QMouseEvent(kind, here, there, left, held, Qt.KeyboardModifier.NoModifier))
