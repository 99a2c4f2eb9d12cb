"""The legend below a network: what the picture has, no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from visprop.figures.base.shapes import Label as Text
from visprop.figures.base.shapes import Segments, Shape
from visprop.figures.base.style import EMPHASIS, FILL, FULL_FILL, KNOWN, LINE, Theme, page_margin
from visprop.figures.base.text import Run, coloured, plain, width
from visprop.figures.choices import EdgeValue
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.legend.marks import (
    Draw,
    flow_mark,
    line_mark,
    minus_mark,
    ramp_mark,
    rim_mark,
    ring_mark,
    veil_mark,
    wedge_mark,
)
from visprop.figures.network.legend.sample import Sample
from visprop.figures.network.measures import LEGEND, LINES
from visprop.figures.network.measures_of_maps import PORTRAIT
from visprop.notation.dress import Dress
from visprop.notation.expression.numbers import number

_MOST_ROWS = 4


@dataclass(frozen=True)
class Entry:
    """A mark and what it means.

    Attributes:
        draw: the mark, from its left end and its middle; None for none.
        words: what it means.
    """

    draw: Draw | None
    words: tuple[Run, ...]


@dataclass(frozen=True)
class Seen:
    """What a network's picture has.

    Attributes:
        edges: what its edges show.
        dress: what things are called.
        has_positive, has_negative: whether there are edges of this sign.
        largest: the magnitude that the widest edge stands for, over all layers, as it is written.
        scale: the activation that the strongest fill stands for; None if there is no fill.
        can_be_negative: whether activations below 0 are among the fills.
        is_filled_whole: whether discs are filled, and not the part of a node that bears a.
        flow: the hue of what flows now, and whether it flows back; None where nothing does.
        now, known, open_: whether rims say that something is being computed, is known, and is not known yet.
        passed_now: whether that is δ, and not a.
        drawn: how many edges are drawn and how many there are, for each layer that is thinned out.
        has_numbers: whether there are numbers at all.
        is_plain: whether the neurons with numbers have z for a.
        has_constants: whether biases are edges from constants, and z stands in their place.
        is_updated: whether the parameters are those after the update, and the passes those before it.
        pictured: over how many inputs the neurons' pictures are, and the ends of their scale as they are written, empty where
            layers differ; None where there are none.
        is_ringed: whether the present input is ringed in them.
    """

    edges: EdgeValue
    dress: Dress
    has_positive: bool
    has_negative: bool
    largest: str
    scale: float | None
    can_be_negative: bool
    is_filled_whole: bool
    flow: tuple[tuple[int, int, int], bool] | None
    now: bool
    known: bool
    open_: bool
    passed_now: bool
    drawn: tuple[tuple[int, int], ...]
    has_numbers: bool
    is_plain: bool
    has_constants: bool
    is_updated: bool
    pictured: tuple[int, str, str] | None = None
    is_ringed: bool = False


_NAMES = {
    EdgeValue.WEIGHT: ("weight", ""),
    EdgeValue.CONTRIBUTION: ("contribution ", "w a"),
    EdgeValue.GRADIENT: ("gradient ", "∂c/∂w"),
    EdgeValue.UPDATE: ("update ", "Δw"),
}


def legend_shapes(seen: Seen, layout: Layout, theme: Theme, note: bool) -> list[Shape]:
    """The legend in as few rows as it takes, below a rule; nothing if it does not fit."""
    if not layout.has_legend or not seen.has_numbers:
        return []
    # Of all that stands there one number changes from moment to moment, and all digits are equally wide.
    held = seen.largest.translate(_ANY_DIGIT)
    kept, runs = plain(_WIDTH.format(held)), plain(_WIDTH.format(seen.largest))
    shapes = _legend(replace(seen, largest=held), layout, theme, note)
    return [replace(one, runs=runs) if isinstance(one, Text) and one.runs == kept else one for one in shapes]


_WIDTH = "width: magnitude, 0 to {}"
_ANY_DIGIT = str.maketrans("123456789¹²³⁴⁵⁶⁷⁸⁹", "0" * 9 + "⁰" * 9)


@lru_cache(maxsize=64)
def _legend(seen: Seen, layout: Layout, theme: Theme, note: bool) -> tuple[Shape, ...]:
    """The same with other digits of the magnitude."""
    entries = _entries(seen, layout, theme)
    size, (page, bottom) = layout.small, layout.page
    margin = page_margin(page)
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
    widths = [max(_width(entry, size) for entry in some) for some in columns]
    spread = min((page - margin - x - sum(widths)) / max(1, len(widths) - 1), LEGEND.most_gap)
    for some, wide in zip(columns, widths, strict=True):
        for i, entry in enumerate(some):
            y = top + LEGEND.top + pitch * (i + 0.5)
            shapes += entry.draw(x, y) if entry.draw is not None else []
            start = x + (LEGEND.icon + LEGEND.after_icon if entry.draw is not None else 0.0)
            shapes.append(Text(start, y, entry.words, size, theme.faint, across=0.0))
        x += wide + spread
    return tuple(shapes)


def _columns(entries: list[Entry], size: float, room: float, most: int) -> list[list[Entry]]:
    """The entries in as few rows as fit into a width; none if more rows were needed than there may be."""
    wide = [_width(entry, size) for entry in entries]
    for rows in range(1, most + 1):
        widths = [max(wide[i : i + rows]) for i in range(0, len(entries), rows)]
        if sum(widths) + LEGEND.gap * (len(widths) - 1) <= room:
            return [entries[i : i + rows] for i in range(0, len(entries), rows)]
    return []


def _sample(seen: Seen, layout: Layout, theme: Theme, height: float) -> Sample | None:
    """A node with letters where the picture's numbers are; None where there is no room, or nothing to explain."""
    form = next((FORMS[name] for name in layout.forms if FORMS[name].has_numbers), None)
    sample = None if form is None else Sample(form, seen.dress, seen.is_plain, theme, height, seen.has_constants)
    return sample if sample is not None and sample.size[0] else None


def _width(entry: Entry, size: float) -> float:
    return width(entry.words, size) + (LEGEND.icon + LEGEND.after_icon if entry.draw is not None else 0.0)


def _entries(seen: Seen, layout: Layout, theme: Theme) -> list[Entry]:
    found = [*_quantities(seen, layout, theme), *_edges(seen, layout, theme), *_pictures(seen, theme)]
    if seen.scale is not None:
        low = -seen.scale if seen.can_be_negative else 0.0
        ends = [number(end, layout.digits) for end in (low, seen.scale)]
        words = "fill: activation " if seen.is_filled_whole else "tint: activation "
        most = FULL_FILL if seen.is_filled_whole else FILL
        runs = (
            *plain(words),
            Run("a", italic=True),
            *plain(f", {ends[0]} to {ends[1]}"),
        )
        found.append(Entry(ramp_mark(low, seen.scale, theme, most), runs))
        if seen.is_filled_whole and seen.can_be_negative:
            found.append(Entry(minus_mark(seen.scale, theme), plain("below 0")))
    if seen.flow is not None:
        hue, is_back = seen.flow
        what = (Run(seen.dress.weight, italic=True), Run(" "), Run(seen.dress.passes if is_back else "a", italic=True))
        found.append(
            Entry(flow_mark(hue, is_back), (*coloured(what, hue), *plain(", flowing back now" if is_back else ", flowing now")))
        )
    letter = (Run(seen.dress.passes if seen.passed_now else "a", italic=True),)
    hue = theme.backward if seen.passed_now else theme.forward
    if seen.now:
        found.append(Entry(rim_mark(hue, EMPHASIS), plain("being computed")))
    if seen.known:
        found.append(Entry(rim_mark(hue, KNOWN), (*letter, *plain(" known"))))
    if seen.is_updated:
        found.append(Entry(None, plain(_updated(seen.dress))))
    if seen.open_:
        found.append(Entry(rim_mark(theme.ink, LINE), (*letter, *plain(" not yet known"))))
    return found


def _pictures(seen: Seen, theme: Theme) -> list[Entry]:
    """What the pictures in the neurons are."""
    if seen.pictured is None:
        return []
    inputs, low, high = seen.pictured
    ends = f", {low} to {high}" if high else ", each layer to its largest"
    a, w = (Run("a", italic=True),), (Run("w", italic=True),)
    if inputs == 1:
        words = (*plain("curve: "), *a, *plain(" over the input" + ends))
        found = [Entry(line_mark(theme.forward, PORTRAIT.curve, False), words)]
    else:
        what = (*plain("map: "), *a, *plain(" over all inputs")) if inputs == 2 else (*plain("picture: weights "), *w)
        found = [Entry(ramp_mark(0.0 if low == "0" else -1.0, 1.0, theme, FULL_FILL), (*what, *plain(ends)))]
    return [*found, Entry(ring_mark(theme), plain("this input"))] if seen.is_ringed else found


def _updated(dress: Dress) -> str:
    """Which numbers are those after the update, and which those before it."""
    after = "weights, biases" if dress.has_biases else "weights" if dress.is_opened else "parameters"
    return f"{after} after the update; a, {dress.passes} before it"


def _quantities(seen: Seen, layout: Layout, theme: Theme) -> list[Entry]:
    """What the letters in the nodes mean."""
    forms = [FORMS[name] for name in layout.forms if FORMS[name].has_numbers]
    if not forms:
        return []
    passes = seen.dress.passes
    below = (Run("z", italic=True),) if passes == "δ" else (Run("a", italic=True),)
    slope = (*plain(" = ∂"), Run("c", italic=True), *plain("/∂"), *below)
    found: list[Entry] = []
    if seen.has_constants or any(form.shows_z for form in forms):
        words = (*plain(" = Σ "), Run("w a", italic=True), *plain(" + "), Run("b", italic=True), *plain(", weighted input"))
        found.append(Entry(None, (*coloured((Run("z", italic=True),), theme.forward), *words)))
    if seen.dress.is_opened and any(form.shows_b for form in forms):
        found.append(
            Entry(
                None,
                (
                    *coloured((Run("b", italic=True),), theme.ink),
                    *plain(" bias, from a constant 1" if seen.has_constants else " bias"),
                ),
            )
        )
    found.append(Entry(None, (*coloured((Run("a", italic=True),), theme.forward), *plain(" activation"))))
    found.append(Entry(None, (*coloured((Run(passes, italic=True),), theme.backward), *slope)))
    return found


def _edges(seen: Seen, layout: Layout, theme: Theme) -> list[Entry]:
    word, letters = _NAMES[seen.edges]
    name = (*plain(word), Run(letters.replace("w", seen.dress.weight), italic=True))
    found = []
    if seen.has_positive:
        found.append(Entry(line_mark(theme.positive, LINES.edge, False), (*name, *plain(" above 0"))))
    if seen.has_negative:
        words = plain("below 0") if seen.has_positive else (*name, *plain(" below 0"))
        found.append(Entry(line_mark(theme.negative, LINES.edge, True), words))
    if found:
        found.append(Entry(wedge_mark(theme), plain(_WIDTH.format(seen.largest))))
    if seen.drawn:
        counts = " and ".join(f"{drawn:,} of {count:,}" for drawn, count in seen.drawn)
        found.append(Entry(veil_mark(theme), plain(f"all edges; the strongest {counts} are drawn")))
    return found
