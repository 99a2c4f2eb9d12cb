"""A table of columns of numbers or words, shown cell by cell as it is scrolled, so that its size costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QTableView, QWidget

from visprop.notation.expression.numbers import number
from visprop.qt.panels.number_delegate import NumberDelegate

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, eq=False)
class Column:
    """A heading and the values below it, of shape (rows,)."""

    heading: str
    values: NDArray[Any]


class ColumnsModel(QAbstractTableModel):
    """Columns of one length; a click on a heading sorts."""

    def __init__(self, columns: Sequence[Column], digits: int) -> None:
        super().__init__()
        self._columns, self._digits = columns, digits
        self._order = np.arange(len(columns[0].values))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = np.issubdtype(self._columns[index.column()].values.dtype, np.number)
            return (Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        return self.text(index.row(), index.column()) if role == Qt.ItemDataRole.DisplayRole else None

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        value = self._columns[column].values[self._order[row]]
        if isinstance(value, np.integer):
            return str(value)
        return str(value) if isinstance(value, np.str_) else number(float(value), self._digits)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._columns[section].heading

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        ascending = np.argsort(self._columns[column].values, kind="stable")
        self._order = ascending if order is Qt.SortOrder.AscendingOrder else ascending[::-1]
        self.layoutChanged.emit()


class ColumnsView(QTableView):
    """Shows a `ColumnsModel`; the platform's shortcut for copying copies the selected cells, with tabs between them."""

    def __init__(self, model: ColumnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = model
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(NumberDelegate(self))
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        # Nothing is typed here, so Tab goes on.
        self.setTabKeyNavigation(False)
        self.setToolTip("Click on a heading to sort; select cells and copy them into a spreadsheet")
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        # Not as an argument beside a function to call: there it is lost, and the shortcuts were those of the whole window.
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self.copy)

    def copy(self) -> None:
        """Put the selected cells, or all if none are, on the clipboard."""
        selected = [(index.row(), index.column()) for index in self.selectionModel().selectedIndexes()]
        rows = sorted({row for row, _ in selected}) or range(self._columns.rowCount())
        columns = sorted({column for _, column in selected}) or range(self._columns.columnCount())
        text = "\n".join("\t".join(self._columns.text(row, column) for column in columns) for row in rows)
        QGuiApplication.clipboard().setText(text)
