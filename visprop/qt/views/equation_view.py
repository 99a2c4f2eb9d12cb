"""The equations of the present line, or of what is asked about, with this moment's numbers in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QCursor, QGuiApplication, QMoveEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from visprop.engine.key import Key
from visprop.figures.base.outlines import is_ready, load
from visprop.figures.base.shapes import Figure, Formula
from visprop.figures.base.typeset import is_busy, is_long, is_set, typeset
from visprop.figures.drawing import equation_page, equation_style, question_of
from visprop.figures.moment import ViewOptions
from visprop.figures.network.hints import hint
from visprop.figures.pages.equation_options import EquationOptions
from visprop.figures.pages.equations import SIZE, PageLayout
from visprop.figures.pages.line_breaking import formulas
from visprop.figures.views import View
from visprop.notation.explanations.pages import Page, Subject, page
from visprop.notation.explanations.paths import path_key
from visprop.notation.glossary import meaning_of, meaning_of_key, symbols_in
from visprop.notation.latex_document import document, text_rows
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import Node
from visprop.qt.adapter import Adapter
from visprop.qt.views.session_view import SessionView
from visprop.timeline.frame import Frame
from visprop.timeline.parts import Part
from visprop.timeline.work import LIMIT

_LINE = 14.0
"""How far from its baseline an equation's line is pointed at, in points."""
AHEAD_MS = 12
"""How often one of the formulas to come is set while nothing moves, in milliseconds."""
LOAD_MS = 60
"""How long after the window the first formulas come, in milliseconds."""
_AGAIN_MS = 2
FIRST_SLICE = 0.008
"""How long a step waits for formulas to be set, in seconds; the rest follow one slice after another."""


class EquationView(SessionView):
    """Paints the equations; a term that is pointed at lights up in the network, one that is clicked is selected."""

    _is_whole = True
    """Whether all of the page is laid out."""
    _is_scrolling = False
    """Whether it is being scrolled to what was asked for, and not by the hand."""
    _revealed: int | None = None
    """The path that was scrolled to last."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, is_tall=True)
        self._page: tuple[Frame, ViewOptions, Key | None, Page] | None = None
        self._layout: tuple[object, PageLayout] | None = None
        self._laid_out: PageLayout | None = None
        self._waits = False
        self._ahead_of: object = None
        self._ahead: Iterator[Node] = iter(())
        # A page grows downwards: what is painted stays.
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._idle = QTimer(self, interval=AHEAD_MS)
        self._idle.timeout.connect(self._on_idle)
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._on_time)
        self.pointed.connect(self.session.selection.point)
        self.clicked.connect(self._on_clicked)
        adapter.watch(self._on_moved, (Part.MOTION, Part.PLAYBACK))

    # What is drawn

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

    def state(self) -> object:
        return (*self.view.state(self.session.moment(), self.session.options), self._room())

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        if not is_ready():
            # The window is shown first: loading what sets formulas takes as long as all else at the start.
            self._timer.start(LOAD_MS)
            return None
        if self.session.playback.frame.is_pending:
            return None
        try:
            found = self._layout_of(options).go_on(perf_counter() + FIRST_SLICE, self._lit())
        except Exception:
            # What is half made is not to pass for whole.
            self._page = self._layout = None
            raise
        self._is_whole = found.complete
        if found.waits_for is not None:
            self._set_beside(found.waits_for)
        elif not found.complete:
            self._timer.start(_AGAIN_MS)
        elif not self.session.playback.running:
            self._look_ahead()
        return found.figure

    def _layout_of(self, options: ViewOptions) -> PageLayout:
        """The page's layout, which goes on where the slice before has ended if it is still the same page."""
        page = self.page
        key = (page, self._room(), options.theme, equation_style(options))
        if self._layout is None or self._layout[0] != key:
            self._layout = (key, PageLayout(page.blocks, key[1], key[2], key[3], page.title))
        return self._layout[1]

    def set_figure(self, figure: Figure) -> None:
        last, self._laid_out = self._laid_out, None if self._layout is None else self._layout[1]
        before = self._figure if last is not None and last is self._laid_out else None
        if before is not None and _goes_on(before, figure) and not self._sees_end_of(before):
            # What is new is out of sight, and is painted when it comes into it.
            self._figure = figure
        else:
            super().set_figure(figure)

    def _sees_end_of(self, figure: Figure) -> bool:
        """Whether where a page ends, and what is added to it is to be seen, is in sight."""
        return (figure.height - _LINE) * self.scale <= self.visibleRegion().boundingRect().bottom()

    def placed(self, figure: Figure) -> None:
        if self._is_whole and QAccessible.isActive():
            # For a screen reader, which has none of the pictures' letters.
            from visprop.notation.page_printers import spoken_page

            self.setAccessibleDescription(spoken_page(self.page.blocks, equation_style(self.session.options)))
        is_wide = figure.width > self._room() + 1
        high = round(figure.height * self.scale)
        if not self._is_whole:
            # A page that is being laid out again is not scrolled, as it would be if it were shorter meanwhile.
            high = max(high, self.minimumHeight())
        self.setMinimumSize(round(figure.width * self.scale) if is_wide else 0, high)
        if self._is_whole:
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

    def _on_time(self) -> None:
        self.adapter.soon(self._go_on)

    def _go_on(self) -> None:
        load()
        if self._is_resting:
            self.draw_again()

    def _room(self) -> float:
        """The width that is seen."""
        parent = self.parentWidget()
        return float(parent.width() if parent else self.width()) / self.scale

    @property
    def page(self) -> Page:
        """What is shown; made once for each frame and choice, as it is laid out in several slices."""
        moment, options = self.session.moment(), self.session.options
        if self._page is None or self._page[:3] != (moment.frame, options, moment.selected):
            self._page = (moment.frame, options, moment.selected, equation_page(moment, options))
        return self._page[3]

    def _lit(self) -> frozenset[Key]:
        """The terms that are brought out."""
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
            self._set_beside(formula)
        else:
            typeset(formula, SIZE)

    def _set_beside(self, formula: Node) -> None:
        """Let a long formula be set in another thread; it is drawn when it is there."""
        self.session.background.ask(("formula", latex(formula)), LIMIT + 1.0, lambda: typeset(formula, SIZE))

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

    def copy_latex(self) -> None:
        """Put the equations on the clipboard, as a LaTeX document."""
        QGuiApplication.clipboard().setText(document(self.page.blocks, equation_style(self.session.options)))

    def copy_mathml(self) -> None:
        """Put the equations on the clipboard, as MathML: to be pasted as formulas, or as its source where only text is taken."""
        from visprop.notation.page_printers import mathml_document

        data, written = QMimeData(), mathml_document(self.page.blocks, equation_style(self.session.options))
        data.setText(written)
        data.setHtml(written)
        QGuiApplication.clipboard().setMimeData(data)

    def copy_text(self) -> None:
        """Put the equations on the clipboard, as plain text."""
        style = equation_style(self.session.options)
        QGuiApplication.clipboard().setText("\n".join(row for block in self.page.blocks for row in text_rows(block, style)))

    def copy_picture(self) -> None:
        """Put the equations on the clipboard, as a picture."""
        from visprop.qt.clipboard import copy_figure

        copy_figure(self.finished(self.page_size()), "the equations", self)

    def sizeHint(self) -> QSize:
        return QSize(420, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 80)


def _goes_on(page: Figure, figure: Figure) -> bool:
    """Whether a figure is a page with more below it."""
    return figure.shapes[: len(page.shapes)] == page.shapes
