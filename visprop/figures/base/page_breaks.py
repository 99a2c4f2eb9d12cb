"""A tall page of text as several of one height, broken between equations; one that is taller than a page between its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from visprop.figures.base.extents import drawn_boxes
from visprop.figures.base.moving import cut
from visprop.figures.base.page_starts import PageStart, Tie
from visprop.figures.base.shapes import Figure, Label
from visprop.figures.base.text import plain

GOES_ON = "continued"
"""What is written at the head of a page on which an equation goes on."""
_HEAD = 1.8
"""How much of a page that takes, in sizes of its letters."""
_EARLY = 0.25
"""What a page costs that begins with neither a heading nor the first of what it heads; an empty page costs 1."""
_SHORT = 0.4
"""A last page that is filled less looks forgotten."""


class _Line(NamedTuple):
    """What stands side by side, from where to where downwards; if it is a heading, and how it is tied to what is above."""

    top: float
    bottom: float
    is_heading: bool
    tie: Tie = Tie.FREE


class _Unit(NamedTuple):
    """Lines that stay on one page, if they begin or end with a heading, and how they are tied to what is above them."""

    top: float
    bottom: float
    is_heading: bool
    tie: Tie
    ends_in_heading: bool


def broken_figure(figure: Figure, height: float, mark: Label) -> Iterator[Figure]:
    """The figure in pages of a height, of which each begins and ends with as much space as it has above its first line.

    Args:
        figure: the tall page.
        height: of each page.
        mark: in which letters it is written that an equation goes on.
    """
    lines = _tied(_lines(figure), figure.starts)
    if not lines:
        return
    margin, left = lines[0].top, min(box[0] for _, box in drawn_boxes(figure))
    room = height - 2 * margin
    units = list(_units(lines, room, Tie.FREE))
    for first, end in _pages(units, room, _HEAD * mark.size):
        page = _part(figure, units[first].top, units[end - 1].bottom, margin, height)
        yield _going_on(page, replace(mark, x=left), margin) if _is_inside(units[first]) else page


def _lines(figure: Figure) -> list[_Line]:
    """What is drawn, line by line."""
    found: list[_Line] = []
    for shape, (_, top, _, bottom) in sorted(drawn_boxes(figure), key=lambda one: one[1][1]):
        is_heading = isinstance(shape, Label) and shape.bold
        if found and top < found[-1].bottom:
            last = found[-1]
            found[-1] = _Line(last.top, max(last.bottom, bottom), last.is_heading and is_heading)
        else:
            found.append(_Line(top, bottom, is_heading))
    return found


def _tied(lines: Sequence[_Line], starts: Sequence[PageStart]) -> list[_Line]:
    """The lines, each with how it is tied to the one above: all but the first of an equation within it."""
    found: list[_Line] = []
    heights, begun = [start.y for start in starts], 0
    for i, line in enumerate(lines):
        if starts:
            # By its middle, as letters reach a little out of what is set.
            at = bisect_right(heights, (line.top + line.bottom) / 2)
            tie, begun = (min(start.tie for start in starts[begun:at]) if at > begun else Tie.WITHIN), at
        else:
            tie = Tie.HEADED if i and lines[i - 1].is_heading else Tie.FREE
        found.append(line._replace(tie=tie if i else Tie.FREE))
    return found


def _units(lines: Sequence[_Line], room: float, tie: Tie) -> Iterator[_Unit]:
    """What stays on one page: parted where it is tied the least, and further only where it is taller than a page."""
    begins = [i for i, line in enumerate(lines) if i == 0 or line.tie <= tie]
    for first, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        part = lines[first:end]
        if part[-1].bottom - part[0].top > room and tie < Tie.WITHIN and len(part) > 1:
            yield from _units(part, room, Tie(tie + 1))
        else:
            yield _Unit(part[0].top, part[-1].bottom, part[0].is_heading, part[0].tie, part[-1].is_heading)


def _is_inside(unit: _Unit) -> bool:
    """Whether it goes on with what began above it."""
    return unit.tie >= Tie.GOES_ON


def _pages(units: Sequence[_Unit], room: float, head: float) -> list[tuple[int, int]]:
    """From which unit to which each page goes: few, rather full, best begun with a heading, the last one not too short."""
    best: list[tuple[float, int]] = [(0.0, 0)] * len(units) + [(0.0, len(units))]
    for first in range(len(units) - 1, -1, -1):
        own = room - head if first and _is_inside(units[first]) else room
        tried: list[tuple[float, int]] = []
        for end in range(first + 1, len(units) + 1):
            full = (units[end - 1].bottom - units[first].top) / own
            if full > 1.0 and end > first + 1:
                break
            tried.append((_cost(units, end, min(full, 1.0)) + best[end][0], end))
        best[first] = min(tried)
    found = [(0, best[0][1])]
    while found[-1][1] < len(units):
        found.append((found[-1][1], best[found[-1][1]][1]))
    return found


def _cost(units: Sequence[_Unit], end: int, full: float) -> float:
    """How bad a page is that is so full, and ends before a unit."""
    if end == len(units):
        return 1.0 + max(0.0, 1.0 - full / _SHORT) ** 2
    # What is headed stands below its heading; only what is taller than a page is parted from it.
    torn = {Tie.FREE: 0.0, Tie.HEADED: 0.4}.get(units[end].tie, 0.5) + (3.0 if units[end - 1].ends_in_heading else 0.0)
    lonely = 0.0 if units[end].is_heading else _EARLY
    return 1.0 + (1.0 - full) ** 2 + torn + lonely


def _going_on(page: Figure, mark: Label, margin: float) -> Figure:
    """The page with what is on it a little further down, and above it that it goes on."""
    lowered = cut(page, (0.0, -_HEAD * mark.size, page.width, page.height))
    label = replace(mark, y=margin + mark.size / 2, runs=plain(GOES_ON))
    high = max(page.height, max(box[3] for _, box in drawn_boxes(lowered)) + margin)
    return replace(lowered, height=high, shapes=(label, *lowered.shapes))


def _part(figure: Figure, top: float, bottom: float, margin: float, height: float) -> Figure:
    """What stands between two heights, on a page of its own."""
    seen = [shape for shape, (_, first, _, last) in drawn_boxes(figure) if top <= first and last <= bottom]
    high = max(height, bottom - top + 2 * margin)
    shapes = tuple({id(shape): shape for shape in seen}.values())
    page = cut(replace(figure, shapes=shapes), (0.0, top - margin, figure.width, top - margin + high))
    return replace(page, height=high)
