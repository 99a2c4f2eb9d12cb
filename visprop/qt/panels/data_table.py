"""The examples as a table that is typed in, copied and pasted."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QFontMetrics, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from visprop.notation.expression.numbers import number
from visprop.qt.look.letters import px
from visprop.qt.panels.cell_view import CellView
from visprop.qt.panels.data_model import FIXED, DataModel
from visprop.scenario.data.importing import pasted_rows
from visprop.session.session import Session

_MEASURED = 800
"""How many cells are looked at to find out how wide the columns are."""
_BESIDE, _LEAST_BESIDE = 16, 6
"""How much room there is at the sides of what is in a cell, and at least, in units."""
_FITTED = 1000
"""Of more columns none is made as wide as what is in it."""
_SMALL_COST = 1.2345678901234567e-05
"""As wide as a cost of this size the last column is at least."""


class DataView(CellView):
    """Shows the examples; cells are copied, pasted and typed in, rows removed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "Data table", parent)
        self.rows = DataModel(session)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self._fitted: tuple[object, ...] = ()
        self._needed, self._beside = list[int](), 0
        self.setEditTriggers(
            QTableView.EditTrigger.DoubleClicked | QTableView.EditTrigger.AnyKeyPressed | QTableView.EditTrigger.EditKeyPressed
        )

    def fit_columns(self) -> None:
        """Make the columns as wide as their headings and some of their cells; the table itself would ask for thousands."""
        rows, columns = self.rows.rowCount(), self.rows.columnCount()
        headings = tuple(map(self.rows.heading, range(columns)))
        # The head itself hears of other letters only at one of the next turns.
        letters = QApplication.font()
        fitted = (headings, letters.key(), self._session.options.digits, self.rows.has_predictions)
        if fitted == self._fitted or columns > _FITTED:
            return
        self._fitted = fitted
        self._order_columns()
        measured = np.unique(np.linspace(0, rows - 1, min(rows, max(2, _MEASURED // columns))).astype(int)).tolist()
        metrics, needed = QFontMetrics(letters), list[int]()
        for column in range(columns):
            # Others may have a digit more.
            wide = max(metrics.horizontalAdvance(self.rows.text(row, column) + "0" * (column > 1)) for row in measured)
            if column == columns - 1:
                # A cost becomes small as the training goes on.
                wide = max(wide, metrics.horizontalAdvance(number(_SMALL_COST, self._session.options.digits)))
            needed.append(max(wide, metrics.horizontalAdvance(headings[column])))
        self._needed, self._beside = needed, 0
        self.horizontalHeader().setMinimumSectionSize(px(_BESIDE))
        self._spread()

    def _spread(self) -> None:
        """Give each column what it needs and room at its sides: a little less where all columns are seen by it."""
        seen = [wide for column, wide in enumerate(self._needed) if not self.isColumnHidden(column)]
        spare = (self.viewport().width() - sum(seen)) // max(1, len(seen))
        beside = spare if px(_LEAST_BESIDE) <= spare < px(_BESIDE) else px(_BESIDE)
        is_ours = all(self.columnWidth(column) == wide + self._beside for column, wide in enumerate(self._needed))
        # What a hand has drawn wider or narrower stays so.
        if beside != self._beside and (is_ours or not self._beside):
            self._beside = beside
            for column, wide in enumerate(self._needed):
                self.setColumnWidth(column, wide + beside)

    def _order_columns(self) -> None:
        """Let what comes of a row stand before many columns of inputs."""
        head = self.horizontalHeader()
        for column in range(head.count()):
            head.moveSection(head.visualIndex(column), column)
        for at, column in enumerate(self.rows.outcome):
            head.moveSection(head.visualIndex(column), FIXED + at)

    @property
    def selected_rows(self) -> list[int]:
        """The rows with a selected cell."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def select_row(self, row: int) -> None:
        """Put the cursor into a row."""
        index = self.rows.index_of(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def copy(self) -> None:
        """Put the selected cells, or all with their headings if one or none is, on the clipboard."""
        chosen = [(index.row(), index.column()) for index in self.selectionModel().selectedIndexes()]
        if len(chosen) > 1:
            rows, head = sorted({row for row, _ in chosen}), self.horizontalHeader()
            # As they are seen.
            seen = {column for _, column in chosen if not self.isColumnHidden(column)}
            columns = sorted(seen, key=head.visualIndex)
            lines = []
        else:
            rows, columns = list(range(self.rows.rowCount())), list(range(FIXED, self.rows.columnCount()))
            lines = ["\t".join(map(self.rows.heading, columns))]
        lines += ["\t".join(self._copied(row, column) for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _copied(self, row: int, column: int) -> str:
        """A cell in full, as another program reads it."""
        value = self.rows.value(row, column) if column >= FIXED else None
        return self.rows.text(row, column) if value is None else repr(value)

    def paste(self) -> None:
        """Take numbers from the clipboard: into the cells from the cursor on, or as new rows behind the last."""
        try:
            grid = pasted_rows(QGuiApplication.clipboard().text(), self.rows.own_headings, self.rows.classes)
        except ValueError as error:
            self._session.changes.tell(f"Not pasted: {error}")
            return
        at = self.currentIndex()
        place = self.rows.place(at) if at.isValid() else None
        if place is None:
            self._session.data_edits.add_rows_of(grid)
        else:
            self._session.data_edits.paste(at.row(), place, grid)

    def remove_selected(self) -> None:
        """Remove the examples with a selected cell."""
        self._session.data_edits.remove_rows(self.selected_rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_columns()
