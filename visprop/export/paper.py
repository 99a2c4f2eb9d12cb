"""On what a view is set in a file: laid out for the size at which it is read, and then scaled as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from visprop.export.formats import ExportError
from visprop.figures.base.extents import drawn
from visprop.figures.base.moving import Move, cut
from visprop.figures.base.page_breaks import broken_figure
from visprop.figures.base.shapes import Clip, Figure, Label, Shape
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme
from visprop.figures.moment import Moment, ViewOptions
from visprop.figures.sheet.sheet_picture import NoRoom
from visprop.figures.views import View

_LEAST = 60.0
"""The least width of a page on which a picture is laid out."""
_COLUMN, _COLUMN_FONT = 490.0, 8.0
"""Up to this width a page is a column of print, whose figures have letters of this size."""
_SLIDE, _SLIDE_FONT = 640.0, 10.0
"""From this width on it is a slide."""
_WIDEST_SLIDE, _POSTER, _READ = 960.0, 1190.0, 720.0
"""So wide a slide is, and from so wide a page on it is a poster: a page that one reads at that width, enlarged as a whole."""
_LEAST_INDEX = 6.0
"""How large an index is at least, or as large as its text, in points."""
_LEAST_HIGH = 22.0
"""A picture in a narrow column is at first so many times as high as its letters: they do not grow narrower with it."""
_ABREAST, _USUAL_COLUMNS = 360.0, 2
"""From this width on panels have room side by side, and how many."""
_HEIGHTS = (1.0, 1.2, 1.45, 1.75, 2.1)
"""Shares of a view's own height: where none is asked for a picture is as high as its numbers need, as far as one of these."""
_HEIGHTS_OF_LOW = (2.7, 3.4, 4.2)
"""The same of one that is not half as high as wide then, such as a line."""
_HIGHER = (2.7, 3.4, 4.2, 5.2)
"""The same of a sheet, where a panel has room at none of those heights."""
_RIM = 1.0
"""What is left free around a picture that is cut to what is drawn, in points of a column."""


def usual_font(width: float) -> float:
    """The size of usual text in a figure of a width, both in points: 8 in a column, 10 on a slide; a poster grows as a whole."""
    poster = max(width, _POSTER) / _READ * _SLIDE_FONT
    fonts = _COLUMN_FONT, _SLIDE_FONT, _SLIDE_FONT, poster
    return float(np.interp(width, (_COLUMN, _SLIDE, _WIDEST_SLIDE, max(width, _POSTER)), fonts))


@dataclass(frozen=True)
class Paper:
    """What a view is set on; lengths in points.

    Attributes:
        width: None for the view's own page.
        height: None for what the picture needs.
        font: how large usual text is; None for what suits the width.
        crop: whether the page is cut to what is drawn.
    """

    width: float | None = None
    height: float | None = None
    font: float | None = None
    crop: bool = False

    @property
    def columns(self) -> int:
        """How many panels stand side by side where nothing is asked: in a column one below the other, but on a low page."""
        is_column = self.width is not None and self.width < _ABREAST and (self.height is None or self.height > self.width)
        return 1 if is_column else _USUAL_COLUMNS

    def figures(self, view: View, moment: Moment, options: ViewOptions) -> tuple[Figure, ...]:
        """A view's pages: of text as many as its height asks for, else one.

        Raises:
            ExportError: the letters are too large for the page.
        """
        width, height = (self.width, self.height) if self.width is not None else view.size
        is_text = view.page is not None
        enlarged = Move((self.font or usual_font(width)) / TEXT_SIZE)
        if width / enlarged.scale < _LEAST and self.font is not None:
            raise ExportError(f"letters of {self.font:g} points are too large for a page {width:g} points wide")

        def of_height(high: float) -> Figure:
            figure = _legible(enlarged.figure(view.draw(moment, options, enlarged.before(width, high))))
            # What was multiplied and divided is to be what was asked for, to the last bit.
            return replace(figure, width=width, height=figure.height if is_text else high)

        usual = max(width * view.size[1] / view.size[0], _LEAST_HIGH * (self.font or usual_font(width)))
        if is_text:
            figure = of_height(height if height is not None else usual)
            pages = (figure,) if self.height is None else broken_figure(figure, self.height, _mark(enlarged.scale, options.theme))
            return tuple(map(self._fitted, pages))
        if height is not None:
            return (self._fitted(of_height(height)),)
        shares = (*_HEIGHTS, *(share for share in _HEIGHTS_OF_LOW if share * usual < width / 2))
        heights, higher = ([share * usual for share in some] for some in (shares, _HIGHER))
        tried = _where_there_is_room(of_height, heights, higher)
        return (self._fitted(_without_blank(_with_most(tried), self._rim)),)

    @property
    def _rim(self) -> float:
        """What is left free around a picture that is cut to what is drawn: in points, more on a poster."""
        return _RIM if self.width is None else _RIM * usual_font(self.width) / _COLUMN_FONT

    def _fitted(self, figure: Figure) -> Figure:
        return _cropped(figure, self._rim) if self.crop else figure


def _mark(scale: float, theme: Theme) -> Label:
    """The letters in which it is said that an equation goes on."""
    return Label(0.0, 0.0, (), scale * SMALL_SIZE, theme.faint, across=0.0)


def _where_there_is_room(make: Callable[[float], Figure], heights: Iterable[float], higher: Sequence[float]) -> Iterator[Figure]:
    """Figures of some heights, but of those at which a panel of a sheet has no room; where that is all, of the first higher one.

    Raises:
        NoRoom: there is none at any height.
    """
    is_any = False
    for height in heights:
        try:
            found = make(height)
        except NoRoom:
            # A higher page may have it.
            continue
        is_any = True
        yield found
    if not is_any:
        yield _first_with_room(make, higher)


def _first_with_room(make: Callable[[float], Figure], heights: Sequence[float]) -> Figure:
    *lower, last = heights
    for height in lower:
        try:
            return make(height)
        except NoRoom:
            # The last one says for which panel.
            continue
    return make(last)


def _with_most(figures: Iterable[Figure]) -> Figure:
    """The first figure that has all, or else the first of those that lack the fewest numbers, and then words, and are not empty.

    What no height has room for does not count.
    """
    best: tuple[tuple[int, bool, int], Figure] | None = None
    for figure in figures:
        lost = [one for one in figure.omitted if one.is_of_height]
        numbers = sum(one.is_number for one in lost)
        lacks = numbers, not figure.shapes, len(lost) - numbers
        if best is None or lacks < best[0]:
            best = lacks, figure
        if not any(best[0]):
            break
    assert best is not None, "there is a figure"
    return best[1]


def _legible(figure: Figure) -> Figure:
    """The figure with no index smaller than can be read in print."""
    return replace(figure, shapes=tuple(map(_with_indices, figure.shapes)))


def _with_indices(shape: Shape) -> Shape:
    if isinstance(shape, Clip):
        return replace(shape, shapes=tuple(map(_with_indices, shape.shapes)))
    if isinstance(shape, Label) and any(run.script for run in shape.runs):
        return replace(shape, script=max(shape.script, min(1.0, _LEAST_INDEX / shape.size)))
    return shape


def _without_blank(figure: Figure, rim: float) -> Figure:
    """The figure without what is blank above and below."""
    _, top, _, bottom = drawn(figure)
    return cut(figure, (0.0, max(0.0, top - rim), figure.width, min(figure.height, bottom + rim)))


def _cropped(figure: Figure, rim: float) -> Figure:
    """The figure on a page that is as large as what is drawn."""
    left, top, right, bottom = drawn(figure)
    return cut(figure, (left - rim, top - rim, right + rim, bottom + rim))
