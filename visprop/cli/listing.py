"""`visprop list`: what comes with the program."""

from __future__ import annotations

import argparse

from visprop.cli.streams import say
from visprop.kinds.registry import offers
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.sets import builtin_sets


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each built-in scenario, bench and data set."""
    width = max(len(name) for name in (*builtin_names(), *builtin_sets(), *offers()))
    say("scenarios")
    for name in builtin_names():
        scenario = open_scenario(name)
        sizes = "-".join(map(str, scenario.network.sizes))
        say(f"  {name:<{width}}  {sizes:<10}  {scenario.title}")
    say("benches (visprop bench NAME)")
    for name, offer in offers().items():
        say(f"  {name:<{width}}  {offer.tip}")
    say("data sets (visprop new --data NAME)")
    for name, one in builtin_sets().items():
        say(f"  {name:<{width}}  {one.words}")
    return 0
