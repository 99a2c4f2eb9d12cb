"""Which table of numbers stands behind which view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from visprop.figures.moment import ViewOptions
from visprop.figures.tables.cost_tables import (
    cost_table,
    history_table,
    landscape_table,
    slice_table,
    swapped_table,
    targets_table,
)
from visprop.figures.tables.numbers_table import Table
from visprop.figures.tables.output_tables import bent_table, codes_table, output_table
from visprop.figures.tables.swarm_tables import swarm_map_table, swarm_table

TABLES: Mapping[str, Callable[[Any, ViewOptions], Table]] = {
    "landscape": landscape_table,
    "landscape3d": landscape_table,
    "cost": cost_table,
    "cost-functions": swapped_table,
    "cost-of-targets": targets_table,
    "history": history_table,
    "output": output_table,
    "codes": codes_table,
    "hidden": bent_table,
    "slice": slice_table,
    "swarm": swarm_table,
    "swarm-map": swarm_map_table,
}
"""The tables by the names of the views; one that is not among them has none."""
