"""A page of formulas and words, as tall as it needs to be, laid out slice by slice so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from visprop.engine.key import Key
from visprop.figures.base.outlines import LIBRARY
from visprop.figures.base.shapes import Figure
from visprop.figures.base.told import Group, words_group
from visprop.figures.line_equation import equation_style
from visprop.figures.moment import ViewOptions
from visprop.figures.pages.equations import PageLayout
from visprop.figures.views import View
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.blocks import Block
from visprop.notation.latex_document import document
from visprop.notation.layout.said import said
from visprop.qt.adapter import Adapter
from visprop.qt.copied_equations import copy_mathml, copy_words
from visprop.qt.views.session_view import SessionView

LOAD_MS = 60
"""How long after the window the first formulas come, in milliseconds."""
_AGAIN_MS = 2
_LINE = 14.0
"""How high a line of small text is, in points."""
FIRST_SLICE = 0.008
"""How long a step waits for formulas to be set, in seconds; the rest follow one slice after another."""


class PageView(SessionView):
    """Paints the page of its view."""

    is_whole = True
    """Whether all of the page is laid out."""

    def __init__(self, adapter: Adapter, view: View, parent: QWidget | None = None) -> None:
        super().__init__(adapter, view, parent, is_tall=True)
        self._page: tuple[object, Page] | None = None
        self._layout: tuple[object, PageLayout] | None = None
        self._laid_out: PageLayout | None = None
        # A page grows downwards: what is painted stays.
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._on_time)
        self.pointed.connect(self.session.selection.point)

    def state(self) -> object:
        return (*self.view.state(self.session.moment(), self.session.options), self.room())

    def drawn(self, options: ViewOptions, size: tuple[float, float]) -> Figure | None:
        if not LIBRARY.is_here:
            # The window is shown first: loading what sets formulas takes as long as all else at the start.
            self._timer.start(LOAD_MS)
            return None
        try:
            found = self._layout_of(options).go_on(perf_counter() + FIRST_SLICE, self.lit())
        except Exception:
            # What is half made is not to pass for whole.
            self._page = self._layout = None
            raise
        self.is_whole = found.complete
        if found.waits_for is not None:
            self.set_beside(found.waits_for)
        elif not found.complete:
            self._timer.start(_AGAIN_MS)
        else:
            self.laid_out()
        return found.figure

    def laid_out(self) -> None:
        """Called when all of a page is laid out."""

    def _layout_of(self, options: ViewOptions) -> PageLayout:
        """The page's layout, which goes on where the slice before has ended if it is still the same page."""
        page = self.page
        key = (page, self.room(), options.theme, equation_style(options))
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
        is_wide = figure.width > self.room() + 1
        high = round(figure.height * self.scale)
        if not self.is_whole:
            # A page that is being laid out again is not scrolled, as it would be if it were shorter meanwhile.
            high = max(high, self.minimumHeight())
        self.setMinimumSize(round(figure.width * self.scale) if is_wide else 0, high)

    def told(self) -> Sequence[Group]:
        """Line by line what is written on it, each with the quantity that it begins with."""
        figure = self.figure
        found = None if figure is None else words_group(figure.shapes, self.view.title, figure.key_at)
        return () if found is None else (found,)

    def heading(self) -> str:
        return said(self.page.title)

    def _on_time(self) -> None:
        self.adapter.soon(self.go_on)

    def go_on(self) -> None:
        """Lay more of it out, once what sets formulas is there: that comes in pieces, one a turn."""
        if LIBRARY.load_some():
            self.draw_again()
        else:
            self._timer.start(_AGAIN_MS)

    def room(self) -> float:
        """The width that is seen, in points."""
        parent = self.parentWidget()
        return float(parent.width() if parent else self.width()) / self.scale

    @property
    def page(self) -> Page:
        """What is shown; made once for each state, as it is laid out in several slices."""
        state = self.page_state()
        if self._page is None or self._page[0] != state:
            self._page = (state, self.written())
        return self._page[1]

    def written(self) -> Page:
        """What the view says of now."""
        write = self.view.page
        assert write is not None, "only views with a page are shown here"
        return write(self.session.moment(), self.session.options)

    def page_state(self) -> object:
        """What the page depends on."""
        return self.session.moment().frame, self.session.options

    def lit(self) -> frozenset[Key]:
        """The terms that are brought out."""
        pointed = self.session.selection.pointed
        return frozenset() if pointed is None else frozenset((pointed,))

    def block_at(self, place: QPointF) -> Block | None:
        return None if self._layout is None else self._layout[1].block_at(self.to_figure(place)[1])

    def copy_latex(self) -> None:
        """Put the page on the clipboard, as a LaTeX document."""
        QGuiApplication.clipboard().setText(document(self.page.blocks, equation_style(self.session.options)))

    def copy_mathml(self) -> None:
        """Put the page on the clipboard, as MathML: to be pasted as formulas, or as its source where only text is taken."""
        copy_mathml(self.page.blocks, equation_style(self.session.options))

    def copy_text(self) -> None:
        """Put the page on the clipboard, as plain text."""
        copy_words(self.page.blocks, equation_style(self.session.options))

    def copy_picture(self) -> None:
        """Put the page on the clipboard, as a picture."""
        from visprop.qt.clipboard import copy_figure

        copy_figure(self.finished(self.page_size()), "the page", self)

    def sizeHint(self) -> QSize:
        return QSize(420, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 80)


def _goes_on(page: Figure, figure: Figure) -> bool:
    """Whether a figure is a page with more below it."""
    return figure.shapes[: len(page.shapes)] == page.shapes
