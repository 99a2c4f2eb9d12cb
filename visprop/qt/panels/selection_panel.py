"""What is selected: its numbers, and a field to edit its weight or bias."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from visprop.engine.key import Key
from visprop.figures.network.hints import hint
from visprop.notation.expression.numbers import equal_to
from visprop.qt.adapter import Adapter
from visprop.qt.plain import plain_label
from visprop.scenario.data.function import typed_number
from visprop.timeline.parts import Part


class SelectionPanel(QWidget):
    """The selected weight or neuron; typing a value (also 1/3 or exp(-0.5)) edits it.

    Attributes:
        why: asks why the gradient is what it is; what it does is the window's.
    """

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self._empty = plain_label(
            "Click on an edge or a neuron to see its numbers and to change its weight or bias; by keys, ] and [ select, F2 edits."
        )
        self._text = plain_label()
        self.field = QLineEdit()
        self.field.setToolTip("A new value: a number, or a formula such as 1/3 or exp(-0.5)")
        self.field.setAccessibleName("New value")
        self.button = QPushButton("Set")
        self.button.setToolTip("Set the value; training goes on from here. Undo brings the earlier run back.")
        self.why = QPushButton("Why this gradient?")
        self.why.setToolTip("Every path from here to the cost")
        self._label, self._error = plain_label(wraps=False), plain_label()
        form = QFormLayout()
        form.addRow(self._label, self.field)
        form.addRow("", self.button)
        form.addRow("", self.why)
        layout = QVBoxLayout(self)
        for widget in (self._empty, self._text):
            layout.addWidget(widget)
        layout.addLayout(form)
        layout.addWidget(self._error)
        layout.addStretch()
        self.field.returnPressed.connect(self._on_set)
        self.field.textChanged.connect(self._error.clear)
        self.button.clicked.connect(self._on_set)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.SELECTION, Part.OPTIONS), every=10)
        self.refresh()

    @property
    def parameter(self) -> Key | None:
        """The weight, or the bias of the neuron, that is selected; None for none."""
        selected = self._session.selection.selected
        return None if selected is None else selected.parameter

    def refresh(self) -> None:
        """Show the numbers of what is selected."""
        selected, key = self._session.selection.selected, self.parameter
        has_field = key is not None and self._session.options.dress.has(key.letter)
        self._text.setVisible(selected is not None)
        for widget in (self.field, self.button, self.why, self._label):
            widget.setVisible(has_field)
        self._empty.setVisible(selected is None)
        if selected is None or key is None:
            self._error.clear()
            return
        playback = self._session.playback
        if not playback.at_speed:
            frame, naming, digits = playback.frame, self._session.naming, self._session.options.digits
            self._text.setText(hint(frame, selected, naming, lambda value: equal_to(value, digits)))
            # All digits on demand.
            self._text.setToolTip(hint(frame, selected, naming))
        self._label.setText(self._session.naming.text(key))
        if not self.field.hasFocus():
            self._error.clear()
            self.field.setText(repr(float(playback.frame.p[self._session.scenario.network.single(key)])))

    def edit(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus()
        self.field.selectAll()

    def _on_set(self) -> None:
        try:
            value = typed_number(self.field.text())
        except ValueError as error:
            self._error.setText(str(error))
            return
        self._error.clear()
        self.field.clearFocus()
        key = self.parameter
        if key is not None and value != self._session.playback.frame.p[self._session.scenario.network.single(key)]:
            self._session.network_edits.set_parameter(key, value, is_typed=True)
