"""A table of the user's own becomes the examples: how it is written, which columns are what, what is wrong in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visprop.qt.dialogs.column_list import INPUT, TARGET, ColumnList, type_words
from visprop.qt.dialogs.marks_field import MarksField
from visprop.qt.panels.panel_parts import choice_box, flow_of, scrolled
from visprop.qt.plain import plain_label
from visprop.qt.waiting import beside
from visprop.scenario.data.cells import finite_number
from visprop.scenario.data.column_types import Inferred
from visprop.scenario.data.columns import (
    Choice,
    Problem,
    examples,
    problems,
    told,
    without_problems,
)
from visprop.scenario.data.data import Data
from visprop.scenario.data.encodings import ENCODINGS
from visprop.scenario.data.missing import FILLINGS
from visprop.scenario.data.scaling import SCALINGS
from visprop.scenario.data.table import DECIMALS, SEPARATORS, Dialect, Table
from visprop.scenario.fresh import taken

PREVIEWED, _FITTED = 40, 60
"""How many rows are shown; of more columns none is made as wide as what is in it."""
_SMALL = 200_000
"""Of a table with more cells the problems are told only when it is taken."""

Reader = Callable[[Dialect | None, str], tuple[Table, Dialect]]
"""Reads the table as it is written, or finds that out; the second is the sheet of a spreadsheet."""


@dataclass(frozen=True)
class Imported:
    """What the user has chosen.

    Attributes:
        data: the examples, with their test part, scaled.
        hidden: the hidden layers of a new network; None for the present one with other columns.
    """

    data: Data
    hidden: tuple[int, ...] | None


class ImportDialog(QDialog):
    """Shows a table as it is understood, and lets the user say otherwise.

    Args:
        path: of the file.
        table, dialect: as it was understood.
        read: reads it again, as the user says it is written.
        sheets: of a spreadsheet; empty for text.
        parent: the window.
    """

    def __init__(
        self, path: Path, table: Table, dialect: Dialect, read: Reader, sheets: tuple[str, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Import {path.name}")
        self._path, self._read, self._sheets = path, read, sheets
        self.table, self.dialect = table, dialect
        self.imported: Imported | None = None
        self._build()
        self.marks.show_table(table)
        self._take(table)
        self.resize(min(parent.width() - 20, 900), min(parent.height() - 20, 640))

    # Building

    def _build(self) -> None:
        self.preview, self.columns = QTableWidget(), ColumnList()
        self.preview.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.preview.setAccessibleName("Preview")
        self.preview.setTabKeyNavigation(False)
        self.problems = plain_label()
        self.skips = QCheckBox("Leave out the rows with problems")
        self.skips.toggled.connect(self._check)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.addWidget(self._dialect_row())
        both = QHBoxLayout()
        both.addWidget(self.preview, 3)
        side = QVBoxLayout()
        side.addWidget(self.columns, 1)
        side.addWidget(flow_of([self._all("All as inputs", True), self._all("None as inputs", False)]))
        both.addLayout(side, 2)
        layout.addLayout(both, 1)
        layout.addWidget(self.problems)
        layout.addWidget(self.skips)
        layout.addWidget(self._use())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.take.setText("Import")
        self.take.setDefault(True)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(scrolled(body), 1)
        whole.addWidget(self.buttons)
        self.columns.chosen.connect(self._check)

    def _dialect_row(self) -> QWidget:
        self.header = QCheckBox("first row is headings")
        self.header.setChecked(self.dialect.has_header)
        self.header.toggled.connect(self._on_dialect)
        if self._sheets:
            self.sheet = choice_box("Sheet", "Which sheet is read", {name: name for name in self._sheets})
            self.sheet.activated.connect(self._on_dialect)
            return flow_of((plain_label("sheet"), self.sheet, self.header))
        self.separator = _of(SEPARATORS, "Separator", "What stands between two cells", self.dialect.separator)
        self.decimal = _of(DECIMALS, "Decimal sign", "What stands before the decimals", self.dialect.decimal)
        self.encoding = _of(ENCODINGS, "Encoding", "How letters are written", self.dialect.encoding)
        for box in (self.separator, self.decimal, self.encoding):
            box.activated.connect(self._on_dialect)
        words = ("cells parted by", "decimal", "letters in")
        pairs = zip(words, (self.separator, self.decimal, self.encoding), strict=True)
        return flow_of((*(widget for text, box in pairs for widget in (plain_label(text, wraps=False), box)), self.header))

    def _use(self) -> QWidget:
        self.scaling = choice_box(
            "Scaling", "How the columns are scaled before the network sees them",
            {**{kind.name: kind.words for kind in SCALINGS.values()}, "": "as it is"},
        )  # fmt: skip
        self.missing = choice_box(
            "Missing values", "What stands in where an input has no value; a row whose target has none is left out",
            {filling.name: filling.words for filling in FILLINGS.values()},
        )  # fmt: skip
        self.missing.activated.connect(self._check)
        self.marks = MarksField()
        self.marks.chosen.connect(self._on_marks)
        self.share = QSpinBox(maximum=90, value=20, suffix=" % of the rows")
        self.share.setToolTip("Which part of the rows is kept from training, to test with")
        self.network = choice_box(
            "Network", "Whether a new network is made, or the present one gets other inputs and outputs",
            {True: "a new one, with hidden layers of", False: "the present one, with other inputs and outputs"},
        )  # fmt: skip
        self.hidden = QLineEdit("8")
        self.hidden.setToolTip("How many neurons each hidden layer has, such as 8 or 16, 8; nothing for no hidden layer")
        self.hidden.setAccessibleName("Hidden layers")
        self.network.activated.connect(lambda: self.hidden.setEnabled(bool(self.network.currentData())))
        whole = QWidget()
        form = QFormLayout(whole)
        form.setContentsMargins(8, 0, 8, 0)
        form.addRow("no value is", self.marks)
        form.addRow("missing values", self.missing)
        form.addRow("numbers scaled to", self.scaling)
        form.addRow("kept to test with", self.share)
        row = QHBoxLayout()
        row.addWidget(self.network, 2)
        row.addWidget(self.hidden, 1)
        form.addRow("network", row)
        return whole

    # What is in the table

    def _take(self, table: Table) -> None:
        """Show a table, its last column as the target."""
        self.table = table
        shown = table.rows[:PREVIEWED]
        self.preview.clear()
        self.preview.setRowCount(len(shown))
        self.preview.setColumnCount(len(table.names))
        for j, name in enumerate(table.names):
            head = QTableWidgetItem(f"{name}\n{table.inferred(name).kind}")
            head.setToolTip(type_words(table.inferred(name)))
            self.preview.setHorizontalHeaderItem(j, head)
        self.preview.setVerticalHeaderLabels([str(line) for line in table.lines[: len(shown)]])
        for i, row in enumerate(shown):
            for j, cell in enumerate(row[: len(table.names)]):
                self.preview.setItem(i, j, _previewed(cell, table.inferred(table.names[j]), table.marks))
        if len(table.names) <= _FITTED:
            self.preview.resizeColumnsToContents()
        self.columns.show_table(table)
        self._check()

    def _all(self, words: str, on: bool) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.columns.set_inputs(on))
        return button

    @property
    def choice(self) -> Choice:
        """Which columns are what."""
        columns = self.columns
        return Choice(columns.checked(INPUT), columns.checked(TARGET), (), columns.kinds, str(self.missing.currentData()))

    def _on_dialect(self) -> None:
        dialect, sheet = replace(self.dialect, has_header=self.header.isChecked()), ""
        if self._sheets:
            sheet = self.sheet.currentText()
        else:
            dialect = replace(
                dialect,
                separator=self.separator.currentData(),
                decimal=self.decimal.currentData(),
                encoding=self.encoding.currentData(),
            )
        try:
            table, self.dialect = self._read(dialect, sheet)
        except (OSError, ValueError) as error:
            self._refuse(str(error))
            return
        table = replace(table, marks=self.marks.marks)
        self.marks.show_table(table)
        self._take(table)

    def _on_marks(self) -> None:
        self._take(replace(self.table, marks=self.marks.marks))

    # What is wrong

    def _check(self) -> None:
        """Tell what is wrong, or what it will be."""
        choice = self.choice
        if len(self.table.rows) * len(choice.used) > _SMALL:
            self.skips.setVisible(True)
            self._allow(f"{len(self.table.rows)} rows; what is wrong in them is told when they are taken")
            return
        wrong = problems(self.table, choice)
        self.skips.setVisible(bool(wrong))
        if wrong and not self.skips.isChecked():
            self._refuse("\n".join((*told(wrong), self._costliest(wrong), "Correct them, fill them, or leave their rows out:")))
            return
        try:
            data = self._examples(choice)
        except ValueError as error:
            self._refuse(str(error))
            return
        self._allow(f"{len(data)} examples of {data.x.shape[1]} inputs and {data.y.shape[1]} outputs")

    def _costliest(self, wrong: list[Problem]) -> str:
        """Which column costs most rows."""
        (name, count), *others = Counter(problem.column for problem in wrong).most_common()
        rows = len({problem.line for problem in wrong})
        if not others:
            return f"{rows} of {len(self.table.rows)} rows would go"
        return f"{rows} of {len(self.table.rows)} rows would go, {count} of them by column {name!r}"

    def _refuse(self, text: str) -> None:
        self.problems.setText("\n".join((*self.table.remarks, text)))
        self.take.setEnabled(False)

    def _allow(self, text: str) -> None:
        self.problems.setText("\n".join((*self.table.remarks, text)))
        self.take.setEnabled(True)

    def _examples(self, choice: Choice) -> Data:
        return examples(without_problems(self.table, choice) if self.skips.isChecked() else self.table, choice)

    def _on_accept(self) -> None:
        choice, share, scaling = self.choice, self.share.value(), self.scaling.currentData()

        def made() -> Data:
            table = without_problems(self.table, choice) if self.skips.isChecked() else self.table
            return taken(table, choice, share / 100, 0, scaling)

        try:
            hidden = hidden_layers(self.hidden.text()) if self.network.currentData() else None
            data = beside(made, f"Reading {self._path.name}…", self)
        except ValueError as error:
            self._refuse(str(error))
            return
        if data is not None:
            self.imported = Imported(data, hidden)
            self.accept()


def _previewed(cell: str, found: Inferred, marks: tuple[str, ...]) -> QTableWidgetItem:
    """A cell as it is written, and as a tip how it is read; a number that is written otherwise has that beside it."""
    item, value = QTableWidgetItem(cell), None if cell in marks else found.value(cell, found.kind)
    if cell in marks:
        item.setToolTip("no value")
    elif found.kind in ("number", "date") and value is not None and finite_number(cell) != value:
        item.setText(f"{cell} → {value:g}")
        item.setToolTip(f"{found.kind} {value!r}")
    return item


def hidden_layers(text: str) -> tuple[int, ...]:
    """How many neurons hidden layers have, as it is typed.

    Raises:
        ValueError: these are no such numbers.
    """
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() and 0 < int(part) <= 1024 for part in parts) or len(parts) > 31:
        raise ValueError(f"hidden layers: “{text}” is not up to 31 whole numbers from 1 to 1024, such as 16, 8")
    return tuple(map(int, parts))


def _of(entries: dict[str, str], name: str, tip: str, now: str) -> QComboBox:
    box = choice_box(name, tip, entries)
    box.setCurrentIndex(box.findData(now))
    return box
