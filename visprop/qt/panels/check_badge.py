"""A badge that says whether backpropagation agrees with nudging at the present position."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QToolButton, QWidget

from visprop.notation.expression.numbers import number
from visprop.qt.adapter import Adapter
from visprop.timeline.frame import Frame
from visprop.timeline.parts import Part

if TYPE_CHECKING:
    from visprop.engine.check import Check

_WAIT_MS = 250
_SLICE = 0.004
_CHECKING, _AGREES, _DIFFERS = "checking", "✓ agrees", "✗ differs"
_MOST = 300
"""How many parameters of a large network are checked, drawn at random; the table has all."""


class CheckBadge(QToolButton):
    """Checks the gradient of the example at work whenever the session rests, in slices; a click asks for the whole table."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._adapter, self._session = adapter, adapter.session
        self._frame: Frame | None = None
        self._steps: Iterator[Check | None] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._work)
        self.setAccessibleName("Gradient check")
        self.setAutoRaise(True)
        adapter.watch(self.refresh, (Part.RUN, Part.POSITION, Part.PLAYBACK))
        self.refresh()

    def sizeHint(self) -> QSize:
        """The same whatever it says, so that its neighbours stay where they are when the check is done."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        widest = max(metrics.horizontalAdvance(words) for words in (_AGREES, _DIFFERS, _CHECKING))
        more = widest - metrics.horizontalAdvance(self.text())
        return QSize(hint.width() + max(0, more), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _is_moving(self) -> bool:
        """Whether the frame is left at once: it runs, or is on its way far off, which this would only make longer."""
        return self._session.playback.running or self._session.playback.seeking is not None

    def refresh(self) -> None:
        """Begin again, if the frame is another one."""
        before = self._frame
        if self._is_moving or self._session.playback.frame is before:
            return
        self._frame = self._session.playback.frame
        is_same = before is not None and self._frame.p_before is before.p_before and self._frame.example == before.example
        if not is_same:
            self._steps = None
            self.setText(_CHECKING)
            self.setToolTip("The gradient is compared with central differences as soon as nothing moves")
            self._timer.start(_WAIT_MS)

    def _work(self) -> None:
        frame = self._frame
        if self._timer.isActive():
            # Another frame has come; it is checked once it has stayed.
            return
        if frame is None or self._is_moving:
            self._frame = None
            return
        if not self.isVisible():
            self._timer.start(_WAIT_MS)
            return
        if self._steps is None:
            from visprop.engine.check import check_steps

            # Without penalties and ties: what is checked is the pass of the example at work.
            alone = frame.scenario.objective.of_pass(frame.x, frame.y)
            self._steps = check_steps(alone, frame.p_before, _MOST)
        deadline = perf_counter() + _SLICE
        while perf_counter() < deadline:
            found = next(self._steps)
            if found is not None:
                self._show(found)
                return
        self._adapter.soon(self._work)

    def _show(self, found: Check) -> None:
        self._steps = None
        self.setText(_AGREES if found.passed else _DIFFERS)
        verdict = "agrees with" if found.passed else "DIFFERS from"
        self.setToolTip(
            f"Backpropagation {verdict} central differences for the weights and biases of this example:\n"
            f"{found.counts}{self._of_all(found)}; the largest relative error is {number(found.worst, 3)}.\n"
            "Click for the table over all examples (Ctrl+G)."
        )

    def _of_all(self, found: Check) -> str:
        count = self._session.scenario.network.parameter_count
        return f" of {count:,} that were drawn" if len(found.names) < count else ""
