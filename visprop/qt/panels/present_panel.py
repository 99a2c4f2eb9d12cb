"""What a hall sees: the network and the present line's equation above it, in large type and nothing else."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from visprop.figures.base.shapes import Figure
from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.views import VIEWS
from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.views.network_view import NetworkView

_LEAST, _MOST = 1.25, 3.0
_USUAL_WIDTH, _LEAST_WIDTH = 760.0, 620.0
"""How many points wide a hall's picture is laid out for: fewer, and larger, than on a desk.

Whatever the text's size, it has the second at least: in fewer there is no room for targets and cost.
"""


class PresentPanel(NetworkView):
    """The network and its equation, as large as the hall's screen allows."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(adapter, VIEWS["network"], parent)
        self.is_blank = False

    @property
    def is_edited(self) -> bool:
        """A hall sees no buttons."""
        return False

    def set_blank(self, on: bool) -> None:
        """Show nothing but paper, so that the hall looks at who speaks; or the picture again."""
        if on != self.is_blank:
            self.is_blank = on
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_blank:
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(self.session.options.theme.paper))

    @property
    def usual_scale(self) -> float:
        # The wider the screen, the larger a point, for the last row.
        width = self.window().width() if self.window() is not None else 0
        wanted = super().usual_scale * min(_MOST, max(_LEAST, width / _USUAL_WIDTH))
        return max(1.0, min(wanted, width / _LEAST_WIDTH))

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        return super().drawn(options.choose(NetworkChoices.equation, True), size)

    def finished_options(self, options: ViewOptions) -> ViewOptions:
        return options.choose(NetworkChoices.equation, True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scale_text()
