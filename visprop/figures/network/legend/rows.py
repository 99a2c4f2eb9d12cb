"""The legend below a network, in one line or in rows."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from visprop.figures.base.shapes import Label, Segments, Shape
from visprop.figures.base.style import Theme
from visprop.figures.choices import Legend
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.legend.entries import Entry, Seen, entries_of, width_words
from visprop.figures.network.legend.one_line import line_shapes
from visprop.figures.network.legend.sample import Sample
from visprop.figures.network.measures import LEGEND, LINES

_MOST_ROWS = 4
_ANY_DIGIT = str.maketrans("123456789¹²³⁴⁵⁶⁷⁸⁹", "0" * 9 + "⁰" * 9)


def legend_shapes(seen: Seen, layout: Layout, theme: Theme, note: float) -> list[Shape]:
    """The legend in one line, or in as few rows as it takes, below a rule; beside or above a note of some width, 0 for none."""
    if not layout.has_legend or not seen.has_numbers:
        return []
    if layout.legend is Legend.LINE:
        return list(line_shapes(seen, layout, theme, note))
    # Of all that stands there one number changes from moment to moment, and all digits are equally wide.
    held = seen.largest.translate(_ANY_DIGIT)
    kept, runs = width_words(held), width_words(seen.largest)
    shapes = _rows(replace(seen, largest=held), layout, theme, note > 0.0)
    return [replace(one, runs=runs) if isinstance(one, Label) and one.runs == kept else one for one in shapes]


@lru_cache(maxsize=64)
def _rows(seen: Seen, layout: Layout, theme: Theme, note: bool) -> tuple[Shape, ...]:
    """The same with other digits of the magnitude."""
    entries = entries_of(seen, layout, theme)
    size, (page, bottom) = layout.small, layout.page
    margin = layout.margin
    pitch = LEGEND.pitch * size
    top, high = layout.legend_top, bottom - layout.legend_top - LEGEND.top - (pitch if note else 0.0)
    most = max(1, min(_MOST_ROWS, int(high // pitch)))
    shapes: list[Shape] = [Segments(np.array([(margin, top, page - margin, top)]), theme.rule, LINES.rule)]
    x = margin
    sample = _sample(seen, layout, theme, high - LEGEND.sample)
    if sample is not None and (columns := _columns(entries, size, page - 2 * margin - sample.size[0] - LEGEND.gap, most)):
        shapes += sample.shapes(x, top + LEGEND.top + sample.size[1] / 2)
        x += sample.size[0] + LEGEND.gap
    elif not (columns := _columns(entries, size, page - 2 * margin, most)):
        return ()
    widths = [max(entry.width(size) for entry in some) for some in columns]
    spread = min((page - margin - x - sum(widths)) / max(1, len(widths) - 1), LEGEND.most_gap)
    for some, wide in zip(columns, widths, strict=True):
        for i, entry in enumerate(some):
            y = top + LEGEND.top + pitch * (i + 0.5)
            shapes += entry.shapes(x, y, size, theme)
        x += wide + spread
    return tuple(shapes)


def _columns(entries: list[Entry], size: float, room: float, most: int) -> list[list[Entry]]:
    """The entries in as few rows as fit into a width; none if more rows were needed than there may be."""
    wide = [entry.width(size) for entry in entries]
    for rows in range(1, most + 1):
        widths = [max(wide[i : i + rows]) for i in range(0, len(entries), rows)]
        if sum(widths) + LEGEND.gap * (len(widths) - 1) <= room:
            return [entries[i : i + rows] for i in range(0, len(entries), rows)]
    return []


def _sample(seen: Seen, layout: Layout, theme: Theme, height: float) -> Sample | None:
    """A node with letters where the picture's numbers are; None where there is no room, or nothing to explain."""
    form = next((FORMS[name] for name in layout.forms if FORMS[name].has_numbers), None)
    sample = None if form is None else Sample(form, seen.dress, seen.function, theme, height, layout.least, seen.has_constants)
    return sample if sample is not None and sample.size[0] else None
