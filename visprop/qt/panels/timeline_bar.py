"""The time line: where we are, scrubbed both ways, and what this update promised and brought."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSlider, QSpinBox, QVBoxLayout, QWidget

from visprop.qt.adapter import Adapter
from visprop.qt.panels.flow_layout import FlowLayout
from visprop.qt.plain import plain_label
from visprop.timeline.parts import Part
from visprop.timeline.position import Position

MAX_UPDATE = 1_000_000_000
"""The furthest update that can be asked for."""


_MOST_NUMBERS = 5


class TimelineBar(QWidget):
    """A slider over all updates so far, fields for update, example and line, and the numbers of the present."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setToolTip("Drag to any update that has been reached")
        self.slider.setAccessibleName("Time line")
        self.update_box = QSpinBox(maximum=MAX_UPDATE)
        self.update_box.setToolTip("Updates done; type a number to go there")
        self.example_box = QSpinBox(minimum=1)
        self.example_box.setToolTip("The example of this update")
        self.line_box = QSpinBox()
        self.line_box.setToolTip("The line of the algorithm that was executed last")
        self._unit, self._example_count, self._line_count = QLabel("update"), QLabel(), QLabel()
        self.numbers = [plain_label(wraps=False) for _ in range(_MOST_NUMBERS)]
        self.bar = QProgressBar(maximum=1000, textVisible=True)
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("Stop at the update that is reached (Esc)")
        for box in (self.update_box, self.example_box, self.line_box):
            box.setKeyboardTracking(False)
        self._lay_out()
        self.slider.valueChanged.connect(self._on_slider)
        for box in (self.update_box, self.example_box, self.line_box):
            box.valueChanged.connect(self._on_box)
        self.cancel.clicked.connect(self._session.playback.cancel_seek)
        parts = (Part.RUN, Part.POSITION, Part.PLAYBACK, Part.OPTIONS, Part.KNOWN)
        adapter.watch(self.refresh, parts, every=4)
        adapter.watch(self._show_seeking, (Part.PROGRESS,))
        self.refresh()

    def _lay_out(self) -> None:
        # In rows where there is no room for one; what belongs together stays together.
        flow = FlowLayout(gap=10)
        flow.addWidget(_together((self._unit, self.update_box)))
        self._within = [
            _together((QLabel("example"), self.example_box, self._example_count)),
            _together((QLabel("line"), self.line_box, self._line_count)),
        ]
        for words in self._within:
            flow.addWidget(words)
        self._seeking = _together((self.bar, self.cancel))
        flow.addWidget(self._seeking)
        for label in self.numbers:
            flow.addWidget(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 4)
        layout.setSpacing(2)
        layout.addWidget(self.slider)
        layout.addLayout(flow)

    def refresh(self) -> None:
        """Show the present position."""
        playback = self._session.playback
        position, walk = playback.position, playback.experiment.walk
        own, size = self._session.own, walk.size_of(position.update)
        last = walk.last_line(position.update, position.example)
        blockers = [QSignalBlocker(w) for w in (self.slider, self.update_box, self.example_box, self.line_box)]
        done = playback.frame.done
        reached = max(playback.experiment.reached, done)
        self.slider.setRange(walk.first, max(walk.first + 1, reached))
        self.slider.setPageStep(max(1, reached // 20))
        self.slider.setValue(done)
        self.update_box.setMinimum(walk.first)
        self.update_box.setValue(done)
        self.example_box.setMaximum(size)
        self.example_box.setValue(position.example)
        self.line_box.setMaximum(last)
        self.line_box.setValue(position.line)
        self._unit.setText(own.unit)
        # Of what has no examples and lines there is nothing to choose.
        for words in self._within:
            words.setVisible(walk.longest > 1)
        self._example_count.setText(own.example_told())
        self._line_count.setText(f"(0 … {last})")
        del blockers
        told = own.numbers_told(self._session.options.digits)
        for i, label in enumerate(self.numbers):
            label.setVisible(i < len(told))
            label.setText(told[i] if i < len(told) else "")
            label.setToolTip(f"{label.text()}\n{own.meanings}")
        self._show_seeking()

    def _show_seeking(self) -> None:
        seeking = self._session.playback.seeking
        self._seeking.setVisible(seeking is not None)
        if seeking is not None:
            start, reached, goal = seeking
            self.bar.setValue(round(1000 * (reached - start) / max(1, goal - start)))
            self.bar.setFormat(f"update {reached} of {goal}")

    def _on_slider(self, value: int) -> None:
        self._session.playback.go(self._session.playback.experiment.walk.update_end(value))

    def _on_box(self) -> None:
        """Go where the fields say; an example or line that the update does not have becomes its last."""
        playback, update = self._session.playback, self.update_box.value()
        walk = playback.experiment.walk
        if update != playback.frame.done:
            playback.go(walk.update_end(update))
            return
        update = playback.position.update
        example = self.example_box.value()
        line = min(self.line_box.value(), walk.last_line(update, example))
        playback.go(Position(update, example, line))


def _together(widgets: Iterable[QWidget]) -> QWidget:
    """Widgets that stand beside one another in whichever row."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    return whole
