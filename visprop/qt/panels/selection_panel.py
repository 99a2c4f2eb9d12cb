"""What is selected: its numbers, and a field to edit its weight or bias."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from visprop.figures.network.hints import hint
from visprop.qt.session import Session
from visprop.scenario.function import Function


class SelectionPanel(QWidget):
    """The selected weight or neuron; typing a value (also 1/3 or exp(-0.5)) edits it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._empty = QLabel("Click on an edge or a neuron to see its numbers and to change its weight or bias.")
        self._empty.setWordWrap(True)
        self._text = QLabel()
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setToolTip("A new value: a number, or a formula such as 1/3 or exp(-0.5)")
        self.button = QPushButton("Set")
        self.button.setToolTip("Set the value; training goes on from here. Undo brings the earlier run back.")
        self._label = QLabel()
        self._error = QLabel()
        self._error.setWordWrap(True)
        form = QFormLayout()
        form.addRow(self._label, self.field)
        form.addRow("", self.button)
        layout = QVBoxLayout(self)
        for widget in (self._empty, self._text):
            layout.addWidget(widget)
        layout.addLayout(form)
        layout.addWidget(self._error)
        layout.addStretch()
        self.field.returnPressed.connect(self._on_set)
        self.button.clicked.connect(self._on_set)
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def parameter(self) -> str:
        """The weight, or the bias of the neuron, that is selected; empty for none."""
        return self._session.options.selected.replace("a", "b")

    def refresh(self) -> None:
        """Show the numbers of what is selected."""
        if not self._session.is_due(10, 0):
            return
        selected = self._session.options.selected
        for widget in (self._text, self.field, self.button, self._label):
            widget.setVisible(bool(selected))
        self._empty.setVisible(not selected)
        if not selected:
            self._error.clear()
            return
        if not self._session.at_speed:
            self._text.setText(hint(self._session.frame, selected))
        self._label.setText(self.parameter)
        if not self.field.hasFocus():
            p = self._session.frame.p_next if self._session.frame.p_next is not None else self._session.frame.p
            self.field.setText(repr(float(p[self._session.scenario.network.select(self.parameter)[0]])))

    def edit(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus()
        self.field.selectAll()

    def _on_set(self) -> None:
        try:
            value = float(Function(self.field.text(), 0)(np.empty((1, 0)))[0])
            if not np.isfinite(value):
                raise ValueError("this is not a finite number")
        except ValueError as error:
            self._error.setText(str(error))
            return
        self._error.clear()
        self.field.clearFocus()
        self._session.set_parameter(self.parameter, value)
