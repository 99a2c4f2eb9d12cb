"""What the present line does, on the ground of what is now: where it stands, a sentence, what is new, and its equation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from visprop.figures.base.style import FONT, hex_of
from visprop.figures.base.text import formula_runs
from visprop.figures.network.options import NetworkChoices
from visprop.notation.explanations.sentences import frame_sentence, line_news, line_sentence, line_stage, next_hint
from visprop.notation.naming import Naming
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px, sized
from visprop.qt.panels.monitor_legend import html_of
from visprop.qt.views.now_view import NowView
from visprop.timeline.frame import Frame
from visprop.timeline.parts import Part
from visprop.timeline.program import Kind

_SENTENCE, _LOW_SENTENCE, _BESIDE, _NEWS = 16, 13, 12, 15
"""How large the letters of the sentence are, in a low window, of the words beside it, and of the symbols there, in units."""
_TALLEST = 1.3
"""How high a line of symbols with indices is, in lines of their letters."""


class NowBand(QFrame):
    """The sentence over the equation.

    Attributes:
        stage, sentence, news: where in the algorithm the line stands, what it does, and what it has computed; the first and the
            last stand there where the whole sentence leaves room.
        view: the equation.
    """

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._adapter, self._session = adapter, adapter.session
        self.setProperty("role", "now")
        self._is_low, self._times = False, 1.0
        self.stage, self.sentence, self.news = (QLabel() for _ in range(3))
        self._beside = (self.stage, self.news)
        self._head = QHBoxLayout()
        for label in (self.stage, self.sentence, self.news):
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._head.addWidget(label)
        self._head.setStretch(1, 1)
        self.news.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.view = NowView(adapter, self)
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.view)
        adapter.watch(
            self.refresh, (Part.RUN, Part.POSITION, Part.PLAYBACK, Part.LESSON, Part.EXERCISE, Part.OPTIONS, Part.TRIAL), every=4
        )
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
        self._head.setSpacing(side)
        letters = _LOW_SENTENCE if self._is_low else _SENTENCE
        font = QApplication.font()
        self.sentence.setFont(sized(font, round(self._times * letters), QFont.Weight.DemiBold))
        self.stage.setFont(sized(font, round(self._times * _BESIDE)))
        symbols = sized(font, round(self._times * _NEWS))
        symbols.setFamily(FONT)
        self.news.setFont(symbols)
        # As high as with the tallest symbols, so that nothing below moves when they come and go.
        self.sentence.setMinimumHeight(0 if self._is_low else round(_TALLEST * QFontMetrics(symbols).height()))
        self._fit()

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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            # With another style sheet the labels have the letters of before they were enlarged.
            QTimer.singleShot(0, self, self._scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show what stands beside the sentence where there is room for all of it."""
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self.sentence.sizeHint().width()
        needed = sum(label.sizeHint().width() + self._head.spacing() for label in self._beside)
        for label in self._beside:
            label.setVisible(bool(label.text()) and not self._is_low and not self.sentence.isHidden() and needed <= room)

    def refresh(self) -> None:
        """Say what the line of now does."""
        text = self._told()
        self.sentence.setText(text)
        self.sentence.setToolTip(text)
        frame, is_read = self._session.playback.shown, not self._session.playback.at_speed
        self.stage.setText(line_stage(frame.line) if is_read else "")
        self.news.setText(self._told_news(frame) if is_read and not self._adapter.is_asking else "")
        self._fit()

    def _told_news(self, frame: Frame) -> str:
        """What the line has computed, in the hue of its pass."""
        theme, naming = self._session.options.theme, Naming.of(frame.scenario, self._session.options.dress)
        hue = {Kind.FORWARD: theme.forward, Kind.COST: theme.forward, Kind.BACKWARD: theme.backward}.get(
            frame.line.kind, theme.ink
        )
        return f'new: <b style="color: {hex_of(hue)}">{html_of(formula_runs(line_news(frame, naming)))}</b>'

    def _told(self) -> str:
        playback = self._session.playback
        frame = playback.shown
        if playback.at_speed:
            return f"Update {frame.done} is done, and the next ones run."
        depth = frame.scenario.network.depth
        if playback.position == playback.experiment.walk.start and not self._adapter.is_asking:
            return next_hint(frame.line, depth, "→")
        return line_sentence(frame.line, depth) if self._adapter.is_asking else frame_sentence(frame)
