"""How wide the columns of a table of codes are, and how the numbers in them are written."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from visprop.engine.arrays import Array
from visprop.figures.base.axes import LEAST_TEXT, SMALL_TEXT
from visprop.figures.base.text import Run, width
from visprop.figures.network.forms.node import before_point, set_number
from visprop.notation.expression.numbers import LEAST_DIGITS, is_carried, number

GAP = 1.5
"""Between cells, in points."""
_PAD, _CLOSE = 3.0, 1.0
"""What a cell takes beside its number and the gap, in points; the least."""
_OVER = 3.0
"""How much higher than its numbers a row is at least, in points."""
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


def parts_of(values: Sequence[Array], room: float, high: float, digits: int) -> list[Part]:
    """Inputs, codes and outputs in a room, in rows so high.

    Zeros before points go first, then digits of the outputs, then those of the codes, then size; at last the numbers of the
    outputs, and of the inputs.
    """
    for shown in ((True, True, True), (True, True, False), (False, True, False)):
        for size, pad in ((SMALL_TEXT, _PAD), (LEAST_TEXT, _PAD), (LEAST_TEXT, _CLOSE)):
            for counts, is_short in _ways(digits) if high >= size + _OVER else ():
                asked = zip(values, counts, shown, strict=True)
                every = [_columns(own, count, is_short, size) if has else () for own, count, has in asked]
                if found := _shared(values, every, room, size, pad):
                    return found
    return _shared(values, [(), (), ()], room, LEAST_TEXT, _PAD) or [Part(1.0, (), LEAST_TEXT)] * 3


def _ways(digits: int) -> Iterator[tuple[tuple[int, int, int], bool]]:
    """Digits of inputs, codes and outputs, and whether no zero stands before the point; the best first."""
    least, some = min(digits, LEAST_DIGITS), min(digits, LEAST_DIGITS + 1)
    yield (digits, digits, digits), False
    pairs = ((digits, digits), (digits, some), (some, some), (digits, least), (some, least), (least, least))
    yield from (((digits, codes, outputs), True) for codes, outputs in dict.fromkeys(pairs))


def _shared(values: Sequence[Array], every: Sequence[tuple[Column, ...]], room: float, size: float, pad: float) -> list[Part]:
    """The room shared out, each cell as wide as its part's widest number needs; nothing where there is not enough."""
    counts = [own.shape[1] for own in values]
    needs = [max((column.wide + GAP + pad for column in columns), default=_LEAST_CELL) for columns in every]
    if sum(n * need for n, need in zip(counts, needs, strict=True)) > room:
        return []
    low, high = 0.0, room
    for _ in range(40):
        unit = (low + high) / 2
        cells = [max(need, unit * natural) for need, natural in zip(needs, _NATURAL, strict=True)]
        low, high = (low, unit) if sum(n * cell for n, cell in zip(counts, cells, strict=True)) > room else (unit, high)
    return [Part(max(need, low * own), columns, size) for need, own, columns in zip(needs, _NATURAL, every, strict=True)]


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
    return [number(value, digits + 1 if is_carried(value, digits) else digits) for value in values]


def _is_told(value: float, decimals: int) -> bool:
    """Whether a number with so many decimals is all of it."""
    return round(value, decimals) == value
