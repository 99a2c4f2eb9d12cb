"""What the commands share: how a scenario and a count are given, and how JSON is printed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

from visprop.cli.command import UsageError
from visprop.cli.streams import has_all_letters, say
from visprop.figures.typed_numbers import read_whole
from visprop.kinds.files import open_any
from visprop.kinds.registry import experiment_of, kind_of
from visprop.scenario.any_run import AnyRun
from visprop.scenario.files.document import Document
from visprop.scenario.run import Run
from visprop.timeline.work import BUDGET

if TYPE_CHECKING:
    # A training alone needs no time line.
    from visprop.timeline.experiment import Experiment
    from visprop.timeline.position import Position
    from visprop.timeline.timeline import Timeline

T = TypeVar("T")


@contextmanager
def as_given() -> Iterator[None]:
    """Where a ValueError is about what was given; anywhere else it is the program's own error.

    Raises:
        UsageError: there was one.
    """
    try:
        yield
    except ValueError as error:
        raise UsageError(str(error)) from error


def add_scenario(parser: argparse.ArgumentParser) -> None:
    """Let a command take a scenario."""
    parser.add_argument("scenario", metavar="SCENARIO", help="a built-in name (see visprop list), a file, or bench:NAME")


AT_HELP = "where (default: where the file was saved, else its start)"
"""What is said of `--at`."""


def _opened(name: str) -> Document[AnyRun]:
    """A file of any kind; what was repaired in it is said."""
    document = open_any(name)
    for repair in document.repairs:
        say(f"visprop: {repair}", sys.stderr)
    return document


def open_run(name: str) -> Run:
    """A scenario's run.

    Raises:
        UsageError: the file holds something else than a network's run.
    """
    return _network_of(name, _opened(name).run)


def open_timeline(name: str, at: str | None) -> tuple[Timeline, Position]:
    """A scenario's time line, and a position of it; what was repaired is said.

    Args:
        name: of the scenario.
        at: the position as it is typed; None for the one at which the file was saved, or its start.

    Raises:
        UsageError: the file holds something else than a network's run, or there is no such position.
    """
    from visprop.timeline.timeline import Timeline

    document = _opened(name)
    timeline = Timeline(_network_of(name, document.run))
    return timeline, _place_of(document, timeline, at)


def open_experiment(name: str, at: str | None, told: Sequence[str]) -> tuple[Experiment, Position]:
    """An experiment of any kind, and a position of it; what was repaired is said.

    Args:
        name: of the scenario, or of the bench.
        at: as `open_timeline` has it.
        told: what is to be set, each as `NAME=VALUE`.

    Raises:
        UsageError: something is told to be set that cannot be, or there is no such position.
    """
    document = _opened(name)
    experiment = experiment_of(with_typed(document.run, told), BUDGET)
    return experiment, _place_of(document, experiment, at)


def with_typed(run: AnyRun, told: Sequence[str]) -> AnyRun:
    """A run in which some things are set as they are told, each as `NAME=VALUE`.

    Raises:
        UsageError: they cannot be.
    """
    kind = kind_of(run)
    if not told:
        return run
    if kind.typed is None:
        raise UsageError(f"--set is about benches, and means nothing for {kind.words}")
    with as_given():
        return kind.typed(run, told)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Let things be set, as often as is wanted."""
    text = "set something of a bench, by its name in a file; again for more"
    parser.add_argument("--set", dest="told", action="append", default=[], metavar="NAME=VALUE", help=text)


def _network_of(name: str, run: AnyRun) -> Run:
    if not isinstance(run, Run):
        raise UsageError(f"{name} holds {kind_of(run).words}; this command is about a network's run")
    return run


def _place_of(document: Document[AnyRun], experiment: Experiment, at: str | None) -> Position:
    with as_given():
        if at is None and not document.at:
            return experiment.walk.start
        return experiment.walk.parse(document.at if at is None else at)


def typed(read: Callable[[str], T]) -> Callable[[str], T]:
    """What reads an argument, in its own words where it is none."""

    def read_argument(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read_argument


def _finite(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _finite(one) for name, one in part.items()}
    if isinstance(part, list | tuple):
        return [_finite(one) for one in part]
    return None if isinstance(part, float) and not isfinite(part) else part


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number within a range."""
    return typed(lambda text: read_whole(text, low, high))


def as_json(document: Mapping[str, Any], only_ascii: bool = False) -> str:
    """The text of a document, with a line's end; numbers that are not finite, which JSON has not, are null."""
    return json.dumps(_finite(document), ensure_ascii=only_ascii, allow_nan=False, indent=1) + "\n"


def print_json(document: dict[str, Any]) -> None:
    """Print a document on standard output, as `as_json` writes it."""
    print(as_json(document, not has_all_letters(sys.stdout)), end="")
