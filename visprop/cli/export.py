"""`visprop export`: a view of a position, written to a file; it needs no display."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from visprop.cli.arguments import AT_HELP, add_scenario, add_settings, as_given, open_experiment
from visprop.cli.cluster import SLICE, add_cluster, client_of, is_elsewhere, last_of
from visprop.cli.command import UsageError
from visprop.cli.flag_arguments import add_flag, given_of
from visprop.cli.paper_flags import NUMBERS, PAPER_FLAGS_OF_LATEX, add_paper, given_paper, paper_of
from visprop.cli.sheet import add_sheet, paired, sheet_asked
from visprop.cli.streams import say
from visprop.engine.arrays import Array
from visprop.engine.landscape import Plane
from visprop.engine.objective import Objective
from visprop.export.composing import Given, composed, other_moment, panel_of, refuse_unused, sheet_view
from visprop.export.flags import export_flags
from visprop.export.formats import ExportError, ExportOptions, Format
from visprop.figures.base.omission import told
from visprop.figures.base.shapes import Figure
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.option import Heading
from visprop.figures.sheet.panels import Panel
from visprop.figures.sheet.sheet_picture import NoRoom
from visprop.figures.views import VIEWS, View
from visprop.kinds.registry import kind_of
from visprop.scenario.any_run import AnyRun
from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position

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
        add_flag(groups[flag.told.heading], flag)


def run(arguments: argparse.Namespace) -> int:
    """Write a view, or several on a sheet."""
    first, *more = (arguments.at or "").split(",")
    experiment, place = open_experiment(arguments.scenario, first or None, arguments.told)
    with as_given():
        places = [place, *map(experiment.walk.parse, more)]
    with as_asked():
        pairs = paired([view_of(experiment.run, name) for name in arguments.view.split(",")], places)
        views = [view for view, _ in pairs]
        sheet = sheet_asked(views, arguments)
        found, given = chosen_format(sheet_view(views, (), sheet), arguments)
        panels = [_panel(experiment, view, at, given, arguments) for view, at in pairs]
        others = [
            panel_of(view, other_moment(view, text, partial(open_experiment, told=())), given, ViewOptions())
            for view in {view.name: view for view in views}.values()
            for text in sheet.scale_from
        ]
        write_panel(composed(panels, others, sheet), found, given, arguments)
    return 0


@contextmanager
def as_asked() -> Iterator[None]:
    """What an export refuses is about what was asked for.

    Raises:
        UsageError: it refused something, or has no room.
    """
    try:
        yield
    except (ExportError, NoRoom) as error:
        raise UsageError(str(error)) from error


def _panel(experiment: Experiment, view: View, at: Position, given: Given, arguments: argparse.Namespace) -> Panel:
    moment = kind_of(experiment.run).moment(experiment, at, view.whole_example)
    if is_elsewhere(arguments):
        _refuse_elsewhere(view)
        assert isinstance(moment, NetworkMoment), "a landscape is one of a network"
        moment = replace(moment, surface=partial(_surface_elsewhere, arguments))
    return panel_of(view, moment, given, ViewOptions())


def _refuse_elsewhere(view: View) -> None:
    if view.name not in _LANDSCAPES:
        raise UsageError(f"--workers and --dask are about {' and '.join(_LANDSCAPES)}, and mean nothing for {view.name}")


def _surface_elsewhere(arguments: argparse.Namespace, objective: Objective, plane: Plane, alpha: Array, beta: Array) -> Array:
    """φ over a grid, on other processes where it is large."""
    # Imported late: most figures need none.
    from visprop.timeline.tasks import Grid, surface_on

    with client_of(arguments) as client:
        return last_of(surface_on(client, Grid(objective, plane, alpha, beta), SLICE), f"{alpha.size}² points")


def chosen_format(view: View, arguments: argparse.Namespace) -> tuple[Format, Given]:
    """The format of the file that is asked for, and the choices that are made.

    Raises:
        ExportError: the view cannot be written so, or would ignore one of them.
        UsageError: a length means nothing for it.
    """
    # Imported late: the help needs none.
    from visprop.export.registry import format_of

    found = format_of(view, arguments.output)
    given = given_of(export_flags(), arguments)
    refuse_unused([flag for flag, _ in given], view, found)
    if found.figure_file is None:
        # A page of equations is set in lines of a width, by LaTeX itself.
        for flag in sorted(given_paper(arguments) - (frozenset() if found.page_file is None else PAPER_FLAGS_OF_LATEX)):
            raise UsageError(f"{flag} means nothing for {view.name} as {found.suffix}")
    return found, given


def write_panel(panel: Panel, found: Format, given: Given, arguments: argparse.Namespace) -> None:
    """Write a picture as it is asked for.

    Raises:
        ExportError: the file cannot be written.
        NoRoom: there is none for the panels.
        UsageError: there is no room for what is to be in it.
    """
    from visprop.export.registry import export_view

    choices = replace(ExportOptions(), **{flag.of_format: value for flag, value in given if flag.of_format})
    review = partial(_review, required=arguments.require)
    paths = export_view(panel.view, panel.moment, panel.options, paper_of(arguments), arguments.output, choices, review)
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
