"""`visprop export`: a view of a position, written to a file; it needs no display."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from visprop.cli.arguments import AT_HELP, add_scenario, add_settings, as_given, open_experiment
from visprop.cli.cluster import SLICE, add_cluster, client_of, is_elsewhere, last_of
from visprop.cli.command import UsageError
from visprop.cli.export_flags import ExportFlag, export_flags
from visprop.cli.paper_flags import NUMBERS, PAPER_FLAGS_OF_LATEX, add_paper, given_paper, paper_of
from visprop.cli.sheet import add_sheet, asked_view, on_scale, other_moment, paired
from visprop.cli.streams import say
from visprop.engine.arrays import Array
from visprop.engine.landscape import Plane
from visprop.engine.objective import Objective
from visprop.figures.base.omission import told
from visprop.figures.base.shapes import Figure
from visprop.figures.moment import Moment, NetworkMoment, ViewOptions
from visprop.figures.option import Heading
from visprop.figures.sheet.panels import Panel
from visprop.figures.sheet.sheet_picture import NoRoom
from visprop.figures.views import VIEWS, View
from visprop.kinds.registry import kind_of
from visprop.scenario.any_run import AnyRun

if TYPE_CHECKING:
    # Imported late: the help needs none.
    from visprop.export.formats import Format


_LANDSCAPES = ("landscape", "landscape3d")
"""The views that may take long enough to be worth it."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command; its choices are those of the views."""
    add_scenario(parser)
    parser.set_defaults(command=run)
    parser.add_argument(
        "--view",
        default="",
        help=f"what to draw, or A,B,… (default: what its kind shows first); of a network {', '.join(VIEWS)}",
    )
    parser.add_argument("--at", metavar="UPDATE[.EXAMPLE[.LINE]][,…]", help=AT_HELP)
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE.{svg,pdf,png,tikz,pdf_tex,tex,typ,csv}", help="the file"
    )
    add_paper(parser)
    add_sheet(parser)
    add_settings(parser)
    add_cluster(parser, "a landscape of more than 1001 points a side ")
    groups = {heading: parser.add_argument_group(heading.value) for heading in Heading}
    for flag in export_flags():
        flag.declare(groups[flag.told.heading])


def run(arguments: argparse.Namespace) -> int:
    """Write a view, or several on a sheet."""
    first, *more = (arguments.at or "").split(",")
    experiment, place = open_experiment(arguments.scenario, first or None, arguments.told)
    with as_given():
        places = [place, *map(experiment.walk.parse, more)]
    pairs = paired([view_of(experiment.run, name) for name in arguments.view.split(",")], places)
    views = [view for view, _ in pairs]
    found, given = chosen_format(asked_view(views, (), arguments), arguments)
    panels = []
    for view, at in pairs:
        moment = kind_of(experiment.run).moment(experiment, at, view.whole_example)
        if is_elsewhere(arguments):
            _refuse_elsewhere(view)
            assert isinstance(moment, NetworkMoment), "a landscape is one of a network"
            moment = replace(moment, surface=partial(_surface_elsewhere, arguments))
        panels.append(panel_of(view, moment, given, arguments))
    others = [
        panel_of(view, other_moment(view, text), given, arguments)
        for view in {view.name: view for view in views}.values()
        for text in arguments.scale_from
    ]
    panels = on_scale(panels, others)
    view = asked_view(views, panels, arguments)
    write_panel(replace(panels[0], view=view), found, given, arguments)
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
    if found.figure_file is None:
        # A page of equations is set in lines of a width, by LaTeX itself.
        for flag in sorted(given_paper(arguments) - (frozenset() if found.page_file is None else PAPER_FLAGS_OF_LATEX)):
            raise UsageError(f"{flag} means nothing for {view.name} as {found.suffix}")
    return found, given


def panel_of(view: View, moment: Moment, given: list[ExportFlag], arguments: argparse.Namespace) -> Panel:
    """A view of a moment as the flags that are given choose it.

    Raises:
        UsageError: one does not fit the moment, or there is nothing to draw of it.
    """
    options = ViewOptions()
    for flag in given:
        value = getattr(arguments, flag.dest)
        with as_given():
            options = options if flag.set is None else flag.set(options, value, moment)
            moment = moment if flag.mark is None else flag.mark(moment, value)
    require_what_it_is_of(view, moment, options)
    return Panel(view, moment, options)


def write_panel(panel: Panel, found: Format, given: list[ExportFlag], arguments: argparse.Namespace) -> None:
    """Write a picture as it is asked for.

    Raises:
        UsageError: the file cannot be written, or there is no room for what is to be in it.
    """
    from visprop.export.formats import ExportError, ExportOptions
    from visprop.export.registry import export_view

    chosen = {flag.of_format: getattr(arguments, flag.dest) for flag in given if flag.of_format}
    choices = replace(ExportOptions(), **chosen)
    try:
        review = partial(_review, required=arguments.require)
        paths = export_view(panel.view, panel.moment, panel.options, paper_of(arguments), arguments.output, choices, review)
    except (ExportError, NoRoom) as error:
        raise UsageError(str(error)) from error
    if len(paths) > 1:
        say(f"{paths[0]} to {paths[-1].name}: a page each")


def _review(figure: Figure, required: str | None) -> None:
    """Say what has no room in a figure.

    Raises:
        UsageError: that are numbers, and all were required.
    """
    numbers = [one for one in figure.omitted if one.is_number]
    if required == NUMBERS and numbers:
        raise UsageError(f"there is no room for {told(numbers)}; a larger page or smaller letters may have it")
    if figure.omitted:
        say(f"visprop: not shown for want of room: {told(figure.omitted)}", sys.stderr)


def view_of(run: AnyRun, name: str) -> View:
    """The view of a name, or the first one of the kind where none is given.

    Raises:
        UsageError: there is none of the name.
    """
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


def require_what_it_is_of(view: View, moment: Moment, options: ViewOptions) -> None:
    """Refuse a view of something selected, or of many runs, where there is none.

    Raises:
        UsageError: there is none.
    """
    if view.needs_selection and moment.selected is None:
        raise UsageError(f"{view.name} needs --of NAME, such as --of w2[1,2]")
    if "swarm" in view.uses and isinstance(moment, NetworkMoment) and moment.swarm is None:
        raise UsageError(f"{view.name} is a picture of many runs: visprop swarm SCENARIO --view {view.name}")
    if reason := view.lacks(moment, options):
        raise UsageError(reason)
