"""The monitor: the history of the training on a plot of pyqtgraph, moved by hand, with a line that goes through time."""

from __future__ import annotations

import importlib
from time import perf_counter
from types import ModuleType
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from visprop.figures.base.style import Theme
from visprop.figures.drawing import moment_lines
from visprop.figures.moment import Part
from visprop.figures.plots.monitor import Line, hue_of, usual_ranges
from visprop.figures.views import View
from visprop.notation.expression.numbers import equal_to
from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.panels.layouts import flow_of
from visprop.qt.plain import plain_label
from visprop.qt.views.session_view import SessionView
from visprop.session.runs import Branch
from visprop.timeline.history import History
from visprop.timeline.work import LIMIT

_BUDGET = 0.006
"""How long a picture measures updates that are missing, in seconds."""
_MORE_MS = 30
MOST_RUNS = 6
"""Of the other runs of the tree only the newest are drawn."""


class MonitorPanel(QWidget):
    """Costs above, accuracies below; other runs of the tree pale behind them.

    Attributes:
        view: the same as a figure, for export and print; it is not shown.
        plot, shares: the diagrams; None until they are seen first, as the library takes longer than the first window.
    """

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = adapter.session
        self.view = SessionView(adapter, view, self)
        self.view.hide()
        self.plot: Any = None
        self.shares: Any = None
        self._curves: dict[tuple[str, int], Any] = {}
        self._lines: list[Line] = []
        self._pasts: WeakKeyDictionary[Branch, History] = WeakKeyDictionary()
        self._is_stale = True
        self._theme: Theme | None = None
        self._lines_of_now: list[Any] = []
        self._told = plain_label("", wraps=False)
        self._whole = QPushButton("Whole run")
        self._whole.setToolTip("Show all updates again, and follow the training")
        self._whole.setAutoDefault(False)
        self._whole.clicked.connect(self.show_all)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(flow_of((self._whole, self._told), top=4))
        self._empty = QLabel("The history of the training is drawn here as soon as it is shown.")
        self._layout.addWidget(self._empty, 1)
        self._more = QTimer(self, interval=_MORE_MS, singleShot=True)
        self._more.timeout.connect(self.refresh)
        parts = (Part.RUN, Part.POSITION, Part.COMPARISON, Part.OPTIONS, Part.KNOWN, Part.PLAYBACK)
        adapter.watch(self.refresh, parts, every=6)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # Seen now, be it only because a tab was brought to the front. The library is loaded once the window stands.
        if self._is_stale and not self._more.isActive():
            self._more.start()

    @property
    def is_seen(self) -> bool:
        """Whether any of it can be seen."""
        return self.isVisible() and not self.visibleRegion().isEmpty()

    # Building

    def _build(self) -> None:
        import pyqtgraph

        layout = pyqtgraph.GraphicsLayoutWidget()
        layout.setAccessibleName("Monitor")
        layout.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot = layout.addPlot(row=0, col=0)
        self.shares = layout.addPlot(row=1, col=0)
        layout.ci.layout.setRowStretchFactor(0, 7)
        layout.ci.layout.setRowStretchFactor(1, 3)
        self.shares.setXLink(self.plot)
        self.shares.setYRange(0.0, 1.0)
        self.shares.setMouseEnabled(y=False)
        self.shares.setLabel("left", "accuracy")
        self.shares.setLabel("bottom", "update")
        self.plot.setLabel("left", "cost")
        for plot in (self.plot, self.shares):
            plot.setMenuEnabled(False)
            plot.hideButtons()
            plot.setClipToView(True)
            plot.setDownsampling(auto=True, mode="peak")
        self.plot.addLegend(offset=(-10, 6), colCount=3)
        for plot in (self.plot, self.shares):
            cursor = pyqtgraph.InfiniteLine(angle=90, movable=True)
            cursor.sigDragged.connect(self._on_dragged)
            plot.addItem(cursor, ignoreBounds=True)
            self._lines_of_now.append(cursor)
        self.plot.sigRangeChanged.connect(self._on_range)
        layout.scene().sigMouseMoved.connect(self._on_mouse)
        self.layout_widget = layout
        self._layout.replaceWidget(self._empty, layout)
        self._empty.deleteLater()

    def _dress(self) -> None:
        """Wear the theme."""
        import pyqtgraph

        theme = self._session.options.theme
        if theme is self._theme:
            return
        self._theme = theme
        self.layout_widget.setBackground(qcolor(theme.paper))
        for plot in (self.plot, self.shares):
            for side in ("left", "bottom"):
                axis = plot.getAxis(side)
                axis.setPen(pyqtgraph.mkPen(qcolor(theme.ink)))
                axis.setTextPen(pyqtgraph.mkPen(qcolor(theme.ink)))
                axis.enableAutoSIPrefix(False)
            plot.showGrid(y=True, alpha=0.25)
        self.plot.legend.setLabelTextColor(qcolor(theme.ink))
        for cursor in self._lines_of_now:
            cursor.setPen(pyqtgraph.mkPen(qcolor(theme.backward), width=1.6))
            cursor.setHoverPen(pyqtgraph.mkPen(qcolor(theme.backward), width=4))
        for curve in self._curves.values():
            curve.clear()
        self._restyle()

    # Drawing

    def refresh(self) -> None:
        """Bring the curves up to date, as far as time allows; what is missing comes bit by bit."""
        self._is_stale = not self.is_seen
        if self._is_stale:
            return
        if self.plot is None:
            # Beside the window: loading the library takes 200 ms.
            if self._session.background.ask(("library", "pyqtgraph"), LIMIT + 1.0, _load) is None:
                self._is_stale = True
                return
            self._build()
        self._dress()
        moment = self._session.moment()
        lines, is_late = moment_lines(moment, perf_counter() + _BUDGET)
        self._lines = [*lines, *self._other_runs()]
        self._show_lines()
        log = self._session.options.log_cost
        self.plot.setLogMode(y=log)
        for cursor in self._lines_of_now:
            cursor.blockSignals(True)
            cursor.setValue(moment.frame.done)
            cursor.blockSignals(False)
        if self._session.options.history_range is None:
            self._follow(lines, log)
        if is_late:
            self._more.start()

    def _other_runs(self) -> list[Line]:
        """φ of the newest other runs of the tree, as far as they have been measured."""
        found = []
        runs = self._session.runs
        others = [branch for branch in runs.branches if branch is not runs.present][-MOST_RUNS:]
        for branch in others:
            if branch not in self._pasts:
                self._pasts[branch] = History(branch.timeline)
            past = self._pasts[branch]
            reached = branch.timeline.walk.done(branch.left_at)
            samples = past.costs(reached, perf_counter() + _BUDGET / MOST_RUNS)
            if len(samples.updates) > 1:
                found.append(Line(np.array(samples.updates, float), samples.values, f"run “{branch.name}”", hue=-1))
        return found

    def _show_lines(self) -> None:
        keys = [(line.name, i) for i, line in enumerate(self._lines)]
        for key in [key for key in self._curves if key not in keys]:
            curve = self._curves.pop(key)
            for plot in (self.plot, self.shares):
                plot.removeItem(curve)
        for key, line in zip(keys, self._lines, strict=True):
            curve = self._curves.get(key)
            if curve is None:
                plot = self.shares if line.is_share else self.plot
                self._curves[key] = curve = plot.plot(name=None if line.is_share else line.name)
                curve.setPen(self._pen(line))
            curve.setData(line.updates, line.values)
        self.shares.setVisible(any(line.is_share for line in self._lines))

    def _restyle(self) -> None:
        for (_, i), curve in self._curves.items():
            if i < len(self._lines):
                curve.setPen(self._pen(self._lines[i]))

    def _pen(self, line: Line) -> Any:
        import pyqtgraph

        theme = self._session.options.theme
        hue: QColor = qcolor(theme.rule if line.hue < 0 else hue_of(line, theme))
        style = Qt.PenStyle.DashLine if line.is_dashed else Qt.PenStyle.SolidLine
        # Lines of width 1 are drawn ten times as fast.
        return pyqtgraph.mkPen(hue, width=1, style=style)

    def _follow(self, lines: list[Line], log: bool) -> None:
        (first, last), (low, high) = usual_ranges(lines, log)
        self.plot.blockSignals(True)
        self.plot.setXRange(first, last, padding=0.0)
        self.plot.setYRange(*((np.log10(low), np.log10(high)) if log else (low, high)), padding=0.0)
        self.plot.blockSignals(False)

    # What the hand does

    def show_all(self) -> None:
        """Show all updates again, and follow the training."""
        self._session.view.set_history_range(None)
        self.refresh()

    def _on_range(self) -> None:
        (x0, x1), (y0, y1) = self.plot.viewRange()
        if self._session.options.log_cost:
            y0, y1 = 10.0**y0, 10.0**y1
        self._session.view.set_history_range(((float(x0), float(x1)), (float(y0), float(y1))))

    def _on_dragged(self, cursor: Any) -> None:
        """Go where the line of now is dragged."""
        playback = self._session.playback
        first = self._session.runs.present.timeline.run.update
        update = max(first, round(float(cursor.value())))
        walk = playback.experiment.walk
        playback.go(walk.update_end(update) if update > first else walk.start)

    def _on_mouse(self, place: QPointF) -> None:
        """Tell what the curves are at the update under the pointer."""
        for plot in (self.plot, self.shares):
            if plot.isVisible() and plot.sceneBoundingRect().contains(place):
                self._tell(float(plot.vb.mapSceneToView(place).x()))
                return
        self._told.setText("")

    def _tell(self, update: float) -> None:
        told: list[str] = []
        for line in self._lines:
            if len(line.updates) and line.hue >= 0:
                i = int(np.argmin(np.abs(line.updates - update)))
                if not told:
                    told.append(f"update {line.updates[i]:g}")
                told.append(f"{line.name} {equal_to(float(line.values[i]), 4)}")
        self._told.setText("   ".join(told))


def _load() -> ModuleType:
    return importlib.import_module("pyqtgraph")
