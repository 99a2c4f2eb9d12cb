"""The further diagrams of the monitor on plots of pyqtgraph, below its own and over the same updates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from visprop.figures.base.style import Theme
from visprop.figures.plots.diagrams import Diagram
from visprop.figures.plots.monitor import Line
from visprop.paint.painter import qcolor
from visprop.qt.panels.plot_look import show_line, titled

_FIRST_ROW = 2


class GaugePlots:
    """A plot for each diagram, made when it is chosen and gone when it is not.

    Args:
        layout: the widget that all plots stand in.
        linked: the plot whose updates they show.
        prepare: dresses a new plot, and gives it the lines that move.
        wear: lets a curve look as a line does.
    """

    def __init__(self, layout: Any, linked: Any, prepare: Callable[[Any], None], wear: Callable[[Any, Line], None]) -> None:
        self._layout, self._linked, self._prepare, self._wear = layout, linked, prepare, wear
        self.plots: dict[str, Any] = {}
        self._curves: dict[tuple[str, int], Any] = {}
        self._bands: dict[tuple[str, int], Any] = {}

    def show(self, diagrams: Sequence[Diagram], theme: Theme, scale: float) -> None:
        """Show these and no others, in letters as large as those of figures, times a scale."""
        names = [one.name for one in diagrams]
        if list(self.plots) != names:
            # A plot that is new has a range of its own, which is not to become that of the costs.
            self._linked.blockSignals(True)
            self._make_anew(names)
            self._linked.blockSignals(False)
        across = tuple(self._linked.viewRange()[0])
        for one in diagrams:
            plot = self.plots[one.name]
            titled(plot, one.title, one.note, theme, scale)
            plot.setLogMode(y=one.log)
            for i, line in enumerate(one.lines):
                curve = self._curves.get((one.name, i))
                if curve is None:
                    self._curves[one.name, i] = curve = plot.plot()
                if one.is_spread and line is not one.median:
                    curve.setPen(None)
                    curve.setData(line.updates, line.values)
                else:
                    self._wear(curve, line)
                    show_line(curve, line, theme)
            if one.is_spread:
                self._fill(one, theme)
            low, high = one.range_within(across)
            plot.setYRange(*(np.log10((low, high)) if one.log else (low, high)), padding=0.0)

    def _fill(self, one: Diagram, theme: Theme) -> None:
        """Fill the bands of a spread."""
        import pyqtgraph

        for i, (_, _, hue) in enumerate(one.bands(theme)):
            band = self._bands.get((one.name, i))
            if band is None:
                ends = (self._curves[one.name, i], self._curves[one.name, len(one.lines) - 1 - i])
                self._bands[one.name, i] = band = pyqtgraph.FillBetweenItem(*ends)
                # Behind the curves, the widest first.
                band.setZValue(i - 100.0)
                self.plots[one.name].addItem(band, ignoreBounds=True)
            band.setBrush(pyqtgraph.mkBrush(qcolor(hue)))

    def _make_anew(self, names: Sequence[str]) -> None:
        for plot in self.plots.values():
            self._layout.removeItem(plot)
        self.plots, self._curves, self._bands = {}, {}, {}
        from visprop.qt.panels.figure_axis import axes_for_plot

        for row, name in enumerate(names, start=_FIRST_ROW):
            plot = self._layout.addPlot(row=row, col=0, axisItems=axes_for_plot())
            plot.disableAutoRange()
            plot.setXLink(self._linked)
            plot.setMouseEnabled(y=False)
            self._prepare(plot)
            self.plots[name] = plot
