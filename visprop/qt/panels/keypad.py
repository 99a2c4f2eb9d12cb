"""A keypad beside a field: numbers are typed with a mouse, or with a pen on a wall, where no keyboard is at hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QWidget

from visprop.qt.look.letters import px
from visprop.qt.panels.exercise_parts import EnterButton
from visprop.qt.panels.panel_parts import link_button
from visprop.session.course import Course

DELETE, CHECK = "⌫", "✓"
EXPONENT, TIMES, SPACE = "e", "×", " "
_ROWS = (("7", "8", "9", "-", DELETE, EXPONENT), ("4", "5", "6", ".", "/", TIMES), ("1", "2", "3", "0", CHECK, SPACE))
_USUAL = "0123456789-./" + DELETE + CHECK
"""The keys that every number needs; the others come where there is a use for them."""
_FACES = {"-": "−", SPACE: "␣"}
_NAMES = {
    "-": "minus", ".": "point", "/": "fraction bar", TIMES: "times", SPACE: "space", EXPONENT: "times ten to the power of",
    DELETE: "Delete the last letter", CHECK: "Check the answer",
}  # fmt: skip
_WIDE, _HIGH, _LEAST = 38, 30, 24


class Keypad(QWidget):
    """The keys, hidden until they are wanted.

    Args:
        course: knows whether the reader wants a keypad, in whichever panel.
        field: what is typed into.
        check: is called by its check mark.

    Attributes:
        keys: by what they type.
        link: the button that shows and hides the keypad, to stand beside the field.
    """

    def __init__(self, course: Course, field: QLineEdit, check: Callable[[], object]) -> None:
        super().__init__()
        self._course = course
        self.setAccessibleName("Keypad")
        self.keys: dict[str, EnterButton] = {}
        self.link: QToolButton = link_button("Keypad", "Type with the mouse: show or hide the digits")
        self.link.setCheckable(True)
        self.link.clicked.connect(course.want_keypad)
        acts = {DELETE: field.backspace, CHECK: check}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for row, letters in enumerate(_ROWS):
            for column, letter in enumerate(letters):
                self._add(letter, acts.get(letter, partial(field.insert, letter)), row, column)
        self._grid.setColumnStretch(len(_ROWS[0]), 1)
        self.hide()
        self.scale()

    def _add(self, letter: str, act: Callable[[], object], row: int, column: int) -> None:
        name = _NAMES.get(letter, letter)
        button = EnterButton(_FACES.get(letter, letter), name if name[0].isupper() else f"Type {name}", act)
        button.setAccessibleName(name)
        # A click leaves the keys with the field.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keys[letter] = button
        self._grid.addWidget(button, row, column)

    def scale(self) -> None:
        """Take measures in the letters of now."""
        self._grid.setSpacing(px(4))
        for button in self.keys.values():
            button.setFixedSize(max(_LEAST, px(_WIDE)), max(_LEAST, px(_HIGH)))

    def offer(self, is_typed: bool, more: str = "") -> None:
        """Show it where something is typed and the reader wants it, with so many keys more."""
        self.link.setChecked(self._course.has_keypad)
        self.setVisible(is_typed and self._course.has_keypad)
        for letter, button in self.keys.items():
            button.setVisible(letter in _USUAL + more)
