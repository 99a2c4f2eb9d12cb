"""`visprop web`: a range of positions as a page of the web; it needs no display."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from visprop.cli.arguments import add_scenario, add_settings, open_experiment
from visprop.cli.command import UsageError
from visprop.cli.export import view_of
from visprop.cli.interruption import Interruption
from visprop.cli.progress import show_progress
from visprop.cli.ranges import add_choices, add_range, chosen, range_of
from visprop.cli.streams import say
from visprop.export.flags import ExportFlag, export_flags
from visprop.export.formats import ExportError
from visprop.export.web.slides import USUAL_OPTIONS, Slides, usual_views
from visprop.export.web.webbing import Webbing, page_path
from visprop.figures.moment import Moment, ViewOptions
from visprop.figures.views import View
from visprop.kinds.registry import kind_of
from visprop.scenario.any_run import AnyRun
from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command; how a view is shown is said as for `visprop export`."""
    add_scenario(parser)
    parser.set_defaults(command=run)
    words = "what stands on it, as A,B,…; the first is the largest (default: network,equations,pseudocode,landscape,cost)"
    parser.add_argument("--view", default="", help=words)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.html", help="the file, which needs no other")
    add_range(parser)
    add_settings(parser)
    add_choices(parser, _flags())


def _flags() -> list[ExportFlag]:
    """Of both themes there is one in the page; letters are outlines."""
    return [flag for flag in export_flags() if not flag.of_format and flag.fields != (ViewOptions.theme.name,)]


def run(arguments: argparse.Namespace) -> int:
    """Write a page; interrupted, none is left."""
    experiment, first = open_experiment(arguments.scenario, arguments.first, arguments.told)
    try:
        path = page_path(arguments.output)
        places = range_of(experiment, first, arguments)
        slides = _slides(experiment, places, arguments)
        _make(Webbing(slides, experiment.run.title, path))
    except ExportError as error:
        raise UsageError(str(error)) from error
    size = path.stat().st_size / 1e6
    say(f"{len(places)} positions of {', '.join(one.view.name for one in slides.shown)}: {size:.2f} MB")
    return 0


def _slides(experiment: Experiment, places: list[Position], arguments: argparse.Namespace) -> Slides:
    last = kind_of(experiment.run).moment(experiment, places[-1], False)
    views = _views(experiment.run, arguments.view, last)
    options, marked = chosen(views, last, _flags(), arguments, USUAL_OPTIONS)
    return Slides(experiment.run, places, views, options, marked)


def _views(run: AnyRun, names: str, moment: Moment) -> list[View]:
    if names:
        return [view_of(run, name) for name in dict.fromkeys(names.split(","))]
    return usual_views(kind_of(run).views().values(), moment)


def _make(webbing: Webbing) -> None:
    with Interruption() as interruption, closing(webbing.steps()) as steps:
        for path in steps:
            show_progress(webbing.share, "of the page is drawn", path is not None)
            if interruption.came:
                raise KeyboardInterrupt
