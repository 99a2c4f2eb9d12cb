"""A range of positions, and how views are shown at all of them: the flags of whatever writes more than one moment."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from visprop.cli.arguments import as_given
from visprop.cli.command import UsageError
from visprop.cli.flag_arguments import add_flag
from visprop.export.animation.reel import positions
from visprop.export.composing import require_what_it_is_of
from visprop.export.flags import ExportFlag
from visprop.figures.moment import Moment, ViewOptions
from visprop.figures.option import Heading
from visprop.figures.views import View
from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position, Unit

_USUAL = ViewOptions()


def add_range(parser: Any) -> None:
    """Declare from where to where, and by which steps."""
    parser.add_argument("--from", dest="first", metavar="AT", help="where it begins (default: the start)")
    parser.add_argument(
        "--to", dest="last", metavar="AT", help="where it ends (default: the end of the update that it begins in)"
    )
    parser.add_argument("--by", choices=[unit.value for unit in Unit], default="line", help="how far a step goes (line)")


def range_of(experiment: Experiment, first: Position, arguments: argparse.Namespace) -> list[Position]:
    """The positions that are asked for, from a first one on.

    Raises:
        UsageError: there is no such position.
        ExportError: there are none, or too many.
    """
    walk = experiment.walk
    with as_given():
        last = walk.update_end(walk.done(first) + 1) if arguments.last is None else walk.parse(arguments.last)
    return positions(walk, first, last, Unit(arguments.by))


def add_choices(parser: argparse.ArgumentParser, flags: Sequence[ExportFlag]) -> None:
    """Declare how views are shown, under the headings that `visprop export` has."""
    groups = {heading: parser.add_argument_group(heading.value) for heading in Heading}
    for flag in flags:
        add_flag(groups[flag.told.heading], flag)


def chosen(
    views: Sequence[View],
    moment: Moment,
    flags: Sequence[ExportFlag],
    arguments: argparse.Namespace,
    usual: ViewOptions = _USUAL,
) -> tuple[ViewOptions, Callable[[Moment], Moment]]:
    """How views are shown, as is usual but for what is given, and what their moments are shown with.

    Raises:
        UsageError: a flag means nothing for any of them.
        ExportError: there is nothing to draw of one.
    """
    heeded = {name for view in views for name in (*view.uses, *(option.name for option in view.choices))}
    options = usual
    for flag in flags:
        value = getattr(arguments, flag.dest)
        if value is None:
            continue
        if not heeded & set(flag.fields):
            raise UsageError(f"{flag.told.name} means nothing for {' or '.join(view.name for view in views)}")
        with as_given():
            options = options if flag.set is None else flag.set(options, value, moment)
            moment = moment if flag.mark is None else flag.mark(moment, value)
    for view in views:
        require_what_it_is_of(view, moment, options)
    selected = moment.selected
    return options, lambda now: replace(now, selected=selected)
