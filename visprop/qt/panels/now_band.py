"""What the present line does: a sentence, and its equation with this moment's numbers in it, on the ground of what is now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from visprop.figures.network.options import NetworkChoices
from visprop.notation.explanations.sentences import line_sentence, next_hint
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px, sized
from visprop.qt.views.now_view import NowView
from visprop.timeline.parts import Part

_SENTENCE, _LOW_SENTENCE = 16, 13
"""How large the letters of the sentence are, and in a low window, in units."""


class NowBand(QFrame):
    """The sentence over the equation."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._adapter, self._session = adapter, adapter.session
        self.setProperty("role", "now")
        self._is_low, self._times = False, 1.0
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.view = NowView(adapter, self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.sentence)
        self._column.addWidget(self.view)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.PLAYBACK, Part.LESSON, Part.EXERCISE), every=4)
        adapter.watch(self._scale, (Part.WINDOW,))
        adapter.watch(self._show_sentence, (Part.OPTIONS,))
        self._scale()
        self._show_sentence()
        self.refresh()

    def _show_sentence(self) -> None:
        self.sentence.setVisible(not self._session.options[NetworkChoices.wordless])

    def _scale(self) -> None:
        side, above, below, apart = (px(round(self._times * one)) for one in (14, 8, 4, 2))
        self._column.setContentsMargins(side, above, side, below)
        self._column.setSpacing(apart)
        letters = _LOW_SENTENCE if self._is_low else _SENTENCE
        self.sentence.setFont(sized(QApplication.font(), round(self._times * letters), QFont.Weight.DemiBold))

    def enlarge(self, times: float) -> None:
        """Let all of it be so many times as large as on a desk."""
        if times != self._times:
            self._times = times
            self._scale()
            self.view.enlarge(times)

    def set_low(self, on: bool) -> None:
        """Let sentence and equation share a row, or stand one over the other."""
        if on is not self._is_low:
            self._is_low = on
            self._column.setDirection(QBoxLayout.Direction.LeftToRight if on else QBoxLayout.Direction.TopToBottom)
            # Beside the equation it takes two lines, in smaller letters.
            self.sentence.setWordWrap(on)
            self._scale()
            for index, share in enumerate((2, 3) if on else (0, 0)):
                self._column.setStretch(index, share)
            self.sentence.setSizePolicy(
                QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred if on else QSizePolicy.Policy.Fixed
            )

    def refresh(self) -> None:
        """Say what the line of now does."""
        text = self._told()
        self.sentence.setText(text)
        self.sentence.setToolTip(text)

    def _told(self) -> str:
        playback = self._session.playback
        frame = playback.frame
        if playback.at_speed:
            return f"Update {frame.done} is done, and the next ones run."
        depth = frame.scenario.network.depth
        if playback.position == playback.experiment.walk.start and not self._adapter.is_asking:
            return next_hint(frame.line, depth, "→")
        return line_sentence(frame.line, depth)
