"""`visprop animate`: a range of positions as an animation; it needs no display."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from visprop.cli.arguments import add_scenario, add_settings, open_experiment, typed, whole_number
from visprop.cli.command import UsageError
from visprop.cli.export import view_of
from visprop.cli.interruption import Interruption
from visprop.cli.paper_flags import read_size
from visprop.cli.progress import show_progress
from visprop.cli.ranges import add_choices, add_range, chosen, range_of
from visprop.cli.streams import say
from visprop.export.animation.animation_formats import (
    ANIMATION_FORMATS,
    Writing,
    animation_format_of,
    require_writer,
    write_animation,
)
from visprop.export.animation.reel import Shot, Tempo, reel
from visprop.export.flags import ExportFlag, export_flags
from visprop.export.formats import POINTS_PER_INCH, ExportError
from visprop.figures.sheet.sheet_picture import MOST_PANELS, NoRoom
from visprop.figures.sheet.sheet_view import filmed
from visprop.figures.typed_numbers import read_numbers, read_positive
from visprop.figures.views import VIEWS, View
from visprop.kinds.registry import kind_of
from visprop.timeline.experiment import Experiment
from visprop.timeline.position import Position

if TYPE_CHECKING:
    from visprop.figures.base.shading import Pixels

_SIZE, _DPI = (640.0, 360.0), 144.0
"""In points, and pixels an inch: 1280 × 720 pixels."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command; how a view is shown is said as for `visprop export`."""
    usual = Tempo()
    add_scenario(parser)
    parser.set_defaults(command=run)
    words = f"what to draw, or A,B,… for several side by side (default: what its kind shows first); {', '.join(VIEWS)}"
    parser.add_argument("--view", default="", help=words)
    parser.add_argument("--columns", type=whole_number(1, MOST_PANELS), default=2, metavar="N", help="views side by side (2)")
    endings = "; ".join(f"{found.suffix}: {found.words}" for found in ANIMATION_FORMATS.values()).replace("%", "%%")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=f"the file, by its ending: {endings}")
    add_range(parser)
    for name, words in (
        ("step", "how long a step is on its way, in seconds"), ("hold", "how long its end stands"),
        ("end", "how much longer the last picture stands"),
    ):  # fmt: skip
        value = getattr(usual, name)
        parser.add_argument(f"--{name}", type=typed(_read_seconds), default=value, metavar="SECONDS", help=f"{words} ({value:g})")
    parser.add_argument("--rate", type=typed(_read_rate), default=usual.rate, metavar="N", help="pictures a second (25)")
    parser.add_argument("--once", action="store_true", help="do not begin again at its end")
    parser.add_argument("--size", type=typed(read_size), default=_SIZE, metavar="WxH", help="in points, 1/72 inch (640x360)")
    parser.add_argument("--dpi", type=typed(read_positive), default=_DPI, metavar="N", help="pixels an inch (144: 1280 × 720)")
    add_settings(parser)
    add_choices(parser, _flags())


def _read_seconds(text: str) -> float:
    (found,) = read_numbers(text, 1)
    if not 0.0 <= found <= 60.0:
        raise ValueError(f"{text!r} is not a number of seconds from 0 to 60")
    return found


def _read_rate(text: str) -> float:
    found = float(read_positive(text))
    if not 1.0 <= found <= 60.0:
        raise ValueError(f"{text!r} is not 1 to 60 pictures a second")
    return found


def _flags() -> list[ExportFlag]:
    return [flag for flag in export_flags() if not flag.of_format]


def run(arguments: argparse.Namespace) -> int:
    """Write an animation; interrupted, none is left."""
    experiment, first = open_experiment(arguments.scenario, arguments.first, arguments.told)
    views = [view_of(experiment.run, name) for name in arguments.view.split(",")]
    try:
        found = animation_format_of(arguments.output)
        require_writer(found)
        if arguments.once and not found.can_end:
            raise UsageError(f"--once means nothing for {found.suffix}, which says nothing about it")
        shots = _shots(experiment, views, first, arguments)
        return _write(experiment, views, shots, arguments)
    except (ExportError, NoRoom) as error:
        raise UsageError(str(error)) from error


def _shots(experiment: Experiment, views: list[View], first: Position, arguments: argparse.Namespace) -> list[Shot]:
    tempo = Tempo(arguments.step, arguments.hold, arguments.end, arguments.rate)
    moves = any({"progress", "way"} & set(view.uses) for view in views)
    return reel(range_of(experiment, first, arguments), tempo, moves)


def _write(experiment: Experiment, views: list[View], shots: list[Shot], arguments: argparse.Namespace) -> int:
    from visprop.paint.start import start_painting

    start_painting()
    # Imported late: it needs Qt, which has just been found to be there.
    from visprop.export.animation.film import Film

    ends = [kind_of(experiment.run).moment(experiment, shot.position, False) for shot in (shots[0], shots[-1])]
    options, marked = chosen(views, ends[0], _flags(), arguments)
    view = filmed(views, min(len(views), arguments.columns), [marked(moment) for moment in ends], options)
    film = Film(experiment.run, view, options, arguments.size, arguments.dpi / POINTS_PER_INCH, marked)

    def pictures() -> Iterator[Pixels]:
        for i, shot in enumerate(shots, start=1):
            yield film.pixels(shot)
            show_progress(i / len(shots), f"{i} of {len(shots)} pictures", i == len(shots))
            if interruption.came:
                raise KeyboardInterrupt

    told = Writing([shot.seconds for shot in shots], arguments.rate, not arguments.once)
    with Interruption() as interruption:
        try:
            write_animation(arguments.output, pictures(), told)
        finally:
            film.close()
    seconds = sum(shot.seconds for shot in shots)
    say(f"{len(shots)} pictures of {film.width} × {film.height} pixels, {seconds:.1f} s")
    return 0
