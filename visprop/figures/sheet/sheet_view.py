"""A sheet of several panels as a view like another, so that every format writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from visprop.figures.base.shapes import Figure
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.option import Option
from visprop.figures.sheet.panels import Panel, shared
from visprop.figures.sheet.sheet_picture import apart_figure, sheet_figure
from visprop.figures.sheet.titles import Titles
from visprop.figures.views import View

_PANEL = (480.0, 340.0)
"""As how large a panel counts where no size is asked for."""


def titled(view: View, titles: Titles) -> View:
    """A view with what is said above its diagram elsewhere."""

    def draw(moment: Moment, options: ViewOptions, size: Size) -> Figure:
        return apart_figure(Panel(view, moment, options), size, titles)

    return view if titles is Titles.ON else replace(view, draw=draw)


def sheet_of(
    views: Sequence[View], panels: Sequence[Panel], columns: int, headings: bool = False, titles: Titles = Titles.ON
) -> View:
    """The view whose picture is a sheet of panels.

    Args:
        views: of the panels, by which it is known what it takes; there may be no panels yet.
        panels: what is drawn.
        columns: how many stand side by side.
        headings: whether what a panel shows stands beside its letter.
        titles: where what is said above a diagram stands.
    """
    rows = -(-len(views) // columns)

    def draw(moment: Moment, options: ViewOptions, size: Size) -> Figure:
        return sheet_figure(panels, columns, size, headings, titles)

    return View(
        name=",".join(dict.fromkeys(view.name for view in views)),
        title=", ".join(dict.fromkeys(view.title for view in views)),
        tip="Several pictures on one page",
        uses=tuple(dict.fromkeys(name for view in views for name in view.uses)),
        draw=draw,
        heeds=_own_options(views),
        size=(columns * _PANEL[0], rows * _PANEL[1]),
        moment=views[0].moment,
    )


def filmed(views: Sequence[View], columns: int, ends: Sequence[Moment], options: ViewOptions) -> View:
    """The view whose picture is one view, or a sheet of several, of whichever moment: as the pictures of an animation are.

    Args:
        views: what is drawn of each moment.
        columns: how many stand side by side.
        ends: the moments between which it goes on, which one scale is to hold.
        options: how they are shown there.
    """
    own = {view.name: shared([Panel(view, moment, options) for moment in ends])[0].options for view in views}

    def panel(view: View, moment: Moment, options: ViewOptions) -> Panel:
        return Panel(view, moment, options).scaled(own[view.name][ViewOptions.scale])

    def draw(moment: Moment, options: ViewOptions, size: Size) -> Figure:
        return sheet_figure([panel(view, moment, options) for view in views], columns, size)

    def draw_one(moment: Moment, options: ViewOptions, size: Size) -> Figure:
        return views[0].draw(moment, panel(views[0], moment, options).options, size)

    if len(views) == 1:
        return replace(views[0], draw=draw_one)
    return replace(sheet_of(views, (), columns), draw=draw)


def _own_options(views: Sequence[View]) -> tuple[Option[Any], ...]:
    """What can be chosen of the views alone."""
    shared = ViewOptions.entries().values()
    return tuple(dict.fromkeys(option for view in views for option in view.choices if option not in shared))
