"""`visprop check`: the gradient against central differences."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from visprop.cli.arguments import add_scenario_command, print_json
from visprop.engine.arrays import Array
from visprop.engine.check import WORDS, Check, Verdict, check
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
    found = check(scenario.objective, timeline.parameters(timeline.walk.done(at)))
    if arguments.json:
        print_json(_document(found))
    else:
        print(_sentence(found))
    return 0 if found.passed else 1


def _sentence(found: Check) -> str:
    verdict = "passed" if found.passed else "FAILED"
    rest = [f"{found.count(kind)} {words}" for kind, words in WORDS.items() if found.count(kind)]
    where = f" (at {found.worst_name})" if found.worst_name else ""
    return f"{verdict}: largest relative error {found.worst:.2e}{where}; " + ", ".join(rest)


def _document(found: Check) -> dict[str, Any]:
    def finite(values: Array) -> list[float | None]:
        return [float(value) if np.isfinite(value) else None for value in values]

    return {
        "passed": found.passed,
        "worst": found.worst,
        "names": list(found.names),
        "gradient": finite(found.gradient),
        "difference": finite(found.difference),
        "error": finite(found.error),
        "verdicts": [Verdict(int(verdict)).name.lower() for verdict in found.verdicts],
    }
