"""The codes of a network that is to give its inputs back through a narrower layer: pattern, code and pattern, row by row.

The article's "autocoding": a network whose small hidden layer has to say all in fewer numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.base.axes import LEAST_TEXT, SMALL_TEXT
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.omission import Omission
from visprop.figures.base.placing import told_places
from visprop.figures.base.shapes import Box, Figure, Label, Segments, Shape
from visprop.figures.base.style import FILL, FULL_FILL, TEXT_SIZE, Theme
from visprop.figures.base.text import Run, key_symbol, plain, width
from visprop.figures.network.forms.node import fitted, tint
from visprop.figures.plots.captions import title_size
from visprop.notation.naming import Naming

MOST_ROWS = 40
"""So many rows are computed, and drawn at most."""
_SIDE, _ARROW, _NUMBER = 8.0, 26.0, 22.0
"""The page's edge, the room between two parts, and that of a row's number, in points."""
_NUMBERS, _CODE = 1.8, 3.4
"""How many times as wide as a cell with a digit are those with numbers, and those of the code, which is what is looked at."""
_DIGITS = tuple(range(10))
_LEAST_ROW, _MOST_ROW = 12.0, 52.0
_GAP = 1.5
"""Between cells, in points."""


@dataclass(frozen=True, eq=False)
class Codes:
    """What becomes of training rows on their way through the network.

    Attributes:
        x: inputs of shape (m, n).
        y: their targets, of the same shape.
        code: activations of the narrowest layer, of shape (m, k).
        a: outputs of shape (m, n).
        layer: the number of the narrowest layer.
        scales: what the strongest shade stands for in inputs, code and outputs.
        count: how many training rows there are in all.
    """

    x: Array
    y: Array
    code: Array
    a: Array
    layer: int
    scales: tuple[float, float, float]
    count: int

    @property
    def given_back(self) -> int | None:
        """Of how many rows each output is nearer to its own target than to the other; None where targets are not 0 and 1."""
        if not np.isin(self.y, (0.0, 1.0)).all():
            return None
        return int(((self.a > 0.5) == (self.y > 0.5)).all(axis=1).sum())


def code_layer(sizes: tuple[int, ...]) -> int:
    """The narrowest hidden layer of a network whose output is as wide as its input and wider than it; 0 of any other."""
    hidden = sizes[1:-1]
    if not hidden or sizes[0] != sizes[-1] or min(hidden) >= sizes[0]:
        return 0
    return 1 + hidden.index(min(hidden))


def codes_of(network: Network, p: Array, x: Array, y: Array) -> Codes:
    """The codes of training rows, of the first of many.

    Raises:
        ValueError: the network has no code, as it is not narrower between input and output.
    """
    layer = code_layer(network.sizes)
    if not layer:
        raise ValueError(f"a network of the sizes {network.sizes} has no code")
    rows = x[:MOST_ROWS]
    with np.errstate(all="ignore"):
        passed = [one.a for one in network.passes(p, rows)]
    code, a = passed[layer - 1], passed[-1]
    bounded = [ACTIVATIONS[network.activations[at - 1]].is_bounded for at in (layer, network.depth)]
    scales = (_largest(rows), *(1.0 if is_bounded else _largest(own) for own, is_bounded in zip((code, a), bounded, strict=True)))
    return Codes(rows, y[:MOST_ROWS], code, a, layer, (scales[0], scales[1], scales[2]), len(x))


def _largest(values: Array) -> float:
    return float(np.max(np.abs(values[np.isfinite(values)]), initial=0.0)) or 1.0


def codes_figure(
    found: Codes, size: tuple[float, float], theme: Theme, naming: Naming, digits: int, present: int | None
) -> Figure:
    """The table.

    Args:
        found: what stands in it.
        size: width and height in points.
        theme: the colours.
        naming: what the units are called.
        digits: significant digits.
        present: the row of the example at work, from 0; None for none.
    """
    return _Table(found, size, theme, naming, digits, present).figure()


class _Table:
    def __init__(
        self, found: Codes, size: tuple[float, float], theme: Theme, naming: Naming, digits: int, present: int | None
    ) -> None:
        self._found, self._size, self._theme, self._naming, self._digits = found, size, theme, naming, digits
        self._present, self._text = present, TEXT_SIZE
        self._small = SMALL_TEXT
        self._top = 5.4 * self._text
        room = size[1] - self._top - 2.0 * self._text
        fits = max(1, int(room // _LEAST_ROW))
        self._rows = min(len(found.x), fits)
        self._high = min(_MOST_ROW, room / self._rows)
        self._widths = self._widths_of(_NUMBERS)
        if self._numbers(found.a, self._room_in(2)) is None:
            # Where outputs have no numbers all the same, inputs are to keep theirs.
            self._widths = self._widths_of(1.0)
        wide = (found.x.shape[1] * self._widths[0] + _ARROW, found.code.shape[1] * self._widths[1] + _ARROW)
        self._lefts = list(accumulate(wide, initial=_SIDE + _NUMBER))

    def _widths_of(self, outputs: float) -> tuple[float, float, float]:
        """How wide a cell of each part is, by how many times as wide one of an output is as one with a digit."""
        found, inputs = self._found, 1.0 if np.isin(self._found.x, _DIGITS).all() else outputs
        whole = found.x.shape[1] * (inputs + outputs) + found.code.shape[1] * _CODE
        cell = (self._size[0] - 2 * _SIDE - _NUMBER - 2 * _ARROW) / whole
        return inputs * cell, _CODE * cell, outputs * cell

    def _room_in(self, part: int) -> float:
        """How wide a number in a cell of a part may be."""
        return self._widths[part] - _GAP - 3.0

    def figure(self) -> Figure:
        found, theme = self._found, self._theme
        shapes: list[Drawn] = [*self._head(), *self._ground()]
        for part, (values, scale) in enumerate(zip((found.x, found.code, found.a), found.scales, strict=True)):
            shapes += self._cells(part, values[: self._rows], scale)
        for row in range(self._rows):
            y = self._middle(row)
            shapes.append(Label(_SIDE + _NUMBER - 8, y, plain(str(row + 1)), self._small, theme.faint, across=1.0))
            shapes += [arrow for part in (1, 2) for arrow in self._arrow(self._lefts[part] - _ARROW / 2, y)]
        if self._rows < found.count:
            words = plain(f"and {found.count - self._rows:,} more rows")
            shapes.append(Label(_SIDE, self._size[1] - 1.0 * self._text, words, self._small, theme.faint, across=0.0))
        every, lost = parted(shapes)
        return Figure(*self._size, theme.paper, every, tuple(told_places(every)), omitted=lost)

    def _middle(self, row: int) -> float:
        return self._top + (row + 0.5) * self._high

    def _ground(self) -> list[Shape]:
        """What lies behind the row of the example at work."""
        if self._present is None or self._present >= self._rows:
            return []
        top = self._top + self._present * self._high
        return [Box(_SIDE - 4, top, self._size[0] - 2 * _SIDE + 8, self._high, self._theme.now, None, radius=3)]

    def _cells(self, part: int, values: Array, scale: float) -> list[Drawn]:
        """Shades of a part, with their numbers where they have room."""
        wide, left = self._widths[part], self._lefts[part]
        written = self._numbers(values, self._room_in(part))
        most = FULL_FILL if written is None else FILL
        parts = ("inputs", "codes", "outputs")
        shapes: list[Drawn] = [Omission(f"numbers of the {parts[part]}", is_number=True)] if written is None else []
        for (i, j), value in np.ndenumerate(values):
            x, y = left + j * wide, self._middle(i)
            box = (x + _GAP / 2, y - self._high / 2 + _GAP / 2, max(0.5, wide - _GAP), self._high - _GAP)
            shapes.append(Box(*box, tint(float(value), scale, self._theme, most), self._theme.rule, 0.6))
            if written is not None:
                shapes.append(Label(x + wide / 2, y, written[0][i][j], written[1], self._theme.ink))
        return shapes

    def _numbers(self, values: Array, room: float) -> tuple[list[list[tuple[Run, ...]]], float] | None:
        """Numbers with as many digits as all have room for, and their size; None where there is none for two."""
        for size in (self._small, LEAST_TEXT) if self._high >= self._small + 3.0 else ():
            for digits in range(max(2, self._digits), 1, -1):
                found = [[fitted(float(value), digits, room, size) for value in row] for row in values]
                if all(width(runs, size) <= room for row in found for runs in row):
                    return found, size
        return None

    def _arrow(self, x: float, y: float) -> list[Shape]:
        ends = np.array([(x - 6, y, x + 6, y), (x + 2, y - 3, x + 6, y), (x + 2, y + 3, x + 6, y)])
        return [Segments(ends, self._theme.faint, 1.1)]

    def _head(self) -> list[Drawn]:
        """How many patterns are given back, the parts' names, and the code's symbols over its columns."""
        found, theme, text = self._found, self._theme, self._text
        told = found.given_back
        words = "pattern, code, pattern" if told is None else f"{told} of {len(found.x)} patterns are given back"
        large = title_size(words, text, self._size[0] - 2 * _SIDE)
        shapes: list[Drawn] = [Label(_SIDE, 1.3 * text, plain(words), large, theme.ink, across=0.0, bold=True)]
        titles = ("input", f"code, layer {found.layer}", "output")
        layers = (0, found.layer, len(self._naming.sizes) - 1)
        for title, layer, left, wide in zip(titles, layers, self._lefts, self._widths, strict=True):
            shapes.append(Label(left, 3.0 * text, plain(title), text, theme.faint, across=0.0))
            shapes += self._symbols(layer, left, self._naming.sizes[layer], wide)
        return shapes

    def _symbols(self, layer: int, left: float, n: int, wide: float) -> Sequence[Drawn]:
        """The symbols of a part's units over its columns, where all have room."""
        keys = [Key.unit(layer, j + 1) for j in range(n)]
        names = [key_symbol(key, self._naming) for key in keys]
        if max(width(runs, self._small) for runs in names) > wide - 3.0:
            return [Omission(f"names of the units of layer {layer}" if layer else "names of the inputs")]
        y = self._top - 0.9 * self._text
        hue = self._theme.forward if layer else self._theme.ink
        return [
            Label(left + (j + 0.5) * wide, y, runs, self._small, hue, key=key)
            for j, (key, runs) in enumerate(zip(keys, names, strict=True))
        ]
