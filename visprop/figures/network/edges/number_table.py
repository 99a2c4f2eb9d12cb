"""A table of the numbers of the edges into a layer: a row for each neuron, a column for each source."""

from __future__ import annotations

import math

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Label, Segments, Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, plain, symbol, width
from visprop.figures.choices import EdgeValue
from visprop.figures.network.forms.node import fitted, set_number
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.tables import NumberTable
from visprop.figures.network.measures import LINES, TEXT
from visprop.figures.network.measures_of_paper import TABLE
from visprop.notation.expression.numbers import LEAST_DIGITS

_TEN = 10
_MOST_DECIMALS = 5
_RAISED = str.maketrans("-0123456789", "−0123456789")
Words = tuple[Run, ...]


def number_table(table: NumberTable, values: Array | None, layout: Layout, theme: Theme, title: Words) -> list[Shape]:
    """The table with its title; none of it where a number has no room, and its indices alone while none is known."""
    power = _power(values)
    written = [] if values is None else _written(values / _TEN**power, table, layout)
    if values is not None and not written:
        return []
    if power:
        title = (*title, *plain(" / 10"), Run(str(power).translate(_RAISED), script=1))
    shapes = _frame(table, max(layout.least, TEXT.mark * table.text), theme, title)
    for k, column in enumerate(written):
        end = max(width(runs, size) for runs, size in column) / 2
        for j, (runs, size) in enumerate(column):
            x, y = table.middle(j, k)
            hue = theme.negative if values is not None and values[j, k] < 0.0 else theme.positive
            shapes.append(Label(x + end, y, runs, size, hue, across=1.0))
    return shapes


def table_title(shown: EdgeValue, letter: str, layer: int) -> Words:
    """What the numbers of a table are."""
    weight = symbol(letter, str(layer))
    if shown is EdgeValue.GRADIENT:
        return (*plain("∂"), Run("c", italic=True), *plain("/∂"), *weight)
    if shown is EdgeValue.CONTRIBUTION:
        return (*weight, *symbol("a", str(layer - 1)))
    return (*plain("Δ"), *weight) if shown is EdgeValue.UPDATE else weight


def _frame(table: NumberTable, small: float, theme: Theme, title: Words) -> list[Shape]:
    """The title, the indices of rows and columns, and the rules between."""
    rows, columns = table.counts
    left, top = table.x, table.middle(-1, 0)[1]
    shapes: list[Shape] = [
        Label(left, top - (table.heads - 1) * TABLE.pitch * table.text, title, table.text, theme.ink, across=0.0)
    ]
    places = [(j, -1, j) for j in range(rows)] + [(-1, k, k) for k in range(columns)]
    shapes += [Label(*table.middle(j, k), plain(str(index + 1)), small, theme.faint) for j, k, index in places]
    first, rule = top + TABLE.pitch * table.text / 2, left + TABLE.index * table.text
    ends = [(left, first, left + table.wide, first), (rule, top - table.text / 2, rule, table.y + table.high)]
    return [*shapes, Segments(np.array(ends), theme.rule, LINES.rule)]


def _power(values: Array | None) -> int:
    """The power of ten that all numbers of a table are divided by."""
    finite = np.abs(values[np.isfinite(values)]) if values is not None else np.zeros(0)
    largest = float(np.max(finite, initial=0.0))
    return 0 if not largest or TABLE.plain[0] <= largest < TABLE.plain[1] else math.floor(math.log10(largest))


def _written(values: Array, table: NumberTable, layout: Layout) -> list[list[tuple[Words, float]]]:
    """The numbers of each column with their sizes, that of an index where one is long; none where one has no room even so."""
    room, least = table.cell - TABLE.apart / 2 * table.text, max(layout.least, TEXT.mark * table.text)
    columns = [_column([float(value) for value in column], layout, room, table.text) for column in values.T]
    if any(width(runs, least) > table.cell - 1.0 for column in columns for runs in column):
        return []
    return [[(runs, table.text if width(runs, table.text) <= room else least) for runs in column] for column in columns]


def _column(values: list[float], layout: Layout, room: float, text: float) -> list[Words]:
    """Numbers with the same number of decimals, where each keeps two digits so; else each as it has room."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    decimals = layout.digits - 1 - math.floor(math.log10(largest)) if largest else 0
    least = _TEN ** (LEAST_DIGITS - 1 - decimals)
    if 0 < decimals <= _MOST_DECIMALS and all(value == 0.0 or abs(value) >= least for value in values):
        found = [_set(value, decimals, layout) for value in values]
        if max(width(runs, text) for runs in found) <= room:
            return found
    return [fitted(value, layout.digits, room, text, is_short=layout.is_short) for value in values]


def _set(value: float, decimals: int, layout: Layout) -> Words:
    """A number with so many decimals; an exact 0 as 0."""
    return set_number(f"{value:.{decimals}f}".replace("-", "−") if value else "0", layout.is_short)
