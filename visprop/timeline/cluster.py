"""Work on several processes or machines, by Dask: its pieces are tasks; one whose worker is lost is done again elsewhere."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TypeVar

T = TypeVar("T")
S = TypeVar("S")
P = TypeVar("P")

_AT_ONCE = 4
"""So many pieces a worker has at least, so that none is idle for long at the end."""
_AGAIN = 3
"""How often a piece that fails is tried again."""
_PATIENCE = "10s"
"""How long a scheduler is waited for."""
_LOST = "the Dask scheduler was lost, and with it what its workers did"


class ClusterError(Exception):
    """There is no Dask, no scheduler answers, or what was asked for was given up; the text says so."""


@contextmanager
def joined(address: str | None, workers: int | None) -> Iterator[Any]:
    """A Dask client: of the scheduler at an address, or of so many processes of this machine.

    Raises:
        ClusterError: Dask is not installed, or nobody answers at the address.
    """
    dask = _dask()
    if address is None:
        with _local(dask, workers) as cluster, dask.Client(cluster) as client:
            yield client
        return
    # What is lost is told in words, here; Dask would log traces as well.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    try:
        client = dask.Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}") from error
    with client:
        yield client


def _local(dask: Any, workers: int | None) -> Any:
    """So many processes of this machine."""
    # A task computes on one thread, as all of visprop does; so a worker has one. Two clusters want two ports for their status.
    return dask.LocalCluster(
        workers, threads_per_worker=1, dashboard_address=None, scheduler_kwargs={"dashboard_address": ":0"},
        silence_logs=logging.CRITICAL,
    )  # fmt: skip


def wanted_pieces(client: Any) -> int:
    """Of how many pieces work is to be made at least, so that all workers of a client have something to do."""
    return _AT_ONCE * max(1, len(client.scheduler_info()["workers"]))


def done_on(
    client: Any, work: Callable[[S, P], T], given: S, pieces: Sequence[P], seconds: float
) -> Generator[list[tuple[P, T]]]:
    """What work makes of each piece, on the workers of a client: yields every so many seconds those that are newly there.

    Given up before its end, what is not done yet is cancelled.

    Args:
        client: of whose workers.
        work: (given, piece) → what comes of it.
        given: what each piece needs; it is sent once, and again where its worker is lost.
        pieces: what is to be done, in any order.
        seconds: after how long it yields, with nothing where nothing is there.

    Raises:
        ClusterError: a piece was given up, or the scheduler is lost.
    """
    dask = _dask()
    with warnings.catch_warnings():
        # It is large, and sent once. What is kept at a worker alone is lost with it; what a task makes is made again.
        warnings.filterwarnings("ignore", "Sending large graph")
        shared = client.submit(_itself, given, pure=False, retries=_AGAIN)
    futures = {client.submit(work, shared, piece, pure=False, retries=_AGAIN): piece for piece in pieces}
    waiting = set(futures)
    try:
        while waiting:
            done, waiting = _waited_for(waiting, seconds, dask)
            yield [(futures[future], _result(future, dask)) for future in done]
            for future in done:
                future.release()
    finally:
        client.cancel([*waiting, shared])
        # Else workers would keep what they made of each until Python finds that nobody here holds it, which may be late.
        for future in futures:
            future.release()


def _itself(given: S) -> S:
    return given


def _waited_for(waiting: set[Any], seconds: float, dask: Any) -> tuple[set[Any], set[Any]]:
    """Which tasks are done, some seconds later, and which are not.

    Raises:
        ClusterError: the scheduler is lost.
    """
    try:
        done, left = dask.wait(list(waiting), timeout=seconds, return_when="FIRST_COMPLETED")
    except TimeoutError:
        return set(), waiting
    except CancelledError as error:
        raise ClusterError(_LOST) from error
    return done, left


def _result(future: Any, dask: Any) -> Any:
    """What came of a task.

    Raises:
        ClusterError: it was given up.
    """
    try:
        return future.result()
    except dask.scheduler.KilledWorker as error:
        words = f"{error.allowed_failures + 1} workers ended while they did the same piece of it"
        raise ClusterError(f"the cluster gave it up: {words}; is their memory too small?") from error
    except (CancelledError, dask.client.FutureCancelledError, OSError) as error:
        raise ClusterError(_LOST) from error


def _dask() -> Any:
    """Dask, which is imported where it is wanted: what there is of it for types changes from version to version.

    Raises:
        ClusterError: it is not installed.
    """
    try:
        return import_module("distributed")
    except ModuleNotFoundError as error:
        raise ClusterError("this needs Dask: pip install 'visprop[cluster]'") from error
