"""The cost curve."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

import numpy as np
from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.drawing import moment_curves
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.cost import Curve, cost_axes, cost_figure
from visprop.figures.views import View
from visprop.notation.expression.numbers import equal_to
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView

_BUDGET = 0.004


class CostView(SessionView):
    """Paints φ at each update up to the present one; samples that are missing come bit by bit, the newest first."""

    _curves: Sequence[Curve] = ()
    """What is shown."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, can_zoom=True)

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        moment = self.session.moment()
        curves = moment_curves(moment, perf_counter() + _BUDGET)
        if any(curve.is_late for curve in curves):
            self.draw_more()
        if not all(len(curve.updates) for curve in curves):
            return None
        self._curves = curves
        return cost_figure(curves, size, options.theme, options.log_cost, options.digits)

    def hint(self, x: float, y: float, key: Key | None) -> str:
        figure = self.figure
        if figure is None or figure.plot is None or not self._curves:
            return ""
        left, top, width, height = figure.plot
        if not (left <= x <= left + width and top <= y <= top + height):
            return ""
        curves = self._curves
        at, _ = cost_axes((figure.width, figure.height), curves, self.session.options.log_cost).from_page(x, y)
        return "\n".join(_nearest(curve, at) for curve in curves)


def _nearest(curve: Curve, update: float) -> str:
    """The sample of a curve that is nearest to an update."""
    i = int(np.argmin(np.abs(curve.updates - update)))
    name = f"{curve.name}\n" if curve.name else ""
    return f"{name}update {curve.updates[i]:g}\nφ {equal_to(float(curve.costs[i]), 10)}"
