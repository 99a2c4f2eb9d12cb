"""How long is trained: in updates or in epochs, or as long as the scenario says."""

from __future__ import annotations

import argparse

from visprop.cli.arguments import whole_number
from visprop.cli.command import UsageError
from visprop.scenario.scenario import Scenario

_COUNT = whole_number(0, 10**12)


def add_length(parser: argparse.ArgumentParser) -> None:
    """Let a command take how long it trains."""
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--updates", type=_COUNT, metavar="N", help="how many updates at most")
    length.add_argument("--epochs", type=_COUNT, metavar="N", help="how often through all the examples at most")


def length_of(arguments: argparse.Namespace, scenario: Scenario, usual: int | None) -> int:
    """How many updates are made at most.

    Args:
        arguments: as they were typed.
        scenario: what is trained.
        usual: where nothing is typed; None for a scenario without an end.

    Raises:
        UsageError: nothing says how long.
    """
    if arguments.updates is not None:
        return int(arguments.updates)
    if arguments.epochs is not None:
        return int(arguments.epochs) * scenario.schedule.updates_per_epoch
    if usual is None:
        raise UsageError("how long? --updates N or --epochs N, or a scenario that stops after so many")
    return usual
