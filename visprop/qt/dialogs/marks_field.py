"""How it is written in a table that there is no value: the usual marks that stand in it, each switchable, and the user's own."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from visprop.scenario.data.missing import MARKS
from visprop.scenario.data.table import Table


class MarksField(QWidget):
    """A menu of the marks in a table, and a field for more.

    Signals:
        chosen: others count now.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.menu = QMenu(self)
        self.button = QToolButton()
        self.button.setMenu(self.menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setAccessibleName("Marks of missing values")
        self.button.setToolTip("Which cells of this table say that there is no value; NA or − can be a value in one of them")
        self.own = QLineEdit()
        self.own.setPlaceholderText("also, such as −99, unknown")
        self.own.setAccessibleName("Other marks of missing values")
        self.own.setToolTip("Other cells that say that there is no value, with commas between them")
        self.own.editingFinished.connect(self._on_own)
        self._last = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self.own, 1)

    def show_table(self, table: Table) -> None:
        """List the usual marks that stand in a table, each as often as it does."""
        counts = Counter(cell for row in table.rows for cell in row)
        self.menu.clear()
        for mark in MARKS:
            if counts[mark]:
                action = self.menu.addAction(f"{mark or 'an empty cell'}  ({counts[mark]})")
                action.setData(mark)
                action.setCheckable(True)
                action.setChecked(mark in table.marks)
                action.toggled.connect(self._on_toggled)
        self._name_button()

    @property
    def marks(self) -> tuple[str, ...]:
        """What says that there is no value."""
        off = {str(action.data()) for action in self.menu.actions() if not action.isChecked()}
        own = [part.strip() for part in self.own.text().split(",") if part.strip()]
        return tuple(dict.fromkeys((*(mark for mark in MARKS if mark not in off), *own)))

    def _name_button(self) -> None:
        on = [str(action.data()) or "empty" for action in self.menu.actions() if action.isChecked()]
        self.button.setText(", ".join(on) if on else "none of the usual marks")
        self.button.setEnabled(bool(self.menu.actions()))

    def _on_toggled(self) -> None:
        self._name_button()
        self.chosen.emit()

    def _on_own(self) -> None:
        if self.own.text() != self._last:
            self._last = self.own.text()
            self.chosen.emit()
