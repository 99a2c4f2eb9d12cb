"""What the present line does: a sentence, and its equation with this moment's numbers in it, on the ground of what is now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from visprop.figures.base.outlines import LIBRARY
from visprop.figures.base.shapes import Figure
from visprop.figures.base.typeset import typeset
from visprop.figures.drawing import line_equation, unset
from visprop.figures.moment import ViewOptions
from visprop.figures.pages.banner import row_alone
from visprop.figures.pages.equations import SIZE
from visprop.figures.views import VIEWS
from visprop.notation.explanations.sentences import line_sentence, next_hint
from visprop.notation.layout.latex import latex
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px, sized
from visprop.qt.views.page_view import LOAD_MS
from visprop.qt.views.session_view import SessionView
from visprop.timeline.parts import Part
from visprop.timeline.work import LIMIT

_AGAIN_MS = 4
_EQUATION, _SENTENCE = 36, 16
"""How high the equation's row is, and how large the letters of the sentence are, in units."""


class NowView(SessionView):
    """The equation of the present line in one row."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(adapter, VIEWS["now"], parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._load = QTimer(self, singleShot=True)
        self._load.timeout.connect(lambda: adapter.soon(self._load_some))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        moment = self.session.moment()
        if not LIBRARY.is_here:
            # The window is shown first.
            self._load.start(LOAD_MS)
        equation = None if moment.at_speed or not LIBRARY.is_here else line_equation(moment, options)
        rows = () if equation is None else equation[1]
        missing = unset(rows)
        for formula in missing:
            # Beside the window; the picture is drawn again when it is there.
            self.session.background.ask(("formula", latex(formula)), LIMIT + 1.0, partial(typeset, formula, SIZE))
        return row_alone(() if missing else rows, size, options.theme)

    def page_size(self) -> tuple[float, float]:
        # It is one row: lower than other pages may become.
        return max(60.0, self.width() / self.scale), max(12.0, self.height() / self.scale)

    def _load_some(self) -> None:
        """Load what sets formulas in pieces, one a turn."""
        if LIBRARY.load_some():
            self.draw_again()
        else:
            self._load.start(_AGAIN_MS)

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(_EQUATION))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(_EQUATION))


class NowBand(QFrame):
    """The sentence over the equation."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.setProperty("role", "now")
        self._is_low = False
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.view = NowView(adapter, self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.sentence)
        self._column.addWidget(self.view)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.PLAYBACK), every=4)
        adapter.watch(self._scale, (Part.WINDOW,))
        self._scale()
        self.refresh()

    def _scale(self) -> None:
        side, above = px(14), px(8)
        self._column.setContentsMargins(side, above, side, px(4))
        self._column.setSpacing(px(2))
        self.sentence.setFont(sized(QApplication.font(), _SENTENCE - 3 * self._is_low, QFont.Weight.DemiBold))

    def set_low(self, on: bool) -> None:
        """Let sentence and equation share a row, or stand one over the other."""
        direction = QBoxLayout.Direction.LeftToRight if on else QBoxLayout.Direction.TopToBottom
        if self._column.direction() != direction:
            self._column.setDirection(direction)
            # Beside the equation it takes two lines, in smaller letters.
            self._is_low = on
            self.sentence.setWordWrap(on)
            self._scale()
            for index, share in enumerate((2, 3) if on else (0, 0)):
                self._column.setStretch(index, share)
            self.sentence.setSizePolicy(
                QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred if on else QSizePolicy.Policy.Fixed
            )

    def refresh(self) -> None:
        """Say what the line of now does."""
        playback = self._session.playback
        text = self._told()
        self.sentence.setText(text)
        self.sentence.setToolTip(text)
        self.view.setEnabled(not playback.at_speed)

    def _told(self) -> str:
        playback = self._session.playback
        frame = playback.frame
        if playback.at_speed:
            return f"Update {frame.done} is done, and the next ones run."
        depth = frame.scenario.network.depth
        if playback.position == playback.experiment.walk.start:
            return next_hint(frame.line, depth, "→")
        return line_sentence(frame.line, depth)
