"""A control for each choice of an export, as `visprop export` has a flag for it: a new one needs nothing here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from visprop.export.flags import Asked, ExportFlag, OneOf, Tick, Typed, Whole
from visprop.export.formats import PLAIN, ExportError
from visprop.figures.moment import ViewOptions
from visprop.qt.panels.panel_parts import choice_box

_AS_IT_IS = "as it is"
"""What stands for no choice where nobody knows what holds then."""
_SHORT = 10
"""So many letters a list of choices shows at least."""


class FlagField:
    """One control; what it shows at first is how it is without a choice.

    Args:
        asked: the choice.
        changed: called when another one is made.

    Attributes:
        label: what it is called.
        widget: the control.
    """

    def __init__(self, asked: Asked, changed: Callable[[], object]) -> None:
        self.asked = asked
        words = asked.told.name.lstrip("-").replace("-", " ")
        self.label = words[0].upper() + words[1:]
        self._base: Any = False if isinstance(asked.value, Tick) else None
        self.widget = self._made(changed)
        self.widget.setToolTip(asked.told.help)
        self.widget.setAccessibleName(self.label)

    def _made(self, changed: Callable[[], object]) -> QWidget:
        match self.asked.value:
            case Tick():
                box = QCheckBox(self.label)
                box.toggled.connect(lambda _: changed())
                return box
            case OneOf(words):
                choices = choice_box(self.label, "", {None: _AS_IT_IS, **words}, _SHORT)
                choices.currentIndexChanged.connect(lambda _: changed())
                return choices
            case Whole(low, high):
                number = QSpinBox(minimum=low, maximum=high)
                number.valueChanged.connect(lambda _: changed())
                return number
            case _:
                line = QLineEdit()
                line.setPlaceholderText(self.asked.told.metavar)
                line.textChanged.connect(lambda _: changed())
                return line

    # How it is without a choice

    def show_base(self, options: ViewOptions) -> None:
        """Show how it is without a choice, unless one is made."""
        flag = self.asked
        if not isinstance(flag, ExportFlag):
            return
        if flag.of_format:
            self.set_usual(getattr(PLAIN, flag.of_format))
        elif flag.chooses and not isinstance(flag.value, Typed):
            (option,) = flag.chooses
            value = options[option]
            self.set_usual(option.written(value) if isinstance(flag.value, OneOf) else value)

    def _set_base(self, value: Any) -> None:
        self._base = value
        if isinstance(self.widget, QComboBox):
            at = self.widget.findData(None)
            if at >= 0:
                with QSignalBlocker(self.widget):
                    self.widget.removeItem(at)
        elif isinstance(self.widget, QLineEdit):
            self.widget.setPlaceholderText(f"{value:g}")

    def set_usual(self, value: object) -> None:
        """Say what it is without a choice; one that is made stays."""
        is_made = self.is_made
        self._set_base(value)
        if not is_made:
            self.forget()

    def forget(self) -> None:
        """Make no choice any more."""
        with QSignalBlocker(self.widget):
            self._show("" if isinstance(self.widget, QLineEdit) else self._base)

    # What is chosen

    @property
    def is_made(self) -> bool:
        """Whether a choice is made."""
        if isinstance(self.widget, QLineEdit):
            return bool(self._now())
        is_known = self._base is not None or isinstance(self.widget, QComboBox)
        return is_known and bool(self._now() != self._base)

    def given(self) -> Any:
        """The choice; None where none is made.

        Raises:
            ExportError: what is typed tells none.
        """
        if not self.is_made:
            return None
        now, value = self._now(), self.asked.value
        if not isinstance(value, Typed):
            return now
        try:
            if value.is_many:
                return [value.read(part) for part in re.split(r",\s*|\s+", now) if part]
            return value.read(now)
        except ValueError as error:
            raise ExportError(f"{self.label}: {error}") from error

    def _now(self) -> Any:
        match self.widget:
            case QCheckBox():
                return self.widget.isChecked()
            case QComboBox():
                return self.widget.currentData()
            case QSpinBox():
                return self.widget.value()
            case QLineEdit():
                return self.widget.text().strip()
        raise TypeError(f"no value of {self.widget}")

    def _show(self, value: Any) -> None:
        match self.widget:
            case QCheckBox():
                self.widget.setChecked(bool(value))
            case QComboBox():
                self.widget.setCurrentIndex(max(0, self.widget.findData(value)))
            case QSpinBox():
                self.widget.setValue(int(value or self.widget.minimum()))
            case QLineEdit():
                self.widget.setText(str(value))

    # What is remembered

    def remembered(self) -> Any:
        """What JSON holds of the choice; None where none is made."""
        return self._now() if self.is_made else None

    def recall(self, found: Mapping[str, Any]) -> None:
        """Make the choice that was remembered by its name, if it is one that can be made; else none."""
        value = found.get(self.asked.told.name)
        self.forget()
        if value is not None and type(value) is type(self._now() if self._now() is not None else ""):
            with QSignalBlocker(self.widget):
                self._show(value)
