"""The legend in one line: what the letters, the edges and the rims mean; what there is no room for goes, the last first."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from visprop.figures.base.shapes import Segments, Shape
from visprop.figures.base.style import EMPHASIS, KNOWN, Theme
from visprop.figures.base.text import Run, plain
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.legend.entries import Entry, Seen, drawn_of, flat_of, quantities_of, signs_of, updated_of
from visprop.figures.network.legend.marks import circle_mark
from visprop.figures.network.measures import LEGEND, LINES


@lru_cache(maxsize=64)
def line_shapes(seen: Seen, layout: Layout, theme: Theme, note: float) -> tuple[Shape, ...]:
    """The entries that have room, below a rule; beside a note of some width, 0 for none."""
    size, margin = layout.small, layout.margin
    y = layout.legend_top + LEGEND.top + LEGEND.pitch * size / 2
    rule = np.array([(margin, layout.legend_top, layout.page[0] - margin, layout.legend_top)])
    shapes: list[Shape] = [Segments(rule, theme.rule, LINES.rule)]
    x, end = margin, layout.page[0] - margin - (note + LEGEND.gap if note else 0.0)
    for entry in _entries(seen, layout, theme):
        wide = entry.width(size)
        if x + wide > end:
            break
        shapes += entry.shapes(x, y, size, theme)
        x += wide + LEGEND.gap
    return tuple(shapes)


def _entries(seen: Seen, layout: Layout, theme: Theme) -> list[Entry]:
    """From what one needs first to what one can do without."""
    letter = Run(seen.dress.passes if seen.passed_now else "a", italic=True)
    hue = theme.backward if seen.passed_now else theme.forward
    found = [*quantities_of(seen, layout, theme), *signs_of(seen, theme), *drawn_of(seen, theme)]
    found += [*flat_of(seen, theme), *updated_of(seen)]
    if seen.now:
        found.append(Entry(circle_mark(hue, EMPHASIS), plain("computed now"), LEGEND.circle))
    if seen.known:
        found.append(Entry(circle_mark(hue, KNOWN), (letter, *plain(" known")), LEGEND.circle))
    return found
