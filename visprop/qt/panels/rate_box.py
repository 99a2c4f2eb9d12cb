"""A field for the learning rate."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

RATES = (0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
"""The learning rates that the arrows of the field step through."""


class RateBox(QDoubleSpinBox):
    """Any number can be typed, the arrows step through the usual ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(1e-9, 1e6)
        self.setDecimals(9)
        self.setKeyboardTracking(False)
        self.setLocale(QLocale.c())

    def textFromValue(self, value: float) -> str:
        return f"{value:.6g}"

    def stepBy(self, steps: int) -> None:
        rates = [rate for rate in RATES if (rate > self.value() * (1 + 1e-9) if steps > 0 else rate < self.value() * (1 - 1e-9))]
        if rates:
            at = min(abs(steps), len(rates)) - 1
            self.setValue(rates[at] if steps > 0 else rates[-1 - at])
