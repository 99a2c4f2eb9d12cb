"""A layout that sets its widgets like words: in rows as long as there is room."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Rows of widgets, each as wide as it wants to be; what is hidden takes no room."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        # Asked for some hundred times while a window opens.
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        self._least = None
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._set(QRect(0, 0, width, 0), is_moved=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._set(rect, is_moved=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() + self._gap for item in self._seen()]
        margins = self.contentsMargins()
        return QSize(sum(widths) + margins.left() + margins.right(), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        if self._least is None:
            size = QSize()
            for item in self._seen():
                size = size.expandedTo(item.minimumSize())
            margins: QMargins = self.contentsMargins()
            self._least = size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
        return self._least

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _set(self, rect: QRect, is_moved: bool) -> int:
        """Set all into a width; the height that it takes."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        row: list[tuple[QLayoutItem, QSize]] = []
        x, y = inner.x(), inner.y()
        for item in self._seen():
            size = self._size(item, inner.width())
            if row and x + size.width() > inner.x() + inner.width():
                y += self._set_row(row, QPoint(inner.x(), y), is_moved) + self._gap // 2
                row, x = [], inner.x()
            row.append((item, size))
            x += size.width() + self._gap
        if row:
            y += self._set_row(row, QPoint(inner.x(), y), is_moved)
        return y - rect.y() + margins.bottom()

    def _size(self, item: QLayoutItem, room: int) -> QSize:
        """What an item takes in a row so wide."""
        size = item.sizeHint().expandedTo(item.minimumSize())
        size.setWidth(min(size.width(), max(room, item.minimumSize().width())))
        return size

    def _set_row(self, row: list[tuple[QLayoutItem, QSize]], place: QPoint, is_moved: bool) -> int:
        high = max(size.height() for _, size in row)
        x = place.x()
        for item, size in row:
            if is_moved:
                item.setGeometry(QRect(QPoint(x, place.y() + (high - size.height()) // 2), size))
            x += size.width() + self._gap
        return high


class ColumnLayout(FlowLayout):
    """Rows of widgets in columns of one width, as many as there is room for, which fill it."""

    def _size(self, item: QLayoutItem, room: int) -> QSize:
        size = super()._size(item, room)
        columns = max(1, (room + self._gap) // (size.width() + self._gap))
        return QSize((room - self._gap * (columns - 1)) // columns, size.height())


class EvenLayout(FlowLayout):
    """The same in columns as wide as the widest, as few as make no row more, so that none is left short without need."""

    def _size(self, item: QLayoutItem, room: int) -> QSize:
        seen = self._seen()
        widest = max(other.sizeHint().width() for other in seen)
        fit = max(1, (room + self._gap) // (widest + self._gap))
        columns = ceil(len(seen) / ceil(len(seen) / fit))
        return QSize((room - self._gap * (columns - 1)) // columns, super()._size(item, room).height())
