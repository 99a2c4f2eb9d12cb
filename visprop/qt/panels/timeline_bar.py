"""The time line: where we are, scrubbed both ways below the cost, and the numbers of the present; messages stand in it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from visprop.figures.base.style import FONT
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import is_low, px, sized
from visprop.qt.look.slider import Slider
from visprop.qt.panels.cost_curve import CostCurve
from visprop.qt.panels.message import Message
from visprop.qt.plain import plain_label
from visprop.timeline.parts import Part

_MOST_NUMBERS = 5
_LEAST = 240
"""How narrow it may become, in units."""
_CURVE, _LOW_CURVE, _TRACK, _NUMBERS = 20, 12, 24, 14
"""How high the curve, the same in a low window, and the track are, and how large the letters of the numbers, in units."""


class TimelineBar(QWidget):
    """A slider over all updates so far under the curve of the cost, and the numbers of the present.

    Attributes:
        message: what the user was told last, for a while in the curve's place.
        numbers: the labels of the numbers.
    """

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.slider = Slider()
        self.slider.setToolTip("Drag to any update that has been reached")
        self.slider.setAccessibleName("Time line")
        self.curve, self.message = CostCurve(adapter), Message()
        self.message.changed.connect(self._show_above)
        self._first, self._reached = QLabel(), QLabel()
        for label in (self._first, self._reached):
            label.setProperty("role", "faint")
        self.numbers = [plain_label(wraps=False) for _ in range(_MOST_NUMBERS)]
        self.bar = QProgressBar(maximum=1000, textVisible=True)
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("Stop at the update that is reached (Esc)")
        self._lay_out()
        self.slider.valueChanged.connect(self._on_slider)
        self.cancel.clicked.connect(self._session.playback.cancel_seek)
        parts = (Part.RUN, Part.POSITION, Part.PLAYBACK, Part.OPTIONS, Part.KNOWN)
        adapter.watch(self.refresh, parts, every=4)
        adapter.watch(self._show_seeking, (Part.PROGRESS,))
        adapter.watch(self._scale, (Part.WINDOW,))
        self._scale()
        self.refresh()

    def _lay_out(self) -> None:
        self._seeking = QWidget()
        seeking = QHBoxLayout(self._seeking)
        seeking.setContentsMargins(0, 0, 0, 0)
        seeking.addWidget(self.bar, 1)
        seeking.addWidget(self.cancel)
        self._above = QStackedWidget()
        for widget in (self.curve, self.message, self._seeking):
            self._above.addWidget(widget)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._above)
        middle.addWidget(self.slider)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._first)
        self._row.addLayout(middle, 1)
        self._row.addWidget(self._reached)
        for label in self.numbers:
            self._row.addWidget(label)

    def minimumSizeHint(self) -> QSize:
        # What is at its end is left out where there is no room.
        return QSize(px(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()
        self._leave_out()

    def add(self, widget: QWidget) -> None:
        """Let something stand at its end, where there is something to tell."""
        self._row.addWidget(widget)

    def _scale(self) -> None:
        self._row.setContentsMargins(px(14), px(3), px(14), px(3))
        self._row.setSpacing(px(12))
        self._above.setMinimumWidth(1)
        self._above.setFixedHeight(px(_LOW_CURVE if is_low(self.window()) else _CURVE))
        self.slider.setFixedHeight(px(_TRACK))
        font = sized(QApplication.font(), _NUMBERS)
        font.setFamily(FONT)
        for label in self.numbers:
            label.setFont(font)

    def refresh(self) -> None:
        """Show the present position."""
        playback = self._session.playback
        walk, own, done = playback.experiment.walk, self._session.own, playback.frame.done
        reached = max(playback.experiment.reached, done)
        blocker = QSignalBlocker(self.slider)
        self.slider.setRange(walk.first, max(walk.first + 1, reached))
        self.slider.setPageStep(max(1, reached // 20))
        self.slider.setValue(done)
        del blocker
        self._first.setText(f"{own.unit} {walk.first}")
        self._reached.setText(f"{reached:,}" if reached > walk.first else "")
        told = own.numbers_told(self._session.options.digits)
        for i, label in enumerate(self.numbers):
            label.setText(told[i] if i < len(told) else "")
            label.setToolTip(f"{label.text()}\n{own.meanings}")
        self._leave_out()
        self._show_seeking()

    def _leave_out(self) -> None:
        """Show as many of the numbers as half of the room holds."""
        room = self.width() // 2
        for label in self.numbers:
            room -= label.sizeHint().width() + self._row.spacing()
            label.setVisible(bool(label.text()) and room >= 0)

    def _show_seeking(self) -> None:
        seeking = self._session.playback.seeking
        if seeking is not None:
            start, reached, goal = seeking
            self.bar.setValue(round(1000 * (reached - start) / max(1, goal - start)))
            self.bar.setFormat(f"update {reached} of {goal}")
        self._show_above()

    def _show_above(self) -> None:
        """What stands over the track: how far a jump has come, else what was told, else the curve."""
        is_seeking = self._session.playback.seeking is not None
        self._above.setCurrentWidget(self._seeking if is_seeking else self.message if self.message.text() else self.curve)

    def _on_slider(self, value: int) -> None:
        self._session.playback.go(self._session.playback.experiment.walk.update_end(value))
