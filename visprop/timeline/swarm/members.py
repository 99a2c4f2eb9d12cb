"""The runs of a swarm as a table, a row for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from visprop.timeline.swarm.swarm import Swarm


def member_columns(swarm: Swarm) -> tuple[str, ...]:
    """What stands in each column."""
    own = ("seed",) if swarm.plan.starts is None else tuple(map(str, swarm.plan.starts.names))
    return ("run", "eta", *own, "updates", "phi", "reached", "why")


def member_rows(swarm: Swarm) -> Iterator[tuple[Any, ...]]:
    """A row for each run: its number, η, its seed or start, the updates it made, φ, whether that is the goal, why it ended."""
    plan = swarm.plan
    for run in range(plan.count):
        own = (plan.seed_of(run),) if plan.starts is None else plan.starts.at(run % plan.each)
        ended = (int(swarm.updates[run]), float(swarm.phi[run]), bool(swarm.reached[run]), swarm.reasons[run])
        yield (run + 1, plan.eta_of(run), *own, *ended)
