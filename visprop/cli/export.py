"""`visprop export`: a view of a position, written to a file; it needs no display."""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from visprop.cli.arguments import AT_HELP, add_scenario, add_settings, as_given, open_experiment
from visprop.cli.cluster import SLICE, add_cluster, client_of, is_elsewhere, last_of
from visprop.cli.command import UsageError
from visprop.cli.export_flags import ExportFlag, export_flags, read_size
from visprop.engine.arrays import Array
from visprop.engine.landscape import Plane
from visprop.engine.objective import Objective
from visprop.figures.moment import Moment, NetworkMoment, ViewOptions
from visprop.figures.option import Heading
from visprop.figures.views import VIEWS, View
from visprop.kinds.registry import kind_of
from visprop.scenario.any_run import AnyRun

if TYPE_CHECKING:
    # Imported late: the help needs none.
    from visprop.export.formats import ExportOptions, Format


_LANDSCAPES = ("landscape", "landscape3d")
"""The views that may take long enough to be worth it."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command; its choices are those of the views."""
    add_scenario(parser)
    parser.set_defaults(command=run)
    parser.add_argument(
        "--view", default="", help=f"what to draw (default: what its kind shows first); of a network {', '.join(VIEWS)}"
    )
    parser.add_argument("--at", metavar="UPDATE[.EXAMPLE[.LINE]]", help=AT_HELP)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.{svg,pdf,png,tex}", help="the file")
    parser.add_argument("--size", type=read_size, default=None, metavar="WxH", help="in points, 1/72 inch (default 640x400)")
    add_settings(parser)
    add_cluster(parser, "a landscape of more than 1001 points a side ")
    groups = {heading: parser.add_argument_group(heading.value) for heading in Heading}
    for flag in export_flags():
        flag.declare(groups[flag.told.heading])


def run(arguments: argparse.Namespace) -> int:
    """Write a view."""
    experiment, at = open_experiment(arguments.scenario, arguments.at, arguments.told)
    view = view_of(experiment.run, arguments.view)
    found, given = chosen_format(view, arguments)
    moment = kind_of(experiment.run).moment(experiment, at, view.whole_example)
    if is_elsewhere(arguments):
        _refuse_elsewhere(view)
        assert isinstance(moment, NetworkMoment), "a landscape is one of a network"
        moment = replace(moment, surface=partial(_surface_elsewhere, arguments))
    write_view(view, moment, found, given, arguments)
    return 0


def _refuse_elsewhere(view: View) -> None:
    if view.name not in _LANDSCAPES:
        raise UsageError(f"--workers and --dask are about {' and '.join(_LANDSCAPES)}, and mean nothing for {view.name}")


def _surface_elsewhere(arguments: argparse.Namespace, objective: Objective, plane: Plane, alpha: Array, beta: Array) -> Array:
    """φ over a grid, on other processes where it is large."""
    # Imported late: most figures need none.
    from visprop.timeline.tasks import Grid, surface_on

    with client_of(arguments) as client:
        return last_of(surface_on(client, Grid(objective, plane, alpha, beta), SLICE), f"{alpha.size}² points")


def chosen_format(view: View, arguments: argparse.Namespace) -> tuple[Format, list[ExportFlag]]:
    """The format of the file that is asked for, and the flags that are given.

    Raises:
        UsageError: the view cannot be written so, or would ignore one of them.
    """
    from visprop.export.formats import ExportError
    from visprop.export.registry import format_of

    try:
        found = format_of(view, arguments.output)
    except ExportError as error:
        raise UsageError(str(error)) from error
    given = [flag for flag in export_flags() if getattr(arguments, flag.dest, None) is not None]
    refuse_unused(given, view, found)
    if arguments.size is not None and found.page_file is not None:
        raise UsageError(f"--size means nothing for {view.name} as {found.suffix}")
    return found, given


def write_view(view: View, moment: Moment, found: Format, given: list[ExportFlag], arguments: argparse.Namespace) -> None:
    """Write a view of a moment as it is asked for.

    Raises:
        UsageError: a flag does not fit the moment, or the file cannot be written.
    """
    from visprop.export.formats import ExportError
    from visprop.export.registry import export_view

    moment, options, choices = chosen(view, moment, given, arguments)
    try:
        export_view(view, moment, options, arguments.size or view.size, arguments.output, choices)
    except ExportError as error:
        raise UsageError(str(error)) from error


def chosen(
    view: View, moment: Moment, given: list[ExportFlag], arguments: argparse.Namespace
) -> tuple[Moment, ViewOptions, ExportOptions]:
    """The moment, and how it is drawn and written, with what was chosen.

    Raises:
        UsageError: a flag does not fit the moment, or the view is of something that was not named.
    """
    from visprop.export.formats import ExportOptions

    options, choices = ViewOptions(), ExportOptions()
    for flag in given:
        value = getattr(arguments, flag.dest)
        with as_given():
            options = options if flag.set is None else flag.set(options, value, moment)
            moment = moment if flag.mark is None else flag.mark(moment, value)
        choices = replace(choices, **{flag.of_format: value}) if flag.of_format else choices
    _require_what_it_is_of(view, moment)
    return moment, options, choices


def view_of(run: AnyRun, name: str) -> View:
    """The view of a name, or the first one of the kind where none is given."""
    views = kind_of(run).views()
    if name and name not in views:
        raise UsageError(f"{name} is no view of {kind_of(run).words}; there are {', '.join(views)}")
    return views[name or next(iter(views))]


def refuse_unused(given: list[ExportFlag], view: View, found: Format) -> None:
    """A choice that would be ignored is refused, so that nobody believes it was heeded."""
    used = view.page_uses if found.page_file is not None else ()
    heeded = set(used or (*view.uses, *(option.name for option in view.choices))) - set(found.ignores)
    for flag in given:
        if not set(flag.fields) & heeded and flag.of_format not in found.uses:
            raise UsageError(f"{flag.told.name} means nothing for {view.name} as {found.suffix}")


def _require_what_it_is_of(view: View, moment: Moment) -> None:
    if view.needs_selection and moment.selected is None:
        raise UsageError(f"{view.name} needs --of NAME, such as --of w2[1,2]")
    if "swarm" in view.uses and isinstance(moment, NetworkMoment) and moment.swarm is None:
        raise UsageError(f"{view.name} is a picture of many runs: visprop swarm SCENARIO --view {view.name}")
