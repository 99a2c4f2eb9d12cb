"""The landscape with the choice of its plane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from visprop.figures.choices import PlaneChoice, Span
from visprop.figures.landscape_work import present_place
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import is_low, px
from visprop.qt.panels.descent_band import DescentBand
from visprop.qt.panels.option_box import as_wide_as_chosen, be_quiet, caption
from visprop.qt.panels.panel_parts import flow_of, link_button, row_of, whole_box
from visprop.qt.panels.parameter_box import parameter_box
from visprop.qt.views.landscape_view import LandscapeView
from visprop.timeline.parts import Part

SPAN_WORDS = {
    Span.PARAMETERS: "two parameters",
    Span.GRADIENT: "−∇φ and a random direction",
    Span.RANDOM: "two random directions",
    Span.PCA: "principal components of the path",
    Span.CURVATURE: "the two largest curvatures",
}
"""What the plane can be spanned by, as the user reads it."""


_LEAST = 420
"""From how high a panel on what the update brought stands above the landscape, in units."""


class LandscapePanel(QWidget):
    """What the plane is spanned by, above the landscape; its other choices are in a menu."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._adapter, self._session = adapter, adapter.session
        self.view = LandscapeView(adapter, view)
        self.span = whole_box("Plane", "What the plane is spanned by", SPAN_WORDS)
        self.span.activated.connect(self._on_span)
        be_quiet(self.span)
        self.solid, self.more = QToolButton(), QToolButton()
        for button in (self.solid, self.more):
            button.setProperty("role", "quiet")
        self.more.setText("More")
        self.more.setToolTip("What else the landscape shows")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(flow_of((caption("over"), self.span, self.solid, self.more, self._parameter_row()), top=4, side=14))
        layout.addWidget(self._inset())
        layout.addWidget(self.view, 1)
        layout.addWidget(self._progress_row())
        adapter.watch(self.refresh, (Part.RUN, Part.OPTIONS, Part.KNOWN, Part.WINDOW), every=10)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_there = self._session.window.workspace == "descend" and not is_low(self.window()) and self.height() >= px(_LEAST)
        self._band_row.setVisible(is_there)

    def _inset(self) -> QWidget:
        """What the last update brought, which is the picture's subject where it is the largest."""
        self.band, self._band_row = DescentBand(self._adapter), QWidget()
        row_of((self.band,), self._band_row)
        return self._band_row

    def _parameter_row(self) -> QWidget:
        tip = "The parameter on the {} axis"
        self.first, self.second = (
            parameter_box(tip.format(axis).removeprefix("The ").capitalize(), tip.format(axis))
            for axis in ("horizontal", "vertical")
        )
        for box in (self.first, self.second):
            box.chosen.connect(self._on_chosen)
        self.auto = link_button("steepest", "Take the two parameters along which φ is steepest at the start")
        self.auto.clicked.connect(self._on_auto)
        self._parameters = flow_of((caption("across"), self.first, caption("up"), self.second, self.auto), side=0)
        return self._parameters

    def _progress_row(self) -> QWidget:
        self.progress = QWidget()
        self._bar = QProgressBar(minimum=0, maximum=100)
        self._bar.setTextVisible(False)
        stop = QPushButton("Cancel")
        stop.setToolTip("Leave the surface as it is (Esc)")
        stop.clicked.connect(self.view.surfaces.cancel)
        row_of((self._bar, stop), self.progress, top=0)
        self.progress.hide()
        self.view.surfaces.progressed.connect(self._show_progress)
        return self.progress

    def _show_progress(self, share: float) -> None:
        self._bar.setValue(round(100 * share))
        self.progress.setVisible(share < 1.0)

    def add_actions(self, solid: QAction, others: Sequence[QAction | None]) -> None:
        """Put the window's actions on the buttons; None is a line between them."""
        self.solid.setDefaultAction(solid)
        menu = QMenu(self.more)
        menu.setToolTipsVisible(True)
        for action in others:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        self.more.setMenu(menu)

    def refresh(self) -> None:
        """Show what is chosen."""
        self._arrange()
        network, choice = self._session.scenario.network, self.view.choice
        self.span.setCurrentIndex(self.span.findData(choice.span))
        as_wide_as_chosen(self.span)
        self._parameters.setVisible(choice.span is Span.PARAMETERS)
        if choice.span is Span.PARAMETERS and choice.names is not None:
            for box, key in zip((self.first, self.second), choice.names, strict=True):
                box.show_choice(network, self._session.naming, key)

    # What is chosen

    def _choose(self, plane: PlaneChoice) -> None:
        self._session.selection.begin_picking(False)
        self._session.choose(LandscapeOptions.plane, plane)

    @property
    def _plane(self) -> PlaneChoice:
        return self._session.options[LandscapeOptions.plane]

    def _on_span(self, index: int) -> None:
        self._choose(self._plane.taken_from(self.span.itemData(index), present_place(self._session.moment())))

    def _on_chosen(self) -> None:
        now, first, second = self.view.choice.names, self.first.key, self.second.key
        if first is None or second is None:
            return
        if first == second and now is not None:
            # Two equal axes span no plane: the other list takes the parameter that this one had.
            first, second = (now[1], second) if first == now[0] else (first, now[0])
        self._session.selection.begin_picking(False)
        self._session.span_by((first, second))
        # A refused one is put back.
        self.refresh()

    def _on_auto(self) -> None:
        self._choose(replace(self._plane, names=None, ranges=None))

    def hold(self, on: bool) -> None:
        """Keep the plane where it is while p moves on, or let it go through the present p again."""
        self._choose(replace(self._plane, held=present_place(self._session.moment()) if on else None))

    def follow(self) -> None:
        """Let the range follow the path again."""
        self._choose(replace(self._plane, ranges=None))

    def draw_directions(self) -> None:
        """Take the directions from the present p, and draw the random ones again."""
        self._choose(self._plane.drawn_again(present_place(self._session.moment())))
