"""What stands in a view's place while its picture is not there yet, or cannot be made."""

from __future__ import annotations

from visprop.figures.base.shapes import Figure, Label
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme
from visprop.figures.base.text import plain
from visprop.figures.pages.line_breaking import wrapped

_MARGIN = 16.0


def pending_figure(size: tuple[float, float], theme: Theme, title: str) -> Figure:
    """Says that a picture is being computed."""
    words = Label(size[0] / 2, size[1] / 2, plain(f"{title}: computing …"), SMALL_SIZE, theme.faint)
    return Figure(*size, theme.paper, (words,))


def words_figure(size: tuple[float, float], theme: Theme, words: str) -> Figure:
    """Says in the middle of the page what will be there, or why nothing is."""
    lines = wrapped(words, SMALL_SIZE, size[0] - 2 * _MARGIN)
    top = size[1] / 2 - 8.5 * (len(lines) - 1)
    rows = [Label(size[0] / 2, top + 17 * i, plain(line), SMALL_SIZE, theme.faint) for i, line in enumerate(lines)]
    return Figure(*size, theme.paper, tuple(rows))


def error_figure(size: tuple[float, float], theme: Theme, title: str, error: Exception) -> Figure:
    """Says what went wrong."""
    head = Label(_MARGIN, 24, plain(f"{title} cannot be drawn"), TEXT_SIZE, theme.negative, across=0.0, bold=True)
    lines = wrapped(f"{type(error).__name__}: {error}", SMALL_SIZE, size[0] - 2 * _MARGIN)
    rows = [Label(_MARGIN, 46 + 17 * i, plain(line), SMALL_SIZE, theme.ink, across=0.0) for i, line in enumerate(lines[:12])]
    return Figure(*size, theme.paper, (head, *rows))
