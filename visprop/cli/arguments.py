"""What the commands share: how a scenario and a count are given, and how JSON is printed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

Command = Callable[[argparse.Namespace], int]
"""Carries a command out; the exit status."""


class UsageError(Exception):
    """The command cannot be carried out as it was given; the text is one line."""


class Parser(argparse.ArgumentParser):
    """Raises instead of printing many lines."""

    def error(self, message: str) -> Any:
        raise UsageError(f"{message} (see {self.prog} --help)")


def add_scenario_command(commands: Any, name: str, text: str, run: Command) -> argparse.ArgumentParser:
    """Declare a command that takes a scenario."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("scenario", metavar="SCENARIO", help="a built-in name (see visprop list) or a file")
    parser.set_defaults(command=run)
    return parser


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number within a range."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 20 and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {low} to {high}")
        return int(text)

    return read


def print_json(document: dict[str, Any]) -> None:
    """Print a document on standard output."""
    print(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1))
