"""What a hall sees of a network's run: the present line in words and numbers, the network in large type, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import Lettering, in_hall
from visprop.figures.choices import Legend
from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.views import VIEWS
from visprop.qt.adapter import Adapter
from visprop.qt.panels.hall import Hall
from visprop.qt.panels.line_progress import LineProgress
from visprop.qt.panels.now_band import NowBand
from visprop.qt.views.network_view import NetworkView
from visprop.timeline.parts import Part

_DESK = 560.0
"""How high a hall's screen is, in pixels, in which the sentence is as large as on a desk."""
_GAP = 0.015
"""Of the height, between what stands there."""


class HallNetwork(Hall, NetworkView):
    """The network, as large as the hall's screen allows; who sees it has been told what its marks mean."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(adapter, VIEWS["network"], parent)

    @property
    def is_edited(self) -> bool:
        """A hall sees no buttons."""
        return False

    def lettering(self, size: tuple[float, float]) -> Lettering:
        """Such that the last row reads it."""
        return in_hall(self.window().height() / self.scale)

    def finished_options(self, options: ViewOptions) -> ViewOptions:
        """Without the key and the equation: that one stands above."""
        return options.choose(NetworkChoices.key, Legend.NONE).choose(NetworkChoices.equation, False)

    def finished(self, size: tuple[float, float], options: ViewOptions | None = None) -> Figure:
        """In a file the equation stands in the picture."""
        chosen = (options or self.session.options).choose(NetworkChoices.lettering, self.lettering(size))
        moment = self.session.moment().at_once(self.view.shows_past)
        return self.view.draw(moment, chosen.choose(NetworkChoices.equation, True), size)


class PresentPanel(QWidget):
    """One above the other, each as large as the screen allows, and nothing else.

    Attributes:
        view: the network.
        band: the sentence and the equation.
        progress: the lines of the pass.
    """

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.band, self.view, self.progress = NowBand(adapter, self), HallNetwork(adapter, self), LineProgress(adapter, self)
        self.view.blanked.connect(self._show_rest)
        self.setFocusProxy(self.view)
        # By the style sheet: a palette of its own would be forgotten with the next one.
        self.setProperty("role", "hall")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        # The network has the whole width: its picture keeps off the edges itself.
        self._beside = [QHBoxLayout(), QHBoxLayout()]
        for row, one in zip(self._beside, (self.band, self.progress), strict=True):
            row.addWidget(one)
            policy = one.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            one.setSizePolicy(policy)
        self._column.addLayout(self._beside[0])
        self._column.addWidget(self.view, 1)
        self._column.addLayout(self._beside[1])
        adapter.watch(self._scale, (Part.WINDOW,))

    def _show_rest(self, on: bool) -> None:
        """Show what stands about the network as well, or nothing but paper; its room stays."""
        for one in (self.band, self.progress):
            one.setVisible(on)

    def _scale(self) -> None:
        # As large as the screen allows, whatever the size of text on the desk.
        times, gap = max(1.0, self.height() / _DESK) / (self._session.window.text / 100), round(_GAP * self.height())
        self._column.setContentsMargins(0, gap, 0, gap)
        for row in self._beside:
            row.setContentsMargins(2 * gap, 0, 2 * gap, 0)
        self._column.setSpacing(gap)
        self.band.enlarge(times)
        self.progress.enlarge(times)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()
