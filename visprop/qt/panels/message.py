"""What the user was told, for as long as it takes to read."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy

_LEAST_MS, _LETTER_MS = 4_000, 60
"""How long it stands there: for a while, and for each letter."""


class Message(QLabel):
    """A label with a time.

    Signals:
        changed: it tells something else, or nothing any more.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # What was told of one moment is not to stand beside others.
        self._fade = QTimer(self, singleShot=True)
        self._fade.timeout.connect(lambda: self.tell(""))

    def tell(self, text: str) -> None:
        """Show a text for a while; an empty one takes away what is there."""
        self.setText(text)
        self.setToolTip(text)
        if text:
            self._fade.start(_LEAST_MS + _LETTER_MS * len(text))
        else:
            self._fade.stop()
        self.changed.emit()
