"""How wide the columns of a table of codes are, and how the numbers in them are written."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from visprop.engine.arrays import Array
from visprop.figures.base.axes import LEAST_TEXT, SMALL_TEXT
from visprop.figures.base.text import Run, width
from visprop.figures.network.forms.node import before_point, set_number
from visprop.notation.expression.numbers import LEAST_DIGITS, is_carried, padded

GAP = 1.5
"""Between cells, in points."""
_PAD, _CLOSE = 3.0, 1.0
"""What a cell takes beside its number and the gap, in points; the least."""
_OVER = 3.0
"""How much higher than its numbers a row is at least, in points."""
NAME = 3.0
"""What a cell takes beside a name over it, in points."""
_LEAST_CELL = 5.0
"""How wide a cell without a number is at least, in points."""
_NATURAL = (1.0, 3.4, 1.8)
"""How wide, to one another, cells of inputs, codes and outputs are where there is room: the code is what is looked at."""
_MOST_DECIMALS = 5

Words = tuple[Run, ...]


class Column(NamedTuple):
    """A column of numbers.

    Attributes:
        numbers: each with where it begins, from the column's middle, so that all points are below one another.
        wide: from the beginning of the first to the end of the last.
    """

    numbers: tuple[tuple[Words, float], ...]
    wide: float


class Part(NamedTuple):
    """Inputs, codes or outputs.

    Attributes:
        cell: how wide a cell is.
        columns: their numbers; none where they have no room.
        size: how large these are.
    """

    cell: float
    columns: tuple[Column, ...]
    size: float


def parts_of(
    values: Sequence[Array], names: Sequence[float], room: float, high: float, digits: int, smallest: float
) -> list[Part]:
    """Inputs, codes and outputs in a room, in rows so high, with names over their columns that are so wide.

    Zeros before points go first, then digits of the outputs, then those of the codes, then size, and names that have no room
    over each column; at last the numbers of the outputs, and of the inputs. None is smaller than `smallest`, in points.
    """
    named, bare = [max(_LEAST_CELL, name + NAME) for name in names], [_LEAST_CELL] * len(names)
    every = (True, True, True)
    for shown, least in ((every, named), (every, bare), ((True, True, False), bare), ((False, True, False), bare)):
        for size, pad in ((SMALL_TEXT, _PAD), (smallest, _PAD), (smallest, _CLOSE)):
            for counts, is_short in _ways(digits) if high >= size + _OVER else ():
                asked = zip(values, counts, shown, strict=True)
                columns = [_columns(own, count, is_short, size) if has else () for own, count, has in asked]
                if cells := _cells(columns, least, [own.shape[1] for own in values], room, pad):
                    return [Part(cell, own, size) for cell, own in zip(cells, columns, strict=True)]
    cells = _cells([(), (), ()], bare, [own.shape[1] for own in values], room, _PAD) or [1.0, 1.0, 1.0]
    return [Part(cell, (), smallest) for cell in cells]


def _ways(digits: int) -> Iterator[tuple[tuple[int, int, int], bool]]:
    """Digits of inputs, codes and outputs, and whether no zero stands before the point; the best first."""
    least, some = min(digits, LEAST_DIGITS), min(digits, LEAST_DIGITS + 1)
    yield (digits, digits, digits), False
    pairs = ((digits, digits), (digits, some), (some, some), (digits, least), (some, least), (least, least))
    yield from (((digits, codes, outputs), True) for codes, outputs in dict.fromkeys(pairs))


def _cells(
    every: Sequence[tuple[Column, ...]], least: Sequence[float], counts: Sequence[int], room: float, pad: float
) -> list[float]:
    """How wide the cells of each part are in a room, as its widest number needs at least; nothing where there is not enough."""
    widest = [max((column.wide + GAP + pad for column in columns), default=0.0) for columns in every]
    needs = [max(own, low) for own, low in zip(widest, least, strict=True)]
    if sum(n * need for n, need in zip(counts, needs, strict=True)) > room:
        return []
    low, high = 0.0, room
    for _ in range(40):
        unit = (low + high) / 2
        cells = [max(need, unit * natural) for need, natural in zip(needs, _NATURAL, strict=True)]
        low, high = (low, unit) if sum(n * cell for n, cell in zip(counts, cells, strict=True)) > room else (unit, high)
    return [max(need, low * natural) for need, natural in zip(needs, _NATURAL, strict=True)]


def _columns(values: Array, digits: int, is_short: bool, size: float) -> tuple[Column, ...]:
    """All columns of a part, with one number of decimals."""
    texts = _texts([float(value) for value in values.ravel()], digits)
    return tuple(
        _column([set_number(text, is_short) for text in texts[at :: values.shape[1]]], size) for at in range(values.shape[1])
    )


def _column(written: list[Words], size: float) -> Column:
    # On paper no index is smaller than the smallest text.
    script = min(1.0, LEAST_TEXT / size)
    befores = [before_point(runs, size) for runs in written]
    afters = [width(runs, size, script=script) - before for runs, before in zip(written, befores, strict=True)]
    wide = max(befores) + max(afters)
    lefts = [max(befores) - wide / 2 - before for before in befores]
    return Column(tuple(zip(written, lefts, strict=True)), wide)


def _texts(values: list[float], digits: int) -> list[str]:
    """Numbers with as many decimals each, if each keeps two digits so, or all there are; else each by itself."""
    if all(math.isfinite(value) for value in values):
        largest = max((abs(value) for value in values), default=0.0)
        most = max(0, digits - 1 - math.floor(math.log10(largest))) if largest else 0
        decimals = next(n for n in range(most + 1) if n == most or all(_is_told(value, n) for value in values))
        least = 10.0 ** (LEAST_DIGITS - 1 - decimals)
        if decimals <= _MOST_DECIMALS and all(abs(value) >= least or _is_told(value, decimals) for value in values):
            return [f"{value:.{decimals}f}".replace("-", "−") if value else "0" for value in values]
    return [padded(value, digits + 1 if is_carried(value, digits) else digits) for value in values]


def _is_told(value: float, decimals: int) -> bool:
    """Whether a number with so many decimals is all of it."""
    return round(value, decimals) == value
