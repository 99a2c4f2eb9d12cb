"""A tall page of text as several of one height, broken where nothing is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from visprop.figures.base.extents import drawn_boxes
from visprop.figures.base.moving import cut
from visprop.figures.base.shapes import Figure, Label

_FULL = 0.6
"""So much of a page is filled before it is broken at a gap that is wider than others."""
_WIDER = 1.25
"""Between equations there is so much more space than between the lines of one."""


class _Line(NamedTuple):
    """What stands side by side, from where to where downwards; whether it is a heading, which stays with what is below it."""

    top: float
    bottom: float
    is_heading: bool


def broken_figure(figure: Figure, height: float) -> Iterator[Figure]:
    """The figure in pages of a height, of which each begins and ends with as much space as it has above its first line."""
    lines = _lines(figure)
    margin = lines[0].top if lines else 0.0
    while lines:
        count = _on_page(lines, height - 2 * margin)
        yield _part(figure, lines[0].top, lines[count - 1].bottom, margin, height)
        lines = lines[count:]


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


def _on_page(lines: list[_Line], room: float) -> int:
    """How many lines stand on a page: as many as fit, if need be fewer, so that no heading ends it and no equation is parted."""
    fitting = sum(line.bottom - lines[0].top <= room for line in lines)
    if fitting == len(lines):
        return fitting
    ends = [i for i in range(1, max(1, fitting) + 1) if not lines[i - 1].is_heading] or [max(1, fitting)]
    gaps = {i: lines[i].top - lines[i - 1].bottom for i in ends}
    wide = max(gaps.values()) / _WIDER
    late = [i for i in ends if gaps[i] >= wide and lines[i - 1].bottom - lines[0].top >= _FULL * room]
    return max(late or ends)


def _part(figure: Figure, top: float, bottom: float, margin: float, height: float) -> Figure:
    """What stands between two heights, on a page of its own."""
    seen = [shape for shape, (_, first, _, last) in drawn_boxes(figure) if top <= first and last <= bottom]
    high = max(height, bottom - top + 2 * margin)
    shapes = tuple({id(shape): shape for shape in seen}.values())
    page = cut(replace(figure, shapes=shapes), (0.0, top - margin, figure.width, top - margin + high))
    return replace(page, height=high)
