"""Proof by nudging: move one weight by ε, and see φ change as backpropagation says."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QSlider, QVBoxLayout, QWidget

from visprop.engine.backprop import mean_gradient
from visprop.engine.check import nudge_quotient
from visprop.engine.key import Key
from visprop.figures.moment import Part
from visprop.figures.plots.nudge import EXPONENTS, nudge_errors, nudge_figure
from visprop.notation.expression.numbers import number
from visprop.qt.adapter import Adapter
from visprop.qt.views.figure_view import FigureView

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
        self._name = str(key)
        self._index = self._scenario.network.single(key)
        self._errors = nudge_errors(self._scenario, self._p, self._index)
        self.setWindowTitle(f"Proof by nudging: {self._name}")
        self.resize(560, 520)
        self.text = QLabel()
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.slider = QSlider(Qt.Orientation.Horizontal)
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
        self.refresh()

    def _on_moved(self) -> None:
        if self._session.playback.frame is not self._frame:
            self.reject()

    def _end(self) -> None:
        self._session.playback.try_out(None)

    def refresh(self) -> None:
        """Show the numbers for the present nudge, and the network with it."""
        network, data = self._scenario.network, self._scenario.train
        exponent = float(EXPONENTS[self.slider.value()])
        epsilon = 10.0**exponent
        slope = float(mean_gradient(network, self._p, data.x, data.y)[self._index])
        quotient = nudge_quotient(network, self._p, data.x, data.y, self._index, epsilon)
        moved = self._p.copy()
        moved[self._index] += epsilon
        self._session.playback.try_out(moved, f"{self._name} nudged by {number(epsilon, 3)}")
        before, after = (network.mean_cost(p, data.x, data.y) for p in (self._p, moved))
        difference = abs(quotient - slope)
        relative = difference / max(abs(slope), float(np.finfo(float).tiny))
        self.text.setText(
            f"{self._name} is nudged by ε = {number(epsilon, 3)}, and the network is shown so\n"
            f"φ goes from {number(before, 10)} to {number(after, 10)}\n"
            f"by nudging both ways     ΔC/Δw = {number(quotient, 12)}\n"
            f"by backpropagation     ∂φ/∂w = {number(slope, 12)}\n"
            f"difference {number(difference, 3)}, relative {number(relative, 3)}"
        )
        theme = self._session.options.theme
        self._view.set_figure(nudge_figure(self._errors, exponent, self._view.page_size(), theme))
