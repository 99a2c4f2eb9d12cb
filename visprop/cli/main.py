"""The command line; but for the window itself, nothing of it needs a display."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import visprop
from visprop.cli.export import UsageError, add_export_arguments, export
from visprop.engine.check import TOLERANCE, check
from visprop.scenario.builtin import builtin_names, builtin_path, open_scenario
from visprop.scenario.fields import FieldError
from visprop.scenario.files import load, save
from visprop.timeline.position import Position
from visprop.timeline.timeline import Diverged, Timeline

COMMANDS = ("list", "trace", "train", "check", "export")
"""The commands; any other first word is a scenario to open in the window."""

_HISTORY_LIMIT = 10_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window; the exit status (0 done, 1 the check failed, 2 a wrong call or input)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        if len(words) > 1:
            print(f"visprop: unexpected {words[1]!r} behind the scenario", file=sys.stderr)
            return 2
        from visprop.qt.window.application import run

        return run(words[0] if words else "")
    try:
        parsed = _parser().parse_args(words)
        command: Callable[[argparse.Namespace], int] = parsed.command
        return command(parsed)
    except (UsageError, FieldError, Diverged, ValueError) as error:
        print(f"visprop: {error}", file=sys.stderr)
    except BrokenPipeError:
        # The reader of our output has gone, as `| head` does; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"visprop: {error}", file=sys.stderr)
    return 2


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        raise UsageError(f"{message} (see {self.prog} --help)")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="visprop", description="Backpropagation made visible. Without a command, the window is opened.")
    parser.add_argument("--version", action="version", version=f"visprop {visprop.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    listing = commands.add_parser("list", help="the built-in scenarios")
    listing.set_defaults(command=_list)

    tracing = _add(commands, "trace", "one pass through the network, as JSON", _trace)
    tracing.add_argument("--at", default="0.1", metavar="UPDATE[.EXAMPLE]", help="where (default 0.1)")

    training = _add(commands, "train", "train and print the last cost", _train)
    length = training.add_mutually_exclusive_group(required=True)
    length.add_argument("--updates", type=_count, metavar="N", help="how many updates")
    length.add_argument("--epochs", type=_count, metavar="N", help="how often through all the examples")
    training.add_argument("--history", type=Path, metavar="FILE.csv", help="write φ after each update")
    training.add_argument("--save", type=Path, metavar="FILE", help="write the trained scenario")
    training.add_argument("--json", action="store_true", help="print JSON")

    checking = _add(commands, "check", "the gradient check; exit status 1 where it fails", _check)
    checking.add_argument("--at", default="0", metavar="UPDATE", help="where (default 0)")
    checking.add_argument("--json", action="store_true", help="print JSON, with every parameter")

    exporting = _add(commands, "export", "write a figure", export)
    add_export_arguments(exporting)
    return parser


def _add(commands: Any, name: str, text: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("scenario", metavar="SCENARIO", help="a built-in name (see visprop list) or a file")
    parser.set_defaults(command=run)
    return parser


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > 10**12:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 0 or more")
    return int(text)


def _print_json(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1))


def _list(arguments: argparse.Namespace) -> int:
    width = max(len(name) for name in builtin_names())
    for name in builtin_names():
        scenario = load(builtin_path(name))
        sizes = "-".join(map(str, scenario.network.sizes))
        print(f"{name:<{width}}  {sizes:<10}  {scenario.title}")
    return 0


def _trace(arguments: argparse.Namespace) -> int:
    scenario = open_scenario(arguments.scenario)
    timeline = Timeline(scenario)
    at = timeline.walk.parse(arguments.at, whole_example=True)
    # The whole example, up to its δ: a trace is not cut off at a line.
    frame = timeline.frame(Position(at.update, at.example, timeline.program.update_line - 1))
    network = scenario.network
    depth = range(1, network.depth + 1)
    gradient = np.concatenate([np.column_stack(pair).ravel() for pair in map(frame.gradient, depth) if pair is not None])
    document = {
        "title": scenario.title,
        "update": at.update,
        "example": at.example,
        "names": list(network.names),
        "p": frame.p.tolist(),
        "x": frame.x.tolist(),
        "y": frame.y.tolist(),
        "a": [_listed(frame.a(layer)) for layer in range(network.depth + 1)],
        "z": [_listed(frame.z(layer)) for layer in depth],
        "delta": [_listed(frame.delta(layer)) for layer in depth],
        "cost": frame.cost,
        "grad": gradient.tolist(),
    }
    _print_json(document)
    return 0


def _listed(values: Any) -> list[float]:
    return [] if values is None else list(values.tolist())


def _train(arguments: argparse.Namespace) -> int:
    scenario = open_scenario(arguments.scenario)
    updates = arguments.updates
    if updates is None:
        updates = arguments.epochs * scenario.schedule.updates_per_epoch
    timeline = Timeline(scenario)
    if arguments.history is not None:
        _write_history(timeline, updates, arguments.history)
    _reach(timeline, updates)
    p = timeline.parameters(updates)
    cost = scenario.network.mean_cost(p, scenario.data.x, scenario.data.y)
    if not np.isfinite(cost):
        timeline.frame(Position(updates))
        raise UsageError("the cost overflowed")
    if arguments.save is not None:
        save(scenario.with_parameters(p), arguments.save)
    if arguments.json:
        _print_json({"title": scenario.title, "updates": updates, "cost": cost})
    else:
        print(f"φ = {cost!r} after {updates} updates")
    return 0


def _reach(timeline: Timeline, updates: int) -> None:
    """Train up to an update, telling a terminal every second how far it is."""
    reached, is_terminal = 0, sys.stderr.isatty()
    while reached < updates:
        reached = timeline.advance(updates, 1.0)
        if is_terminal:
            print(f"\r{reached} of {updates} updates", end="" if reached < updates else "\n", file=sys.stderr)


def _write_history(timeline: Timeline, updates: int, path: Path) -> None:
    if updates > _HISTORY_LIMIT:
        raise UsageError(f"a history has at most {_HISTORY_LIMIT} updates")
    scenario = timeline.scenario
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["update", "phi"])
        for update in range(updates + 1):
            p = timeline.parameters(update)
            writer.writerow([update, repr(scenario.network.mean_cost(p, scenario.data.x, scenario.data.y))])


def _check(arguments: argparse.Namespace) -> int:
    scenario = open_scenario(arguments.scenario)
    timeline = Timeline(scenario)
    at = timeline.walk.parse(arguments.at)
    found = check(scenario.network, timeline.parameters(at.update), scenario.data.x, scenario.data.y)
    worst = scenario.network.names[int(np.argmax(found.error))]
    if arguments.json:
        _print_json(
            {
                "passed": found.passed,
                "worst": found.worst if np.isfinite(found.worst) else None,
                "names": list(scenario.network.names),
                "gradient": found.gradient.tolist(),
                "difference": found.difference.tolist(),
                "error": found.error.tolist(),
            }
        )
    else:
        verdict = "passed" if found.passed else "FAILED"
        print(f"{verdict}: largest relative error {found.worst:.2e} (at {worst}), below {TOLERANCE:g} passes")
    return 0 if found.passed else 1
