"""A term as a list of its parts, each below what it is a part of: for terms that are too large to be drawn as boxes."""

from __future__ import annotations

import numpy as np

from visprop.benches.functions.layout import Writing
from visprop.benches.functions.runs import runs_of
from visprop.benches.functions.state import Known
from visprop.benches.functions.terms import Path, Term, bound_places, places
from visprop.benches.functions.types import lay_out as type_layout
from visprop.figures.base.shapes import Box, Label, Segments, Shape
from visprop.figures.base.style import SMALL_SIZE, Theme
from visprop.figures.base.text import Run, width

_ROW = 17.0
_INDENT = 14.0
_DOTS = Run(" …")


def outline(known: Known, room: tuple[float, float, float, float], theme: Theme) -> list[Shape]:
    """The parts of a term in the room left, top, right, bottom; as many levels as there are rows for."""
    left, top, right, bottom = room
    rows = _chosen(known.term, max(1, int((bottom - top) / _ROW)))
    writing = Writing(known.all_brackets, bound=frozenset(bound_places(known.term)))
    shapes, middles = list[Shape](), dict[Path, float]()
    for i, (path, term) in enumerate(rows):
        y, x = top + _ROW * (i + 0.5), left + _INDENT * len(path)
        middles[path] = y
        if path == known.marked:
            shapes.append(Box(left - 3, y - _ROW / 2, right - left + 6, _ROW, theme.now, None, radius=3.0))
        if path:
            elbow = x - _INDENT + 4.0
            shapes.append(Segments(np.array([(elbow, middles[path[:-1]] + 7, elbow, y), (elbow, y, x - 2, y)]), theme.rule))
        type_ = known.types.get(path)
        end = right
        if type_ is not None:
            runs = _cut(runs_of(type_layout(type_, known.all_brackets), theme), 0.4 * (right - left))
            shapes.append(Label(right, y, runs, SMALL_SIZE, theme.faint, across=1.0))
            end -= width(runs, SMALL_SIZE) + 12.0
        shapes.append(Label(x, y, _cut(runs_of(writing.lay_out(term, path), theme), end - x), SMALL_SIZE, theme.ink, across=0.0))
    return shapes


def _chosen(term: Term, most: int) -> list[tuple[Path, Term]]:
    """All parts down to a depth at which they are not too many."""
    found = list(places(term))
    depth = max(len(path) for path, _ in found)
    while depth and len(found) > most:
        depth -= 1
        found = [(path, part) for path, part in found if len(path) <= depth]
    return found[:most]


def _cut(runs: tuple[Run, ...], room: float) -> tuple[Run, ...]:
    """Letters as far as there is room, and dots for the rest."""
    if width(runs, SMALL_SIZE) <= room:
        return runs
    kept = list(runs)
    while kept and width((*kept, _DOTS), SMALL_SIZE) > room:
        kept.pop()
    return (*kept, _DOTS)
