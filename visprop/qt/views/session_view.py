"""A widget that shows one view of the registry: when it is drawn, and what it shows meanwhile."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.shapes import Figure
from visprop.figures.base.typeset import typeset
from visprop.figures.messages import error_figure, pending_figure
from visprop.figures.moment import ViewOptions
from visprop.figures.pages.equation_sheet import ON_SCREEN
from visprop.figures.views import View
from visprop.notation.expression.blocks import Block
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import Node
from visprop.qt.adapter import Adapter
from visprop.qt.later import Later
from visprop.qt.views.accessible import tell_change
from visprop.qt.views.figure_view import FigureView
from visprop.timeline.parts import Part
from visprop.timeline.work import LIMIT

_MORE_MS = 15
"""How soon a picture that lacks something is drawn again, in milliseconds."""


class SessionView(FigureView):
    """Draws its view again when the state that it depends on has changed; only when it is seen, and when its turn is come.

    A subclass may give a figure that is not finished yet (`drawn`), or None for one of which nothing is there: then the view is
    drawn as pending. Whatever goes wrong in drawing is shown in the view's place.
    """

    def __init__(
        self, adapter: Adapter, view: View, parent: QWidget | None = None, can_zoom: bool = False, is_tall: bool = False
    ) -> None:
        super().__init__(parent, can_zoom, is_tall)
        self.view = view
        self.adapter, self.session = adapter, adapter.session
        self.refreshes = 0
        self._shown: object = None
        self._told = ""
        self._is_stale = True
        self._has_picture = False
        self._kind = adapter.session.kind.name
        self._subject = adapter.session.own.subject
        self._drawn_subject: object = None
        self._more = Later(adapter, self.draw_again, self, _MORE_MS)
        self.setAccessibleName(view.title)
        self.resized.connect(self._fit)
        adapter.watch(self._forget, (Part.RUN,))
        adapter.watch(self.refresh, view.parts, view.dock.every if view.dock else 1)
        adapter.watch(self.scale_text, (Part.WINDOW,))
        self.scale_text()

    def refresh(self) -> None:
        """Draw again, if the state is another one; a view that is not seen waits until it is."""
        self._is_stale = True
        if self.is_seen:
            self._draw()

    def _fit(self) -> None:
        """Draw for another size, once for all that changes it in this turn; the very first picture comes when it is painted."""
        self.adapter.soon(self.refresh)

    @property
    def is_seen(self) -> bool:
        """Whether any of it can be seen: it is not hidden, nor behind a tab, and what it shows is open."""
        return self._kind == self.session.kind.name and self.isVisible() and not self.visibleRegion().isEmpty()

    def state(self) -> object:
        """What the picture depends on; it is not drawn again while this stays equal."""
        return (*self.view.state(self.session.moment(), self.session.options), self.page_size())

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        """The picture of now, which may be a coarse one; None if there is none yet."""
        return self.view.draw(self.session.moment(), options, size)

    def finished(self, size: tuple[float, float], options: ViewOptions | None = None) -> Figure:
        """The picture of now in full quality; it waits for all that is pending."""
        return self.view.draw(
            self.session.moment().at_once(self.view.shows_past), self.finished_options(options or self.session.options), size
        )

    def finished_options(self, options: ViewOptions) -> ViewOptions:
        """The choices of the picture in full quality."""
        return options

    @property
    def usual_scale(self) -> float:
        """How large a point is at the size of text that the user has chosen."""
        return self.session.window.text / 100

    def scale_text(self) -> None:
        """Take the usual scale."""
        self.set_scale(self.usual_scale)

    def _forget(self) -> None:
        """The picture of another run is not even a stale one of this."""
        if self.session.own.subject is not self._subject:
            self._subject, self._has_picture = self.session.own.subject, False

    def set_beside(self, formula: Node) -> None:
        """Let a formula be set in another thread; it is drawn when it is there."""
        self.session.background.ask(("formula", latex(formula)), LIMIT + 1.0, partial(typeset, formula, ON_SCREEN.formula))

    def draw_more(self) -> None:
        """Draw again soon: what time did not allow comes bit by bit."""
        self._more.start()

    def draw_soon(self) -> None:
        """Draw again when there is time: more of it is there."""
        self.adapter.soon(self.draw_again)

    def draw_again(self) -> None:
        """Draw, though the state may be the same: more of it is there."""
        self._shown = None
        self.refresh()

    def _draw(self) -> None:
        self._is_stale = False
        theme = self.session.options.theme
        try:
            state = self.state()
            if state == self._shown:
                return
            self.refreshes += 1
            figure = self.drawn(self.session.options, self.page_size())
            self._shown = state
        except Exception as error:
            # Nothing that a scenario holds may leave a view blank: what went wrong stands in its place, and in the log.
            self._note(error)
            figure, self._shown = error_figure(self.page_size(), theme, self.view.title, error), None
        self.set_pending(figure is None and self._has_picture)
        if figure is not None:
            self._has_picture, self._drawn_subject = True, self.session.own.subject
            self.set_figure(figure)
            self.placed(figure)
            if not self.session.playback.is_moving:
                tell_change(self)
        elif not self._has_picture:
            self.set_figure(pending_figure(self.page_size(), theme, self.view.title))

    def _note(self, error: Exception) -> None:
        """Write down where it comes from; the same again, as with the next frame, is not news."""
        told = repr(error)
        if told != self._told:
            self._told = told
            logging.getLogger("visprop").error("%s cannot be drawn", self.view.name, exc_info=error)

    @property
    def is_of_now(self) -> bool:
        return self._kind == self.session.kind.name and self.session.own.subject is self._drawn_subject

    @property
    def marked(self) -> Key | None:
        return self.session.selection.selected

    def heading(self) -> str:
        return self.view.tip

    def told_of(self) -> object:
        return self._shown, self.figure

    def key_at(self, place: QPointF) -> Key | None:
        """What stands at a place of the widget; nothing where the picture is still that of something that has gone."""
        return super().key_at(place) if self.is_of_now else None

    def set_figure(self, figure: Figure) -> None:
        """Paint another figure, in a turn of its own, as drawing it may have taken one."""
        self._figure, self._pixmap = figure, None
        self.adapter.soon(self._paint)

    def _paint(self) -> None:
        self.paint_ahead()
        self.update()

    def _catch_up(self) -> None:
        """Draw what has changed while it was out of sight, and take away the veil, where that is nothing too."""
        self.refresh()
        self.update()

    def placed(self, figure: Figure) -> None:
        """Called with each new picture; a page of text takes the height it needs."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Where the window is arranged anew all views are resized at once; each is drawn in a turn of its own, and shows meanwhile
        # what it showed.
        kept, figure = self._pixmap, self._figure
        super().resizeEvent(event)
        if self._figure is figure:
            self._pixmap = kept

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._kind != self.session.kind.name:
            # It is about to be hidden; what it showed stays so long.
            super().paintEvent(event)
            return
        if self.figure is None:
            self._draw()
        elif self._is_stale:
            # Many may come into sight at once: each is drawn in a turn of its own.
            self.adapter.soon(self._catch_up)
            was_pending, self._is_pending = self._is_pending, True
            super().paintEvent(event)
            self._is_pending = was_pending
            return
        super().paintEvent(event)

    def block_at(self, place: QPointF) -> Block | None:
        """What of a page stands at a place of the widget; None where that is no page."""
        return None

    def hint(self, x: float, y: float, key: Key | None) -> str:
        return ""

    def sizeHint(self) -> QSize:
        return QSize(420, 320)
