"""A large landscape and all of ∇²φ as tasks of a Dask cluster: the same bits as on one machine, as its pieces are the same."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from typing import Any, NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.hessian import Piece, assembled, pieces, rows_of
from visprop.engine.landscape import Plane, objective_tile, tiles
from visprop.engine.objective import Objective
from visprop.timeline.cluster import done_on


class Grid(NamedTuple):
    """φ over a plane, wanted at each α and β of a grid."""

    objective: Objective
    plane: Plane
    alpha: Array
    beta: Array


def surface_on(client: Any, grid: Grid, seconds: float) -> Generator[float | Array]:
    """φ over a grid, on the workers of a client: yields every so many seconds how far it is, and at last φ, of shape (β, α).

    Given up before its end, what is not done yet is cancelled.

    Raises:
        ClusterError: a piece was given up, or the scheduler is lost.
    """
    every = tiles(grid.alpha.size, grid.beta.size)
    costs, count = np.empty((grid.beta.size, grid.alpha.size)), 0
    with closing(done_on(client, _tile, grid, [(tile.start, tile.stop) for tile in every], seconds)) as steps:
        for done in steps:
            for (start, stop), found in done:
                costs[:, start:stop] = found
            count += len(done)
            yield count / len(every)
    yield costs


def _tile(grid: Grid, ends: tuple[int, int]) -> Array:
    return objective_tile(grid.objective, grid.plane, grid.alpha[slice(*ends)], grid.beta)


def hessian_on(client: Any, objective: Objective, p: Array, seconds: float) -> Generator[float | Array]:
    """∇²φ by q, likewise: yields how far it is, and at last the matrix.

    Raises:
        ClusterError: a piece was given up, or the scheduler is lost.
    """
    every, found = pieces(objective.network), list[tuple[Piece, Array]]()
    with closing(done_on(client, _rows, (objective, p), every, seconds)) as steps:
        for done in steps:
            found += done
            yield len(found) / len(every)
    yield assembled(objective, found)


def _rows(given: tuple[Objective, Array], piece: Piece) -> Array:
    return rows_of(*given, piece)
