"""The columns of a table that is imported: what each is, and whether the network is given it or is to tell it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QTableWidget, QTableWidgetItem, QWidget

from visprop.scenario.data.column_types import TYPES, Inferred
from visprop.scenario.data.columns import missing_counts, usual_choice
from visprop.scenario.data.table import Table

TYPE, INPUT, TARGET = 1, 2, 3
"""The columns of the list that can be changed."""
_Index = QModelIndex | QPersistentModelIndex


class ColumnList(QTableWidget):
    """A row for each column of a table, as it is proposed, to be changed.

    Signals:
        chosen: something was changed.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self.setAccessibleName("Columns")
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(TYPE, _TypeDelegate(self))
        self.itemChanged.connect(self._on_changed)

    def show_table(self, table: Table) -> None:
        """List the columns of a table."""
        self._table, usual, missing = table, usual_choice(table), missing_counts(table)
        self.blockSignals(True)
        self.clear()
        self.setColumnCount(4)
        self.setHorizontalHeaderLabels(["column", "type", "input", "target"])
        self.setRowCount(len(table.names))
        for i, name in enumerate(table.names):
            head, kind = QTableWidgetItem(name), "code" if name in usual.classes else table.inferred(name).kind
            head.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            lacks = f"{missing[name]} of {len(table.rows)} values are missing" if name in missing else "no value is missing"
            head.setToolTip(f"{type_words(table.inferred(name))}; {lacks}")
            self.setItem(i, 0, head)
            of_kind = QTableWidgetItem(kind)
            of_kind.setToolTip("Double-click to take it for something else")
            self.setItem(i, TYPE, of_kind)
            self.setItem(i, INPUT, _checkable(name in usual.inputs, "The network is given this column"))
            self.setItem(i, TARGET, _checkable(name in usual.targets, "The network is to tell this column"))
        self.resizeColumnsToContents()
        self.blockSignals(False)

    def set_inputs(self, on: bool) -> None:
        """Give the network all columns that are used, or none."""
        self.blockSignals(True)
        for i in range(self.rowCount()):
            is_input = on and not self.is_checked(i, TARGET) and TYPES[self._kind(i)].is_used
            self._cell(i, INPUT).setCheckState(Qt.CheckState.Checked if is_input else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.chosen.emit()

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The columns that are taken for something else than their cells tell, with what that is."""
        table = self._table
        if table is None:
            return ()
        return tuple((name, self._kind(i)) for i, name in enumerate(table.names) if self._kind(i) != table.inferred(name).kind)

    def checked(self, column: int) -> tuple[str, ...]:
        """The names of the columns that are inputs, or targets."""
        names = () if self._table is None else self._table.names
        return tuple(name for i, name in enumerate(names) if self.is_checked(i, column))

    def is_checked(self, row: int, column: int) -> bool:
        """Whether a cell of the list is checked."""
        return self._cell(row, column).checkState() is Qt.CheckState.Checked

    def _kind(self, row: int) -> str:
        return self._cell(row, TYPE).text()

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None, "each column has its cells"
        return item

    def _on_changed(self, item: QTableWidgetItem) -> None:
        # A column is input or target, and one that is left out is neither.
        other = {INPUT: TARGET, TARGET: INPUT}.get(item.column())
        self.blockSignals(True)
        if item.column() == TYPE and not TYPES[item.text()].is_used:
            for column in (INPUT, TARGET):
                self._cell(item.row(), column).setCheckState(Qt.CheckState.Unchecked)
        elif other is not None and item.checkState() is Qt.CheckState.Checked:
            self._cell(item.row(), other).setCheckState(Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.chosen.emit()


class _TypeDelegate(QStyledItemDelegate):
    """Lets a column's type be chosen from a list."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        box = QComboBox(parent)
        for kind in TYPES.values():
            box.addItem(kind.name)
            box.setItemData(box.count() - 1, kind.words, Qt.ItemDataRole.ToolTipRole)
        box.activated.connect(lambda: self.commitData.emit(box))
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentText(str(index.data()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentText())


def type_words(found: Inferred) -> str:
    """What a column is, and how its numbers are written."""
    written = found.numbers.words if found.kind == "number" else ""
    return f"{TYPES[found.kind].words}{f', {written}' if written else ''}"


def _checkable(on: bool, tip: str) -> QTableWidgetItem:
    item = QTableWidgetItem()
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    item.setToolTip(tip)
    return item
