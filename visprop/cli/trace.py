"""`visprop trace`: every number of one pass, as JSON, CSV, or arrays of NumPy."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from visprop.cli.arguments import AT_HELP, add_scenario, open_timeline, print_json
from visprop.cli.cluster import SLICE, add_cluster, client_of, is_elsewhere, last_of
from visprop.cli.command import UsageError
from visprop.cli.tables import TRACES, of_ending
from visprop.engine.arrays import Array
from visprop.engine.curvature import kinks
from visprop.engine.hessian import hessian
from visprop.scenario.files.whole import replacing
from visprop.timeline.frame import Frame
from visprop.timeline.sharpness import divisor, edge_at, largest, stability


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    add_scenario(parser)
    parser.set_defaults(command=run)
    parser.add_argument("--at", metavar="UPDATE[.EXAMPLE]", help=AT_HELP)
    output = "write a file (default: JSON on standard output); in CSV with ∂c by each parameter and each z"
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.{json,csv,npz}", help=output)
    parser.add_argument("--curvature", action="store_true", help="also the largest curvature of φ, and the edge of stability")
    words = "write all second derivatives of φ, ∇²φ by what is free to move, as an array of NumPy"
    parser.add_argument("--hessian", type=Path, metavar="FILE.npy", help=words)
    add_cluster(parser, "∇²φ ")


def run(arguments: argparse.Namespace) -> int:
    """Tell the pass of an example, up to its δ: a trace is not cut off at a line."""
    _refuse_hessian(arguments)
    _refuse_output(arguments)
    timeline, at = open_timeline(arguments.scenario, arguments.at)
    _refuse_large(arguments, timeline.scenario.network.parameter_count)
    frame = timeline.frame(timeline.walk.passed(at))
    document = _document(frame) | (_curvature(frame) if arguments.curvature else {})
    if arguments.hessian is not None:
        document |= _hessian(frame, arguments)
    if arguments.output is None:
        print_json(document)
    else:
        with replacing(arguments.output) as file:
            of_ending(arguments.output, TRACES)(file, document)
    return 0


def _refuse_output(arguments: argparse.Namespace) -> None:
    output: Path | None = arguments.output
    if output is None:
        return
    of_ending(output, TRACES)
    if output.suffix.lower() == ".csv" and (arguments.curvature or arguments.hessian is not None):
        raise UsageError(f"{output.name}: --curvature and --hessian are told in JSON or NPZ, as a table holds numbers alone")


def _refuse_hessian(arguments: argparse.Namespace) -> None:
    if arguments.hessian is None and is_elsewhere(arguments):
        raise UsageError("--workers and --dask are about ∇²φ: say where it is to be written, with --hessian FILE.npy")
    if arguments.hessian is not None and arguments.hessian.suffix != ".npy":
        raise UsageError(f"{arguments.hessian}: ∇²φ is written as FILE.npy, an array of NumPy")


_LARGEST = 30_000
"""Of more parameters ∇²φ, and what it is gathered from, are larger than most machines' memory: 7 GB each."""


def _refuse_large(arguments: argparse.Namespace, count: int) -> None:
    if arguments.hessian is not None and count > _LARGEST:
        raise UsageError(f"∇²φ of {count:,} parameters has {count**2:.1g} numbers; it is written of {_LARGEST:,} at most")


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


def _hessian(frame: Frame, arguments: argparse.Namespace) -> dict[str, Any]:
    """Write ∇²φ at the p of the passes; where, and of what its rows and columns are: of a tied group its first member."""
    names, leaders = frame.scenario.network.names, frame.scenario.objective.freedom.leaders
    # Opened first: nobody waits for what cannot be written.
    with replacing(arguments.hessian) as file:
        np.save(file, _computed(frame, arguments))
    return {"hessian": str(arguments.hessian), "hessian_names": [names[at] for at in leaders]}


def _computed(frame: Frame, arguments: argparse.Namespace) -> Array:
    objective, p = frame.scenario.objective, frame.p_before
    if not is_elsewhere(arguments):
        return hessian(objective, p)
    # Imported late: most traces need none.
    from visprop.timeline.tasks import hessian_on

    with client_of(arguments) as client:
        return last_of(hessian_on(client, objective, p, SLICE), "∇²φ")


def _listed(values: Array | None) -> list[float]:
    return [] if values is None else list(values.tolist())
