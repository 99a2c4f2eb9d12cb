"""`visprop list`: what comes with the program."""

from __future__ import annotations

import argparse

from visprop.cli.streams import say
from visprop.kinds.registry import offers
from visprop.lessons.titles import titles_of_chapters, titles_of_tests
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.sets import builtin_sets


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each built-in scenario, bench, data set, test and chapter."""
    lessons = titles_of_chapters()
    width = max(len(name) for name in (*builtin_names(), *builtin_sets(), *offers(), *lessons))
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
    say("tests (visprop worksheet test:NAME)")
    for name, title in titles_of_tests().items():
        say(f"  {name:<{width}}  {title}")
    say("chapters of the course (visprop worksheet lesson:NAME)")
    for name, title in lessons.items():
        say(f"  {name:<{width}}  {title}")
    return 0
