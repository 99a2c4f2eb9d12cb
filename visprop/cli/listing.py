"""`visprop list`: what comes with the program."""

from __future__ import annotations

import argparse
from typing import Any

from visprop.cli.streams import say
from visprop.scenario.builtin import builtin_names, open_scenario


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser("list", help="the built-in scenarios", description="the built-in scenarios")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each built-in scenario."""
    width = max(len(name) for name in builtin_names())
    for name in builtin_names():
        scenario = open_scenario(name)
        sizes = "-".join(map(str, scenario.network.sizes))
        say(f"{name:<{width}}  {sizes:<10}  {scenario.title}")
    return 0
