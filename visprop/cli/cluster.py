"""What commands share that can have their work done elsewhere: where, how far it is, and how that ends."""

from __future__ import annotations

import argparse
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from typing import Any, TypeVar

from visprop.cli.arguments import whole_number
from visprop.cli.command import UsageError
from visprop.cli.progress import show_progress

T = TypeVar("T")

SLICE = 0.25
"""How often it is told how far it is, in seconds."""


def add_cluster(parser: Any, what: str = "") -> None:
    """Let work be done by Dask; `what` is it, where that is not all of the command."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--dask", metavar="ADDRESS", help=f"{what}on the workers of a Dask scheduler, such as tcp://host:8786")
    where.add_argument(
        "--workers", type=whole_number(1, 256), metavar="N", help=f"{what}on so many processes of this machine, by Dask"
    )


def is_elsewhere(arguments: argparse.Namespace) -> bool:
    """Whether work is to be done by Dask."""
    return arguments.dask is not None or arguments.workers is not None


@contextmanager
def client_of(arguments: argparse.Namespace) -> Iterator[Any]:
    """The Dask client that is asked for.

    Raises:
        UsageError: there is none, or it gave up what it was asked for.
    """
    # Imported late: with it comes Dask.
    from visprop.timeline.cluster import ClusterError, joined

    try:
        with joined(arguments.dask, arguments.workers) as client:
            yield client
    except ClusterError as error:
        raise UsageError(str(error)) from error


def last_of(steps: Generator[float | T], words: str) -> T:
    """What work comes to that tells how far it is, which a terminal is shown; interrupted, what is left is cancelled."""
    with closing(steps):
        for step in steps:
            if not isinstance(step, float):
                return step
            show_progress(step, f"{100 * step:.0f} % of {words}", step >= 1.0)
    raise AssertionError("it ends with what it comes to")
