"""`visprop trace`: every number of one pass, as JSON."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from visprop.cli.arguments import AT_HELP, add_scenario, open_timeline, print_json
from visprop.engine.arrays import Array
from visprop.engine.curvature import kinks
from visprop.timeline.frame import Frame
from visprop.timeline.position import Position
from visprop.timeline.sharpness import divisor, edge_at, largest, stability


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    add_scenario(parser)
    parser.set_defaults(command=run)
    parser.add_argument("--at", metavar="UPDATE[.EXAMPLE]", help=AT_HELP)
    parser.add_argument("--curvature", action="store_true", help="also the largest curvature of φ, and the edge of stability")


def run(arguments: argparse.Namespace) -> int:
    """Print the pass of an example, up to its δ: a trace is not cut off at a line."""
    timeline, at = open_timeline(arguments.scenario, arguments.at)
    walk, last = timeline.walk, timeline.program.update_line - 1
    # UPDATE alone is the whole pass of the first example at the p of that update.
    is_whole = at == walk.update_end(walk.done(at))
    example, update = (1, walk.done(at)) if is_whole else (at.example, at.update)
    frame = timeline.frame(Position(update, example, last))
    print_json(_document(frame) | (_curvature(frame) if arguments.curvature else {}))
    return 0


def _document(frame: Frame) -> dict[str, Any]:
    network = frame.scenario.network
    depth = range(1, network.depth + 1)
    gradient = np.concatenate([np.column_stack(pair).ravel() for pair in map(frame.gradient, depth) if pair is not None])
    return {
        "title": frame.scenario.title,
        "update": frame.position.update,
        "example": frame.position.example,
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


def _curvature(frame: Frame) -> dict[str, Any]:
    """λ_max at the p of the passes, what the optimiser makes of it, and the law that holds, or why none does."""
    scenario, p = frame.scenario, frame.p_before
    law, scale = stability(scenario), divisor(scenario, frame.memory, frame.number - 1)
    return {
        "lambda_max": largest(scenario, p, None),
        **({} if scale is None else {"lambda_preconditioned": largest(scenario, p, scale)}),
        "edge": edge_at(scenario, frame.position.update),
        "law": law.words,
        "kinks": kinks(scenario.objective, p),
    }


def _listed(values: Array | None) -> list[float]:
    return [] if values is None else list(values.tolist())
