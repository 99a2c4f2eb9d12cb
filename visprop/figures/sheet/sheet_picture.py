"""The panels of a sheet on one page, in rows, each with its letter outside of its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visprop.figures.base.moving import Move
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Figure, Label, Shape, Targets
from visprop.figures.base.style import TEXT_SIZE
from visprop.figures.base.text import Run, plain, width
from visprop.figures.moment import Size
from visprop.figures.sheet.panels import Panel
from visprop.figures.sheet.titles import Titles, without_head

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


def sheet_figure(panels: Sequence[Panel], columns: int, size: Size, headings: bool = False, titles: Titles = Titles.ON) -> Figure:
    """The panels row by row, each with its letter above its upper left corner.

    Args:
        panels: what is drawn.
        columns: how many of them stand side by side.
        size: of the page.
        headings: whether what a panel shows stands beside its letter.
        titles: where what is said above a diagram stands.

    Raises:
        NoRoom: a panel would be too small for its picture, or a page of text is higher than its panel.
    """
    theme = panels[0].options.theme
    wide = (size[0] - (columns - 1) * GAP) / columns
    rows = [panels[at : at + columns] for at in range(0, len(panels), columns)]
    heights = _heights(rows, wide, size[1] - (len(rows) - 1) * GAP)
    shapes, targets, omitted, top = list[Shape](), list[Targets](), list[Omission](), 0.0
    for at, (row, high) in enumerate(zip(rows, heights, strict=True)):
        for column, panel in enumerate(row):
            x = column * (wide + GAP)
            own, title = panel_figure(panel, (wide, high), titles)
            figure = Move(dx=x, dy=top + STRIP).figure(own)
            words = plain(panel.view.title) if headings else title if titles is Titles.APART else ()
            shapes += [*_name(panel, at * columns + column, (x, top), wide, words), *figure.shapes]
            targets += figure.targets
            omitted += [replace(one, what=f"({_LETTERS[at * columns + column]}) {one.what}") for one in figure.omitted]
        top += STRIP + high + GAP
    return Figure(*size, theme.paper, tuple(shapes), tuple(targets), omitted=tuple(omitted))


def panel_figure(panel: Panel, size: Size, titles: Titles) -> tuple[Figure, tuple[Run, ...]]:
    """A panel's picture, and what was said above its diagram where it is left out there."""
    if titles is Titles.ON or panel.view.page is not None:
        return panel.view.draw(panel.moment, panel.options, size), ()
    return without_head(panel.view, panel.moment, panel.options, size)


def _text_height(panel: Panel, wide: float) -> float:
    return panel.view.draw(panel.moment, panel.options, (wide, LEAST)).height


def _heights(rows: Sequence[Sequence[Panel]], wide: float, room: float) -> list[float]:
    """How high each row is: one with pages of text as high as they are, the others alike; without others all share the rest."""
    needed = [max((_text_height(one, wide) for one in row if one.view.page is not None), default=0.0) for row in rows]
    others = [row for row, own in zip(rows, needed, strict=True) if not own]
    left = room - len(rows) * STRIP - sum(needed)
    share = left / len(others or rows)
    if left < 0.0 or (others and share < LEAST):
        names = ", ".join(panel.view.name for row in (others or rows) for panel in row)
        raise NoRoom(f"there is no room for {names}: take a higher page, another number of columns, or fewer panels")
    return [(own or share) if others else own + share for own in needed]


def _name(panel: Panel, index: int, place: tuple[float, float], wide: float, words: tuple[Run, ...]) -> list[Shape]:
    """A panel's letter, and words beside it as far as there is room."""
    x, y = place[0] + 0.35 * TEXT_SIZE, place[1] + STRIP - 0.35 * TEXT_SIZE
    ink = panel.options.theme.ink
    shapes: list[Shape] = [Label(x, y, plain(f"({_LETTERS[index]})"), TEXT_SIZE, ink, across=0.0, down=1.0)]
    if words and width(words, TEXT_SIZE) < wide - _BESIDE - 6.0:
        shapes.append(Label(x + _BESIDE, y, words, TEXT_SIZE, ink, across=0.0, down=1.0))
    return shapes


_BESIDE = 1.6 * TEXT_SIZE
"""How far from its letter a panel's words stand."""


def apart_figure(panel: Panel, size: Size, titles: Titles) -> Figure:
    """One picture, what was said above its diagram left out or in a strip of its own."""
    strip = STRIP if titles is Titles.APART else 0.0
    own, title = panel_figure(panel, (size[0], size[1] - strip), titles)
    moved = Move(dy=strip).figure(own)
    words = [Label(0.35 * TEXT_SIZE, strip - 0.35 * TEXT_SIZE, title, TEXT_SIZE, panel.options.theme.ink, across=0.0, down=1.0)]
    return replace(moved, height=own.height + strip, shapes=(*(words if strip and title else ()), *moved.shapes))
