"""A widget for each kind of control of a bench; it shows a value, and tells what is set by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from visprop.benches.controls import Control, Given, Number, OneOf, Stroke, Text, Tick
from visprop.qt.look.slider import Slider
from visprop.qt.panels.flow_layout import FlowLayout
from visprop.qt.panels.panel_parts import choice_box
from visprop.qt.panels.rate_box import shortest
from visprop.qt.plain import plain_label
from visprop.qt.typed import GIVES_BACK
from visprop.scenario.data.function import typed_number

Set = Callable[[Any], bool]
"""Takes what is set by hand; whether it is taken."""


class ControlField(QWidget):
    """What shows and sets one control: its label, and below it what is particular to its kind."""

    def __init__(self, control: Control, put: Set) -> None:
        super().__init__()
        self.control, self.put = control, put
        self.label = QLabel(control.label)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(control.tip)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets one below the other; they are called as the control is."""
        for widget in widgets:
            self._column.addWidget(widget)

    def show_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def take_back(self, value: Any) -> None:
        """Show the value that stays, where the one that was set is refused."""
        self.show_value(value)


def _is_typed_in(edit: QLineEdit) -> bool:
    """Whether something is being typed, which nothing else may take away."""
    return edit.hasFocus() and edit.isModified()


class NumberField(ControlField):
    """A slider, and a field in which any number of the range is typed to the bit."""

    def __init__(self, control: Number, put: Set) -> None:
        super().__init__(control, put)
        (self._low, high), self._step = control.slides, control.step
        self._is_whole = control.is_whole
        self.edit = QLineEdit()
        self.edit.setAccessibleName(control.label)
        self.edit.setToolTip(f"{control.tip}: {control.low:g} to {control.high:g}")
        self.edit.setProperty(GIVES_BACK, True)
        self.slider = Slider()
        self.slider.setAccessibleName(f"{control.label}, slider")
        self.slider.setToolTip(control.tip)
        self.slider.setRange(0, round((high - self._low) / control.step))
        self.slider.setPageStep(max(1, self.slider.maximum() // 10))
        self._value = control.start
        self.add(self.edit, self.slider)
        self.edit.editingFinished.connect(self._on_typed)
        self.slider.valueChanged.connect(self._on_slid)

    def _on_slid(self, place: int) -> None:
        value = round(self._low + place * self._step, 12)
        self.put(int(value) if self._is_whole else value)

    def _on_typed(self) -> None:
        try:
            value = typed_number(self.edit.text())
        except ValueError:
            value = self._value
        # It is typed no longer.
        self.edit.setModified(False)
        if value != self._value:
            self.put(int(value) if self._is_whole and value == int(value) else value)
        # What is not taken is put back.
        self.show_value(self._value)

    def show_value(self, value: Any) -> None:
        self._value = value
        blockers = [QSignalBlocker(self.slider), QSignalBlocker(self.edit)]
        self.slider.setValue(round((value - self._low) / self._step))
        if not _is_typed_in(self.edit):
            self.edit.setText(shortest(float(value)).replace("-", "−"))
            self.edit.setCursorPosition(0)
        del blockers


class TextField(ControlField):
    """A field with a keypad for what a keyboard lacks, examples to pick, and what is wrong with what is typed."""

    def __init__(self, control: Text, put: Set) -> None:
        super().__init__(control, put)
        self._text = control
        self.edit = QLineEdit()
        self.edit.setAccessibleName(control.label)
        self.edit.setToolTip(control.tip)
        self.wrong = plain_label()
        self.wrong.hide()
        self.add(self.edit)
        if control.keys:
            self.add(self._keypad(control.keys))
        self.add(self.wrong)
        if control.examples:
            self.examples = choice_box(f"{control.label}: examples", "Take one instead of typing", self._entries(control))
            self.examples.activated.connect(self._on_example)
            self.add(self.examples)
        self.edit.setProperty(GIVES_BACK, True)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.editingFinished.connect(self._take)

    @staticmethod
    def _entries(control: Text) -> dict[str, str]:
        return {"": "Examples …", **{text: text for text in control.examples}}

    def _keypad(self, keys: tuple[str, ...]) -> QWidget:
        pad = QWidget()
        flow = FlowLayout(pad, gap=2)
        for key in keys:
            button = QToolButton()
            button.setText(key)
            button.setToolTip(f"Put {key} where the cursor is")
            button.setAccessibleName(f"Put {key}")
            button.clicked.connect(partial(self._insert, key))
            flow.addWidget(button)
        return pad

    def _insert(self, key: str, checked: bool = False) -> None:
        self.edit.insert(key)
        self.edit.setModified(True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited(self.edit.text())

    def _on_edited(self, text: str) -> None:
        reason = self._text.unfit(text)
        # What cannot be read is mended first.
        self.edit.setProperty(GIVES_BACK, not reason)
        self.wrong.setText(reason)
        self.wrong.setVisible(bool(reason))

    def _take(self) -> None:
        """Set what was typed, if it can be read; else it stays to be mended."""
        if not self._text.unfit(self.edit.text()):
            self.edit.setModified(False)
            self.put(self.edit.text())

    def take_back(self, value: Any) -> None:
        # What was typed stays, to be mended.
        pass

    def _on_example(self, index: int) -> None:
        text = self.examples.itemData(index)
        self.examples.setCurrentIndex(0)
        if text:
            self.edit.setModified(False)
            self.put(text)

    def show_value(self, value: Any) -> None:
        if self.edit.text() != value and not _is_typed_in(self.edit):
            blocker = QSignalBlocker(self.edit)
            self.edit.setText(value)
            del blocker
            self._on_edited(value)


class ChoiceField(ControlField):
    """A list to choose from."""

    def __init__(self, control: OneOf, put: Set) -> None:
        super().__init__(control, put)
        self.box = choice_box(control.label, control.tip, control.choices)
        self.box.activated.connect(lambda index: put(self.box.itemData(index)))
        self.add(self.box)

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self.box.findData(value))


class TickField(ControlField):
    """A box to be checked; its label is the box's own."""

    def __init__(self, control: Tick, put: Set) -> None:
        super().__init__(control, put)
        self.label.setText("")
        self.box = QCheckBox(control.label)
        self.box.setToolTip(control.tip)
        self.box.toggled.connect(put)
        self.add(self.box)

    def show_value(self, value: Any) -> None:
        blocker = QSignalBlocker(self.box)
        self.box.setChecked(value)
        del blocker


class StrokeField(ControlField):
    """Takes a line that was drawn by hand away."""

    def __init__(self, control: Stroke, put: Set) -> None:
        super().__init__(control, put)
        self.clear = QPushButton("Take the drawing away")
        self.clear.setToolTip(f"{control.tip}. This takes it away again")
        self.clear.clicked.connect(lambda: put(()))
        self.add(self.clear)

    def show_value(self, value: Any) -> None:
        self.clear.setEnabled(bool(value))


_FIELDS: dict[type[Control], Callable[[Any, Set], ControlField]] = {
    Number: NumberField,
    Text: TextField,
    OneOf: ChoiceField,
    Tick: TickField,
    Stroke: StrokeField,
}


def field_of(control: Control, put: Set) -> ControlField | None:
    """The widget of a control; None for one that is not set in the window."""
    return None if isinstance(control, Given) else _FIELDS[type(control)](control, put)
