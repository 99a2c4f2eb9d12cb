"""A swarm on several processes or machines, by Dask: its pieces are tasks; one whose worker is lost is done again elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from visprop.timeline.swarm.piece import pieces, train_piece
from visprop.timeline.swarm.plan import SwarmPlan
from visprop.timeline.swarm.swarm import Gathering, Swarm

_AT_ONCE = 4
"""So many pieces a worker has at least, so that none is idle for long at the end."""
_AGAIN = 3
"""How often a piece that fails is tried again."""
_PATIENCE = "10s"
"""How long a scheduler is waited for."""


class NoCluster(Exception):
    """There is no Dask, or no scheduler answers; the text says so."""


@contextmanager
def joined(address: str | None, workers: int | None) -> Iterator[Any]:
    """A Dask client: of the scheduler at an address, or of so many processes of this machine.

    Raises:
        NoCluster: Dask is not installed, or nobody answers at the address.
    """
    dask = _dask()
    if address is None:
        # A task computes on one thread, as all of visprop does; so a worker has one.
        with (
            dask.LocalCluster(workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL) as cluster,
            dask.Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = dask.Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise NoCluster(f"no Dask scheduler answers at {address}") from error
    with client:
        yield client


def fly_on(plan: SwarmPlan, client: Any, seconds: float) -> Generator[float | Swarm]:
    """Run a swarm on the workers of a client: yields every so many seconds how far it is, and at last what came of it.

    It is the same, to the last bit, as on one machine, where the workers' processors and libraries are the same. Given up
    before its end, what is not done yet is cancelled.
    """
    dask, workers = _dask(), max(1, len(client.scheduler_info()["workers"]))
    # The plan goes with each task: what is kept at a worker is lost with it.
    waiting = {
        client.submit(train_piece, plan.bare(), first, stop, pure=False, retries=_AGAIN)
        for first, stop in pieces(plan, _AT_ONCE * workers)
    }
    found = Gathering(plan)
    try:
        while waiting:
            try:
                done, waiting = dask.wait(list(waiting), timeout=seconds, return_when="FIRST_COMPLETED")
            except TimeoutError:
                done = set()
            for future in done:
                found.take(future.result())
                future.release()
            yield found.share
        yield found.swarm()
    finally:
        client.cancel(list(waiting))


def _dask() -> Any:
    """Dask, which is imported where it is wanted: what there is of it for types changes from version to version.

    Raises:
        NoCluster: it is not installed.
    """
    try:
        return import_module("distributed")
    except ModuleNotFoundError as error:
        raise NoCluster("this needs Dask: pip install 'visprop[cluster]'") from error
