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
from visprop.figures.network.forms.node import tint
from visprop.figures.plots.captions import title_size
from visprop.figures.plots.code_columns import GAP, NAME, Part, parts_of
from visprop.notation.naming import Naming

MOST_ROWS = 40
"""So many rows are computed, and drawn at most."""
_SIDE = 8.0
"""The page's edge, in points."""
_ARROW, _ARROW_SHARE, _NUMBER = 26.0, 0.036, 6.0
"""The room between two parts at most, and as a share of the page; what a row's number takes beside its own width, in points."""
_LEAST_ROW, _MOST_ROW, _MOST_SHARE = 12.0, 52.0, 1.5
"""How high a row is at least, and at most, in points, or as a share of how wide cells of the code are, whichever is more."""


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


class CodesTable:
    """The table of codes.

    Args:
        found: what stands in it.
        size: width and height in points.
        theme: the colours.
        naming: what the units are called.
        digits: significant digits.
        present: the row of the example at work, from 0; None for none.
        smallest: no number is smaller, in points.
    """

    def __init__(
        self,
        found: Codes,
        size: tuple[float, float],
        theme: Theme,
        naming: Naming,
        digits: int,
        present: int | None,
        smallest: float = LEAST_TEXT,
    ) -> None:
        self._found, self._size, self._theme, self._naming, self._digits = found, size, theme, naming, digits
        self._present, self._text = present, TEXT_SIZE
        self._small = SMALL_TEXT
        self._top = 5.4 * self._text
        room = size[1] - self._top - 2.0 * self._text
        self._rows = min(len(found.x), max(1, int(room // _LEAST_ROW)))
        self._number = _NUMBER + width(plain(str(self._rows)), self._small)
        self._arrows = min(_ARROW, _ARROW_SHARE * size[0])
        wide = size[0] - 2 * _SIDE - self._number - 2 * self._arrows
        self._values = [own[: self._rows] for own in (found.x, found.code, found.a)]
        self._names = [self._named(layer) for layer in (0, found.layer, len(naming.sizes) - 1)]
        widest = [max(width(runs, self._small) for _, runs in names) for names in self._names]
        self._parts = parts_of(self._values, widest, wide, room / self._rows, digits, smallest)
        self._high = min(max(_MOST_ROW, _MOST_SHARE * self._parts[1].cell), room / self._rows)
        ends = (own.shape[1] * part.cell + self._arrows for own, part in zip(self._values, self._parts, strict=True))
        self._lefts = list(accumulate(ends, initial=_SIDE + self._number))

    def _named(self, layer: int) -> list[tuple[Key, tuple[Run, ...]]]:
        """The units of a layer, and what they are called."""
        keys = (Key.unit(layer, j + 1) for j in range(self._naming.sizes[layer]))
        return [(key, key_symbol(key, self._naming)) for key in keys]

    def figure(self) -> Figure:
        found, theme = self._found, self._theme
        shapes: list[Drawn] = [*self._head(), *self._ground()]
        for at, (part, values, scale) in enumerate(zip(self._parts, self._values, found.scales, strict=True)):
            shapes += self._cells(at, part, values, scale)
        for row in range(self._rows):
            y = self._middle(row)
            shapes.append(Label(_SIDE + self._number - _NUMBER, y, plain(str(row + 1)), self._small, theme.faint, across=1.0))
            shapes += [arrow for part in (1, 2) for arrow in self._arrow(self._lefts[part] - self._arrows / 2, y)]
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

    def _cells(self, at: int, part: Part, values: Array, scale: float) -> list[Drawn]:
        """Shades of a part, with their numbers where they have room."""
        left, theme, most = self._lefts[at], self._theme, FILL if part.columns else FULL_FILL
        lost = Omission(f"numbers of the {('inputs', 'codes', 'outputs')[at]}", is_number=True)
        shapes: list[Drawn] = [] if part.columns else [lost]
        for (i, j), value in np.ndenumerate(values):
            x, y = left + j * part.cell, self._middle(i)
            box = (x + GAP / 2, y - self._high / 2 + GAP / 2, max(0.5, part.cell - GAP), self._high - GAP)
            shapes.append(Box(*box, tint(float(value), scale, theme, most), theme.rule, 0.6))
            if part.columns:
                runs, aside = part.columns[j].numbers[i]
                shapes.append(Label(x + part.cell / 2 + aside, y, runs, part.size, theme.ink, across=0.0))
        return shapes

    def _arrow(self, x: float, y: float) -> list[Shape]:
        half = min(6.0, self._arrows / 2 - 2.5)
        tip = x + half
        ends = np.array([(x - half, y, tip, y), (tip - 4, y - 3, tip, y), (tip - 4, y + 3, tip, y)])
        return [Segments(ends, self._theme.faint, 1.1)]

    def _head(self) -> list[Drawn]:
        """How many patterns are given back, the parts' names, and the code's symbols over its columns."""
        found, theme, text = self._found, self._theme, self._text
        told = found.given_back
        words = "pattern, code, pattern" if told is None else f"{told} of {len(found.x)} patterns are given back"
        large = title_size(words, text, self._size[0] - 2 * _SIDE)
        shapes: list[Drawn] = [Label(_SIDE, 1.3 * text, plain(words), large, theme.ink, across=0.0, bold=True)]
        layers = (0, found.layer, len(self._naming.sizes) - 1)
        for at, (titles, layer) in enumerate(zip(_TITLES, layers, strict=True)):
            left, end = self._lefts[at], self._lefts[at + 1] - GAP
            names = (title.format(layer) for title in titles)
            title = next((name for name in names if left + width(plain(name), text) <= end), titles[-1])
            shapes.append(Label(left, 3.0 * text, plain(title), text, theme.faint, across=0.0))
            shapes += self._symbols(layer, left, self._parts[at].cell, self._names[at])
        return shapes

    def _symbols(self, layer: int, left: float, wide: float, names: list[tuple[Key, tuple[Run, ...]]]) -> Sequence[Drawn]:
        """The symbols of a part's units over its columns, of the first and the last where not all have room."""
        n = len(names)
        y, hue = self._top - 0.9 * self._text, self._theme.forward if layer else self._theme.ink
        if max(width(runs, self._small) for _, runs in names) <= wide - NAME:
            places = [(left + (j + 0.5) * wide, 0.5) for j in range(n)]
        else:
            names, places = [names[0], names[-1]], [(left + GAP, 0.0), (left + n * wide - GAP, 1.0)]
            if sum(width(runs, self._small) for _, runs in names) > n * wide - 2 * GAP - 2.0 * self._small:
                return [Omission(f"names of the units of layer {layer}" if layer else "names of the inputs")]
        labels: list[Drawn] = [
            Label(x, y, runs, self._small, hue, across=across, key=key)
            for (x, across), (key, runs) in zip(places, names, strict=True)
        ]
        return labels if len(labels) == n else [*labels, Label(left + n * wide / 2, y, plain("…"), self._small, hue)]


_TITLES = (("input",), ("code, layer {}", "code"), ("output",))
"""What the parts are called; shorter where they are narrow."""
