"""Which table of numbers stands behind which view; each is loaded when it is asked for, as pictures need none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from visprop.engine.registry import late

if TYPE_CHECKING:
    from visprop.figures.moment import ViewOptions
    from visprop.figures.tables.numbers_table import Table

_COST, _OUTPUT, _SWARM = (f"visprop.figures.tables.{name}" for name in ("cost_tables", "output_tables", "swarm_tables"))

TABLES: Mapping[str, Callable[[Any, ViewOptions], Table]] = {
    "landscape": late(_COST, "landscape_table"),
    "landscape3d": late(_COST, "landscape_table"),
    "cost": late(_COST, "cost_table"),
    "cost-functions": late(_COST, "swapped_table"),
    "cost-of-targets": late(_COST, "targets_table"),
    "history": late(_COST, "history_table"),
    "output": late(_OUTPUT, "output_table"),
    "codes": late(_OUTPUT, "codes_table"),
    "hidden": late(_OUTPUT, "bent_table"),
    "slice": late(_COST, "slice_table"),
    "swarm": late(_SWARM, "swarm_table"),
    "swarm-map": late(_SWARM, "swarm_map_table"),
}
"""The tables by the names of the views; one that is not among them has none."""
