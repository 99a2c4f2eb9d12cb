"""The further diagrams of the monitor on plots of pyqtgraph, below its own and over the same updates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import numpy as np

from visprop.figures.base.style import Theme
from visprop.figures.plots.diagrams import Diagram
from visprop.figures.plots.monitor import Line

_FIRST_ROW = 2
_LEFT = 72
"""How wide the vertical axes are where there are several, in pixels."""


class GaugePlots:
    """A plot for each diagram, made when it is chosen and gone when it is not.

    Args:
        layout: the widget that all plots stand in.
        linked: the plot whose updates they show.
        prepare: dresses a new plot, and gives it the lines that move.
        pen: of a line.
    """

    def __init__(self, layout: Any, linked: Any, prepare: Callable[[Any], None], pen: Callable[[Line], Any]) -> None:
        self._layout, self._linked, self._prepare, self._pen = layout, linked, prepare, pen
        self.plots: dict[str, Any] = {}
        self._curves: dict[tuple[str, int], Any] = {}

    def show(self, diagrams: Sequence[Diagram], theme: Theme) -> None:
        """Show these and no others."""
        names = [one.name for one in diagrams]
        if list(self.plots) != names:
            # A plot that is new has a range of its own, which is not to become that of the costs.
            self._linked.blockSignals(True)
            self._make_anew(names)
            self._linked.blockSignals(False)
        across = tuple(self._linked.viewRange()[0])
        for one in diagrams:
            plot = self.plots[one.name]
            plot.setTitle(_html(one), color=_hex(theme.ink), size="9pt", justify="left")
            plot.setLogMode(y=one.log)
            for i, line in enumerate(one.lines):
                curve = self._curves.get((one.name, i))
                if curve is None:
                    self._curves[one.name, i] = curve = plot.plot()
                curve.setPen(self._pen(line))
                curve.setData(line.updates, line.values)
            low, high = one.range_within(across)
            plot.setYRange(*(np.log10((low, high)) if one.log else (low, high)), padding=0.0)

    def _make_anew(self, names: Sequence[str]) -> None:
        for plot in self.plots.values():
            self._layout.removeItem(plot)
        self.plots, self._curves = {}, {}
        # The same updates stand below one another.
        self._linked.getAxis("left").setWidth(_LEFT if names else None)
        for row, name in enumerate(names, start=_FIRST_ROW):
            plot = self._layout.addPlot(row=row, col=0)
            plot.disableAutoRange()
            plot.setXLink(self._linked)
            plot.setMouseEnabled(y=False)
            self._prepare(plot)
            plot.getAxis("left").setWidth(_LEFT)
            self.plots[name] = plot


def _html(one: Diagram) -> str:
    """The title with its note."""
    tags = {1: "sup", -1: "sub", 0: "span"}
    title = "".join(f"<{tags[run.script]}>{escape(run.text)}</{tags[run.script]}>" for run in one.title)
    return " — ".join((title, *map(escape, one.note[:1])))


def _hex(colour: tuple[int, int, int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
