"""At the end of the time line: that something is being computed, and a way to give it up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px
from visprop.session.collector import collect_here

_LOOK_MS = 200
_WIDEST = "computing 99 values …"
_ROOM = 900
"""From how wide a window on it is said in words, in units."""
_SHOWN_AFTER = 4
"""After how many looks in succession it is shown: what is quick is not worth a word."""


class WorkIndicator(QWidget):
    """Shows how many values are being computed beside the window, once that takes a while.

    Args:
        adapter: the session and its clock.
        cancel: gives it all up.
    """

    def __init__(self, adapter: Adapter, cancel: Callable[[], object]) -> None:
        super().__init__()
        self._background = adapter.session.background
        self._busy = 0
        self._words = QLabel()
        bar = QProgressBar(minimum=0, maximum=0)
        bar.setFixedWidth(80)
        bar.setAccessibleName("Computing")
        stop = QPushButton("Cancel")
        stop.setToolTip("Give up what is being computed (Esc)")
        stop.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        stop.clicked.connect(cancel)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._words, bar, stop):
            row.addWidget(widget)
        self.hide()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        collect_here()
        waiting = self._background.waiting
        self._busy = self._busy + 1 if waiting else 0
        self.setVisible(self._busy >= _SHOWN_AFTER)
        if self.isVisible():
            text = f"computing {waiting} value{'s' if waiting > 1 else ''} …"
            # As wide for one value as for many: the bar stays where it is.
            self._words.setMinimumWidth(self._words.fontMetrics().horizontalAdvance(_WIDEST))
            self._words.setText(text)
            # In a narrow window they would lie over the bar, which tells by itself that something is computed.
            self._words.setVisible(self.window().width() >= px(_ROOM))
            # At once: the words must not lie over the bar until the next layout.
            self._row.activate()
            parent = self.parentWidget()
            around = None if parent is None else parent.layout()
            if around is not None:
                around.activate()
