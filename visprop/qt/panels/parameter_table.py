"""All weights and biases as a table: typed in, pasted, frozen, tied and drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from visprop.engine.key import Key
from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.copied_values import copy_values, values_copied
from visprop.qt.panels.cell_view import CellView
from visprop.qt.panels.panel_parts import choice_box, flow_of
from visprop.qt.typed import taken
from visprop.scenario.data.function import typed_number
from visprop.scenario.initialisers import INITIALISERS, Initial
from visprop.session.session import Session
from visprop.timeline.parts import Part

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADINGS = ("parameter", "value", "frozen", "tied to")
_VALUE, _FROZEN, _TIED = 1, 2, 3
MAX_SEED = 2**31 - 1
"""The largest seed that can be typed."""


class ParameterModel(QAbstractTableModel):
    """A row each: its name, its value now, whether it is frozen, and what it is tied to."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._scenario = session.scenario
        self._p = session.playback.frame.p

    def take(self) -> None:
        """Show the parameters of now."""
        frame = self._session.playback.shown
        scenario, p = frame.scenario, frame.p
        if scenario.network.sizes != self._scenario.network.sizes:
            self.beginResetModel()
            self._scenario, self._p = scenario, p
            self.endResetModel()
            return
        self._scenario, self._p = scenario, p
        self.dataChanged.emit(self.index(0, _VALUE), self.index(self.rowCount() - 1, _TIED))

    def key(self, row: int) -> Key:
        """The parameter of a row."""
        return self._scenario.network.parameter(row)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._p.size

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def value(self, row: int) -> float:
        """A parameter's value now."""
        return float(self._p[row])

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, numbers in full."""
        if column == 0:
            return self._session.naming.of_places.text(self.key(row))
        if column == _VALUE:
            return repr(self.value(row)).replace("-", "−")
        if column == _FROZEN:
            return "" if self._scenario.free[row] else "frozen"
        group = self._scenario.group_of(row)
        return ", ".join(self._session.naming.of_places.text(self.key(int(i))) for i in group[:6] if int(i) != row)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return repr(self.value(row))
        if role == Qt.ItemDataRole.TextAlignmentRole and column == _VALUE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and column == _VALUE:
            theme = self._session.options.theme
            return QBrush(qcolor(theme.negative if self._p[row] < 0.0 else theme.positive))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.column() == _VALUE else found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if index.column() != _VALUE or role != Qt.ItemDataRole.EditRole:
            return False
        typed = taken(str(value), self._session.changes.tell)
        if typed is None or typed == self.value(index.row()):
            return False
        return self._session.network_edits.set_values({self.key(index.row()): typed}, is_typed=True)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADINGS[section]
        return None


class ParameterView(CellView):
    """The table; Ctrl and Shift select several rows, which are copied, pasted, frozen and tied together."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "Parameters", parent)
        self.rows = ParameterModel(session)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.horizontalHeader().setStretchLastSection(True)
        self.fit_columns()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setToolTip("Double-click, or press Enter, to type a value: also 1/3 or exp(-0.5)")
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def fit_columns(self) -> None:
        """Give each column the room of the longest that may stand in it, whatever stands there now."""
        letters = self.fontMetrics()
        for column, longest in enumerate(("w32[1024,1024]", "−1.2345678901234567e−100", "frozen")):
            self.setColumnWidth(column, letters.horizontalAdvance(max(longest, _HEADINGS[column], key=len)) + 20)

    def typed_at(self, index: QModelIndex) -> QModelIndex:
        return self.rows.index(index.row(), _VALUE)

    @property
    def chosen(self) -> list[Key]:
        """The parameters that are selected, the first one clicked first."""
        current = self.currentIndex().row()
        return [self.rows.key(row) for row in sorted(self._selected(), key=lambda row: (row != current, row))]

    def _selected(self) -> list[int]:
        """The rows that are selected in the table of now: of a network that has gone none is."""
        self.rows.take()
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def show_selected(self) -> None:
        """Put the cursor where the picture's selection is."""
        selected = self._session.selection.selected
        if selected is None or not selected.parameter.is_parameter:
            return
        row = self._session.scenario.network.single(selected.parameter)
        if row != self.currentIndex().row() and row < self.rows.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.rows.index(row, _VALUE), flags)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and self.hasFocus():
            self._session.selection.select(self.rows.key(index.row()).place)

    def copy(self) -> None:
        """Put the values of the selected parameters, or of all, on the clipboard, one below the other, with their names."""
        rows = self._selected() or range(self.rows.rowCount())
        copy_values(self._session, [self.rows.key(row) for row in rows])

    def paste(self) -> None:
        """Take values from the clipboard, from the cursor on, row by row; names before them are passed over."""
        values = values_copied(self._session)
        self.rows.take()
        first = max(0, self.currentIndex().row())
        if first + len(values) > self.rows.rowCount():
            self._session.changes.tell(f"Not pasted: {len(values)} values from here on are more than there are parameters")
            return
        self._session.network_edits.set_values({self.rows.key(first + i): value for i, value in enumerate(values)})


class ParameterPanel(QWidget):
    """The table with what is done with the selected rows, and how all are drawn."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.table = ParameterView(self._session)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(flow_of(self._buttons()))
        layout.addWidget(flow_of(self._drawing()))
        layout.addWidget(self.table, 1)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.TRIAL, Part.OPTIONS), every=20)
        adapter.watch(self.table.show_selected, (Part.SELECTION,))
        self._show_initial()

    def _buttons(self) -> list[QWidget]:
        edits, table = self._session, self.table
        entries: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("Freeze", "Never train the selected parameters", lambda: edits.network_edits.freeze(table.chosen, True)),
            ("Release", "Train the selected parameters again", lambda: edits.network_edits.freeze(table.chosen, False)),
            (
                "Tie",
                "Make the selected parameters one: they take the first one's value",
                lambda: edits.network_edits.tie(table.chosen),
            ),
            ("Untie", "Let the selected move by themselves again", lambda: edits.network_edits.untie(table.chosen)),
            ("Copy", "Copy the selected values, or all, with their names (Ctrl+C)", table.copy),
            ("Paste", "Paste values from the cursor on (Ctrl+V)", table.paste),
        )
        found: list[QWidget] = []
        for words, tip, act in entries:
            button = QPushButton(words)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(self._needs_rows(act) if words in ("Freeze", "Release", "Tie", "Untie") else act)
            found.append(button)
        return found

    def _needs_rows(self, act: Callable[[], object]) -> Callable[[], object]:
        def done() -> None:
            if self.table.chosen:
                act()
            else:
                self._session.changes.tell("Select one or more rows of the table of parameters first")

        return done

    def _drawing(self) -> list[QWidget]:
        words = {name: one.words for name, one in INITIALISERS.items()}
        self.init = choice_box("Initialiser", "From what the parameters are drawn", words)
        self.scale = QLineEdit()
        self.scale.setToolTip("How large: of uniform and normal the spread, of Xavier and He a factor, of constant the value")
        self.scale.setAccessibleName("Scale")
        self.scale.setMaximumWidth(90)
        self.seed = QSpinBox(maximum=MAX_SEED)
        self.seed.setToolTip("The same seed draws the same parameters")
        self.seed.setAccessibleName("Seed")
        self.draw = QPushButton("Draw")
        self.draw.setToolTip("Draw all parameters anew; those that are frozen keep their values")
        self.draw.setAutoDefault(False)
        self.draw.clicked.connect(self._on_draw)
        self.init.activated.connect(self._on_init)
        return [self.init, QLabel("scale"), self.scale, QLabel("seed"), self.seed, self.draw]

    def _on_init(self) -> None:
        usual = INITIALISERS[self.init.currentData()].scale
        self.scale.setText("" if usual is None else f"{usual:g}")
        self.scale.setEnabled(usual is not None)

    def _on_draw(self) -> None:
        kind = INITIALISERS[self.init.currentData()]
        try:
            scale = 0.0 if kind.scale is None else typed_number(self.scale.text())
            if not 0.0 <= scale <= 1e6:
                raise ValueError("the scale is from 0 to 1,000,000")
        except ValueError as error:
            self._session.changes.tell(f"Not drawn: {error}")
            return
        self._session.network_edits.draw(Initial(kind.name, scale, self.seed.value()))

    def refresh(self) -> None:
        """Show the parameters of now, if they can be seen."""
        if self.isVisible():
            self.table.rows.take()
            self._show_initial()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _show_initial(self) -> None:
        initial = self._session.scenario.initial
        if self.init.hasFocus() or self.scale.hasFocus() or self.seed.hasFocus():
            return
        self.init.setCurrentIndex(self.init.findData(initial.init))
        has_scale = INITIALISERS[initial.init].scale is not None
        self.scale.setText(f"{initial.scale:g}" if has_scale else "")
        self.scale.setEnabled(has_scale)
        self.seed.setValue(min(MAX_SEED, initial.seed))
