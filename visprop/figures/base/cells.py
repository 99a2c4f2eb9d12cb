"""Tables whose cells can be pointed at, however many there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.figures.base.shapes import Targets, weight_places


@dataclass(frozen=True, eq=False)
class Cells(Targets):
    """The cells of a table, each of a weight into a layer: so many that none has an axis of its own.

    Attributes:
        table: its x, y, width, height.
        counts: rows and columns.
    """

    table: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    counts: tuple[int, int] = (1, 1)

    def box(self, index: int) -> tuple[float, float, float, float]:
        (x, y, wide, high), (rows, columns) = self.table, self.counts
        return x + wide * (index % columns) / columns, y + high * (index // columns) / rows, wide / columns, high / rows

    def middle(self, index: int) -> tuple[float, float]:
        (x, y, wide, high), (rows, columns) = self.table, self.counts
        return x + wide * (index % columns + 0.5) / columns, y + high * (index // columns + 0.5) / rows

    def nearest(self, x: float, y: float) -> tuple[float, int]:
        (left, top, wide, high), (rows, columns) = self.table, self.counts
        across, down = (x - left) / wide, (y - top) / high
        if not (0.0 <= across < 1.0 and 0.0 <= down < 1.0):
            return np.inf, 0
        return 0.0, int(down * rows) * columns + int(across * columns)


def cells(layer: int, box: tuple[float, float, float, float], counts: tuple[int, int]) -> Cells:
    """The weights into a layer as a table of so many rows and columns, in a box x, y, width, height."""
    return Cells(*weight_places(layer, counts, np.empty((0, 4)), 0.0), box, counts)
