"""`visprop check`: the gradient against central differences, and the update against its definition."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from visprop.cli.arguments import AT_HELP, add_scenario, open_timeline, print_json
from visprop.cli.command import UsageError
from visprop.cli.streams import say
from visprop.engine.check import Check, Verdict, check
from visprop.scenario.planted.planted_scenario import PlantedScenario
from visprop.scenario.planted.registry import ERRORS
from visprop.timeline.diverged import Diverged
from visprop.timeline.timeline import Timeline
from visprop.timeline.update_check import UpdateCheck, check_update


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    add_scenario(parser)
    parser.add_argument("--at", metavar="UPDATE", help=AT_HELP)
    planted = f"with an error planted in it, which a check is to find: {', '.join(ERRORS)}"
    parser.add_argument("--planted", metavar="NAME", choices=tuple(ERRORS), help=planted)
    parser.add_argument("--json", action="store_true", help="print JSON, with every parameter")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the verdicts; the status tells them too."""
    timeline, at = open_timeline(arguments.scenario, arguments.at)
    if arguments.planted is not None:
        timeline = _planted(timeline, arguments.planted)
    done = timeline.walk.done(at)
    found = check(timeline.scenario.objective, timeline.parameters(done))
    update: UpdateCheck | None = None
    told = ""
    try:
        update = check_update(timeline, done)
    except Diverged as stop:
        told = f"there is no next update: {stop}"
    if arguments.json:
        print_json(_document(found, update))
    else:
        say(found.sentence)
        say(told if update is None else update.sentence)
    return 0 if found.passed and update is not None and update.passed else 1


def _planted(timeline: Timeline, name: str) -> Timeline:
    """The same training with an error planted in it."""
    error, run = ERRORS[name], timeline.run
    if not error.fits(run.scenario):
        raise UsageError(f"--planted {name} does not fit this scenario: there is nothing in it that it could go wrong with")
    return Timeline(replace(run, scenario=PlantedScenario.of(run.scenario, error)))


def _document(found: Check, update: UpdateCheck | None) -> dict[str, Any]:
    return {
        "passed": found.passed and update is not None and update.passed,
        "worst": found.worst,
        "names": list(found.names),
        "gradient": found.gradient.tolist(),
        "difference": found.difference.tolist(),
        "error": found.error.tolist(),
        "verdicts": [Verdict(int(verdict)).name.lower() for verdict in found.verdicts],
        "update": None
        if update is None
        else {"passed": update.passed, "worst": update.worst, "step": update.step.tolist(), "again": update.again.tolist()},
    }
