"""The figure that `visprop swarm` writes: its flags are those of `visprop export`; all is loaded where a figure is asked for."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from visprop.cli.command import Parser, UsageError
from visprop.cli.paper_flags import PAPER_FLAGS, add_paper
from visprop.scenario.run import Run
from visprop.timeline.swarm.swarm import Swarm

if TYPE_CHECKING:
    # Imported late: what is told in words or numbers needs no picture.
    from visprop.export.composing import Given
    from visprop.export.flags import ExportFlag
    from visprop.export.formats import Format
    from visprop.figures.views import View


def declare_figure(parser: Parser) -> None:
    """Declare what a figure takes, as `visprop export` does."""
    from visprop.cli.flag_arguments import add_flag
    from visprop.figures.option import Heading

    views = swarm_views()
    group = parser.add_argument_group("figure")
    group.add_argument("-o", "--output", type=Path, metavar="FILE.{svg,pdf,png}", help="the file")
    group.add_argument("--view", choices=views, help=f"what is drawn ({next(iter(views))})")
    add_paper(group)
    groups = {heading: parser.add_argument_group(f"figure, {heading.value}") for heading in Heading}
    for flag in swarm_flags():
        add_flag(groups[flag.told.heading], flag)


def swarm_views() -> dict[str, View]:
    """The views of a swarm by their names."""
    from visprop.figures.views import VIEWS

    return {name: view for name, view in VIEWS.items() if "swarm" in view.uses}


def swarm_flags() -> list[ExportFlag]:
    """The flags of which a view of a swarm, or a format, makes use."""
    from visprop.export.flags import export_flags

    used = {name for view in swarm_views().values() for name in (*view.uses, *(option.name for option in view.choices))}
    return [flag for flag in export_flags() if flag.of_format or used & set(flag.fields)]


@dataclass(frozen=True)
class SwarmFigure:
    """A figure that can be written once the swarm is there."""

    view: View
    format: Format
    given: Given
    arguments: argparse.Namespace

    def write(self, swarm: Swarm, start: Run) -> None:
        """Write it, over the landscape at the start of the scenario.

        Raises:
            UsageError: a flag does not fit, or the file cannot be written.
        """
        from visprop.cli.export import as_asked, write_panel
        from visprop.export.composing import panel_of
        from visprop.figures.moment import NetworkMoment, ViewOptions
        from visprop.timeline.history import History
        from visprop.timeline.timeline import Timeline

        timeline = Timeline(start)
        moment = NetworkMoment(timeline.frame(timeline.walk.start), History(timeline), swarm=swarm)
        with as_asked():
            write_panel(panel_of(self.view, moment, self.given, ViewOptions()), self.format, self.given, self.arguments)


def figure_of(arguments: argparse.Namespace) -> SwarmFigure | None:
    """The figure that is asked for, before anything is computed; None for none.

    Raises:
        UsageError: it cannot be written so, or there is no file to write it to.
    """
    if arguments.output is None:
        _refuse_without_file(arguments)
        return None
    from visprop.cli.export import as_asked, chosen_format

    views = swarm_views()
    view = views[arguments.view or next(iter(views))]
    with as_asked():
        return SwarmFigure(view, *chosen_format(view, arguments), arguments)


def _refuse_without_file(arguments: argparse.Namespace) -> None:
    """What is said of a figure would be ignored where none is written."""
    dests = {"view": "--view", **PAPER_FLAGS}
    if any(name.startswith("choice_") for name in vars(arguments)):
        dests |= {flag.dest: flag.told.name for flag in swarm_flags()}
    for dest, name in dests.items():
        if getattr(arguments, dest, None) is not None:
            raise UsageError(f"{name} is about a figure: say where it is to be written, with -o FILE")
