"""The panels of a sheet on one page, in rows, each with its letter outside of its picture."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.figures.base.moving import Move
from visprop.figures.base.shapes import Figure, Label, Shape, Targets
from visprop.figures.base.style import TEXT_SIZE
from visprop.figures.base.text import plain
from visprop.figures.moment import Size
from visprop.figures.sheet.panels import Panel

GAP = 1.0 * TEXT_SIZE
"""What is left free between panels."""
STRIP = 1.7 * TEXT_SIZE
"""How high the strip above a panel is in which its letter stands."""
LEAST = 7.0 * TEXT_SIZE
"""How high a panel is at least."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
MOST_PANELS = len(_LETTERS)
"""So many panels have a letter."""


class NoRoom(ValueError):
    """A sheet has no room for its panels; the text says for which."""


def sheet_figure(panels: Sequence[Panel], columns: int, size: Size, headings: bool = False) -> Figure:
    """The panels row by row, each with its letter above its upper left corner.

    Args:
        panels: what is drawn.
        columns: how many of them stand side by side.
        size: of the page.
        headings: whether what a panel shows stands beside its letter.

    Raises:
        NoRoom: a panel would be too small for its picture, or a page of text is higher than its panel.
    """
    theme = panels[0].options.theme
    wide = (size[0] - (columns - 1) * GAP) / columns
    rows = [panels[at : at + columns] for at in range(0, len(panels), columns)]
    heights = _heights(rows, wide, size[1] - (len(rows) - 1) * GAP)
    shapes, targets, top = list[Shape](), list[Targets](), 0.0
    for at, (row, high) in enumerate(zip(rows, heights, strict=True)):
        for column, panel in enumerate(row):
            x = column * (wide + GAP)
            figure = Move(dx=x, dy=top + STRIP).figure(_drawn(panel, wide, high))
            shapes += [*_name(panel, at * columns + column, (x, top), wide, headings), *figure.shapes]
            targets += figure.targets
        top += STRIP + high + GAP
    return Figure(*size, theme.paper, tuple(shapes), tuple(targets))


def _drawn(panel: Panel, wide: float, high: float) -> Figure:
    return panel.view.draw(panel.moment, panel.options, (wide, high))


def _heights(rows: Sequence[Sequence[Panel]], wide: float, room: float) -> list[float]:
    """How high each row is: one with pages of text as high as they are, the others alike; without others all share the rest."""
    needed = [max((_drawn(one, wide, LEAST).height for one in row if one.view.page is not None), default=0.0) for row in rows]
    others = [row for row, own in zip(rows, needed, strict=True) if not own]
    left = room - len(rows) * STRIP - sum(needed)
    share = left / len(others or rows)
    if left < 0.0 or (others and share < LEAST):
        names = ", ".join(panel.view.name for row in (others or rows) for panel in row)
        raise NoRoom(f"there is no room for {names}: take a higher page, another number of columns, or fewer panels")
    return [(own or share) if others else own + share for own in needed]


def _name(panel: Panel, index: int, place: tuple[float, float], wide: float, headings: bool) -> list[Shape]:
    """A panel's letter, and what it shows."""
    x, y = place[0] + 0.35 * TEXT_SIZE, place[1] + STRIP - 0.35 * TEXT_SIZE
    theme = panel.options.theme
    letter = plain(f"({_LETTERS[index]})")
    shapes: list[Shape] = [Label(x, y, letter, TEXT_SIZE, theme.ink, across=0.0, down=1.0)]
    if headings:
        shapes.append(Label(x + 1.6 * TEXT_SIZE, y, plain(panel.view.title), TEXT_SIZE, theme.ink, across=0.0, down=1.0))
    return shapes
