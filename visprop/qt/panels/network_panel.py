"""The network: what happens now above it, what is selected below it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.views import View
from visprop.qt.adapter import Adapter
from visprop.qt.look.letters import is_low, is_lowest, px
from visprop.qt.panels.hint_row import HintRow
from visprop.qt.panels.now_band import NowBand
from visprop.qt.panels.option_box import OptionBox
from visprop.qt.panels.selection_strip import SelectionStrip
from visprop.qt.views.network_view import NetworkView
from visprop.timeline.parts import Part


class NetworkPanel(QWidget):
    """The picture between the present line and the selection.

    Attributes:
        header: what its dock's header shows beside the title.
    """

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.view = NetworkView(adapter, view)
        self.hint, self.band, self.strip = HintRow(adapter), NowBand(adapter), SelectionStrip(adapter)
        captions = ((NetworkChoices.edges, "edges show"), (NetworkChoices.form, "neurons as"), (ViewOptions.dress, "names"))
        self.header = tuple(OptionBox(adapter, option, caption) for option, caption in captions)
        self._above = QVBoxLayout()
        self._above.addWidget(self.hint)
        self._above.addWidget(self.band)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._above)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.strip)
        adapter.watch(self._arrange, (Part.WINDOW, Part.OPTIONS))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """In the workbench and beside a map the picture alone has the room; the equation stands once.

        In a low window sentence and equation share a row, and the selection is told by its panel; in the lowest the equation
        is told by its own.
        """
        workspace, is_tight = self._session.window.workspace, is_low(self.window())
        self.band.set_low(is_tight)
        self.band.view.setVisible(not is_lowest(self.window()))
        self.band.setVisible(workspace not in ("data", "descend") and not self._session.options[NetworkChoices.equation])
        self.strip.setVisible(workspace != "descend" and not is_tight)
        side = px(12)
        self._above.setContentsMargins(side, px(2), side, px(4) if self.band.isVisibleTo(self) else 0)
        self._above.setSpacing(px(6))
