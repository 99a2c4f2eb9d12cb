"""`visprop swarm`: many runs at once, here or on other machines; what came of them in words, as JSON, a table or a figure."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from visprop.cli.arguments import add_scenario, as_given, open_run, print_json, typed, whole_number
from visprop.cli.command import UsageError
from visprop.cli.interruption import Interruption
from visprop.cli.lengths import add_length, length_of
from visprop.cli.progress import show_progress
from visprop.cli.streams import say
from visprop.cli.swarm_report import document, sentences, table
from visprop.engine.key import Key
from visprop.figures.typed_numbers import read_numbers, read_positive, read_whole
from visprop.scenario.run import Run
from visprop.timeline.swarm.flying import fly
from visprop.timeline.swarm.plan import MAX_RUNS, Starts, SwarmPlan, grid, seeds_from, usual_goal, usual_updates
from visprop.timeline.swarm.swarm import Swarm

VIEWS = ("swarm", "swarm-map", "swarm-cloud", "swarm-cloud3d")
"""The views of a swarm; they are loaded when one is drawn."""
_RUNS = 256
"""How many seeds there are where nobody says."""
_SLICE = 0.25
"""How often it is looked whether it is to end, in seconds."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    add_scenario(parser)
    parser.set_defaults(command=run)
    count = whole_number(1, MAX_RUNS)
    parser.add_argument("--runs", type=count, default=None, metavar="N", help=f"how many seeds, with each η ({_RUNS})")
    parser.add_argument("--seed", type=whole_number(0, 10**12), default=0, metavar="S", help="the first seed (0)")
    parser.add_argument("--eta", type=typed(_read_etas), default=(), metavar="η[,η…]", help="the rates (the scenario's own)")
    parser.add_argument(
        "--start", type=typed(_read_start), action="append", default=[], metavar="NAME=LOW:HIGH:COUNT",
        help="instead of seeds: where a parameter begins, such as w1[1,1]=-4:4:32; twice, for a grid of starts",
    )  # fmt: skip
    add_length(parser)
    goal = "what φ is to be at most (where the scenario stops, else 0.01)"
    parser.add_argument("--goal", type=typed(read_positive), metavar="φ", help=goal)
    parser.add_argument("--fast", action="store_true", help="small networks faster, but for the last digits")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--dask", metavar="ADDRESS", help="on the workers of a Dask scheduler, such as tcp://host:8786")
    where.add_argument("--workers", type=whole_number(1, 256), metavar="N", help="on so many processes of this machine, by Dask")
    told = parser.add_mutually_exclusive_group()
    told.add_argument("--json", action="store_true", help="print JSON")
    told.add_argument("--csv", action="store_true", help="print a table, a row a run")
    _declare_figure(parser.add_argument_group("figure"))


def _declare_figure(group: argparse._ArgumentGroup) -> None:
    """What a figure takes, by the names that `visprop export` has for it."""
    group.add_argument("-o", "--output", type=Path, metavar="FILE.{svg,pdf,png}", help="the file")
    group.add_argument("--view", choices=VIEWS, default=VIEWS[0], help=f"what is drawn ({VIEWS[0]})")
    group.add_argument("--size", type=_read_size, default=None, metavar="WxH", help="in points, 1/72 inch")
    for name, words, others in (
        ("theme", "the colours (default light)", {"choices": ("light", "dark")}),
        ("log", "a logarithmic scale of costs", {"action": "store_true"}),
        ("each", "some of the runs, one by one", {"action": "store_true"}),
        ("digits", "significant digits (4)", {"type": whole_number(1, 15), "metavar": "N"}),
        ("dpi", "resolution of a PNG (300)", {"type": typed(read_positive), "metavar": "N"}),
        ("letters", "SVG: text as letters, for whoever has the font", {"action": "store_true"}),
        ("transparent", "leave the paper out", {"action": "store_true"}),
    ):
        group.add_argument(f"--{name}", dest=f"choice_{name}", default=None, help=words, **others)


def _read_size(text: str) -> tuple[float, float]:
    from visprop.cli.export_flags import read_size

    return read_size(text)


def _read_etas(text: str) -> tuple[float, ...]:
    """Rates with commas between them."""
    found = tuple(read_positive(part) for part in text.split(","))
    if len(set(found)) < len(found):
        raise ValueError(f"{text!r} names a rate twice")
    return found


def _read_start(text: str) -> tuple[Key, tuple[float, ...]]:
    """`NAME=LOW:HIGH:COUNT`."""
    name, _, numbers = text.rpartition("=")
    low, high, count = ([*numbers.split(":"), "", "", ""])[:3]
    first, last = read_numbers(f"{low},{high}", 2)
    if first >= last:
        raise ValueError(f"{text!r}: the range ends above its beginning")
    return Key.parse(name), grid(first, last, read_whole(count, 2, MAX_RUNS))


def run(arguments: argparse.Namespace) -> int:
    """Run them and tell what came of them."""
    start = open_run(arguments.scenario)
    plan = _plan(start, arguments)
    if arguments.output is not None:
        _refuse_figure(arguments)
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
    if arguments.output is not None:
        _draw(swarm, start, arguments)
    return 0


def _plan(start: Run, arguments: argparse.Namespace) -> SwarmPlan:
    scenario = start.scenario
    etas = arguments.eta or (scenario.training.eta,)
    goal = usual_goal(scenario) if arguments.goal is None else arguments.goal
    if arguments.start and arguments.runs is not None:
        raise UsageError("--runs is about seeds, and --start about a grid of starts: not both")
    if len(arguments.start) not in (0, 2):
        raise UsageError("--start is given twice, for the two parameters of a grid")
    starts = None
    if arguments.start:
        (first, across), (second, up) = arguments.start
        starts = Starts((first, second), (across, up))
    seeds = () if starts is not None else seeds_from(arguments.seed, arguments.runs or _RUNS)
    updates = length_of(arguments, scenario, usual_updates(scenario))
    with as_given():
        return SwarmPlan(scenario, updates, etas, seeds, goal, arguments.fast, starts)


def _flown(plan: SwarmPlan, arguments: argparse.Namespace, interruption: Interruption) -> Swarm | None:
    """What came of it; None if it was interrupted."""
    with closing(_steps(plan, arguments)) as steps:
        for step in steps:
            share = 1.0 if isinstance(step, Swarm) else step
            show_progress(share, f"{100 * share:.0f} % of {plan.count} runs", share >= 1.0)
            if isinstance(step, Swarm):
                return step
            if interruption.came:
                break
    return None


def _steps(plan: SwarmPlan, arguments: argparse.Namespace) -> Generator[float | Swarm]:
    if arguments.dask is None and arguments.workers is None:
        yield from fly(plan, _SLICE)
        return
    # Imported late: with it comes Dask.
    from visprop.timeline.swarm.cluster import NoCluster, fly_on, joined

    try:
        with joined(arguments.dask, arguments.workers) as client:
            yield from fly_on(plan, client, _SLICE)
    except NoCluster as error:
        raise UsageError(str(error)) from error


def _refuse_figure(arguments: argparse.Namespace) -> None:
    """Refuse a figure that cannot be written before anything is computed."""
    from visprop.cli.export import chosen_format
    from visprop.figures.views import VIEWS as EVERY

    chosen_format(EVERY[arguments.view], arguments)


def _draw(swarm: Swarm, start: Run, arguments: argparse.Namespace) -> None:
    """Write the figure of a swarm, over the landscape at the start of the scenario."""
    from visprop.cli.export import chosen_format, write_view
    from visprop.figures.moment import NetworkMoment
    from visprop.figures.views import VIEWS as EVERY
    from visprop.timeline.history import History
    from visprop.timeline.timeline import Timeline

    view, timeline = EVERY[arguments.view], Timeline(start)
    moment = NetworkMoment(timeline.frame(timeline.walk.start), History(timeline), swarm=swarm)
    write_view(view, moment, *chosen_format(view, arguments), arguments)
