"""Check my work: the user types what they computed, and is told where it first goes wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visprop.notation.expression.numbers import number
from visprop.notation.scripts import Naming
from visprop.scenario.data.function import typed_number
from visprop.timeline.frame import Frame
from visprop.timeline.quantity import computed_quantities, is_right, quantity


class CheckWorkDialog(QDialog):
    """A table of all that this example's lines computed, to be filled in; fractions and formulas such as exp(-0.5) are taken.

    Args:
        frame: the position whose numbers are asked.
        digits: significant digits of what is revealed.
        naming: what the quantities are called.
        parent: the window.
    """

    def __init__(self, frame: Frame, digits: int, naming: Naming, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Check my work")
        self.resize(460, 520)
        self._frame, self._digits = frame, digits
        self._name = naming.text
        self.keys = computed_quantities(frame)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.table = QTableWidget(len(self.keys), 3)
        self.table.setHorizontalHeaderLabels(["quantity", "my value", ""])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        for row, key in enumerate(self.keys):
            for column, text in enumerate((self._name(key), "", "")):
                item = QTableWidgetItem(text)
                if column != 1:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(row, column, item)
        self._lay_out()
        position = frame.position
        ready = (
            f"Position {position}. Type what you computed (1/3 and exp(-0.5) are taken too), rounded to four digits or better."
        )
        self.verdict.setText(ready if self.keys else "Nothing is computed yet at this position: step on first.")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for text, tip, slot in (
            ("Check", "Say whether it is right, or where it first goes wrong", self.check),
            ("Reveal one", "Fill in the selected number, or the first that is missing", self.reveal_one),
            ("Reveal all", "Fill in every number", self.reveal_all),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.verdict)
        layout.addWidget(self.table)
        layout.addLayout(buttons)

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.table.item(row, column)
        assert item is not None, "every cell was filled when the table was made"
        return item

    def _value(self, row: int) -> float:
        value = quantity(self._frame, self.keys[row])
        assert value is not None, "only what is computed is asked"
        return value

    def check(self) -> None:
        """Mark every answer, and say where it first goes wrong."""
        first_wrong = ""
        right = 0
        for row, key in enumerate(self.keys):
            text = self._item(row, 1).text().strip()
            mark = self._mark(row, text) if text else ""
            self._item(row, 2).setText(mark)
            right += mark == "right"
            if mark not in ("", "right") and not first_wrong:
                first_wrong = f"It first goes wrong at {self._name(key)}: {mark}."
        if first_wrong:
            self.verdict.setText(first_wrong)
        else:
            self.verdict.setText(f"{right} of {len(self.keys)} are right so far." if right else "Nothing is filled in yet.")

    def _mark(self, row: int, text: str) -> str:
        try:
            answer = typed_number(text)
        except ValueError as error:
            return str(error)
        return "right" if is_right(answer, self._value(row)) else "not right"

    def reveal_one(self) -> None:
        """Fill in the selected row, or the first that has no right answer."""
        selected = {index.row() for index in self.table.selectedIndexes()}
        self.check()
        missing = [row for row in range(len(self.keys)) if self._item(row, 2).text() != "right"]
        for row in selected or missing[:1]:
            self._reveal(row)

    def reveal_all(self) -> None:
        """Fill in every number."""
        for row in range(len(self.keys)):
            self._reveal(row)

    def _reveal(self, row: int) -> None:
        self._item(row, 1).setText(number(self._value(row), max(4, self._digits)))
        self._item(row, 2).setText("revealed")
