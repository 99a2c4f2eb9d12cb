"""Where a parameter begins in a grid of starts: which one, from where to where, in how many steps."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.notation.naming import Naming
from visprop.qt.panels.parameter_box import parameter_box
from visprop.qt.panels.rate_box import shortest
from visprop.scenario.data.function import typed_number
from visprop.timeline.swarm.plan import MAX_RUNS, grid

_REACH, _COUNT = 4.0, 16
"""What is offered: from −4 to 4, sixteen values, so that two of them are as many runs as there are seeds."""
_LETTERS = 6


class StartRow(QWidget):
    """Fields for one of the two parameters of a grid of starts.

    Args:
        name: which of the two, in a word.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.parameter = parameter_box(f"Parameter {name}", f"The weight or bias whose start changes {name}")
        self.low, self.high = (_number(f"{words} {name}", value) for words, value in (("From", -_REACH), ("To", _REACH)))
        self.count = QSpinBox(minimum=2, maximum=MAX_RUNS // 2, value=_COUNT, suffix=" values")
        self.count.setAccessibleName(f"Number of starts {name}")
        self.count.setToolTip("How many starts, evenly from the first to the last")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for one in (self.parameter, QLabel("from"), self.low, QLabel("to"), self.high, QLabel("at"), self.count):
            row.addWidget(one)
        self.setFocusProxy(self.parameter)

    def show_choice(self, network: Network, naming: Naming, key: Key) -> None:
        """Offer the parameters of a network, with one of them chosen."""
        self.parameter.show_choice(network, naming, key)

    def start(self) -> tuple[Key, tuple[float, ...]]:
        """The parameter and its values.

        Raises:
            ValueError: what is typed is no range.
        """
        key = self.parameter.key
        assert key is not None, "there is no other choice"
        low, high = (_typed(field) for field in (self.low, self.high))
        return key, grid(low, high, self.count.value())


def _number(name: str, value: float) -> QLineEdit:
    field = QLineEdit(shortest(value).replace("-", "−"))
    field.setAccessibleName(name)
    field.setToolTip("Any number; the range ends above its beginning")
    field.setMinimumWidth(field.fontMetrics().horizontalAdvance("0" * _LETTERS))
    return field


def _typed(field: QLineEdit) -> float:
    try:
        return typed_number(field.text())
    except ValueError as error:
        raise ValueError(f"{field.accessibleName()}: {error}") from error
