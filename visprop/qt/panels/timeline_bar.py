"""The time line: where we are, scrubbed both ways, and what this update promised and brought."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSlider, QSpinBox, QVBoxLayout, QWidget

from visprop.engine.directions import length
from visprop.notation.expression.numbers import number
from visprop.notation.glossary import meaning_of
from visprop.qt.adapter import Adapter
from visprop.qt.panels.flow_layout import FlowLayout
from visprop.qt.panels.quality_words import equal_or_pending, quality_words
from visprop.qt.plain import plain_label
from visprop.timeline.parts import Part
from visprop.timeline.position import Position

MAX_UPDATE = 1_000_000_000
"""The furthest update that can be asked for."""


_MOST_NUMBERS = 5
_MEANINGS = "\n".join(
    (
        meaning_of("φ"),
        meaning_of("‖∇φ‖"),
        "φ_B is φ over the examples of this update: the decrease that the tangent plane promised, and the one that came",
    )
)


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
        self._example_count, self._line_count = QLabel(), QLabel()
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
        self.refresh()

    def _lay_out(self) -> None:
        # In rows where there is no room for one; what belongs together stays together.
        flow = FlowLayout(gap=10)
        for words in (
            (QLabel("update"), self.update_box),
            (QLabel("example"), self.example_box, self._example_count),
            (QLabel("line"), self.line_box, self._line_count),
        ):
            flow.addWidget(_together(words))
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
        size = walk.schedule.size_of(position.update)
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
        # Of an update of one example it is told which of all the examples that is; lines count from 0.
        count = len(playback.frame.scenario.train)
        self._example_count.setText(f"of {size}" if size > 1 or count == 1 else f"(row {playback.frame.example + 1} of {count})")
        self._line_count.setText(f"(0 … {last})")
        del blockers
        told = self._told()
        for i, label in enumerate(self.numbers):
            label.setVisible(i < len(told))
            label.setText(told[i] if i < len(told) else "")
            label.setToolTip(f"{label.text()}\n{_MEANINGS}")
        self._show_seeking()

    def _show_seeking(self) -> None:
        seeking = self._session.playback.seeking
        self._seeking.setVisible(seeking is not None)
        if seeking is not None:
            start, reached, goal = seeking
            self.bar.setValue(round(1000 * (reached - start) / max(1, goal - start)))
            self.bar.setFormat(f"update {reached} of {goal}")

    def _told(self) -> list[str]:
        """The numbers of the present, each with its name."""
        playback, digits = self._session.playback, self._session.options.digits
        frame = playback.frame
        if playback.at_speed:
            return [f"φ {equal_or_pending(frame.phi, digits)}"]
        slope = frame.slope_of_phi
        norm = None if slope is None else length(slope)
        phi, *quality = quality_words(frame, digits)
        parts = [phi, f"‖∇φ‖ {equal_or_pending(norm, digits)}", *quality]
        promised = actual = "–"
        if frame.p_next is not None:
            # They belong to φ over the examples of this update alone; before its line the fields keep their place.
            promised, actual = (_told(value, digits) for value in (frame.promised_decrease, frame.actual_decrease))
        return [*parts, f"φ_B: promised {promised}, actual {actual}"]

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


def _told(value: float | None, digits: int) -> str:
    """A number, or that it is still being computed."""
    return "…" if value is None else number(value, digits)
