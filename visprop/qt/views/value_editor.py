"""A field in the picture, at the weight or bias that is typed in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from visprop.engine.key import Key
from visprop.qt.typed import taken


class ValueEditor(QLineEdit):
    """Takes a number or a formula; Enter sets it, Esc leaves it, up and down change the digit before the cursor.

    Args:
        parent: the view over which it stands.
        take: takes a value for a key.
        tell: tells the user what is wrong.

    Signals:
        given_back: a keystroke has given the focus back to the view.
    """

    given_back = Signal(object)

    def __init__(self, parent: QWidget, take: Callable[[Key, float], object], tell: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._view = parent
        self._take, self._tell = take, tell
        self._key: Key | None = None
        self._text = ""
        self.setToolTip("A number, or a formula such as 1/3; up and down change the digit before the cursor, Enter sets it")
        self.setAccessibleName("Value")
        self.hide()

    def begin(self, key: Key, value: float, place: QPointF) -> None:
        """Let a value be typed at a place of the view."""
        self._key, self._text = key, repr(value)
        self.setText(self._text)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * max(12, len(self._text) + 3)))
        room = self._view.rect()
        left = min(max(0, round(place.x()) - self.width() // 2), room.width() - self.width())
        top = min(max(0, round(place.y()) - self.sizeHint().height() // 2), room.height() - self.sizeHint().height())
        self.move(left, top)
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_over(self) -> bool:
        """Give what was typed away, if it is another value; whether it was a number."""
        key, text = self._key, self.text()
        if key is None or text == self._text:
            return True
        value = taken(text, self._tell)
        if value is not None:
            # Taking it may draw the picture anew, in which the field has no place any more.
            self._key = None
            self._take(key, value)
        return value is not None

    def _leave(self) -> None:
        self._key = None
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.given_back.emit(self._view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._take_over():
                self._leave()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if event.key() == Qt.Key.Key_Up else -1
            text, at = stepped(self.text(), self.cursorPosition() if not self.hasSelectedText() else len(self.text()), by)
            self.setText(text)
            self.setCursorPosition(at)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # What was typed is not lost where one goes on elsewhere; what is no number is.
        if self._key is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take_over()
            self._key = None
            self.hide()


def stepped(text: str, cursor: int, by: int) -> tuple[str, int]:
    """A decimal number with the digit before the cursor changed by so much, and where the cursor is then; others stay."""
    try:
        value = float(text)
    except ValueError:
        return text, cursor
    if "e" in text.lower():
        return text, cursor
    whole, _, decimals = text.partition(".")
    point = len(whole)
    at = max(cursor, 2 if text.startswith("-") else 1)
    place = point - at if at <= point else -(at - point - 1)
    # Behind the point alone, the last whole digit is meant.
    place = 0 if at == point + 1 else place
    digits = max(len(decimals), -place)
    made = f"{value + by * 10.0**place:.{digits}f}"
    from_end = len(text) - cursor
    return made, max(0, len(made) - from_end)
