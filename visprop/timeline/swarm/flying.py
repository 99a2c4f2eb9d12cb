"""A swarm on its way: one piece after the other on this machine, to be gone on with in steps, or as tasks of a cluster."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from typing import Any

from visprop.timeline.cluster import done_on, wanted_pieces
from visprop.timeline.swarm.piece import Flight, PieceResult, pieces, train_piece
from visprop.timeline.swarm.plan import SwarmPlan
from visprop.timeline.swarm.swarm import Gathering, Swarm


def fly(plan: SwarmPlan, seconds: float = float("inf")) -> Generator[float | Swarm]:
    """Run a swarm in steps of about so many seconds: yields how far it is, from 0 to 1, and at last what came of it."""
    found = Gathering(plan)
    for first, stop in pieces(plan):
        flight = Flight(plan, first, stop, found.room(first, stop))
        for _ in flight.steps(seconds):
            yield (first + (stop - first) * flight.share) / plan.count
        found.take(flight.result())
        # Before the next ones set off, whose buffers would stand beside these.
        del flight
        yield found.share
    yield found.swarm()


def flown(plan: SwarmPlan) -> Swarm:
    """What comes of a swarm, at once."""
    *_, swarm = fly(plan)
    assert isinstance(swarm, Swarm)
    return swarm


def fly_on(plan: SwarmPlan, client: Any, seconds: float) -> Generator[float | Swarm]:
    """Run a swarm on the workers of a Dask client: yields every so many seconds how far it is, and at last what came of it.

    It is the same, to the last bit, as on one machine, where the workers' processors and libraries are the same. Given up
    before its end, what is not done yet is cancelled.

    Raises:
        ClusterError: a piece was given up, or the scheduler is lost.
    """
    found = Gathering(plan)
    with closing(done_on(client, _trained, plan.bare(), pieces(plan, wanted_pieces(client)), seconds)) as steps:
        for done in steps:
            for _, piece in done:
                found.take(piece)
            yield found.share
    yield found.swarm()


def _trained(plan: SwarmPlan, runs: tuple[int, int]) -> PieceResult:
    return train_piece(plan, *runs)
