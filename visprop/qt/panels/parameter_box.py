"""A list of a network's weights and biases; one of a large network is typed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.notation.naming import Naming
from visprop.qt.caption import name_choice

MAX_LISTED = 1000
"""Of a network with more parameters only the chosen one is listed."""


class ParameterBox(QComboBox):
    """Lets the user choose one, by its symbol or by typing its name.

    Args:
        other: a choice beside the parameters, as the user reads it; empty for none.

    Signals:
        chosen: a `Key`, or None for the other choice.
    """

    chosen = Signal(object)

    def __init__(self, other: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._other, self._network = other, Network((1, 1), ("identity",))
        self._naming = Naming(self._network.sizes)
        self._listed: dict[str, Key] = {}
        self._key: Key | None = None
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.activated.connect(self._on_activated)
        edit = self.lineEdit()
        assert edit is not None
        # An empty one: a completion while typing would say that nothing was typed.
        edit.setCompleter(QCompleter(self))
        edit.editingFinished.connect(self._on_edited)

    @property
    def key(self) -> Key | None:
        """What is chosen."""
        return self._key

    def show_choice(self, network: Network, naming: Naming, key: Key | None) -> None:
        """Offer the parameters of a network, with one of them chosen, or the other choice."""
        edit, is_same = self.lineEdit(), (network, naming) == (self._network, self._naming)
        if edit is not None and edit.isModified() and edit.hasFocus() and is_same:
            # What is being typed is not taken away.
            return
        blocker = QSignalBlocker(self)
        is_large = network.parameter_count > MAX_LISTED
        if not is_same or is_large:
            self._network, self._naming = network, naming
            self.clear()
            listed = network.parameters if not is_large else () if key is None else (key,)
            # What is tied has one symbol, and is one parameter.
            named = {naming.text(one): one for one in reversed(listed) if naming.dress.has(one.letter)}
            self._listed = dict(reversed(named.items()))
            self.addItems([self._other] if self._other else [])
            self.addItems(list(self._listed))
        self._key = key
        self.setCurrentText(self._text)
        del blocker

    @property
    def _text(self) -> str:
        return self._other if self._key is None else self._naming.text(self._key)

    def _named(self, text: str) -> Key | None:
        """What a symbol of the list, or a name, stands for.

        Raises:
            ValueError: it names nothing.
        """
        if self._other and text == self._other:
            return None
        if text in self._listed:
            return self._listed[text]
        return self._network.parameter(self._network.single(text))

    def _on_activated(self, index: int) -> None:
        self._choose(self.itemText(index))

    def _on_edited(self) -> None:
        self._choose(self.currentText())

    def _choose(self, text: str) -> None:
        if text == self._text:
            return
        try:
            key = self._named(text)
        except ValueError:
            # What names nothing is put back.
            edit = self.lineEdit()
            if edit is not None:
                edit.setModified(False)
            self.show_choice(self._network, self._naming, self._key)
            return
        self._key = key
        self.chosen.emit(key)


def parameter_box(name: str, tip: str, other: str = "") -> ParameterBox:
    """A box with a name for screen readers and a tool tip."""
    box = ParameterBox(other)
    name_choice(box, name)
    box.setToolTip(f"{tip}; a name such as w2[1,2] can be typed")
    box.setMinimumContentsLength(6)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
