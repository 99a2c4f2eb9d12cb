"""Where the numbers of edges stand that have no room on their lines: in tables below their gap, a row for each neuron."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from visprop.figures.base.placing import Bounds
from visprop.figures.network.layout.request import Request
from visprop.figures.network.measures import CLEAR
from visprop.figures.network.measures_of_paper import TABLE


@dataclass(frozen=True)
class NumberTable:
    """The numbers of the edges into one layer.

    Attributes:
        layer: into which the edges lead.
        x, y: its upper left corner.
        text: the size of its numbers.
        counts: rows, one for each neuron, and columns, one for each source.
        cell: how wide a column is.
        heads: how many lines stand over its rows: its columns' indices, and where it is long its title.
    """

    layer: int
    x: float
    y: float
    text: float
    counts: tuple[int, int]
    cell: float
    heads: int = 1

    @property
    def wide(self) -> float:
        """From its left to its right."""
        return TABLE.index * self.text + self.counts[1] * self.cell

    @property
    def high(self) -> float:
        """From its top to its foot, with what stands over its rows."""
        return (self.counts[0] + self.heads) * TABLE.pitch * self.text

    @property
    def box(self) -> Bounds:
        """Its room."""
        return self.x, self.y, self.x + self.wide, self.y + self.high

    def middle(self, j: int, k: int) -> tuple[float, float]:
        """The middle of a cell, from 0; −1 for the indices at its left and above it."""
        across = TABLE.index * self.text + (k + 0.5) * self.cell if k >= 0 else TABLE.index * self.text / 2
        return self.x + across, self.y + (j + self.heads + 0.5) * TABLE.pitch * self.text


def tables_of(request: Request, layers: Sequence[int], text: float, number: float) -> list[NumberTable]:
    """The tables of some layers, not yet in their places; a number is so wide."""
    cell, sizes, heads = number + TABLE.apart * text, request.sizes, 2 if request.titled else 1
    return [NumberTable(layer, 0.0, 0.0, text, (sizes[layer], sizes[layer - 1]), cell, heads) for layer in layers]


def in_a_row(tables: Sequence[NumberTable], middles: Sequence[float], y: float, width: float) -> tuple[NumberTable, ...]:
    """Tables beside each other, each as near to its gap's middle as it can be; none where they are too wide for the page."""
    apart = TABLE.between * tables[0].text if tables else 0.0
    if sum(table.wide for table in tables) + apart * (len(tables) - 1) > width - 2 * CLEAR.page:
        return ()
    lefts, end = [], CLEAR.page
    for table, middle in zip(tables, middles, strict=True):
        lefts.append(max(end, middle - table.wide / 2))
        end = lefts[-1] + table.wide + apart
    last = width - CLEAR.page
    for i in range(len(tables) - 1, -1, -1):
        lefts[i] = min(lefts[i], last - tables[i].wide)
        last = lefts[i] - apart
    return tuple(replace(one, x=x, y=y) for one, x in zip(tables, lefts, strict=True))
