"""A field in which an answer is typed: Enter checks it; where nothing stands in it but what was checked, H asks for a hint."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class AnswerField(QLineEdit):
    """The field.

    Signals:
        hint_wanted: H was pressed; no number and no formula begins with it.
    """

    hint_wanted = Signal()

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholderText=placeholder)
        self.setAccessibleName("Your answer")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What is not right is selected, so that the next answer takes its place.
        if event.key() == Qt.Key.Key_H and self.selectedText() == self.text():
            self.hint_wanted.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # It is checked, and not passed on: the reason is read before one goes on.
            event.accept()
