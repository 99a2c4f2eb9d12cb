"""Several pictures in one file, and pictures on the scale of others: the flags, and what they ask for."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any

from visprop.cli.arguments import open_experiment, whole_number
from visprop.cli.command import UsageError
from visprop.figures.moment import Moment
from visprop.figures.sheet.panels import Panel, shared
from visprop.figures.sheet.sheet_picture import MOST_PANELS
from visprop.figures.sheet.sheet_view import sheet_of, titled
from visprop.figures.sheet.titles import Titles
from visprop.figures.views import View
from visprop.kinds.registry import kind_of
from visprop.timeline.position import Position

SHEET_FLAGS = {"columns": "--columns", "headings": "--headings"}
"""The flags that are about several panels, by where argparse keeps their values."""
_USUAL_COLUMNS = 2
_PLACE = re.compile(r"(.+)@(\d[\d.]*)")


def add_sheet(parser: Any) -> None:
    """Declare the flags."""
    group = parser.add_argument_group("several panels: --view A,B,C, or one view --at several positions")
    group.add_argument("--columns", type=whole_number(1, MOST_PANELS), metavar="N", help="panels side by side (2)")
    group.add_argument("--headings", action="store_true", default=None, help="say beside each panel's letter what it shows")
    above = "what is said above a diagram: on it, off, or apart: above the picture, in a sheet beside its letter (on)"
    parser.add_argument("--title", choices=[one.value for one in Titles], default=None, help=above)
    scale = "draw on a scale that holds the pictures of another scenario or update as well; again for more"
    group.add_argument("--scale-from", action="append", default=[], metavar="SCENARIO[@UPDATE]", help=scale)


def paired(views: Sequence[View], places: Sequence[Position]) -> list[tuple[View, Position]]:
    """Which view is drawn where.

    Raises:
        UsageError: there are neither as many positions as views, nor one of either, or too many.
    """
    if 1 not in (len(views), len(places)) and len(views) != len(places):
        raise UsageError(f"--view names {len(views)} and --at {len(places)}: as many of both, or one of either")
    count = max(len(views), len(places))
    if count > MOST_PANELS:
        raise UsageError(f"a sheet has {MOST_PANELS} panels at most")
    return [(views[at % len(views)], places[at % len(places)]) for at in range(count)]


def asked_view(views: Sequence[View], panels: Sequence[Panel], arguments: argparse.Namespace) -> View:
    """The one view, or the sheet.

    Raises:
        UsageError: a flag is about several panels, and there is one.
    """
    titles = Titles(arguments.title or Titles.ON.value)
    if arguments.title is not None and all(view.page is not None for view in views):
        raise UsageError(f"--title means nothing for {views[0].name}")
    if len(views) > 1:
        columns = min(len(views), arguments.columns or _USUAL_COLUMNS)
        return sheet_of(views, panels, columns, bool(arguments.headings), titles)
    for name, flag in SHEET_FLAGS.items():
        if getattr(arguments, name) is not None:
            raise UsageError(f"{flag} is about several panels: name their views, --view network,landscape")
    return titled(views[0], titles)


def on_scale(panels: Sequence[Panel], others: Sequence[Panel]) -> list[Panel]:
    """The panels on the scale that those of one view share, and others elsewhere with them.

    Raises:
        UsageError: none of them has a scale that could be shared.
    """
    if others and all(panel.view.span is None for panel in panels):
        names = ", ".join(dict.fromkeys(panel.view.name for panel in panels))
        raise UsageError(f"--scale-from means nothing for {names}")
    return shared(panels, others)


def other_moment(view: View, text: str) -> Moment:
    """The moment of another scenario from which the scale is taken.

    Raises:
        UsageError: it is of another kind, or there is no such position.
    """
    found = _PLACE.fullmatch(text)
    name, at = (found[1], found[2]) if found else (text, None)
    experiment, place = open_experiment(name, at, [])
    if kind_of(experiment.run).views().get(view.name) is not view:
        raise UsageError(f"--scale-from {text}: {kind_of(experiment.run).words} has no {view.name}")
    return kind_of(experiment.run).moment(experiment, place, view.whole_example)
