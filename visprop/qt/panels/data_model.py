"""The examples as rows of cells: raw values, what the network makes of the inputs, which class that is and what it costs."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from visprop.engine.accuracy import classes
from visprop.figures.plots.predictions import Predictions, ask_predictions
from visprop.notation.expression.numbers import number
from visprop.paint.painter import qcolor
from visprop.qt.typed import taken
from visprop.scenario.data.data import Data
from visprop.session.session import Session

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
FIXED = 2
"""How many columns have neither inputs nor targets nor what comes of them: the example's number, and its part."""
PENDING = "…"
"""What stands where a prediction is being computed."""


class DataModel(QAbstractTableModel):
    """Number, part, inputs, targets, predictions, classes and cost. Inputs and targets can be typed in.

    Of one output the target itself says which class is true; of several a column of its own does.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._data = session.scenario.data
        self._predicted: Predictions | None = None
        self._tells_classes = False
        self._is_test = np.zeros(0, bool)
        self._present: int | None = None
        self._is_taken = False
        self.take_data()

    @property
    def inputs(self) -> int:
        """How many columns of inputs there are."""
        return int(self._data.x.shape[1])

    @property
    def outputs(self) -> int:
        """How many columns of targets there are, and of predictions."""
        return int(self._data.y.shape[1])

    @property
    def editable(self) -> int:
        """How many columns can be typed in."""
        return self.inputs + self.outputs

    def take_data(self) -> None:
        """Show the examples of now; where only values differ the cursor stays, and so does what is being typed."""
        data = self._session.scenario.data
        if self._is_taken and (data.x.shape, data.y.shape) == (self._data.x.shape, self._data.y.shape):
            self._tell_classes(classes(data.raw[1]) is not None)
            self._hold(data)
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self._hold(data)
        self._tells_classes = classes(data.raw[1]) is not None
        self._is_taken = True
        self.endResetModel()

    def _hold(self, data: Data) -> None:
        self._data, self._predicted = data, None
        self._is_test = np.zeros(len(data), bool)
        self._is_test[data.test_rows] = True

    @property
    def _first_class(self) -> int:
        """The first column behind the predictions: of classes, if there are any."""
        return FIXED + self.editable + self.outputs

    @property
    def _classes(self) -> int:
        """How many columns of classes there are."""
        return (1 + (self.outputs > 1)) if self._tells_classes else 0

    @property
    def outcome(self) -> list[int]:
        """The columns that say in short what comes of a row, where many others stand before them: its classes and its cost."""
        return list(range(self._first_class, self.columnCount())) if self._classes > 1 else []

    @property
    def has_parts(self) -> bool:
        """Whether some rows are kept to test with."""
        return bool(self._is_test.any())

    def _tell_classes(self, is_told: bool) -> None:
        """Put the columns of classes in where targets are such now, or take them out; a target that is typed may do either."""
        column, last = self._first_class, self._first_class + (self.outputs > 1)
        if is_told and not self._tells_classes:
            self.beginInsertColumns(_NOWHERE, column, last)
            self._tells_classes = True
            self.endInsertColumns()
        elif self._tells_classes and not is_told:
            self.beginRemoveColumns(_NOWHERE, column, last)
            self._tells_classes = False
            self.endRemoveColumns()

    def take_predictions(self) -> None:
        """Show what the network makes of the inputs now."""
        frame = self._session.playback.shown
        scenario = frame.scenario
        if self._data is not scenario.data:
            # Other examples are there, which are taken first.
            return
        self._predicted = ask_predictions(scenario, frame.p, frame.totals.of)
        first = FIXED + self.editable
        self.dataChanged.emit(self.index(0, first), self.index(len(self._data) - 1, self.columnCount() - 1))
        self._mark(None if self._session.playback.at_speed else frame.row)

    def _mark(self, row: int | None) -> None:
        """Let the row at work be seen; only its ground changes, so that nothing that is typed is disturbed."""
        before, self._present = self._present, row
        for one in {one for one in (before, row) if one is not None}:
            self.dataChanged.emit(self.index(one, 0), self.index(one, self.columnCount() - 1), [Qt.ItemDataRole.BackgroundRole])

    @property
    def has_predictions(self) -> bool:
        """Whether it is known what the network makes of the inputs now."""
        return self._predicted is not None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._data)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._first_class + self._classes + 1

    def place(self, index: Index) -> int | None:
        """Which input or target a cell is, from 0; None for what cannot be typed in."""
        at = index.column() - FIXED
        return at if 0 <= at < self.editable else None

    def index_of(self, row: int, place: int) -> QModelIndex:
        """The cell of an input or target."""
        return self.index(row, FIXED + place)

    def value(self, row: int, column: int) -> float | None:
        """The number in a cell; None where there is none yet, or where there is a word."""
        at, found = column - FIXED, self._predicted
        if at >= self.editable + self.outputs:
            return None if found is None or self._is_class(column) else float(found.costs[row])
        if at >= self.editable:
            return None if found is None else float(found.values[row, at - self.editable])
        x, y = self._data.raw
        return float(x[row, at]) if at < self.inputs else float(y[row, at - self.inputs])

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        if column == 0:
            return str(row + 1)
        if column == 1:
            return "test" if self._is_test[row] else "train"
        if self._is_class(column) and self._predicted is not None:
            found = self._predicted.told if self._is_told(column) else self._predicted.wanted
            if found is not None:
                return self._data.class_name(int(found[row]))
        value = self.value(row, column)
        return PENDING if value is None else number(value, self._session.options.digits)

    def _is_class(self, column: int) -> bool:
        """Whether a column tells which class a row has, or for which the network takes it."""
        return self._first_class <= column < self._first_class + self._classes

    def _is_told(self, column: int) -> bool:
        """Whether it is the second."""
        return self._is_class(column) and column == self._first_class + self._classes - 1

    def _is_wrong(self, row: int) -> bool:
        """Whether another class is told than the row has."""
        found = self._predicted
        return found is not None and found.told is not None and found.wanted is not None and found.told[row] != found.wanted[row]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return repr(self.value(row, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column == 1 or self.has_named_classes(column) else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        theme = self._session.options.theme
        if role == Qt.ItemDataRole.BackgroundRole and row == self._present:
            return QBrush(qcolor(theme.now))
        if role == Qt.ItemDataRole.ForegroundRole:
            if self._is_class(column):
                return QBrush(qcolor(theme.negative if self._is_told(column) and self._is_wrong(row) else theme.ink))
            if column >= FIXED + self.editable:
                return QBrush(qcolor(theme.forward))
            return QBrush(qcolor(theme.faint if column < FIXED or self._is_test[row] else theme.ink))
        return None

    def has_named_classes(self, column: int) -> bool:
        """Whether a column says classes by words, not by numbers."""
        return self._is_class(column) and self.outputs > 1 and any(not name.isdigit() for name in self._data.target_names)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if self.place(index) is not None else found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        place = self.place(index)
        if place is None or role != Qt.ItemDataRole.EditRole:
            return False
        typed = taken(str(value), self._session.changes.tell)
        if typed is None or typed == self.value(index.row(), index.column()):
            return False
        return self._session.data_edits.set_cells({(index.row(), place): typed}, is_typed=True)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(section)
        return None

    @property
    def own_headings(self) -> list[str]:
        """What stands above inputs and targets."""
        return [self.heading(FIXED + place) for place in range(self.editable)]

    @property
    def classes(self) -> tuple[str, ...]:
        """The words of the classes, if each target tells one."""
        names = self._data.target_names
        return names if self.outputs > 1 and len(names) == self.outputs and classes(self._data.raw[1]) is not None else ()

    def heading(self, column: int) -> str:
        """What stands above a column."""
        if column < FIXED:
            return ("", "part")[column]
        at = column - FIXED
        if at < self.inputs:
            return self._data.input_name(at)
        if at < self.editable:
            return f"target {self._data.target_name(at - self.inputs)}"
        if at < self.editable + self.outputs:
            return f"output {self._data.target_name(at - self.editable, 'a')}"
        if self._is_class(column):
            return "told class" if self._is_told(column) else "class"
        return "cost c"

    def _tip(self, column: int) -> str:
        if column < FIXED:
            return "Which example it is" if column == 0 else "Whether it is trained with, or kept to test with"
        at = column - FIXED
        if at < self.editable:
            return "As it was given; double-click, or press Enter, to type another value"
        if self._is_class(column) and not self._is_told(column):
            return "Which class the row has"
        if self._is_class(column):
            return "Which class the network takes the row for; orange where it is another one"
        if at >= self.editable + self.outputs:
            return "What the row costs with the present weights"
        return "What the network makes of this row's inputs with the present weights"
