"""The monitor: the history of the training on a plot of pyqtgraph, moved by hand, with a line that goes through time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QToolButton, QVBoxLayout, QWidget

from visprop.figures.base.style import Theme
from visprop.figures.base.text import plain
from visprop.figures.cost_drawing import NO_CURVE, moment_lines
from visprop.figures.monitor_work import moment_diagrams
from visprop.figures.plots.diagrams import Diagram, told_lines
from visprop.figures.plots.monitor import Line, LineKey, cost_title, keyed, usual_ranges
from visprop.figures.plots.plot_options import MonitorOptions
from visprop.figures.views import View
from visprop.paint.painter import qcolor
from visprop.qt.adapter import Adapter
from visprop.qt.later import Later
from visprop.qt.panels.curves_button import CurvesButton
from visprop.qt.panels.gauge_plots import GaugePlots
from visprop.qt.panels.monitor_legend import MonitorLegend
from visprop.qt.panels.plot_look import dress_line, dress_plot, pen_of, show_line, titled
from visprop.qt.plain import plain_label
from visprop.qt.plot_library import PlotLibrary, without_menus
from visprop.qt.views.figure_view import ZOOM_STEP
from visprop.qt.views.session_view import SessionView
from visprop.timeline.parts import Part

_BUDGET = 0.006
"""How long a picture measures updates that are missing, in seconds."""
_LOW = 180
"""A lower place has no room for accuracies below the costs, in pixels."""


class MonitorPanel(QWidget):
    """Costs above, accuracies below; other runs of the tree pale behind them. They look like figures.

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
        self._curves: dict[LineKey, Any] = {}
        self._lines: list[Line] = []
        self._library = PlotLibrary(self)
        self._more = Later(adapter, self.refresh, self)
        self._library.loaded.connect(self._more.start)
        self._is_stale = True
        self._worn: tuple[Theme, int, bool] | None = None
        self._lines_of_now: dict[Any, Any] = {}
        self._hairs: dict[Any, Any] = {}
        self._gauges: GaugePlots | None = None
        self._lay_out()
        parts = (Part.RUN, Part.EDITS, Part.POSITION, Part.MOTION, Part.COMPARISON, Part.OPTIONS, Part.KNOWN, Part.PLAYBACK)
        adapter.watch(self.refresh, (*parts, Part.WINDOW), every=6)

    def _lay_out(self) -> None:
        self._whole = QToolButton()
        self._whole.setText("Whole run")
        self._whole.setProperty("role", "quiet")
        self._whole.setToolTip("Show all updates again, and follow the training")
        self._whole.clicked.connect(self.show_all)
        self._log = QCheckBox("log scale")
        self._log.setToolTip("Draw the costs on a logarithmic scale, where small ones are told apart (Ctrl+L)")
        self._log.toggled.connect(partial(self._session.choose, MonitorOptions.log_cost))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.legend = MonitorLegend((self._whole, self._log, CurvesButton(self._session)))
        self._layout.addWidget(self.legend)
        self._empty = plain_label("The history of the training is drawn here as soon as it is shown.")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout.addWidget(self._empty, 1)

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
        self.legend.describe(layout)
        layout.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # With a frame some of the widget itself is seen, by which it is known that Tab may stop here.
        layout.setFrameShape(QFrame.Shape.Box)
        layout.setProperty("role", "plot")
        layout.installEventFilter(self)
        layout.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # The menu is that of the view, which itself is not shown.
        layout.customContextMenuRequested.connect(
            lambda place: self.view.customContextMenuRequested.emit(self.view.mapFromGlobal(layout.mapToGlobal(place)))
        )
        from visprop.qt.panels.figure_axis import axes_for_plot

        self.plot = layout.addPlot(row=0, col=0, axisItems=axes_for_plot())
        self.shares = layout.addPlot(row=1, col=0, axisItems=axes_for_plot())
        self.shares.setXLink(self.plot)
        self.shares.setYRange(-0.02, 1.02, padding=0.0)
        self.shares.setMouseEnabled(y=False)
        for plot in (self.plot, self.shares):
            without_menus(plot)
            self._add_lines(plot)
        layout.ci.layout.setContentsMargins(2, 4, 18, 2)
        self._gauges = GaugePlots(layout, self.plot, self._prepare, self._wear)
        while layout.scene().contextMenu:
            shiboken6.delete(layout.scene().contextMenu.pop())
        self._level = pyqtgraph.InfiniteLine(angle=0)
        self._level.hide()
        self.plot.addItem(self._level, ignoreBounds=True)
        self.plot.sigRangeChanged.connect(self._on_range)
        layout.scene().sigMouseMoved.connect(self._on_mouse)
        self.layout_widget = layout
        self._layout.addWidget(layout, 1)

    def _prepare(self, plot: Any) -> None:
        """Make a new diagram like the others."""
        without_menus(plot)
        self._add_lines(plot)
        self._dress_plot(plot)

    def _add_lines(self, plot: Any) -> None:
        """The line of now, which can be dragged, and the one below the pointer."""
        import pyqtgraph

        cursor = pyqtgraph.InfiniteLine(angle=90, movable=True)
        cursor.sigDragged.connect(self._on_dragged)
        plot.addItem(cursor, ignoreBounds=True)
        self._lines_of_now[plot] = cursor
        hair = pyqtgraph.InfiniteLine(angle=90)
        hair.hide()
        plot.addItem(hair, ignoreBounds=True)
        self._hairs[plot] = hair

    def _dress(self) -> None:
        """Wear the theme, in letters of the size that is chosen."""
        dress = (self._session.options.theme, self._session.window.text, self._session.playback.at_speed)
        if dress == self._worn:
            return
        is_like, self._worn = self._worn is not None and dress[:2] == self._worn[:2], dress
        if not is_like:
            self.layout_widget.setBackground(qcolor(dress[0].paper))
            self.legend.set_scale(dress[1] / 100)
            for plot in self._plots:
                self._dress_plot(plot)
            self._level.setPen(self._hairs[self.plot].pen)
        for key, line in keyed(self._lines).items():
            self._wear(self._curves[key], line)

    def _dress_plot(self, plot: Any) -> None:
        theme = self._session.options.theme
        dress_plot(plot, theme, self.view.usual_scale)
        self._lines_of_now[plot].setPen(pen_of(theme.faint, 1.0))
        self._lines_of_now[plot].setHoverPen(pen_of(theme.backward, 4.0))
        self._hairs[plot].setPen(pen_of(theme.rule, 1.0))

    @property
    def _plots(self) -> list[Any]:
        """All diagrams, from top to bottom."""
        return [self.plot, self.shares, *(self._gauges.plots.values() if self._gauges else ())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Whether accuracies have room depends on the height.
        self._more.start()

    # Drawing

    def refresh(self) -> None:
        """Bring the curves up to date, as far as time allows; what is missing comes bit by bit."""
        self._is_stale = not self.is_seen
        if self._is_stale:
            return
        if self.plot is None:
            if not self._library.is_here():
                self._is_stale = True
                return
            self._build()
        self._dress()
        moment = self._session.moment()
        lines, is_late = moment_lines(moment, perf_counter() + _BUDGET)
        diagrams, are_late = moment_diagrams(moment, self._session.options, perf_counter() + _BUDGET)
        self._lines = lines
        self._show_diagrams(diagrams)
        self._show_lines(diagrams)
        self._show_words(not any(len(line.updates) > 1 for line in lines))
        own = self._session.options.of(MonitorOptions)
        self._log.setChecked(own.log_cost)
        self.plot.setLogMode(y=own.log_cost)
        self._title(own.log_cost)
        for cursor in map(self._lines_of_now.__getitem__, self._plots):
            cursor.blockSignals(True)
            cursor.setValue(moment.frame.done)
            cursor.blockSignals(False)
        if own.ranges is None:
            self._follow(lines, own.log_cost)
        # At speed the next beat brings more, and new updates with it.
        if (is_late or are_late) and not self._session.playback.at_speed:
            self._more.start()

    def _show_words(self, on: bool) -> None:
        """Say that there is no curve yet, instead of axes without one."""
        was_hidden = self.layout_widget.isHidden()
        self._empty.setText(NO_CURVE)
        self._empty.setVisible(on)
        self.layout_widget.setVisible(not on)
        if was_hidden and not on:
            # Whether accuracies have room is known once the diagrams have theirs.
            self._more.start()

    def _title(self, log: bool) -> None:
        for plot, title in ((self.plot, cost_title(log)), (self.shares, plain("accuracy"))):
            titled(plot, title, (), self._session.options.theme, self.view.usual_scale)

    def _show_diagrams(self, diagrams: Sequence[Diagram]) -> None:
        """The further ones; those that went take their moving lines with them."""
        assert self._gauges is not None, "made with the other plots"
        self._gauges.show(diagrams, self._session.options.theme, self.view.usual_scale)
        for lines in (self._lines_of_now, self._hairs):
            for plot in [plot for plot in lines if plot not in self._plots]:
                del lines[plot]

    def _show_lines(self, diagrams: Sequence[Diagram]) -> None:
        lines = keyed(self._lines)
        for key in [key for key in self._curves if key not in lines]:
            curve = self._curves.pop(key)
            for plot in (self.plot, self.shares):
                plot.removeItem(curve)
        for key, line in lines.items():
            curve = self._curves.get(key)
            if curve is None:
                plot = self.shares if line.is_share else self.plot
                self._curves[key] = curve = plot.plot()
                self._wear(curve, line)
                curve.setZValue(-1.0 if line.is_pale or line.hue < 0 else 0.0)
            show_line(curve, line, self._session.options.theme)
        self._show_shares(any(line.is_share for line in self._lines) and self.layout_widget.height() > _LOW)
        self.legend.show_lines([*self._lines, *told_lines(diagrams)], self._session.options.theme)

    def _show_shares(self, on: bool) -> None:
        """Give the accuracies the lower third, or nothing where there are none."""
        if on != self.shares.isVisible():
            self.shares.setVisible(on)
            # One that is not seen would keep its room.
            if on:
                self.layout_widget.addItem(self.shares, 1, 0)
            else:
                self.layout_widget.removeItem(self.shares)
        rows = self.layout_widget.ci.layout
        rows.setRowStretchFactor(0, 7)
        rows.setRowStretchFactor(1, 3 if on else 0)
        # The updates are told once, at the foot.
        seen = [plot for plot in self._plots if plot is not self.shares or on]
        for plot in seen:
            plot.showLabel("bottom", plot is seen[-1])
            plot.getAxis("bottom").setStyle(showValues=plot is seen[-1])
        for row in range(2, len(self._plots)):
            rows.setRowStretchFactor(row, 6)

    def _wear(self, curve: Any, line: Line) -> None:
        dress_line(curve, line, self._session.options.theme, self._session.playback.at_speed)

    def _follow(self, lines: list[Line], log: bool) -> None:
        (first, last), (low, high) = usual_ranges(lines, log)
        self.plot.blockSignals(True)
        self.plot.setXRange(first, last, padding=0.0)
        self.plot.setYRange(*((np.log10(low), np.log10(high)) if log else (low, high)), padding=0.0)
        self.plot.blockSignals(False)

    # What hand and keystrokes do

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keystrokes of every view: plus and minus for the range of updates, Alt and an arrow to move it, 0 for all."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self.plot is None:
            return False
        key, is_alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        box = self.plot.getViewBox()
        (first, last), _ = box.viewRange()
        moves = {Qt.Key.Key_Left: -0.1, Qt.Key.Key_Right: 0.1}
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            box.scaleBy((1.0 / ZOOM_STEP, 1.0))
        elif key == Qt.Key.Key_Minus:
            box.scaleBy((ZOOM_STEP, 1.0))
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key in moves and is_alt:
            box.translateBy((moves[Qt.Key(key)] * (last - first), 0.0))
        else:
            return False
        return True

    def show_all(self) -> None:
        """Show all updates again, and follow the training."""
        self._session.choose(MonitorOptions.ranges, None)
        self.refresh()

    def _on_range(self) -> None:
        (x0, x1), (y0, y1) = self.plot.viewRange()
        if self._session.options[MonitorOptions.log_cost]:
            y0, y1 = 10.0**y0, 10.0**y1
        self._session.choose(MonitorOptions.ranges, ((float(x0), float(x1)), (float(y0), float(y1))))

    def _on_dragged(self, cursor: Any) -> None:
        """Go where the line of now is dragged."""
        playback = self._session.playback
        first = self._session.runs.present.timeline.run.update
        update = max(first, round(float(cursor.value())))
        walk = playback.experiment.walk
        playback.go(walk.update_end(update) if update > first else walk.start)

    def _on_mouse(self, place: QPointF) -> None:
        """Tell what the curves are at the update under the pointer, with a crosshair there."""
        plots = [plot for plot in self._plots if plot.isVisible() and plot.sceneBoundingRect().contains(place)]
        at = plots[0].getViewBox().mapSceneToView(place) if plots else None
        for hair in self._hairs.values():
            hair.setVisible(at is not None)
        self._level.setVisible(at is not None and plots[0] is self.plot)
        self.legend.tell(None if at is None else float(at.x()))
        if at is None:
            return
        for hair in self._hairs.values():
            hair.setValue(float(at.x()))
        self._level.setValue(float(at.y()))
