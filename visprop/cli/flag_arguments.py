"""The choices of an export as arguments."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from visprop.cli.arguments import typed, whole_number
from visprop.export.flags import Asked, ExportFlag, OneOf, Tick, Value, Whole


def add_flag(group: Any, flag: Asked) -> None:
    """Declare a choice in a group of the help."""
    metavar = {"metavar": flag.told.metavar} if flag.told.metavar else {}
    group.add_argument(flag.told.name, dest=flag.dest, default=None, help=flag.told.help, **metavar, **_words(flag.value))


def _words(value: Value) -> dict[str, Any]:
    """What argparse is told of how a choice is made."""
    match value:
        case Tick():
            return {"action": "store_true"}
        case OneOf(words):
            return {"choices": tuple(words)}
        case Whole(low, high):
            return {"type": whole_number(low, high)}
        case _:
            many = {"action": "append"} if value.is_many else {}
            return {"type": typed(value.read), **many}


def given_of(flags: Iterable[ExportFlag], arguments: argparse.Namespace) -> list[tuple[ExportFlag, Any]]:
    """The choices that are made, each with its value."""
    found = ((flag, getattr(arguments, flag.dest, None)) for flag in flags)
    return [(flag, value) for flag, value in found if value is not None]
