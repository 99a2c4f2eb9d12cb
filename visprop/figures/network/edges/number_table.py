"""A table of the numbers of the edges into a layer, and of its neurons: a row for each neuron, a column for each source."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.shapes import Colour, Label, Segments, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, plain, symbol, width
from visprop.figures.choices import EdgeValue
from visprop.figures.network.forms.node import Shown, fitted, set_number
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.tables import QUANTITIES, NumberTable
from visprop.figures.network.measures import LINES, TEXT
from visprop.figures.network.measures_of_paper import TABLE
from visprop.notation.expression.numbers import LEAST_DIGITS

_TEN = 10
_MOST_DECIMALS = 5
_RAISED = str.maketrans("-0123456789", "−0123456789")
Words = tuple[Run, ...]
Quantities = tuple[Shown, Shown, Shown]
"""b, a and what the backward pass gives a neuron."""


@dataclass(frozen=True)
class _Cell:
    """A number in a table: of the neuron j and the entry k, from 0."""

    j: int
    k: int
    runs: Words
    size: float
    hue: Colour
    bold: bool = False
    key: Key | None = None


def number_table(
    table: NumberTable, values: Array | None, neurons: Sequence[Quantities], layout: Layout, theme: Theme, title: Words
) -> list[Shape]:
    """The table with its title; none of it where a weight has no room, and its heads alone while none is known.

    Args:
        table: where it stands.
        values: the numbers of the edges, of shape (n_l, n_{l−1}).
        neurons: b, a and δ of each neuron; none where they stand elsewhere.
        layout: the network's.
        theme: the colours.
        title: what the edges' numbers are.
    """
    power = _power(values)
    cells = [] if values is None else _weights(values / _TEN**power, table, layout, theme)
    if values is not None and not cells:
        return []
    if power:
        title = (*title, *plain(" / 10"), Run(str(power).translate(_RAISED), script=1))
    for i in range(QUANTITIES if neurons else 0):
        cells += _told([own[i] for own in neurons], table.counts[1] + i, table, layout)
    shapes = _frame(table, max(layout.least, TEXT.mark * table.text), theme, title, neurons)
    for column in range(table.rows_columns[1]):
        own = [cell for cell in cells if column == (cell.j if table.is_turned else cell.k)]
        end = max([width(cell.runs, cell.size, cell.bold) for cell in own], default=0.0) / 2
        for cell in own:
            x, y = table.middle(cell.j, cell.k)
            shapes.append(Label(x + end, y, cell.runs, cell.size, cell.hue, across=1.0, bold=cell.bold, key=cell.key))
    return shapes


def table_title(shown: EdgeValue, letter: str, layer: int, is_turned: bool) -> Words:
    """What the numbers of a table are, as a matrix; one of which the neurons are columns is transposed."""
    turned = (Run("⊤", script=1),) if is_turned else ()
    if shown is not EdgeValue.WEIGHT and is_turned:
        return (*plain("("), *table_title(shown, letter, layer, is_turned=False), *plain(")"), *turned)
    weight = (*symbol(letter, str(layer)), *turned)
    if shown is EdgeValue.GRADIENT:
        return (*plain("∂"), Run("c", italic=True), *plain("/∂"), *weight)
    if shown is EdgeValue.CONTRIBUTION:
        return (*weight, *symbol("a", str(layer - 1)))
    return (*plain("Δ"), *weight) if shown is EdgeValue.UPDATE else weight


def _frame(table: NumberTable, small: float, theme: Theme, title: Words, neurons: Sequence[Quantities]) -> list[Shape]:
    """The title, the heads of rows and columns, and the rules between."""
    count, sources = table.counts
    left, top = table.x, table.y + (table.heads - 0.5) * TABLE.pitch * table.text
    shapes: list[Shape] = [
        Label(left, top - (table.heads - 1) * TABLE.pitch * table.text, title, table.text, theme.ink, across=0.0)
    ]
    places = [(j, -1, j) for j in range(count)] + [(-1, k, k) for k in range(sources)]
    shapes += [Label(*table.middle(j, k), plain(str(index + 1)), small, theme.faint) for j, k, index in places]
    for i in range(QUANTITIES if neurons else 0):
        shown = neurons[0][i]
        hue = theme.ink if i == 0 else shown.hue
        shapes.append(Label(*table.middle(-1, sources + i), symbol(shown.letter[0].text, str(table.layer)), small, hue))
    first, rule = top + TABLE.pitch * table.text / 2, left + table.before
    ends = [(left, first, left + table.wide, first), (rule, top - table.text / 2, rule, table.y + table.high)]
    return [*shapes, Segments(np.array(ends), theme.rule, LINES.rule)]


def _power(values: Array | None) -> int:
    """The power of ten that all numbers of a table are divided by."""
    finite = np.abs(values[np.isfinite(values)]) if values is not None else np.zeros(0)
    largest = float(np.max(finite, initial=0.0))
    return 0 if not largest or TABLE.plain[0] <= largest < TABLE.plain[1] else math.floor(math.log10(largest))


def _weights(values: Array, table: NumberTable, layout: Layout, theme: Theme) -> list[_Cell]:
    """The numbers of the edges; none where one has no room."""
    room = table.cell - TABLE.apart / 2 * table.text
    columns = values if table.is_turned else values.T
    written = [_column([float(value) for value in column], layout, room, table.text) for column in columns]
    sizes = [[_size(runs, table, layout) for runs in column] for column in written]
    if not all(all(column) for column in sizes):
        return []
    cells = []
    for j, k in np.ndindex(*values.shape):
        at, of = (j, k) if table.is_turned else (k, j)
        hue = theme.negative if values[j, k] < 0.0 else theme.positive
        cells.append(_Cell(j, k, written[at][of], sizes[at][of], hue))
    return cells


def _told(shown: Sequence[Shown], k: int, table: NumberTable, layout: Layout) -> list[_Cell]:
    """One quantity of all neurons, as the entry k; none where one has no room, and none while it is not known."""
    values = [float("nan") if one.value is None else one.value for one in shown]
    if any(value != value for value in values):
        return []
    room, is_now = table.cell - TABLE.apart / 2 * table.text, shown[0].is_now
    every = [_fitted(value, layout, room, table.text, is_now) for value in values]
    written = every if table.is_turned or is_now else _column(values, layout, room, table.text)
    sizes = [_size(runs, table, layout, is_now) for runs in written]
    if not all(sizes):
        return []
    cells = zip(range(len(shown)), written, sizes, shown, strict=True)
    return [_Cell(j, k, runs, size, one.hue, is_now, one.key) for j, runs, size, one in cells]


def _size(runs: Words, table: NumberTable, layout: Layout, is_bold: bool = False) -> float:
    """The size of a number, that of an index where it is long; 0 where it has no room even so."""
    room, least = table.cell - TABLE.apart / 2 * table.text, max(layout.least, TEXT.mark * table.text)
    if width(runs, table.text, is_bold) <= room:
        return table.text
    return least if width(runs, least, is_bold) <= table.cell - 1.0 else 0.0


def _column(values: list[float], layout: Layout, room: float, text: float) -> list[Words]:
    """Numbers with the same number of decimals, where each keeps two digits so; else each as it has room."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    decimals = layout.digits - 1 - math.floor(math.log10(largest)) if largest else 0
    least = _TEN ** (LEAST_DIGITS - 1 - decimals)
    if 0 < decimals <= _MOST_DECIMALS and all(value == 0.0 or abs(value) >= least for value in values):
        found = [_set(value, decimals, layout) for value in values]
        if max(width(runs, text) for runs in found) <= room:
            return found
    return [_fitted(value, layout, room, text) for value in values]


def _fitted(value: float, layout: Layout, room: float, text: float, is_bold: bool = False) -> Words:
    """A number with as many digits as it has room for; where it has none, the shorter way to write it with the fewest."""
    found = fitted(value, layout.digits, room, text, is_bold, layout.is_short)
    if width(found, text, is_bold) <= room or not value or not math.isfinite(value):
        return found
    plainly = _set(value, LEAST_DIGITS - 1 - math.floor(math.log10(abs(value))), layout) if abs(value) < 1.0 else found
    # A power of ten is longer than some zeros.
    return min(found, plainly, key=lambda runs: width(runs, text, is_bold))


def _set(value: float, decimals: int, layout: Layout) -> Words:
    """A number with so many decimals; an exact 0 as 0."""
    return set_number(f"{value:.{decimals}f}".replace("-", "−") if value else "0", layout.is_short)
