"""The network, alive."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import Theme
from visprop.figures.network.hints import hint
from visprop.figures.network.picture import NetworkOptions, network_figure
from visprop.notation.explanations.pages import Subject
from visprop.notation.explanations.paths import Route, path_of_key, path_sum
from visprop.qt.session import Session
from visprop.qt.views.figure_view import FigureView


class NetworkView(FigureView):
    """Paints the session's frame; a click selects, a double click asks to edit."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._network = session.scenario.network
        self.setAccessibleName("Network")
        session.changed.connect(self.refresh)
        self.resized.connect(self.refresh)
        self.pointed.connect(session.point)
        self.clicked.connect(self._on_clicked)

    def refresh(self) -> None:
        """Draw the present frame."""
        if self._session.scenario.network is not self._network:
            self._network = self._session.scenario.network
            self.fit()
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
            route=None if session.at_speed else self._route(),
            note="" if session.shown is session.frame else session.trial_note,
            quick=session.at_speed,
        )
        return network_figure(session.shown, size, drawn, session.progress)

    def _route(self) -> Route | None:
        """The edges of the path that is pointed at, or else lit, from the selected parameter to the cost."""
        session, options = self._session, self._session.options
        if not options.selected or options.subject is not Subject.WHY:
            return None
        pointed = path_of_key(session.pointed)
        index = options.route if pointed is None else pointed
        if index is None:
            return None
        routes = path_sum(session.frame, options.selected.replace("a", "b")).routes
        return routes[index] if index < len(routes) else None

    def hint(self, x: float, y: float, key: str) -> str:
        return hint(self._session.frame, key) if key else ""

    def _on_clicked(self, key: str) -> None:
        if self._session.options.picking and key[:1] in ("w", "a") and not key.startswith("a0"):
            self._session.pick(key.replace("a", "b"))
            return
        self._session.select(key if key[:1] in ("w", "a") and not key.startswith("a0") else "")
