"""Names for lists of choices: on Linux a screen reader takes one from a label beside them, and reads else what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QLabel


class _Caption(QLabel):
    """A label that nobody sees; it goes where its box goes, as Qt looks for it beside it."""

    def __init__(self, box: QComboBox, name: str) -> None:
        super().__init__(name, box)
        self._box = box
        self.setBuddy(box)
        self.hide()
        if not self._stand_beside():
            box.installEventFilter(self)

    def _stand_beside(self) -> bool:
        parent = self._box.parentWidget()
        if parent is None:
            return False
        self.setParent(parent)
        self.hide()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange and self._stand_beside():
            self._box.removeEventFilter(self)
        return False


def name_choice(box: QComboBox, name: str) -> None:
    """Let a screen reader know what is chosen in a box, and in the field of one that is typed in."""
    box.setAccessibleName(name)
    _Caption(box, name)
    edit = box.lineEdit()
    if edit is not None:
        edit.setAccessibleName(name)
