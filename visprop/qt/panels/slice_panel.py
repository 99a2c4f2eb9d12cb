"""The slice with the choice of its line and of the learning rate that is tried out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from visprop.engine.key import Key
from visprop.figures.plots.plot_options import SliceOptions
from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.panels.option_box import caption
from visprop.qt.panels.panel_parts import flow_of
from visprop.qt.panels.parameter_box import parameter_box
from visprop.qt.panels.rate_box import RateBox
from visprop.qt.views.slice_view import SliceView
from visprop.timeline.parts import Part


class SlicePanel(QWidget):
    """Which line, which η, above the slice."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.view = SliceView(adapter, view)
        self.line = parameter_box("Line of the slice", "Along which line: down the gradient, or one parameter alone", "along −∇φ")
        self.line.chosen.connect(self._on_line)
        self.eta = RateBox()
        self.eta.setToolTip("The learning rate η that is tried out here; training keeps its own")
        self.eta.valueChanged.connect(partial(self._session.choose, SliceOptions.eta))
        self.use = QPushButton("Use")
        self.use.setToolTip("Train with this η")
        self.use.clicked.connect(self._on_use)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(flow_of((self.line, caption("rate η"), self.eta, self.use), top=4, side=14))
        layout.addWidget(self.view, 1)
        adapter.watch(self.refresh, (Part.RUN, Part.OPTIONS, Part.POSITION), every=10)
        self.refresh()

    def _on_line(self, key: Key | None) -> None:
        self._session.slice_along(key)
        # A refused one is put back.
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen."""
        session, chosen = self._session, self._session.options.of(SliceOptions)
        self.line.show_choice(session.scenario.network, session.naming, chosen.along)
        own = self._own_eta
        tried = own if chosen.eta is None else chosen.eta
        blocker = QSignalBlocker(self.eta)
        self.eta.setValue(tried)
        del blocker
        # Beside the rate of the training itself it would say nothing.
        self.use.setVisible(tried != own)

    @property
    def _own_eta(self) -> float:
        """η of the update to come."""
        return self._session.scenario.eta(self._session.playback.frame.done)

    def _on_use(self) -> None:
        training = self._session.scenario.training
        # With a schedule the first η is the one that makes it this one now.
        eta = self.eta.value() if training.eta_schedule.is_constant else training.eta * self.eta.value() / self._own_eta
        self._session.choose(SliceOptions.eta, None)
        self._session.network_edits.set_training(replace(training, eta=eta))
