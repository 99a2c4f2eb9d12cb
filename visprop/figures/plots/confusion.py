"""The confusion matrix: how many rows of each class are taken for which, and the accuracy of each class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.figures.base.axes import LEAST_TEXT, SMALL_TEXT
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Box, Figure, Label
from visprop.figures.base.style import TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, plain, width
from visprop.figures.plots.captions import HEAD, title_size
from visprop.figures.plots.predictions import Predictions, Rows

_DEEPEST = 0.42
"""The most of a hue in a cell: its number stays legible on it."""
_SIDE = 10.0


@dataclass(frozen=True, eq=False)
class _Page:
    """Where the cells stand.

    Attributes:
        left, top, cell: of the first cell, and how large each is.
        text, small: sizes of text.
        has_both: whether the rows to train with are counted beside those to test with, and there is room for both numbers.
        parts: the rows that are counted in each cell, the first ones first, and what they are called.
    """

    left: float
    top: float
    cell: tuple[float, float]
    text: float
    small: float
    has_both: bool
    parts: tuple[tuple[Rows, str], ...]


def parts_of(found: Predictions) -> tuple[tuple[Rows, str], ...]:
    """The rows to test with, where there are any, and those to train with."""
    parts = [(found.rows(True), "test")] if len(found.rows(True)) else []
    return (*parts, (found.rows(False), "training"))


def confusion_figure(found: Predictions, size: tuple[float, float], theme: Theme, verdict: str) -> Figure:
    """The matrix: true classes downwards, told ones across; of a cell the upper number counts test rows, the lower training rows.

    Args:
        found: the answers.
        size: width and height in points.
        theme: the colours.
        verdict: how many are told rightly, in words.
    """
    count = found.class_count
    names = [found.data.class_name(k) for k in range(count)]
    page = _page(found, size, names)
    shapes = _head(page, size, theme, verdict)
    if len(page.parts) > 1 and not page.has_both:
        shapes.append(Omission(f"{page.parts[1][1]} rows", is_number=True))
    matrices = [found.confusion(rows) for rows, _ in page.parts]
    largest = [max(1, int(np.max(matrix.sum(axis=1)))) for matrix in matrices]
    for i in range(count):
        for j in range(count):
            shares = [matrix[i, j] / most for matrix, most in zip(matrices, largest, strict=True)]
            shapes += _cell(page, i, j, [int(matrix[i, j]) for matrix in matrices], float(shares[0]), theme)
        shapes += _margin(page, i, matrices, names[i], size, theme)
    every, lost = parted(shapes)
    return Figure(*size, theme.paper, every, head=HEAD * TEXT_SIZE, omitted=lost)


def _page(found: Predictions, size: tuple[float, float], names: list[str]) -> _Page:
    text = TEXT_SIZE
    small = SMALL_TEXT
    longest = min(max(width(plain(name), small) for name in names), 0.22 * size[0])
    left, top = _SIDE + longest + 8.0, 6.2 * text
    right = 1.4 * text + width(plain("99.9 %"), small) * 2 + 8.0
    count = len(names)
    wide = max(8.0, (size[0] - left - right - _SIDE) / count)
    high = max(8.0, (size[1] - top - 2.2 * text) / count)
    both = 1.15 * (text + small) + 3.0
    parts = parts_of(found)
    high = min(high, max(0.75 * wide, both if len(parts) > 1 else 0.0))
    return _Page(left, top, (min(wide, 1.8 * high), high), text, small, len(parts) > 1 and high >= both, parts)


def _head(page: _Page, size: tuple[float, float], theme: Theme, verdict: str) -> list[Drawn]:
    """The verdict, what the numbers are, and what stands at the sides."""
    names = [name for _, name in page.parts]
    below = f"rows by class: {names[0]} rows bold, {names[1]} rows below" if page.has_both else f"{names[0]} rows by class"
    shapes: list[Drawn] = []
    large = title_size(verdict, page.text, size[0] - 2 * 8.0)
    lines = ((verdict, large, theme.ink, True, 1.5), (below, page.small, theme.faint, False, 2.6))
    for words, text, hue, bold, y in lines:
        if width(plain(words), text, bold) <= size[0] - 2 * 8.0:
            shapes.append(Label(8.0, y * page.text, plain(words), text, hue, across=0.0, down=1.0, bold=bold))
        else:
            shapes.append(Omission("what is said above it"))
    y = page.top - 1.9 * page.text
    shapes.append(Label(8.0, y, plain("true ↓   told by the network →"), page.small, theme.faint, across=0.0, down=1.0))
    return shapes


def _cell(page: _Page, i: int, j: int, counts: list[int], share: float, theme: Theme) -> list[Drawn]:
    """A cell: what is right in the hue of the forward pass, what is wrong in orange, deeper the more rows it has."""
    wide, high = page.cell
    x, y = page.left + j * wide, page.top + i * high
    hue = theme.forward if i == j else theme.negative
    # A few wrong ones are to be seen as well.
    deep = _DEEPEST * float(np.sqrt(share))
    shapes: list[Drawn] = [Box(x + 0.75, y + 0.75, wide - 1.5, high - 1.5, mix(theme.paper, hue, deep), theme.rule, 0.6)]
    sizes = (page.text, page.small) if page.has_both else (min(page.text, high - 3.0),)
    counts = counts[: len(sizes)]
    y += high / 2 - (0.62 * sizes[-1] if len(counts) > 1 else 0.0)
    for count, text, bold in zip(counts, sizes, (len(counts) > 1, False), strict=False):
        runs = plain(str(count))
        # Where none is wrong a number steps back.
        is_told = count or i == j
        if text < LEAST_TEXT or width(runs, text, bold) > wide - 3.0:
            shapes.append(Omission("counts of rows", is_number=True))
        else:
            hue = theme.ink if is_told and (bold or len(counts) == 1) else theme.faint
            shapes.append(Label(x + wide / 2, y, runs, text, hue, bold=bold and bool(is_told)))
        y += 1.25 * sizes[-1]
    return shapes


_NO_NAMES = Omission("names of classes")


def _margin(page: _Page, i: int, matrices: list[Rows], name: str, size: tuple[float, float], theme: Theme) -> list[Drawn]:
    """The name of a class at its row and column, and how many of its rows are right."""
    wide, high = page.cell
    y = page.top + (i + 0.5) * high
    shapes: list[Drawn] = []
    runs = _shortened(name, page.small, page.left - 8.0 - 6.0)
    if runs and high >= page.small:
        shapes.append(Label(page.left - 8.0, y, runs, page.small, theme.ink, across=1.0))
    else:
        shapes.append(_NO_NAMES)
    above = _shortened(name, page.small, wide - 4.0)
    if above:
        shapes.append(Label(page.left + (i + 0.5) * wide, page.top - 5.0, above, page.small, theme.ink, down=1.0))
    else:
        shapes.append(_NO_NAMES)
    x = page.left + len(matrices[0]) * wide + 8.0
    step = width(plain("99.9 %"), page.small) + 8.0
    for at, ((_, part), matrix) in enumerate(zip(page.parts, matrices, strict=True)):
        whole = int(matrix[i].sum())
        right = plain(f"{round(100 * matrix[i, i] / whole, 1):g} %" if whole else "–")
        edge, hue = x + (at + 1) * step - 8.0, theme.ink if at == 0 else theme.faint
        if edge <= size[0] - 2.0 and high >= page.small:
            shapes.append(Label(edge, y, right, page.small, hue, across=1.0))
            if i == 0:
                words = plain({"test": "test", "training": "train"}[part])
                shapes.append(Label(edge, page.top - 5.0, words, page.small, theme.faint, across=1.0, down=1.0))
        else:
            shapes.append(Omission("shares of classes", is_number=True))
    return shapes


def _shortened(name: str, text: float, room: float) -> tuple[Run, ...]:
    """A name, cut where it has no room; nothing where not even three letters have."""
    for length in range(len(name), 0, -1):
        cut = name if length == len(name) else name[:length].rstrip() + "…"
        if width(plain(cut), text) <= room:
            return plain(cut) if length == len(name) or length > 2 else ()
    return ()
