"""What is asked for becomes a picture: a view as its choices say, or several on a sheet, on one scale."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from visprop.export.flags import ExportFlag
from visprop.export.formats import ExportError, Format
from visprop.figures.moment import Moment, NetworkMoment, ViewOptions
from visprop.figures.sheet.panels import Panel, shared
from visprop.figures.sheet.sheet_picture import MOST_PANELS
from visprop.figures.sheet.sheet_view import sheet_of, titled
from visprop.figures.sheet.titles import Titles
from visprop.figures.views import View
from visprop.kinds.registry import kind_of
from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position

Given = Sequence[tuple[ExportFlag, Any]]
"""Choices that are made, each with its value."""
Opened = Callable[[str, str | None], tuple[Experiment, Position]]
"""(name, position as it is typed or None) → an experiment and a position of it."""
_PLACE = re.compile(r"(.+)@(\d[\d.]*)")


@dataclass(frozen=True)
class Sheet:
    """How panels stand on a sheet; `flags.SHEET` says how each is chosen.

    Attributes:
        columns: how many stand side by side at most.
        headings: whether what a panel shows stands beside its letter.
        title: where what is said above a diagram stands, a name of `Titles`.
        scale_from: scenarios, each with @ and a position behind it or not, whose pictures the scale is to hold as well.
    """

    columns: int = 1
    headings: bool = False
    title: str = Titles.ON.value
    scale_from: tuple[str, ...] = ()


def heeded(view: View, found: Format) -> frozenset[str]:
    """The fields of moment and options that make a difference to a view in a format."""
    used = view.page_uses if found.page_file is not None else ()
    return frozenset(used or (*view.uses, *(option.name for option in view.choices))) - frozenset(found.ignores)


def is_heeded(flag: ExportFlag, names: frozenset[str], found: Format) -> bool:
    """Whether a choice makes a difference where these names do, in a format."""
    return not names.isdisjoint(flag.fields) or flag.of_format in found.uses


def refuse_unused(given: Iterable[ExportFlag], view: View, found: Format) -> None:
    """A choice that would be ignored is refused, so that nobody believes it was heeded.

    Raises:
        ExportError: there is one.
    """
    names = heeded(view, found)
    for flag in given:
        if not is_heeded(flag, names, found):
            raise ExportError(f"{flag.told.name} means nothing for {view.name} as {found.suffix}")


def panel_of(view: View, moment: Moment, given: Given, options: ViewOptions) -> Panel:
    """A view of a moment as the choices say, beginning with options.

    Raises:
        ExportError: one does not fit the moment, or there is nothing to draw of it.
    """
    try:
        for flag, value in given:
            options = options if flag.set is None else flag.set(options, value, moment)
            moment = moment if flag.mark is None else flag.mark(moment, value)
    except ValueError as error:
        raise ExportError(str(error)) from error
    require_what_it_is_of(view, moment, options)
    return Panel(view, moment, options)


def require_what_it_is_of(view: View, moment: Moment, options: ViewOptions) -> None:
    """Refuse a view of something selected, or of many runs, where there is none.

    Raises:
        ExportError: there is none.
    """
    if view.needs_selection and moment.selected is None:
        raise ExportError(f"{view.name} needs --of NAME, such as --of w2[1,2]")
    if "swarm" in view.uses and isinstance(moment, NetworkMoment) and moment.swarm is None:
        raise ExportError(f"{view.name} is a picture of many runs: visprop swarm SCENARIO --view {view.name}")
    if reason := view.lacks(moment, options):
        raise ExportError(reason)


def require_room(count: int) -> None:
    """Refuse more panels than have a letter.

    Raises:
        ExportError: there are more.
    """
    if count > MOST_PANELS:
        raise ExportError(f"a sheet has {MOST_PANELS} panels at most")


def sheet_view(views: Sequence[View], panels: Sequence[Panel], sheet: Sheet) -> View:
    """The one view, or the sheet of several; there may be no panels yet."""
    titles = Titles(sheet.title)
    if len(views) == 1:
        return titled(views[0], titles)
    return sheet_of(views, panels, min(len(views), sheet.columns), sheet.headings, titles)


def composed(panels: Sequence[Panel], others: Sequence[Panel], sheet: Sheet) -> Panel:
    """The one picture of all panels, those of one view on the scale that they share, and others elsewhere with them.

    Raises:
        ExportError: there are others, and none of the panels has a scale that could be shared.
    """
    if others and all(panel.view.span is None for panel in panels):
        names = ", ".join(dict.fromkeys(panel.view.name for panel in panels))
        raise ExportError(f"--scale-from means nothing for {names}")
    found = shared(panels, others)
    return replace(found[0], view=sheet_view([panel.view for panel in found], found, sheet))


def other_moment(view: View, text: str, opened: Opened) -> Moment:
    """The moment of another scenario from which the scale is taken, of `SCENARIO[@UPDATE]`.

    Raises:
        ExportError: it is of another kind.
    """
    found = _PLACE.fullmatch(text)
    experiment, place = opened(found[1], found[2]) if found else opened(text, None)
    kind = kind_of(experiment.run)
    if kind.views().get(view.name) is not view:
        raise ExportError(f"--scale-from {text}: {kind.words} has no {view.name}")
    return kind.moment(experiment, place, view.whole_example)
