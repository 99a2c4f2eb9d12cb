"""`visprop swarm`: many runs at once, here or on other machines; what came of them in words, as JSON, a table or a figure."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Generator
from contextlib import closing

from visprop.cli.arguments import add_scenario, as_given, open_run, print_json, typed, whole_number
from visprop.cli.cluster import SLICE, add_cluster, client_of, is_elsewhere
from visprop.cli.command import Parser, UsageError
from visprop.cli.interruption import Interruption
from visprop.cli.lengths import add_length, length_of
from visprop.cli.progress import show_progress
from visprop.cli.streams import say
from visprop.cli.swarm_figure import declare_figure, figure_of
from visprop.cli.swarm_report import document, sentences, table
from visprop.engine.key import Key
from visprop.figures.typed_numbers import read_numbers, read_positive, read_whole
from visprop.scenario.run import Run
from visprop.timeline.swarm.flying import fly, fly_on
from visprop.timeline.swarm.plan import MAX_RUNS, Starts, SwarmPlan, grid, seeds_from, usual_goal, usual_updates
from visprop.timeline.swarm.swarm import Swarm

_RUNS = 256
"""How many seeds there are where nobody says."""


def declare(parser: Parser) -> None:
    """Declare the command."""
    add_scenario(parser)
    parser.set_defaults(command=run, output=None)
    parser.declares_rest = declare_figure
    count = whole_number(1, MAX_RUNS)
    parser.add_argument("--runs", type=count, default=None, metavar="N", help=f"how many seeds, with each η ({_RUNS})")
    parser.add_argument("--seed", type=whole_number(0, 10**12), metavar="S", help="the first seed (0)")
    parser.add_argument("--eta", type=typed(_read_etas), default=(), metavar="η[,η…]", help="the rates (the scenario's own)")
    parser.add_argument(
        "--start", type=typed(_read_start), action="append", default=[], metavar="NAME=LOW:HIGH:COUNT",
        help="instead of seeds: where a parameter begins, such as w1[1,1]=-4:4:32; twice, for a grid of starts",
    )  # fmt: skip
    add_length(parser)
    goal = "what φ is to be at most (where the scenario stops, else 0.01)"
    parser.add_argument("--goal", type=typed(read_positive), metavar="φ", help=goal)
    parser.add_argument("--fast", action="store_true", help="small networks faster, but for the last digits")
    add_cluster(parser)
    told = parser.add_mutually_exclusive_group()
    told.add_argument("--json", action="store_true", help="print JSON")
    told.add_argument("--csv", action="store_true", help="print a table, a row a run")


def _read_etas(text: str) -> tuple[float, ...]:
    """Rates with commas between them."""
    found = tuple(read_positive(part) for part in text.split(","))
    if len(set(found)) < len(found):
        raise ValueError(f"{text!r} names a rate twice")
    return found


def _read_start(text: str) -> tuple[Key, tuple[float, ...]]:
    """`NAME=LOW:HIGH:COUNT`."""
    name, _, numbers = text.rpartition("=")
    if numbers.count(":") != 2:
        raise ValueError(f"{text!r} is not NAME=LOW:HIGH:COUNT, such as w1[1,1]=-4:4:32")
    low, high, count = numbers.split(":")
    first, last = read_numbers(f"{low},{high}", 2)
    return Key.parse(name), grid(first, last, read_whole(count, 2, MAX_RUNS))


def run(arguments: argparse.Namespace) -> int:
    """Run them and tell what came of them."""
    start = open_run(arguments.scenario)
    plan = _plan(start, arguments)
    figure = figure_of(arguments)
    with Interruption() as interruption:
        swarm = _flown(plan, arguments, interruption)
    if swarm is None:
        return 130
    if arguments.json:
        print_json(document(swarm))
    elif arguments.csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows(table(swarm))
    else:
        say(sentences(swarm))
    if figure is not None:
        figure.write(swarm, start)
    return 0


def _plan(start: Run, arguments: argparse.Namespace) -> SwarmPlan:
    scenario = start.scenario
    etas = arguments.eta or (scenario.training.eta,)
    goal = usual_goal(scenario) if arguments.goal is None else arguments.goal
    for flag, given in (("--runs", arguments.runs), ("--seed", arguments.seed)):
        if arguments.start and given is not None:
            raise UsageError(f"{flag} is about seeds, and --start about a grid of starts: not both")
    if len(arguments.start) not in (0, 2):
        raise UsageError("--start is given twice, for the two parameters of a grid")
    starts = None
    if arguments.start:
        (first, across), (second, up) = arguments.start
        starts = Starts((first, second), (across, up))
    seeds = () if starts is not None else seeds_from(arguments.seed or 0, arguments.runs or _RUNS)
    updates = length_of(arguments, scenario, usual_updates(scenario))
    with as_given():
        return SwarmPlan(scenario, updates, etas, seeds, goal, arguments.fast, starts)


def _flown(plan: SwarmPlan, arguments: argparse.Namespace, interruption: Interruption) -> Swarm | None:
    """What came of it; None if it was interrupted."""
    with closing(_steps(plan, arguments)) as steps:
        for step in steps:
            if isinstance(step, Swarm):
                return step
            show_progress(step, f"{100 * step:.0f} % of {plan.count} runs", step >= 1.0)
            if interruption.came:
                break
    return None


def _steps(plan: SwarmPlan, arguments: argparse.Namespace) -> Generator[float | Swarm]:
    if not is_elsewhere(arguments):
        yield from fly(plan, SLICE)
        return
    with client_of(arguments) as client:
        yield from fly_on(plan, client, SLICE)
