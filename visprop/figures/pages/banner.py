"""The equation of the present line in one row on its own ground, as it stands above a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visprop.figures.base.shapes import Box, Figure, Formula, Label, Shape
from visprop.figures.base.style import SMALL_SIZE, Theme, page_margin
from visprop.figures.base.text import plain, width
from visprop.figures.pages.hues import hue_of
from visprop.figures.pages.line_breaking import advance, extent, set_row
from visprop.notation.layout.nodes import Space
from visprop.notation.layout.pieces import Piece

_LARGEST, _LEAST = 16.0, 9.0
_SENTENCE, _ALONE = 12.5, 20.0
"""How large the sentence is, and an equation that stands in a row of its own."""
_LEAST_PAGE = 260.0
_BELOW_WORDS = 30.0
_APART = Space(0.28, " ", " ")
"""How far a row that stands behind another is from it, in sizes of text."""


def banner_height(page: tuple[float, float]) -> float:
    """How high the ground is with the space below it; 0 where the page is too low for it."""
    return 70.0 if page[1] >= _LEAST_PAGE else 0.0


def banner(words: str, rows: Sequence[Sequence[Piece]], page: tuple[float, float], theme: Theme, least: float) -> list[Shape]:
    """Words, and an equation below them: its rows one behind the other, or the first alone; no rows while they are being set.

    No letter is smaller than the least; what has no room so goes.
    """
    high = banner_height(page)
    if not high:
        return []
    margin = page_margin(page[0])
    left, room = margin + 12.0, page[0] - 2 * margin - 24.0
    shapes: list[Shape] = [Box(margin, 8.0, page[0] - 2 * margin, high - 10.0, theme.now, None, radius=6.0)]
    size = min(_SENTENCE, _SENTENCE * room / width(plain(words), _SENTENCE, bold=True))
    if size >= max(SMALL_SIZE, least):
        shapes.append(Label(left, 21.0, plain(words), size, theme.ink, across=0.0, bold=True))
    return shapes + _fitted(rows, left, room, (_BELOW_WORDS, high - 5.0), (max(_LEAST, least), _LARGEST), theme)


def row_alone(rows: Sequence[Sequence[Piece]], page: tuple[float, float], theme: Theme) -> Figure:
    """The equation alone on its ground, as large as the page allows."""
    shapes = _fitted(rows, 0.0, page[0], (1.0, page[1] - 1.0), (_LEAST, _ALONE), theme)
    return Figure(*page, theme.now, tuple(shapes))


def _fitted(
    rows: Sequence[Sequence[Piece]],
    left: float,
    room: float,
    between: tuple[float, float],
    sizes: tuple[float, float],
    theme: Theme,
) -> list[Shape]:
    """Rows one behind the other, or the first alone, in letters between two sizes; nothing where even that takes more room."""
    if not rows:
        return []
    # Rows that stand one behind the other are apart as what stands about a sign is.
    whole = [*rows[0], *(replace(one, space=_APART) if i == 0 else one for row in rows[1:] for i, one in enumerate(row))]
    for line in (whole, list(rows[0])):
        size = min(sizes[1], sizes[1] * room / max(1.0, advance(set_row(line, sizes[1]))))
        if size >= sizes[0]:
            return _set(line, left, between, size, theme)
    return []


def _set(line: Sequence[Piece], x: float, between: tuple[float, float], size: float, theme: Theme) -> list[Shape]:
    """An equation in the middle between two heights, smaller where its fractions are higher than that."""
    (up, down), room = extent(set_row(line, size)), between[1] - between[0]
    size *= min(1.0, room / (up + down))
    done = set_row(line, size)
    up, down = extent(done)
    y = between[0] + (room - up - down) / 2 + up
    shapes: list[Shape] = []
    for i, (piece, before, wide, _, _) in enumerate(done):
        x += before
        # The result is what the left side stands for.
        ink = hue_of(line[0], theme) if i == len(line) - 1 else hue_of(piece, theme)
        shapes.append(Formula(x, y, piece.node, size, ink))
        x += wide
    return shapes
