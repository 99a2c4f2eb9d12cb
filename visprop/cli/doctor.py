"""`visprop doctor`: what goes wrong in a training, and what can be tried."""

from __future__ import annotations

import argparse
from typing import Any

from visprop.cli.arguments import AT_HELP, add_scenario, open_timeline, print_json
from visprop.cli.streams import say
from visprop.scenario.scenario import Scenario
from visprop.timeline.diverged import Diverged
from visprop.timeline.doctor.examining import Examination, Finding
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command."""
    add_scenario(parser)
    parser.add_argument(
        "--at",
        metavar="UPDATE",
        help=f"{AT_HELP}; without it where the scenario's own training ends, if that tells a number of updates",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Train up to a position, and print what goes wrong there; the status tells it too."""
    timeline, at = open_timeline(arguments.scenario, arguments.at)
    at = _reached(timeline, at if arguments.at is not None else _end(timeline, at))
    found, _ = Examination(timeline).findings(at)
    if arguments.json:
        print_json({"at": timeline.walk.text(at), "findings": [_document(timeline, one) for one in found]})
    else:
        say(f"at {timeline.walk.text(at)}: {'nothing is found to go wrong' if not found else f'{len(found)} found'}")
        for one in found:
            say(f"{one.told}. Just before it: --at {timeline.walk.text(one.before)}. To try: {_to_try(timeline.scenario, one)}.")
    return 1 if found else 0


def _end(timeline: Timeline, start: Position) -> Position:
    """Where the scenario's own training ends at the latest; where it tells no number of updates or epochs, its start."""
    scenario = timeline.scenario
    last = scenario.training.stop.last_update(scenario.schedule.updates_per_epoch)
    return start if last is None else timeline.walk.update_end(max(timeline.walk.first, last))


def _reached(timeline: Timeline, at: Position) -> Position:
    """The position, or the last one at which all is finite."""
    try:
        timeline.frame(at)
    except Diverged as stop:
        return stop.breakdown.before
    return at


def _to_try(scenario: Scenario, one: Finding) -> str:
    return one.remedy.words(scenario, one.layer)


def _document(timeline: Timeline, one: Finding) -> dict[str, Any]:
    return {
        "name": one.ailment.name,
        "layer": one.layer or None,
        "since": one.since,
        "before": timeline.walk.text(one.before),
        "told": one.told,
        "try": _to_try(timeline.scenario, one),
    }
