"""`visprop worksheet`: an update with blanks, hints and solutions, in variants."""

from __future__ import annotations

import argparse
from pathlib import Path

from visprop.cli.arguments import AT_HELP, add_scenario, as_given, open_timeline, whole_number
from visprop.cli.streams import say
from visprop.cli.tables import of_ending
from visprop.export.worksheet.asked import Sheet, sheet_of
from visprop.export.worksheet.sheets import SHEETS
from visprop.scenario.files.whole import write_whole
from visprop.scenario.variants import variants
from visprop.timeline.timeline import Timeline

_HINTS = 2


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    add_scenario(parser)
    parser.add_argument("--at", metavar="UPDATE[.EXAMPLE]", help=AT_HELP)
    count = "how many: the scenario itself, and others that begin with drawn weights and biases (default 1)"
    parser.add_argument("--variants", type=whole_number(1, 1000), default=1, metavar="N", help=count)
    parser.add_argument("--seed", type=whole_number(0, 2**32 - 1), default=0, metavar="N", help="what they are drawn from (0)")
    hints = "0: no hints, 1: the formulas (default), 2: with numbers as well"
    parser.add_argument("--hints", type=whole_number(0, _HINTS), default=1, metavar="LEVEL", help=hints)
    parser.add_argument("--solutions", action="store_true", help="with solutions; for Moodle as feedback after the last try")
    output = "; ".join(f"{found.suffix}: {found.words}" for found in SHEETS.values())
    metavar = f"FILE.{{{','.join(suffix[1:] for suffix in SHEETS)}}}"
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=metavar, help=output)
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Write it."""
    found = of_ending(arguments.output, SHEETS)
    sheets = _sheets(arguments)
    write_whole(arguments.output, found.text(sheets, arguments.hints, arguments.solutions).encode())
    count = sum(len(group.blanks) for group in sheets[0].groups)
    say(f"{arguments.output}: {count} numbers are asked, in {len(sheets)} {'variants' if len(sheets) > 1 else 'variant'}")
    return 0


def _sheets(arguments: argparse.Namespace) -> list[Sheet]:
    timeline, at = open_timeline(arguments.scenario, arguments.at)
    runs = list(variants(timeline.run, arguments.variants, arguments.seed))
    with as_given():
        text = timeline.walk.text(timeline.walk.passed(at))
        timelines = [timeline, *map(Timeline, runs[1:])]
        return [sheet_of(one, one.walk.parse(text), number) for number, one in enumerate(timelines, start=1)]
