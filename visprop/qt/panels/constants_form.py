"""The constants of the rule of the update, each in a field: β, α, ε."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from visprop.engine.optimiser import Optimiser
from visprop.engine.optimisers import OPTIMISERS
from visprop.notation.layout.text import SUBSCRIPTS
from visprop.scenario.data.function import typed_number


class ConstantsForm(QWidget):
    """A field for each constant of an optimiser; empty for one that has none.

    Args:
        optimiser: whose constants are shown first.
    """

    def __init__(self, optimiser: Optimiser) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self.fields: dict[str, QLineEdit] = {}
        self.show_those_of(optimiser)

    def show_those_of(self, optimiser: Optimiser) -> None:
        """Show the constants of another optimiser, as it has them."""
        self._name, self._about = optimiser.name, optimiser.about
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {symbol: self._field(symbol, value) for symbol, value in optimiser.constants}
        self.setVisible(bool(self.fields))

    def _field(self, symbol: str, value: float) -> QLineEdit:
        about, word = self._about[symbol], symbol.translate(SUBSCRIPTS)
        field = QLineEdit(repr(value))
        field.setMaximumWidth(90)
        field.setToolTip(f"{word}: {about.words}; from {about.low:g}, and below {about.end:g}")
        field.setAccessibleName(f"{word}, {about.words}")
        self._form.addRow(f"{word} =", field)
        return field

    def chosen(self) -> tuple[tuple[str, float], ...]:
        """Those that are other than usual, by their symbols.

        Raises:
            ValueError: what was typed is no such number.
        """
        usual = dict(OPTIMISERS[self._name].constants)
        return tuple((symbol, value) for symbol in usual if (value := self._typed(symbol)) != usual[symbol])

    def _typed(self, symbol: str) -> float:
        about, text = self._about[symbol], self.fields[symbol].text()
        value = typed_number(text)
        if not about.low <= value < about.end:
            raise ValueError(f"{symbol.translate(SUBSCRIPTS)} is from {about.low:g}, and below {about.end:g}; “{text}” is not")
        return value
