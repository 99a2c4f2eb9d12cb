"""What a hall sees of a network's run: the network and the present line's equation above it, in large type and nothing else."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import Lettering, in_hall
from visprop.figures.moment import ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.views import VIEWS
from visprop.qt.adapter import Adapter
from visprop.qt.panels.hall import Hall
from visprop.qt.views.network_view import NetworkView


class PresentPanel(Hall, NetworkView):
    """The network and its equation, as large as the hall's screen allows."""

    def __init__(self, adapter: Adapter, parent: QWidget | None = None) -> None:
        super().__init__(adapter, VIEWS["network"], parent)

    @property
    def is_edited(self) -> bool:
        """A hall sees no buttons."""
        return False

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        return super().drawn(options.choose(NetworkChoices.equation, True), size)

    def lettering(self, size: tuple[float, float]) -> Lettering:
        """Such that the last row reads it."""
        return in_hall(size[1])

    def finished_options(self, options: ViewOptions) -> ViewOptions:
        return options.choose(NetworkChoices.equation, True)
