"""The equations of the present line, or of what is asked about, with this moment's numbers in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QCursor, QMoveEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from visprop.engine.key import Key
from visprop.figures.base.outlines import LIBRARY
from visprop.figures.base.shapes import Figure, Formula
from visprop.figures.base.typeset import is_busy, is_long, is_set, typeset
from visprop.figures.drawing import question_of
from visprop.figures.line_equation import equation_style
from visprop.figures.moment import ViewOptions
from visprop.figures.network.hints import hint
from visprop.figures.pages.equation_options import EquationOptions
from visprop.figures.pages.equation_sheet import ON_SCREEN
from visprop.figures.pages.line_breaking import formulas
from visprop.figures.views import View
from visprop.notation.explanations.pages import Page, Subject, page
from visprop.notation.explanations.paths import path_key
from visprop.notation.expression.blocks import Blocks, without_result
from visprop.notation.glossary import meaning_of, meaning_of_key, symbols_in
from visprop.notation.layout.nodes import Node
from visprop.qt.adapter import Adapter
from visprop.qt.views.page_view import FIRST_SLICE, PageView
from visprop.timeline.parts import Part

_LINE = 14.0
"""How far from its baseline an equation's line is pointed at, in points."""
AHEAD_MS = 12
"""How often one of the formulas to come is set while nothing moves, in milliseconds."""


class EquationView(PageView):
    """Paints the equations; a term that is pointed at lights up in the network, one that is clicked is selected."""

    _is_scrolling = False
    """Whether it is being scrolled to what was asked for, and not by the hand."""
    _revealed: int | None = None
    """The path that was scrolled to last."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent)
        self._waits = False
        self._ahead_of: object = None
        self._ahead: Iterator[Node] = iter(())
        self._idle = QTimer(self, interval=AHEAD_MS)
        self._idle.timeout.connect(self._on_idle)
        self.clicked.connect(self._on_clicked)
        adapter.watch(self._on_moved, (Part.MOTION, Part.PLAYBACK))
        # What a lesson asks for is left out until it is answered.
        adapter.watch(self.refresh, (Part.LESSON,))

    # What is drawn

    def written(self) -> Page:
        found, asked = super().written(), self.adapter.course.asked_number
        return found if asked is None else Page(found.title, Blocks(without_result(found.blocks, asked)))

    @property
    def _is_resting(self) -> bool:
        """Whether equations could be read: neither at speed nor while a line is on its way."""
        playback = self.session.playback
        return not playback.at_speed and playback.progress >= 1.0

    def refresh(self) -> None:
        self._waits = not self._is_resting and self.figure is not None
        # At speed they are those of an earlier moment, and are drawn so.
        self.set_pending(self._waits and self.session.playback.at_speed)
        if not self._waits:
            super().refresh()

    def _on_moved(self) -> None:
        """The line has arrived, or running has paused: now there is something to be read."""
        if self._waits:
            self.refresh()

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        return None if self.session.playback.frame.is_pending else super().drawn(options, size)

    def laid_out(self) -> None:
        if not self.session.playback.running:
            self._look_ahead()

    def placed(self, figure: Figure) -> None:
        super().placed(figure)
        if self.is_whole:
            self._reveal_route()

    def _reveal_route(self) -> None:
        """Scroll to the path that has just been lit."""
        route = self.session.selection.route
        if route == self._revealed:
            return
        self._revealed = route
        viewport = self.parentWidget()
        area = None if viewport is None else viewport.parentWidget()
        key = None if route is None else path_key(route)
        if key is None or self.figure is None or not isinstance(area, QScrollArea):
            return
        place = self.figure.middle_of(key)
        if place is not None:
            self._is_scrolling = True
            area.ensureVisible(0, round(place[1] * self.scale), 0, 60)
            self._is_scrolling = False

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        # Scrolled under the pointer, it is another thing that is pointed at.
        if self.underMouse() and not self._is_scrolling:
            self._point_at(QPointF(self.mapFromGlobal(QCursor.pos())))

    def go_on(self) -> None:
        if self._is_resting or not LIBRARY.is_here:
            super().go_on()

    def page_state(self) -> object:
        moment = self.session.moment()
        return moment.frame, self.session.options, moment.selected, self.adapter.course.asked_number

    def lit(self) -> frozenset[Key]:
        selection = self.session.selection
        route = None if selection.route is None else path_key(selection.route)
        return frozenset(key for key in (selection.pointed, route) if key is not None)

    # Ahead

    def _look_ahead(self) -> None:
        """Set the symbols of all lines while nothing moves; a step changes only numbers, which are put together at once."""
        frame = self.session.playback.frame
        about = (frame.scenario, len(frame.examples), self.session.options, self.session.selection.selected)
        if about != self._ahead_of:
            self._ahead_of, self._ahead = about, self._formulas_ahead()
        self._idle.start()

    def _formulas_ahead(self) -> Iterator[Node]:
        """The symbols of the lines to come, so that the next step need not wait for them."""
        frame, options = self.session.playback.frame, self.session.options
        own = options.of(EquationOptions)
        if own.subject is not Subject.LINE or own.line is not None:
            return
        lines, style = frame.program.lines, equation_style(options)
        question = question_of(self.session.moment(), options)
        for line in (*lines[frame.position.line + 1 :], *lines[: frame.position.line]):
            for block in page(frame, replace(question, line=line.number)).blocks:
                yield from formulas(block, style)

    def _on_idle(self) -> None:
        self.adapter.soon(self._set_ahead)

    def _set_ahead(self) -> None:
        """Set one formula more, if one is soon found; the timer's pauses leave the window free in between."""
        if is_busy():
            return
        deadline = perf_counter() + FIRST_SLICE
        for formula in () if self.session.playback.running else self._ahead:
            if not is_set(formula):
                self._set_one(formula)
                return
            if perf_counter() > deadline:
                return
        self._idle.stop()

    def _set_one(self, formula: Node) -> None:
        if is_long(formula):
            self.set_beside(formula)
        else:
            typeset(formula, ON_SCREEN.formula)

    # What is told, and done

    def hint(self, x: float, y: float, key: Key | None) -> str:
        if key is None:
            return self._symbols_near(y)
        if key.letter == "path":
            return "Click to light this path up in the network"
        told = (hint(self.session.playback.frame, key, self.session.naming), meaning_of_key(key, self.session.options.dress))
        return "\n".join(filter(None, told))

    def _symbols_near(self, y: float) -> str:
        """What the symbols of the equation at a height mean."""
        shapes = () if self.figure is None else self.figure.shapes
        near = [shape.node for shape in shapes if isinstance(shape, Formula) and abs(shape.y - y) < _LINE]
        return "\n".join(meaning_of(symbol) for symbol in symbols_in(near))

    def _on_clicked(self, key: Key | None) -> None:
        selection = self.session.selection
        if key is None:
            return
        if key.letter == "path":
            selection.light(None if key.number - 1 == selection.route else key.number - 1)
        elif key.is_parameter or key.is_neuron:
            selection.select(key.place)
