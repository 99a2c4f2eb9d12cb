"""The cost curve."""

from __future__ import annotations

from time import perf_counter

import numpy as np
from PySide6.QtWidgets import QWidget

from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import Theme
from visprop.figures.plots.cost import Curve, cost_axes, cost_figure
from visprop.notation.expression.numbers import number
from visprop.qt.session import Session
from visprop.qt.views.figure_view import FigureView
from visprop.timeline.contender import describe

_BUDGET = 0.004


class CostView(FigureView):
    """Paints φ at each update up to the present one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, can_zoom=False)
        self._session = session
        self._drawn: object = None
        self.setAccessibleName("Cost curve")
        session.changed.connect(self.refresh)
        self.resized.connect(self.refresh)

    def refresh(self) -> None:
        """Draw the curve, where it is another than the one that is shown."""
        session = self._session
        if not self.isVisible() or not session.is_due(6, 2):
            return
        rivals = tuple(rival.update for rival in session.rivals)
        state = (session.timeline, session.position.update, session.options, self.page_size(), session.at_speed, rivals)
        if state != self._drawn:
            # At speed a frame has little time: samples that are missing are computed with the next ones.
            self._drawn = state
            deadline = perf_counter() + _BUDGET if session.at_speed else np.inf
            self.set_figure(self.make_figure(self.page_size(), deadline=deadline))

    def make_figure(self, size: tuple[float, float], theme: Theme | None = None, deadline: float = np.inf) -> Figure:
        """The present picture, laid out for a size; in the session's theme, or in another."""
        options = self._session.options
        return cost_figure(self._curves(deadline), size, theme or options.theme, options.log_cost, options.digits)

    def _curves(self, deadline: float) -> list[Curve]:
        """The training's curve, and those of the trainings it is compared with, over the first one's updates."""
        session = self._session
        updates, costs = session.history.costs(session.position.update, deadline)
        if not session.rivals:
            return [Curve(np.array(updates), costs)]
        curves = [Curve(np.array(updates), costs, describe(session.scenario.training))]
        for rival in session.rivals:
            updates, costs = rival.history.costs(rival.update, deadline)
            curves.append(Curve(np.array(updates) * session.rival_pace(rival), costs, rival.name))
        return curves

    def hint(self, x: float, y: float, key: str) -> str:
        session, figure = self._session, self.figure
        if figure is None or figure.plot is None:
            return ""
        left, top, width, height = figure.plot
        if not (left <= x <= left + width and top <= y <= top + height):
            return ""
        curves = self._curves(np.inf)
        at, _ = cost_axes((figure.width, figure.height), curves, session.options.log_cost).from_page(x, y)
        rows = []
        for curve in curves:
            nearest = int(np.argmin(np.abs(curve.updates - at)))
            rows.append(f"{curve.name}\n" if curve.name else "")
            rows[-1] += f"update {curve.updates[nearest]:g}\nφ = {number(float(curve.costs[nearest]), 10)}"
        return "\n".join(rows)
