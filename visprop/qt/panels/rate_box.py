"""A field for the learning rate."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from visprop.scenario.data.function import typed_number

RATES = (0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
"""The learning rates that the arrows of the field step through."""
_LETTERS = 9
"""How many letters it shows at least."""


class RateBox(QAbstractSpinBox):
    """Any number above 0 can be typed and is kept to the bit, 1/3 too; the arrows step through the usual ones.

    Signals:
        valueChanged: another number was chosen.
    """

    valueChanged = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 0.1
        self.setLocale(QLocale.c())
        self.setAccessibleName("Learning rate η")
        self.editingFinished.connect(self._on_finished)
        self._show()

    def value(self) -> float:
        """The number."""
        return self._value

    def setValue(self, value: float) -> None:
        """Show another number."""
        if value != self._value:
            self._value = value
            self._show()
            self.valueChanged.emit(value)
        elif not self.lineEdit().hasFocus():
            self._show()

    def _show(self) -> None:
        edit = self.lineEdit()
        edit.setText(shortest(self._value))
        # Of a long one the first digits tell more than the last.
        edit.setCursorPosition(0)

    def _on_finished(self) -> None:
        try:
            value = typed_number(self.lineEdit().text())
        except ValueError:
            value = 0.0
        if value > 0.0:
            self.setValue(value)
        # What is no rate is put back.
        self._show()

    def sizeHint(self) -> QSize:
        edit = self.lineEdit()
        wide = self.fontMetrics().horizontalAdvance("0" * _LETTERS)
        return QSize(wide + 40, max(edit.sizeHint().height() + 4, super().sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        return QValidator.State.Acceptable, text, position

    def stepBy(self, steps: int) -> None:
        rates = [rate for rate in RATES if (rate > self._value * (1 + 1e-9) if steps > 0 else rate < self._value * (1 - 1e-9))]
        if rates:
            at = min(abs(steps), len(rates)) - 1
            self.setValue(rates[at] if steps > 0 else rates[-1 - at])

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        flag = QAbstractSpinBox.StepEnabledFlag
        up = flag.StepUpEnabled if self._value < RATES[-1] else flag.StepNone
        return up | (flag.StepDownEnabled if self._value > RATES[0] else flag.StepNone)


def shortest(value: float) -> str:
    """The shortest text that is this very number: 0.5, 0.123456789, 1e-12."""
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)
