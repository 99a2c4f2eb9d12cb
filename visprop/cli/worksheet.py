"""`visprop worksheet`: an update, a test or a chapter with blanks, hints and solutions, in variants."""

from __future__ import annotations

import argparse
from pathlib import Path

from visprop.cli.arguments import AT_HELP, as_given, open_timeline, whole_number
from visprop.cli.command import UsageError
from visprop.cli.streams import say
from visprop.cli.tables import of_ending
from visprop.export.worksheet.making import MOST_VARIANTS, of_lesson, of_pass, source_of
from visprop.export.worksheet.questions import Origin, Sheet
from visprop.export.worksheet.sheets import APART, SHEETS, sheet_files
from visprop.lessons.shelf import TEST, is_lesson, open_lesson
from visprop.scenario.files.whole import write_whole

_HINTS = 2


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    what = "a built-in name (see visprop list), a file, test:before, test:after, lesson:NAME, or a file of a lesson"
    parser.add_argument("scenario", metavar="SCENARIO", help=what)
    parser.add_argument("--at", metavar="UPDATE[.EXAMPLE]", help=AT_HELP)
    count = "how many: the scenario itself, and others that begin with drawn weights and biases (default 1)"
    parser.add_argument("--variants", type=whole_number(1, MOST_VARIANTS), default=1, metavar="N", help=count)
    parser.add_argument("--seed", type=whole_number(0, 2**32 - 1), default=0, metavar="N", help="what they are drawn from (0)")
    hints = "0: no hints, 1: the formulas, 2: with numbers as well (default 1; of a test 0)"
    parser.add_argument("--hints", type=whole_number(0, _HINTS), metavar="LEVEL", help=hints)
    solutions = "with solutions; for question banks as feedback after the last try"
    parser.add_argument("--solutions", action="store_true", help=solutions)
    apart = f"the solutions in a file of their own, FILE{APART}; those of question banks stay with the questions"
    parser.add_argument("--apart", action="store_true", help=apart)
    output = "; ".join(f"{found.suffix}: {found.words}" for found in SHEETS.values())
    metavar = f"FILE.{{{','.join(suffix[1:] for suffix in SHEETS)}}}"
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=metavar, help=output)
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Write it."""
    found = of_ending(arguments.output, SHEETS)
    sheets = _sheets(arguments)
    hints = arguments.hints if arguments.hints is not None else int(not arguments.scenario.startswith(TEST))
    has_solutions = arguments.solutions or arguments.apart
    files = sheet_files(arguments.output, found, sheets, hints, has_solutions, arguments.apart)
    for path, content in files.items():
        write_whole(path, content)
    count = len(sheets[0].questions)
    asked = f"{count} answers are asked" if is_lesson(arguments.scenario) else f"{count} numbers are asked"
    say(f"{', '.join(map(str, files))}: {asked}, in {len(sheets)} {'variants' if len(sheets) > 1 else 'variant'}")
    return 0


def _sheets(arguments: argparse.Namespace) -> list[Sheet]:
    source, numbers = source_of(arguments.scenario), range(1, arguments.variants + 1)
    if is_lesson(arguments.scenario):
        if arguments.at is not None:
            raise UsageError("--at is about scenarios, and means nothing for a test or a lesson")
        lesson = open_lesson(arguments.scenario)
        with as_given():
            return [of_lesson(lesson, Origin(source, "", arguments.seed, number)) for number in numbers]
    timeline, at = open_timeline(arguments.scenario, arguments.at)
    with as_given():
        text = timeline.walk.text(timeline.walk.passed(at))
        return [of_pass(timeline, Origin(source, text, arguments.seed, number)) for number in numbers]
