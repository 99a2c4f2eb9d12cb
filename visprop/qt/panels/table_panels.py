"""A table beside the views: the gradient check."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from visprop.engine.check import WORDS, Check, Verdict
from visprop.engine.key import Key
from visprop.notation.naming import Naming
from visprop.qt.adapter import Adapter
from visprop.qt.panels.flow_layout import FlowLayout
from visprop.qt.panels.table_model import Column, ColumnsModel, ColumnsView
from visprop.qt.plain import plain_label


class TablePanel(QWidget):
    """A sentence, a table, and a button that copies it."""

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = plain_label(empty)
        self.table: ColumnsView | None = None
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.copy = self.add_button("Copy", "Copy the selected cells, or the whole table, with tabs between them")
        self.copy.setEnabled(False)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 6, 8, 6)
        self._layout.addWidget(self.text)
        self._layout.addWidget(self._row)
        self._layout.addStretch(1)

    def add_button(self, words: str, tip: str) -> QPushButton:
        """A button above the table."""
        button = QPushButton(words)
        button.setToolTip(tip)
        self._flow.addWidget(button)
        return button

    def show_table(self, text: str, columns: Sequence[Column], digits: int, name: str) -> None:
        """Show another table."""
        self.text.setText(text)
        if self.table is None:
            self._layout.takeAt(self._layout.count() - 1)
        else:
            self._layout.removeWidget(self.table)
            self.copy.clicked.disconnect(self.table.copy)
            self.table.deleteLater()
        self.table = ColumnsView(ColumnsModel(columns, digits))
        self.table.setAccessibleName(name)
        self._layout.addWidget(self.table, 1)
        self.copy.clicked.connect(self.table.copy)
        self.copy.setEnabled(True)


class CheckPanel(TablePanel):
    """The gradient check of every parameter, a row each, as it was when it was asked for."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__("The gradient is compared with central differences: press Check (Ctrl+G).", parent)
        self._session = adapter.session
        self.again = self.add_button("Check", "Compare backpropagation with central differences at the present parameters")

    def show_check(self, check: Check, again: str, update: int) -> None:
        """Show what a check at an update has found, and what is said of the update after it."""
        count = self._session.scenario.freedom.count
        drawn = f"of {len(check.names):,} of {count:,} parameters, drawn at random, " if len(check.names) < count else ""
        text = (
            f"At update {update} the gradient check {drawn}{check.sentence}. "
            "∇φ by backpropagation stands beside central differences, which may be off by what stands beside them. "
            f"Update check: {again.rstrip('.')}."
        )
        self.show_table(text, check_columns(check, self._session.naming), self._session.options.digits, "Gradient check")


def check_columns(check: Check, naming: Naming) -> list[Column]:
    """What each parameter's slope is, by both ways."""
    return [
        Column("parameter", np.array([naming.text(Key.parse(name)) for name in check.names])),
        Column("backpropagation", check.gradient),
        Column("central difference", check.difference),
        Column("off by at most", check.bound),
        Column("relative error", check.error),
        Column("verdict", np.array([WORDS[verdict] for verdict in Verdict])[check.verdicts]),
    ]
