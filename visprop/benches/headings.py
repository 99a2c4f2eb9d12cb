"""The two lines above a picture of a bench: what is seen, with its number, and below it in grey what more there is to say."""

from __future__ import annotations

from visprop.figures.base.shapes import Label, Shape
from visprop.figures.base.style import MIN_SIZE, Theme
from visprop.figures.base.text import Run, width

Runs = tuple[Run, ...]
HEIGHT = 5.0
"""How much room they take with a diagram's title below them, in sizes of its text."""
_FIRST, _SECOND = 1.25, 2.7
"""Where their middles are, in sizes of the text."""
_LEFT = 9.0


def heading(first: list[Runs], second: list[Runs], page: float, text: float, theme: Theme) -> list[Shape]:
    """Two lines, each in the first of its wordings that fits the page."""
    small = max(MIN_SIZE, 0.92 * text)
    found = list[Shape]()
    for wordings, sizes, y, is_first in (
        (first, (1.45 * text, 1.2 * text, text), _FIRST * text, True),
        (second, (small, MIN_SIZE), _SECOND * text, False),
    ):
        fits = ((runs, size) for runs in wordings for size in sizes if width(runs, size, is_first) < page - 2 * _LEFT)
        best = next(fits, None)
        if best is not None:
            ink = theme.ink if is_first else theme.faint
            found.append(Label(_LEFT, y, best[0], best[1], ink, across=0.0, bold=is_first))
    return found
