"""Where one is in a lesson: a dot a step, filled where it is done, a ring where it was only shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from visprop.figures.base.style import Theme
from visprop.lessons.progress_kept import Mark
from visprop.paint.painter import qcolor
from visprop.qt.look.letters import px

_APART, _RADIUS, _WIDE, _HIGH = 16, 4, 10, 24
_WORDS = {Mark.LEFT: "left", Mark.SHOWN: "shown", Mark.DONE: "done"}


class ProgressDots(QWidget):
    """The dots; a click goes to a step.

    Signals:
        wanted: a step, from 0.
    """

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = ()
        self._at = 0
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_marks(self, marks: Sequence[Mark], at: int, theme: Theme) -> None:
        """Show what has become of each step, and where one is."""
        self._marks, self._at, self._theme = tuple(marks), at, theme
        self.setAccessibleName(f"Step {at + 1} of {len(marks)}: {_WORDS[self._marks[at]]}")
        self.update()

    @property
    def _apart(self) -> float:
        return min(float(px(_APART)), (self.width() - px(_WIDE)) / max(1, len(self._marks)))

    def _x(self, i: int) -> float:
        return self.width() / 2 + self._apart * (i - (len(self._marks) - 1) / 2)

    def _step_at(self, x: float) -> int | None:
        found = round((x - self.width() / 2) / self._apart + (len(self._marks) - 1) / 2)
        return found if 0 <= found < len(self._marks) else None

    def sizeHint(self) -> QSize:
        return QSize(px(_APART) * len(self._marks), px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        if theme is None:
            return
        y, radius = self.height() / 2, min(px(_RADIUS), 0.36 * self._apart)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for i, mark in enumerate(self._marks):
                ink = theme.positive if mark is not Mark.LEFT or i == self._at else theme.rule
                painter.setPen(QPen(qcolor(ink), 1.5))
                painter.setBrush(qcolor(theme.panel if mark is Mark.SHOWN or (i == self._at and mark is Mark.LEFT) else ink))
                if i == self._at:
                    wide = min(float(px(_WIDE)), 0.5 * self._apart)
                    painter.drawRoundedRect(QRectF(self._x(i) - wide, y - radius, 2 * wide, 2 * radius), radius, radius)
                else:
                    painter.drawEllipse(QPointF(self._x(i), y), radius, radius)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        step = self._step_at(event.position().x())
        if step is not None and event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit(step)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            step = self._step_at(event.pos().x())
            told = "" if step is None else f"Step {step + 1}: {_WORDS[self._marks[step]]}"
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)
