"""Several pictures in one file, and pictures on the scale of others: the flags, and what they ask for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from visprop.cli.command import UsageError
from visprop.cli.flag_arguments import add_flag
from visprop.cli.paper_flags import paper_of
from visprop.export.composing import Sheet, require_room
from visprop.export.flags import SHEET
from visprop.figures.option import Heading
from visprop.figures.views import View
from visprop.timeline.position import Position

_OF_SEVERAL = ("columns", "headings")
"""The flags that are about several panels."""


def add_sheet(parser: Any) -> None:
    """Declare the flags."""
    group = parser.add_argument_group(Heading.SHEET.value)
    for flag in SHEET.values():
        add_flag(group if flag.told.heading is Heading.SHEET else parser, flag)


def paired(views: Sequence[View], places: Sequence[Position]) -> list[tuple[View, Position]]:
    """Which view is drawn where.

    Raises:
        UsageError: there are neither as many positions as views, nor one of either.
        ExportError: there are too many.
    """
    if 1 not in (len(views), len(places)) and len(views) != len(places):
        raise UsageError(f"--view names {len(views)} and --at {len(places)}: as many of both, or one of either")
    count = max(len(views), len(places))
    require_room(count)
    return [(views[at % len(views)], places[at % len(places)]) for at in range(count)]


def sheet_asked(views: Sequence[View], arguments: argparse.Namespace) -> Sheet:
    """How the panels are to stand.

    Raises:
        UsageError: a flag is about several panels, and there is one; or about diagrams, and there is none;
            or two flags of its paper do not go together.
    """
    given = {name: getattr(arguments, flag.dest) for name, flag in SHEET.items() if getattr(arguments, flag.dest) is not None}
    if "title" in given and all(view.page is not None for view in views):
        raise UsageError(f"--title means nothing for {views[0].name}")
    for name in _OF_SEVERAL if len(views) == 1 else ():
        if name in given:
            raise UsageError(f"{SHEET[name].told.name} is about several panels: name their views, --view network,landscape")
    given = {"columns": paper_of(arguments).columns} | given
    return Sheet(**given | {"scale_from": tuple(given.get("scale_from", ()))})
