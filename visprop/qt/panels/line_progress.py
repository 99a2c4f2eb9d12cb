"""How far the pass of an update is: a dash for each of its lines, and where one is in words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from visprop.notation.expression.numbers import counted
from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import px, sized
from visprop.timeline.parts import Part

_WORDS, _HIGH, _DASH, _GAP, _LINE, _APART = 12, 20, 12, 3, 3, 10
"""The size of its letters, its height, the length of a dash, what is between two, how thick they are, and how far the words
are from them; in units."""


class LineProgress(QWidget):
    """Paints both in a row."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._times = adapter.session, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.PLAYBACK, Part.OPTIONS, Part.WINDOW), every=4)
        self.refresh()

    def enlarge(self, times: float) -> None:
        """Let it be so many times as large as on a desk."""
        self._times = times
        self.updateGeometry()
        self.update()

    @property
    def _last(self) -> int:
        """The last line of the example at work."""
        playback = self._session.playback
        return playback.experiment.walk.last_line(playback.position.update, playback.position.example)

    @property
    def words(self) -> str:
        """Where one is."""
        playback = self._session.playback
        position, frame = playback.position, playback.frame
        done = f"{counted(frame.done, 'update')} done"
        if playback.at_speed:
            return done
        line = f"line {position.line} of {self._last}"
        size = playback.experiment.walk.size_of(position.update)
        return " · ".join([line, *([f"example {position.example} of {size}"] if size > 1 else []), done])

    def refresh(self) -> None:
        """Tell where one is now."""
        self.setAccessibleName(self.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._px(_HIGH), self._px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _px(self, units: int) -> int:
        return round(self._times * px(units))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, count, done = self._session.options.theme, self._last, self._session.playback.position.line
        middle, x = self.height() / 2, 0
        with QPainter(self) as painter:
            painter.setFont(sized(QApplication.font(), round(self._times * _WORDS)))
            dashes = count * (self._px(_DASH) + self._px(_GAP)) + self._px(_APART)
            has_room = dashes + painter.fontMetrics().horizontalAdvance(self.words) <= self.width()
            for line in range(1, count + 1) if has_room else ():
                ink = theme.positive if line <= done else theme.rule
                painter.setPen(QPen(qcolor(ink), self._px(_LINE), c=Qt.PenCapStyle.FlatCap))
                painter.drawLine(x, round(middle), x + self._px(_DASH), round(middle))
                x += self._px(_DASH) + self._px(_GAP)
            painter.setPen(qcolor(theme.ink))
            left = x + (self._px(_APART) if x else 0)
            place = self.rect().adjusted(left, 0, 0, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.words)
