"""The numbers behind the plots of a swarm."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.tables.numbers_table import Table, listed
from visprop.timeline.swarm.members import member_columns, member_rows


def swarm_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """Quartiles and median of φ, and the share at the goal, of each rate at each sampled update."""
    swarm = moment.swarm
    assert swarm is not None, "it is one of a swarm"
    columns, parts = ["update"], list[Array]()
    for index, eta in enumerate(swarm.plan.etas):
        runs = swarm.of_eta(index)
        words = ("lower quartile of φ", "median of φ", "upper quartile of φ", f"share at φ ≤ {swarm.plan.goal!r}")
        columns += [f"η = {eta!r}: {one}" for one in words]
        parts += [swarm.quantiles(runs).T, swarm.share_by(runs)]
    return Table(tuple(columns), listed(np.array(swarm.plan.samples), *parts))


def swarm_map_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """Each run of the swarm, and what it came to."""
    swarm = moment.swarm
    assert swarm is not None, "it is one of a swarm"
    return Table(member_columns(swarm), member_rows(swarm))
