"""The network, alive."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from visprop.figures.hints import hint
from visprop.figures.network import NetworkOptions, network_figure
from visprop.figures.shapes import Figure
from visprop.figures.style import Theme
from visprop.qt.figure_view import FigureView
from visprop.qt.session import Session


class NetworkView(FigureView):
    """Paints the session's frame; a click selects, a double click asks to edit."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Network")
        session.changed.connect(self.refresh)
        self.resized.connect(self.refresh)
        self.pointed.connect(session.point)
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Draw the present frame."""
        if self.isVisible():
            self.set_figure(self.make_figure(self.page_size()))

    def make_figure(self, size: tuple[float, float], theme: Theme | None = None) -> Figure:
        """The present picture, laid out for a size; in the session's theme, or in another."""
        session, options = self._session, self._session.options
        drawn = NetworkOptions(
            edges=options.edges,
            symbols=options.symbols,
            digits=options.digits,
            theme=theme or options.theme,
            focus="" if session.at_speed else session.pointed or options.selected,
            quick=session.at_speed,
        )
        return network_figure(session.frame, size, drawn, session.progress)

    def hint(self, x: float, y: float, key: str) -> str:
        return hint(self._session.frame, key) if key else ""

    def _on_clicked(self, key: str) -> None:
        self._session.set_options(selected=key if key[:1] in ("w", "a") and not key.startswith("a0") else "")
