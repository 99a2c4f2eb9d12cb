"""A hint of looking around, above the network, with the way out of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px, sized
from visprop.qt.panels.panel_parts import link_button
from visprop.session.look_around import HINTS
from visprop.timeline.parts import Part


class HintRow(QFrame):
    """The hint; hidden while there is none.

    Attributes:
        words: what is to be tried.
        skip: ends it.
    """

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look_around = adapter.look_around
        self.setProperty("role", "card")
        self._count = QLabel()
        self._count.setProperty("role", "under")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.skip = link_button("Skip", "No hints any more: look around as you like")
        self.skip.clicked.connect(self._look_around.skip)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._count)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.skip)
        adapter.watch(self.refresh, (Part.LESSON,))
        adapter.watch(self._scale, (Part.WINDOW,))
        self._scale()
        self.refresh()

    def _scale(self) -> None:
        self._row.setContentsMargins(px(14), px(8), px(8), px(8))
        self._row.setSpacing(px(12))
        self.words.setFont(sized(QApplication.font(), 15, QFont.Weight.DemiBold))

    def refresh(self) -> None:
        """Give the hint of now."""
        index = self._look_around.index
        self.setVisible(index is not None)
        if index is not None:
            self._count.setText(f"{index + 1} of {len(HINTS)}")
            self.words.setText(self._look_around.hint)
            self.setAccessibleName(self._look_around.hint)
