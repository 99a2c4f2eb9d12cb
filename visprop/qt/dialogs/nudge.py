"""Proof by nudging: move one weight by ε, and see φ change as backpropagation says."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from visprop.engine.key import Key
from visprop.figures.messages import pending_figure
from visprop.figures.plots.nudge import EXPONENTS, Nudges, members_of, nudge_figure, nudge_passes, nudges_of
from visprop.notation.expression.numbers import equal_to, number
from visprop.qt.adapter import Adapter
from visprop.qt.look.slider import Slider
from visprop.qt.plain import plain_label
from visprop.qt.views.figure_view import FigureView
from visprop.timeline.parts import Part

_START = 44


class NudgeDialog(QDialog):
    """A slider for ε, the quotient ΔC/Δw beside ∂φ/∂w, and the curve of their difference.

    As long as it is open, the network is shown with the nudged weight. It closes when the position
    moves, since it speaks of the parameters as they are.

    Args:
        adapter: the session and its clock.
        key: the weight or bias.
        parent: the window.
    """

    def __init__(self, adapter: Adapter, key: Key, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session = adapter.session
        self._frame = session.playback.frame
        self._scenario, self._p = session.scenario, self._frame.p
        self._name = session.naming.text(key)
        self._index = self._scenario.network.single(key)
        self._found: Nudges | None = None
        self.setWindowTitle(f"Proof by nudging: {self._name}")
        self.resize(420, 380)
        self.text = plain_label()
        self.slider = Slider()
        self.slider.setRange(0, len(EXPONENTS) - 1)
        self.slider.setValue(_START)
        self.slider.setToolTip("The nudge ε, from 10⁻¹² to 1")
        self.slider.setAccessibleName("Nudge")
        self._view = FigureView(self, can_zoom=False)
        self._view.setAccessibleName("Error curve")
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(self.slider)
        layout.addWidget(self._view, 1)
        self.slider.valueChanged.connect(self.refresh)
        self._view.resized.connect(self.refresh)
        self.finished.connect(self._end)
        adapter.watch(self._on_moved, (Part.POSITION, Part.RUN))
        adapter.watch(self._on_known, (Part.KNOWN,))
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._stand_aside()

    def _stand_aside(self) -> None:
        """Stand where the network is not: it is what is to be seen."""
        window = self.parentWidget()
        if window is None:
            return
        frame, screen = window.frameGeometry(), self.screen().availableGeometry()
        beside = frame.right() + 8
        x = beside if beside + self.width() <= screen.right() else frame.right() - self.width() - 8
        self.move(max(screen.left(), x), max(screen.top(), frame.bottom() - self.height() - 8))

    def _on_moved(self) -> None:
        if self._session.playback.frame is not self._frame:
            self.reject()

    def _on_known(self) -> None:
        if self._found is None and self.isVisible():
            self.refresh()

    def _end(self) -> None:
        self._session.playback.end_trial()

    def refresh(self) -> None:
        """Show the numbers for the present nudge, and the network with it; a large scenario's come when they are computed."""
        exponent = float(EXPONENTS[self.slider.value()])
        epsilon = 10.0**exponent
        moved = self._p.copy()
        moved[members_of(self._scenario, self._index)] += epsilon
        self._session.playback.try_out(moved, self._frame, f"{self._name} nudged by {number(epsilon, 3)}")
        theme, size = self._session.options.theme, self._view.page_size()
        found = self._found = self._found or self._frame.totals.of(
            self._p, ("nudges", self._index), nudge_passes(), lambda: nudges_of(self._scenario, self._p, self._index)
        )
        if found is None:
            self.text.setText(f"{self._name} is nudged by ε {equal_to(epsilon, 3)}, and the network is shown so\ncomputing …")
            self._view.set_figure(pending_figure(size, theme, "Error curve"))
            return
        self.text.setText(self._numbers(found, self.slider.value(), epsilon))
        self._view.set_figure(nudge_figure(found.errors, exponent, size, theme))

    def _numbers(self, found: Nudges, at: int, epsilon: float) -> str:
        quotient, difference = float(found.quotients[at]), float(found.errors[at])
        relative = difference / max(abs(found.slope), float(np.finfo(float).tiny))
        return (
            f"{self._name} is nudged by ε {equal_to(epsilon, 3)}, and the network is shown so\n"
            f"φ goes from {number(found.cost, 10)} to {number(float(found.nudged[at]), 10)}\n"
            f"by nudging both ways     ΔC/Δw {equal_to(quotient, 12)}\n"
            f"by backpropagation     ∂φ/∂w {equal_to(found.slope, 12)}\n"
            f"difference {number(difference, 3)}, relative {number(relative, 3)}"
        )
