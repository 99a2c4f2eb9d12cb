"""A network of one's own: sizes, matrices and examples typed or pasted as a textbook prints them."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.costs import COSTS
from visprop.qt.panels.panel_parts import choice_box, scrolled
from visprop.qt.plain import plain_label
from visprop.qt.waiting import beside
from visprop.scenario.files.fields import MAX_NAME
from visprop.scenario.scenario import Scenario
from visprop.scenario.typed_network import Typed, own_network, typed_sizes

_MOST_TYPED = 6
"""The weights of so many layers can be typed; those of others are drawn."""
_CHECKED = 20_000
"""A network of more parameters is not made anew at each letter."""
_ROWS = 5
"""How many lines of examples are seen at once."""


class OwnNetworkDialog(QDialog):
    """Asks for sizes, weights, biases, examples, activations and cost; what is left empty is drawn or made up.

    Attributes:
        scenario: what was asked for; None while something does not fit.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Own network")
        self.scenario: Scenario | None = None
        self.sizes, self.title = QLineEdit("2-3-1"), QLineEdit()
        self.sizes.setToolTip("Inputs, neurons of each hidden layer, outputs")
        self.title.setMaxLength(MAX_NAME)
        self.matrices = [(QLineEdit(), QLineEdit()) for _ in range(_MOST_TYPED)]
        self.examples = QPlainTextEdit()
        self.examples.setTabChangesFocus(True)
        self.examples.setFixedHeight(self.examples.fontMetrics().lineSpacing() * _ROWS + 12)
        inner = {name: one.words for name, one in ACTIVATIONS.items() if one.is_elementwise}
        self.hidden = choice_box("Hidden layers", "The activation of the hidden layers", inner)
        self.last = choice_box(
            "Last layer", "The activation of the outputs", {name: one.words for name, one in ACTIVATIONS.items()}
        )
        self.cost = choice_box("Cost", "What is made small", {name: one.words for name, one in COSTS.items()})
        self.told = plain_label()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.take.setText("Begin")
        self.take.setToolTip("Begin with this network (Ctrl+Enter)")
        buttons.accepted.connect(self._on_accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(scrolled(self._form()), 1)
        whole.addWidget(self.told)
        whole.addWidget(buttons)
        for shortcut in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(shortcut), self, self._on_accept)
        self.resize(min(parent.width() - 40, 620), min(parent.height() - 40, 560))
        self._listen()
        self.sizes.selectAll()
        self.check()

    def _form(self) -> QWidget:
        """The fields: what is seldom chosen otherwise stands last, so that Tab passes over nothing."""
        body = QWidget()
        self._rows = form = QFormLayout(body)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("&Sizes", self.sizes)
        for layer, (weights, biases) in enumerate(self.matrices, start=1):
            for field, word in ((weights, "Weights"), (biases, "Biases")):
                field.setAccessibleName(f"{word} of layer {layer}")
                form.addRow(f"{word} of layer {layer}", field)
        form.addRow("&Examples", self.examples)
        form.addRow("&Hidden layers", self.hidden)
        form.addRow("&Last layer", self.last)
        form.addRow("&Cost", self.cost)
        form.addRow("&Title", self.title)
        return body

    def _listen(self) -> None:
        for field in (self.sizes, self.title, *(field for pair in self.matrices for field in pair)):
            field.textChanged.connect(self.check)
        self.examples.textChanged.connect(self.check)
        for box in (self.hidden, self.last, self.cost):
            box.currentIndexChanged.connect(self.check)

    @property
    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(
            self.sizes.text(),
            tuple(weights.text() for weights, _ in self.matrices),
            tuple(biases.text() for _, biases in self.matrices),
            self.examples.toPlainText(),
            self.hidden.currentData(),
            self.last.currentData(),
            self.cost.currentData(),
            self.title.text(),
        )

    def check(self) -> None:
        """Say what the fields make, or what does not fit."""
        self.scenario = None
        try:
            sizes = typed_sizes(self.sizes.text())
            self._show_rows(sizes)
            count = sum(n * (m + 1) for m, n in zip(sizes, sizes[1:], strict=False))
            if count <= _CHECKED:
                self.scenario = own_network(self.typed)
        except ValueError as error:
            self.told.setText(str(error))
            self.take.setEnabled(False)
            return
        self.take.setEnabled(True)
        about = "" if self.scenario is None else f", {self.scenario.data.in_words}"
        self.told.setText(f"{count:,} parameters{about}")

    def _show_rows(self, sizes: tuple[int, ...]) -> None:
        """Show the fields of the layers that there are, and what belongs into each."""
        for layer, (weights, biases) in enumerate(self.matrices, start=1):
            is_there = layer < len(sizes)
            self._rows.setRowVisible(weights, is_there)
            self._rows.setRowVisible(biases, is_there)
            if is_there:
                n, m = sizes[layer], sizes[layer - 1]
                weights.setPlaceholderText(f"{n} × {m} numbers, rows with ; between them; empty: drawn")
                biases.setPlaceholderText(f"{n} numbers; empty: drawn")
        words = f"a line each: {sizes[0]} inputs -> {sizes[-1]} targets; empty: one is made up"
        self.examples.setPlaceholderText(words)

    def _on_accept(self) -> None:
        if not self.take.isEnabled():
            return
        if self.scenario is None:
            typed = self.typed
            try:
                self.scenario = beside(lambda: own_network(typed), "Making the network…", self)
            except ValueError as error:
                self.told.setText(str(error))
        if self.scenario is not None:
            self.accept()
