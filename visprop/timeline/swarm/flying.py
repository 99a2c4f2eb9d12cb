"""A swarm on its way on this machine: one piece after the other, to be gone on with in steps."""

from __future__ import annotations

from collections.abc import Generator

from visprop.timeline.swarm.piece import Flight, pieces
from visprop.timeline.swarm.plan import SwarmPlan
from visprop.timeline.swarm.swarm import Gathering, Swarm


def fly(plan: SwarmPlan, seconds: float = float("inf")) -> Generator[float | Swarm]:
    """Run a swarm in steps of about so many seconds: yields how far it is, from 0 to 1, and at last what came of it."""
    found = Gathering(plan)
    for first, stop in pieces(plan):
        flight = Flight(plan, first, stop)
        for _ in flight.steps(seconds):
            yield (first + (stop - first) * flight.share) / plan.count
        found.take(flight.result())
        yield found.share
    yield found.swarm()


def flown(plan: SwarmPlan) -> Swarm:
    """What comes of a swarm, at once."""
    *_, swarm = fly(plan)
    assert isinstance(swarm, Swarm)
    return swarm
