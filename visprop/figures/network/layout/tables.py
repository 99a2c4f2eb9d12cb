"""Where numbers stand that have no room on their lines and in their neurons: in tables below the network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from visprop.figures.base.placing import Bounds
from visprop.figures.network.layout.request import Request
from visprop.figures.network.measures import CLEAR
from visprop.figures.network.measures_of_paper import TABLE

FEW = 2
"""A layer of no more neurons has their numbers in them, also where those of wider ones stand in tables."""
QUANTITIES = 3
"""Of a neuron: b, a and what the backward pass gives it."""
Shelf = tuple["NumberTable", ...]
"""Tables side by side."""


@dataclass(frozen=True)
class NumberTable:
    """The numbers of the edges into one layer, and of its neurons where they have no room in them.

    Attributes:
        layer: into which the edges lead.
        x, y: its upper left corner.
        text: the size of its numbers.
        counts: of the layer's neurons, and of the sources.
        cell: how wide a column is.
        heads: how many lines stand over its rows: its columns' indices, and where it is long its title.
        has_neurons: whether b, a and δ of each neuron stand behind its weights.
        is_turned: whether each neuron is a column, and not a row.
    """

    layer: int
    x: float
    y: float
    text: float
    counts: tuple[int, int]
    cell: float
    heads: int = 1
    has_neurons: bool = False
    is_turned: bool = False

    @property
    def rows_columns(self) -> tuple[int, int]:
        """How many rows and columns of numbers there are."""
        neurons, entries = self.counts[0], self.counts[1] + (QUANTITIES if self.has_neurons else 0)
        return (entries, neurons) if self.is_turned else (neurons, entries)

    @property
    def before(self) -> float:
        """How wide the column is in which its rows' heads stand."""
        return (TABLE.turned if self.is_turned else TABLE.index) * self.text

    @property
    def wide(self) -> float:
        """From its left to its right."""
        return self.before + self.rows_columns[1] * self.cell

    @property
    def high(self) -> float:
        """From its top to its foot, with what stands over its rows."""
        return (self.rows_columns[0] + self.heads) * TABLE.pitch * self.text

    @property
    def box(self) -> Bounds:
        """Its room."""
        return self.x, self.y, self.x + self.wide, self.y + self.high

    def middle(self, j: int, k: int) -> tuple[float, float]:
        """The middle of the cell of a neuron and an entry, from 0; −1 for the heads of rows and columns."""
        row, column = (k, j) if self.is_turned else (j, k)
        across = self.before + (column + 0.5) * self.cell if column >= 0 else self.before / 2
        return self.x + across, self.y + (row + self.heads + 0.5) * TABLE.pitch * self.text


def shelves_of(
    request: Request, layers: Sequence[int], text: float, number: float, has_neurons: bool
) -> tuple[tuple[Shelf, ...], float]:
    """The tables of some layers, not yet in their places, and how high they are together; none where a page is too narrow.

    Neurons are rows, unless the tables are lower where they are columns. A number is so wide.
    """
    if not layers:
        return (), 0.0
    cell, sizes, heads = number + TABLE.apart * text, request.sizes, 2 if request.titled else 1
    plain = [
        NumberTable(layer, 0.0, 0.0, text, (sizes[layer], sizes[layer - 1]), cell, heads, has_neurons and sizes[layer] > FEW)
        for layer in layers
    ]
    turned = [replace(table, is_turned=True) for table in plain]
    room = request.page[0] - 2 * CLEAR.page
    lower = [min(pair, key=lambda table: (table.wide > room, table.rows_columns[0])) for pair in zip(plain, turned, strict=True)]
    found = [_in_shelves(tables, room) for tables in (plain, lower, turned)]
    fitting = [(shelves, _high(shelves)) for shelves in found if shelves]
    return min(fitting, key=lambda one: one[1], default=((), 0.0))


def _in_shelves(tables: Iterable[NumberTable], room: float) -> tuple[Shelf, ...]:
    """Tables side by side as far as there is room, then below; none where one alone is too wide."""
    shelves: list[Shelf] = []
    for table in tables:
        if table.wide > room:
            return ()
        if shelves and _wide(more := (*shelves[-1], table)) <= room:
            shelves[-1] = more
        else:
            shelves.append((table,))
    return tuple(shelves)


def _wide(shelf: Shelf) -> float:
    return sum(table.wide for table in shelf) + TABLE.between * shelf[0].text * (len(shelf) - 1)


def _high(shelves: Sequence[Shelf]) -> float:
    """How high shelves are, with what keeps each off what is above it."""
    return sum(max(table.high for table in shelf) + TABLE.over * shelf[0].text for shelf in shelves)


def placed(shelves: Sequence[Shelf], middles: dict[int, float], bottom: float, width: float) -> tuple[NumberTable, ...]:
    """Tables in their places, each as near to the middle of its gap as it can be."""
    found: list[NumberTable] = []
    top = bottom - _high(shelves)
    for shelf in map(partial(_spread, room=width - 2 * CLEAR.page), shelves):
        top += TABLE.over * shelf[0].text
        found += _in_a_row(shelf, [middles[table.layer] for table in shelf], top, width)
        top += max(table.high for table in shelf)
    return tuple(found)


def _spread(shelf: Shelf, room: float) -> Shelf:
    """Tables side by side with what is spare in their columns, so far that long numbers have room in them."""
    spare = (room - _wide(shelf)) / sum(table.rows_columns[1] for table in shelf)
    return tuple(replace(table, cell=table.cell + min(max(0.0, spare), TABLE.spread * table.text)) for table in shelf)


def _in_a_row(tables: Shelf, middles: Sequence[float], y: float, width: float) -> list[NumberTable]:
    apart = TABLE.between * tables[0].text
    lefts, end = [], CLEAR.page
    for table, middle in zip(tables, middles, strict=True):
        lefts.append(max(end, middle - table.wide / 2))
        end = lefts[-1] + table.wide + apart
    last = width - CLEAR.page
    for i in range(len(tables) - 1, -1, -1):
        lefts[i] = min(lefts[i], last - tables[i].wide)
        last = lefts[i] - apart
    return [replace(one, x=x, y=y) for one, x in zip(tables, lefts, strict=True)]
