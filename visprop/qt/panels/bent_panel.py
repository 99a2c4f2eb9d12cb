"""The bent space with the choice of its stage: with the lines, by hand, or as a film from layer to layer."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from visprop.figures.bent_work import stage_of
from visprop.figures.plots.plot_options import BentOptions
from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.look.slider import Slider
from visprop.qt.panels.panel_parts import flow_of
from visprop.qt.views.bent_view import BentView
from visprop.timeline.parts import Part

_STEPS = 40
"""How many steps of the slider a layer has."""
_SECONDS = 1.6
"""How long a layer bends, half of it to turn and stretch."""
_FRAME_MS = 30


class BentPanel(QWidget):
    """A slider from the inputs to the last hidden layer, and buttons that let it go by itself, or with the lines again."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.view = BentView(adapter, view)
        self.slider = Slider()
        self.slider.setAccessibleName("Stage")
        self.slider.setToolTip(
            "How far the inputs have come: at the left they stand where they are, each layer turns and bends them"
        )
        self.slider.setMinimumWidth(110)
        self.slider.valueChanged.connect(self._on_slider)
        self.play = self._button("Bend", "Let the layers bend the inputs, one after the other", self.bend)
        self.follow = self._button("With the lines", "Let it go with the lines of the algorithm again", self.go_with_lines)
        self._film = QTimer(self, interval=_FRAME_MS)
        self._film.timeout.connect(self._on_film)
        self._began = 0.0
        self._row = flow_of((self.slider, self.play, self.follow), top=4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._row)
        layout.addWidget(self.view, 1)
        adapter.watch(self.refresh, (Part.RUN, *view.parts), every=10)
        self.refresh()

    def _button(self, words: str, tip: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(tip)
        button.clicked.connect(act)
        return button

    @property
    def _last(self) -> int:
        """The number of the last hidden layer."""
        return self._session.scenario.network.depth - 1

    def refresh(self) -> None:
        """Show which stage is seen."""
        session = self._session
        self._row.setVisible(self._last > 0)
        blocker = QSignalBlocker(self.slider)
        self.slider.setRange(0, _STEPS * self._last)
        self.slider.setPageStep(_STEPS // 2)
        self.slider.setValue(round(_STEPS * stage_of(session.moment(), session.options)))
        del blocker
        self.follow.setEnabled(session.options.of(BentOptions).stage is not None)

    def _choose(self, stage: float | None) -> None:
        self._session.choose(BentOptions.stage, stage)
        # At once: in a film others who hear of it might leave no time for that.
        self.refresh()

    def _on_slider(self, value: int) -> None:
        self._film.stop()
        self._choose(value / _STEPS)

    def go_with_lines(self) -> None:
        """Show the stage of the line at work."""
        self._film.stop()
        self._choose(None)

    def bend(self) -> None:
        """Go from the inputs to the last hidden layer; at once where motion is to be reduced."""
        if self._session.playback.reduce_motion:
            self._choose(float(self._last))
            return
        self._began = perf_counter()
        self._choose(0.0)
        self._film.start()

    def _on_film(self) -> None:
        halves = 2.0 * (perf_counter() - self._began) / _SECONDS
        if halves >= 2.0 * self._last:
            self._film.stop()
            halves = 2.0 * self._last
        share = halves - int(halves)
        # Slow at both ends of each half, so that the eye can tell them apart.
        self._choose((int(halves) + share * share * (3.0 - 2.0 * share)) / 2)

    def hideEvent(self, event: QHideEvent) -> None:
        self._film.stop()
        super().hideEvent(event)
