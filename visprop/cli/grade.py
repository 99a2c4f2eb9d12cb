"""`visprop grade`: answers that were handed in, each with a verdict."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from visprop.cli.arguments import print_json
from visprop.cli.command import UsageError
from visprop.cli.streams import say
from visprop.grading.again import Shelf
from visprop.grading.marking import Paper, marked_paper
from visprop.grading.report import as_csv, as_document, told_papers
from visprop.lessons.answers import MOST_CHARACTERS, read_answers
from visprop.scenario.data.regular import read_regular


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="answers as a worksheet's page or a lesson saved them"
    )
    against = "what the worksheet was made from, or the lesson's file, where it does not come with the program"
    parser.add_argument("--against", metavar="FILE", help=against)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON, with totals by question")
    form.add_argument("--csv", action="store_true", help="print CSV, a row an answer")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the verdicts; a file that cannot be graded is told, and the others are graded all the same."""
    shelf = Shelf(arguments.against)
    papers = [paper for file in arguments.files if (paper := _paper(file, shelf)) is not None]
    if not papers:
        raise UsageError("no file could be graded")
    if arguments.json:
        print_json(as_document(papers))
    elif arguments.csv:
        say(as_csv(papers).rstrip("\n"))
    else:
        for line in told_papers(papers):
            say(line)
    return 0 if len(papers) == len(arguments.files) and not any(paper.left for paper in papers) else 2


def _paper(file: Path, shelf: Shelf) -> Paper | None:
    try:
        paper = marked_paper(file.name, read_answers(_text(file)), shelf)
    except (ValueError, OSError) as error:
        _refuse(file, error.strerror if isinstance(error, OSError) and error.strerror else str(error))
        return None
    for reason in paper.left:
        _refuse(file, reason)
    return paper


def _refuse(file: Path, reason: str) -> None:
    say(f"visprop: {file.name}: {' '.join(reason.split())}", sys.stderr)


def _text(file: Path) -> str:
    text = read_regular(file)
    if len(text) > MOST_CHARACTERS:
        raise ValueError("this is no file of answers: it is too large")
    return text
