"""What the update at hand has brought, on the ground of what is now: a sentence, what was promised and what came."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from visprop.figures.base.style import FONT, hex_of
from visprop.figures.base.text import formula_runs
from visprop.notation.explanations.sentences import decreases, update_sentence
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px, sized
from visprop.qt.panels.monitor_legend import html_of
from visprop.timeline.parts import Part

_SENTENCE, _BESIDE, _NUMBERS = 16, 12, 17
"""How large the letters of the sentence are, of the words beside it, and of the numbers, in units."""


class DescentBand(QFrame):
    """The sentence over the promised and the actual decrease.

    Attributes:
        stage, sentence, numbers: which update it is, what it brought, and how much.
    """

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.setProperty("role", "now")
        self.stage, self.sentence, self.numbers = (QLabel() for _ in range(3))
        for label in (self.sentence, self.numbers):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for label in (self.stage, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.numbers.setTextFormat(Qt.TextFormat.RichText)
        self._grid = QGridLayout(self)
        self._grid.addWidget(self.stage, 0, 0)
        self._grid.addWidget(self.sentence, 0, 1)
        self._grid.addWidget(self.numbers, 1, 0, 1, 2)
        self._grid.setColumnStretch(1, 1)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.PLAYBACK, Part.KNOWN, Part.OPTIONS), every=4)
        adapter.watch(self._scale, (Part.WINDOW,))
        self._scale()
        self.refresh()

    def _scale(self) -> None:
        side, above, below, apart = (px(one) for one in (14, 8, 6, 2))
        self._grid.setContentsMargins(side, above, side, below)
        self._grid.setHorizontalSpacing(side)
        self._grid.setVerticalSpacing(apart)
        font = QApplication.font()
        self.stage.setFont(sized(font, _BESIDE))
        self.sentence.setFont(sized(font, _SENTENCE, QFont.Weight.DemiBold))
        numbers = sized(font, _NUMBERS)
        numbers.setFamily(FONT)
        self.numbers.setFont(numbers)
        # As high as with its numbers: nothing below moves when they come and go.
        self.numbers.setMinimumHeight(px(_NUMBERS * 3 // 2))

    def refresh(self) -> None:
        """Tell of the update of now."""
        playback, options = self._session.playback, self._session.options
        frame = playback.frame
        self.stage.setText(f"Update {frame.done}")
        if playback.at_speed:
            self.sentence.setText("It is done, and the next ones run.")
            self.numbers.setText("")
            return
        self.sentence.setText(update_sentence(frame))
        theme, told = options.theme, []
        for words, text, hue in zip(
            ("promised", "actual"), decreases(frame, options.digits), (theme.backward, theme.forward), strict=True
        ):
            if text:
                told.append(f'{words} <span style="color: {hex_of(hue)}">{html_of(formula_runs(text))}</span>')
        self.numbers.setText("&nbsp;&nbsp;&nbsp;&nbsp; ".join(told))
        self.numbers.setToolTip("<br>".join(told))
