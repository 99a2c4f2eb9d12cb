"""`visprop check`: the gradient against central differences."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from visprop.cli.arguments import add_scenario_command, print_json
from visprop.engine.check import TOLERANCE, Check, check
from visprop.engine.network import Network
from visprop.scenario.builtin import open_scenario
from visprop.timeline.run import Run
from visprop.timeline.timeline import Timeline


def declare(commands: Any) -> None:
    """Declare the command."""
    parser = add_scenario_command(commands, "check", "the gradient check; exit status 1 if it fails", run)
    parser.add_argument("--at", default="0", metavar="UPDATE", help="where (default 0)")
    parser.add_argument("--json", action="store_true", help="print JSON, with every parameter")


def run(arguments: argparse.Namespace) -> int:
    """Print the verdict; the status tells it too."""
    scenario = open_scenario(arguments.scenario)
    timeline = Timeline(Run(scenario))
    at = timeline.walk.parse(arguments.at)
    found = check(scenario.network, timeline.parameters(timeline.walk.done(at)), scenario.data.x, scenario.data.y)
    if arguments.json:
        print_json(_document(scenario.network, found))
    else:
        worst = scenario.network.names[int(np.argmax(found.error))]
        verdict = "passed" if found.passed else "FAILED"
        print(f"{verdict}: largest relative error {found.worst:.2e} (at {worst}), below {TOLERANCE:g} passes")
    return 0 if found.passed else 1


def _document(network: Network, found: Check) -> dict[str, Any]:
    return {
        "passed": found.passed,
        "worst": found.worst if np.isfinite(found.worst) else None,
        "names": list(network.names),
        "gradient": found.gradient.tolist(),
        "difference": found.difference.tolist(),
        "error": found.error.tolist(),
    }
