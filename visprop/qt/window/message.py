"""What the user was told, in the status bar."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy

_TOLD_MS = 20_000
"""How long it stands there."""


class Message(QLabel):
    """A label of its own, as a message of the status bar would move what stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # What was told of one moment is not to stand beside others.
        self._fade = QTimer(self, singleShot=True)
        self._fade.timeout.connect(self.clear)

    def tell(self, text: str) -> None:
        """Show a text for a while; an empty one takes away what is there."""
        self.setText(text)
        self.setToolTip(text)
        self._fade.start(_TOLD_MS if text else 0)
