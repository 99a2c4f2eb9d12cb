"""The examples that cost most, the worst first: digits drawn as images, others as rows; the true and the told answer beside."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.axes import SMALL_TEXT
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Box, Figure, Label, Shape, Targets
from visprop.figures.base.style import TEXT_SIZE, Theme
from visprop.figures.base.text import Run, plain, width
from visprop.figures.network.units.pixels import picture_of
from visprop.figures.plots.captions import column_name, title_size
from visprop.figures.plots.predictions import Predictions
from visprop.figures.plots.row_images import image, image_places
from visprop.notation.expression.numbers import number

_SIDE = 10.0


def worst_figure(found: Predictions, size: tuple[float, float], theme: Theme, digits: int, present: int | None = None) -> Figure:
    """The worst examples of all rows, as many as fit; test rows are called so, and what is told wrongly is orange.

    Args:
        found: the answers.
        size: width and height in points.
        theme: the colours.
        digits: significant digits.
        present: the row of the example at work, from 0; None for none.
    """
    picture = picture_of(found.data.x.shape[1], found.data.input_names)
    return _Worst(found, size, theme, digits, present).figure(picture)


class _Worst:
    def __init__(self, found: Predictions, size: tuple[float, float], theme: Theme, digits: int, present: int | None) -> None:
        self._found, self._size, self._theme, self._digits, self._present = found, size, theme, digits, present
        self._text = TEXT_SIZE
        self._small = SMALL_TEXT
        self._top = 4.0 * self._text
        self._order = found.worst()
        self._is_test = np.isin(np.arange(len(found.data)), found.data.test_rows)

    def figure(self, picture: tuple[int, int] | None) -> Figure:
        body, places = self._images(picture) if picture is not None else self._table()
        rows, reach = self._order[: len(places)], (2.3 if picture is not None else 0.8) * self._text
        targets = (Targets(lambda i: Key("row", int(rows[i]) + 1), places, reach),) if len(places) else ()
        every, lost = parted([*self._head(len(places)), *body])
        return Figure(*self._size, self._theme.paper, every, targets, omitted=lost)

    def _head(self, shown: int) -> list[Shape]:
        found = self._found
        if found.wanted is None or found.told is None:
            title = "the examples that cost most"
        else:
            wrong = int((found.wanted != found.told).sum())
            title = f"{wrong} of {len(found.data)} are told wrongly" if wrong else "none is told wrongly"
        what = "the worst first: true, told and the cost c"
        large = title_size(title, self._text, self._size[0] - 2 * 8.0)
        lines = ((title, large, self._theme.ink, True), (what, self._small, self._theme.faint, False))
        shapes: list[Shape] = []
        for (words, text, hue, bold), y in zip(lines, (1.5, 2.6), strict=True):
            if width(plain(words), text, bold) <= self._size[0] - 2 * 8.0:
                shapes.append(Label(8.0, y * self._text, plain(words), text, hue, across=0.0, down=1.0, bold=bold))
        return shapes

    # Images

    def _images(self, picture: tuple[int, int]) -> tuple[list[Drawn], Array]:
        """As many images as fit, with what is told of each below it."""
        area = (_SIDE, self._top, self._size[0] - 2 * _SIDE, self._size[1] - self._top - 4.0)
        places, side, room = image_places(area, self._text, self._small)
        shapes: list[Drawn] = []
        rows = self._order[: len(places)].tolist()
        for row, (x, y) in zip(rows, places.tolist(), strict=False):
            shapes += image(self._found.data.x[row], (x, y, side), picture, self._theme, row == self._present)
            shapes += self._below(row, x, y + side, room)
        middles = places[: len(rows)] + side / 2
        return shapes, np.column_stack((middles, middles))

    def _below(self, row: int, x: float, y: float, room: float) -> list[Drawn]:
        """True and told class, and the cost."""
        first, hue = self._answer(row)
        second = (Run("c", italic=True), *plain(f" {number(float(self._found.costs[row]), min(3, self._digits))}"))
        shapes: list[Drawn] = []
        for runs, ink, down in ((first, hue, 1.15), (second, self._theme.faint, 2.35)):
            if width(runs, self._small) <= room:
                shapes.append(Label(x, y + down * self._small, runs, self._small, ink, across=0.0, down=1.0))
            else:
                shapes.append(Omission("answers and costs below the images", is_number=True))
        if self._is_test[row] and width(first, self._small) + 40.0 <= room + 22.0:
            shapes.append(Label(x + room - 6.0, y + 2.35 * self._small, plain("test"), self._small, self._theme.faint, 1.0, 1.0))
        return shapes

    def _answer(self, row: int) -> tuple[tuple[Run, ...], tuple[int, int, int]]:
        """What is true and what is told; orange where they differ."""
        found = self._found
        if found.wanted is None or found.told is None:
            told, true = (float(values[row, 0]) for values in (found.values, found.data.raw[1]))
            return plain(f"{number(true, 3)} → {number(told, 3)}"), self._theme.ink
        wanted, told_class = int(found.wanted[row]), int(found.told[row])
        words = f"{found.data.class_name(wanted)} → {found.data.class_name(told_class)}"
        return plain(words), self._theme.negative if wanted != told_class else self._theme.ink

    # A table

    def _table(self) -> tuple[list[Drawn], Array]:
        """As many rows as fit, each with its number, its answer, its cost and its inputs."""
        pitch = 1.75 * self._text
        count = max(0, min(len(self._order), int((self._size[1] - self._top - 1.9 * self._text) // pitch)))
        rows = self._order[:count].tolist()
        columns = self._columns(rows)
        shapes: list[Drawn] = []
        x = _SIDE
        bottom = self._top + 1.6 * self._text
        if self._present in rows:
            y = bottom + rows.index(self._present) * pitch
            shapes.append(Box(_SIDE - 4, y, self._size[0] - 2 * _SIDE + 8, pitch, self._theme.now, None, radius=3))
        for heading, cells, is_left in columns:
            wide = max(width(runs, self._small) for runs in (heading, *(runs for runs, _ in cells)))
            if x + wide > self._size[0] - _SIDE:
                shapes.append(Omission("columns of inputs", is_number=True))
                break
            edge, across = (x, 0.0) if is_left else (x + wide, 1.0)
            shapes.append(Label(edge, self._top + 0.9 * self._text, heading, self._small, self._theme.faint, across, 1.0))
            for i, (runs, hue) in enumerate(cells):
                shapes.append(Label(edge, bottom + (i + 0.5) * pitch, runs, self._small, hue, across=across))
            x += wide + 1.4 * self._text
        ys = bottom + (np.arange(count) + 0.5) * pitch
        return shapes, np.column_stack((np.full(count, _SIDE), ys, np.full(count, self._size[0] - _SIDE), ys))

    def _columns(self, rows: list[int]) -> list[tuple[tuple[Run, ...], list[tuple[tuple[Run, ...], tuple[int, int, int]]], bool]]:
        """What stands in each column: its heading, its cells with their hues, and whether they are aligned at the left."""
        found, theme = self._found, self._theme
        x, names = found.data.raw[0], found.data.input_names
        part = ["test" if self._is_test[row] else "train" for row in rows]
        columns = [
            (plain("row"), [(plain(str(row + 1)), theme.faint) for row in rows], False),
            (plain("part"), [(plain(words), theme.faint) for words in part], True),
            (plain("true → told"), [self._answer(row) for row in rows], True),
            (
                (Run("c", italic=True),),
                [(plain(number(float(found.costs[row]), self._digits)), theme.forward) for row in rows],
                False,
            ),
        ]
        for at in range(x.shape[1]):
            cells = [(plain(number(float(x[row, at]), self._digits)), theme.ink) for row in rows]
            columns.append((column_name(names, at, "x", x.shape[1]), cells, False))
        return columns
