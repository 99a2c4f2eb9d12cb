"""What a legend tells: what the picture has, no more."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.figures.base.shapes import Label, Shape
from visprop.figures.base.style import EMPHASIS, FILL, FULL_FILL, KNOWN, LINE, Theme
from visprop.figures.base.text import Run, coloured, plain, width
from visprop.figures.choices import EdgeValue
from visprop.figures.network.forms.registry import FORMS
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.legend.marks import (
    Draw,
    flat_mark,
    flow_mark,
    line_mark,
    minus_mark,
    ramp_mark,
    rim_mark,
    ring_mark,
    veil_mark,
    wedge_mark,
)
from visprop.figures.network.measures import LEGEND, LINES
from visprop.figures.network.measures_of_maps import PORTRAIT
from visprop.figures.network.units.flat import FLAT_SHARE
from visprop.notation.dress import Dress
from visprop.notation.expression.numbers import number


@dataclass(frozen=True)
class Entry:
    """A mark and what it means.

    Attributes:
        draw: the mark, from its left end and its middle; None for none.
        words: what it means.
        icon: how wide the mark is, in points.
    """

    draw: Draw | None
    words: tuple[Run, ...]
    icon: float = LEGEND.icon

    @property
    def _start(self) -> float:
        return self.icon + LEGEND.after_icon if self.draw is not None else 0.0

    def width(self, size: float) -> float:
        """How wide it is, its words of a size."""
        return self._start + width(self.words, size)

    def shapes(self, x: float, y: float, size: float, theme: Theme) -> list[Shape]:
        """Its shapes, from its left end and its middle."""
        mark = self.draw(x, y) if self.draw is not None else []
        return [*mark, Label(x + self._start, y, self.words, size, theme.faint, across=0.0)]


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
        function: the activation of the neurons with numbers; of the identity z is a.
        has_constants: whether biases are edges from constants, and z stands in their place.
        is_updated: whether the parameters are those after the update, and the passes those before it.
        pictured: over how many inputs the neurons' pictures are, and the ends of their scale as they are written, empty where
            layers differ; None where there are none.
        is_ringed: whether the present input is ringed in them.
        has_flat: whether a neuron is marked as one that hardly learns.
        is_struck: whether what the parameters were before the update stands beside them.
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
    function: str
    has_constants: bool
    is_updated: bool
    pictured: tuple[int, str, str] | None = None
    is_ringed: bool = False
    has_flat: bool = False
    is_struck: bool = False


_NAMES = {
    EdgeValue.WEIGHT: ("weight", ""),
    EdgeValue.CONTRIBUTION: ("contribution ", "w a"),
    EdgeValue.GRADIENT: ("gradient ", "∂c/∂w"),
    EdgeValue.UPDATE: ("update ", "Δw"),
}


_WIDTH = "width: magnitude, 0 to {}"


def width_words(largest: str) -> tuple[Run, ...]:
    """What the width of an edge means."""
    return plain(_WIDTH.format(largest))


def entries_of(seen: Seen, layout: Layout, theme: Theme) -> list[Entry]:
    """All that the picture has."""
    found = [*quantities_of(seen, layout, theme), *_edges(seen, theme), *_pictures(seen, theme)]
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
    found += flat_of(seen, theme)
    found += updated_of(seen)
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


def flat_of(seen: Seen, theme: Theme) -> list[Entry]:
    """What the bar across a rim means."""
    words = (Run("σ", italic=True), *plain(f"′ under {FLAT_SHARE:.0%} of its most: hardly learns"))
    return [Entry(flat_mark(theme), words, LEGEND.circle)] if seen.has_flat else []


def updated_of(seen: Seen) -> list[Entry]:
    """Which numbers are those after the update, and which those before it."""
    if not seen.is_updated:
        return []
    dress = seen.dress
    after = "weights, biases" if dress.has_biases else "weights" if dress.is_opened else "parameters"
    struck = ", and struck through" if seen.is_struck else ""
    return [Entry(None, plain(f"{after} after the update; a, {dress.passes}{struck} before it"))]


def quantities_of(seen: Seen, layout: Layout, theme: Theme) -> list[Entry]:
    """What the letters in the nodes mean."""
    forms = [FORMS[name] for name in layout.forms if FORMS[name].has_numbers]
    is_below = any(table.has_neurons for table in layout.tables)
    if not forms and not is_below:
        return []
    passes = seen.dress.passes
    below = (Run("z", italic=True),) if passes == "δ" else (Run("a", italic=True),)
    slope = (*plain(" = ∂"), Run("c", italic=True), *plain("/∂"), *below)
    found: list[Entry] = []
    if seen.has_constants or any(form.shows_z for form in forms):
        words = (*plain(" = Σ "), Run("w a", italic=True), *plain(" + "), Run("b", italic=True), *plain(", weighted input"))
        found.append(Entry(None, (*coloured((Run("z", italic=True),), theme.forward), *words)))
    if seen.dress.is_opened and (is_below or any(form.shows_b for form in forms)):
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


def signs_of(seen: Seen, theme: Theme) -> list[Entry]:
    """What the hue and the dash of an edge mean."""
    word, letters = _NAMES[seen.edges]
    name = (*plain(word), Run(letters.replace("w", seen.dress.weight), italic=True))
    found = []
    if seen.has_positive:
        found.append(Entry(line_mark(theme.positive, LINES.edge, False), (*name, *plain(" above 0"))))
    if seen.has_negative:
        words = plain("below 0") if seen.has_positive else (*name, *plain(" below 0"))
        found.append(Entry(line_mark(theme.negative, LINES.edge, True), words))
    return found


def _edges(seen: Seen, theme: Theme) -> list[Entry]:
    found = signs_of(seen, theme)
    if found:
        found.append(Entry(wedge_mark(theme), width_words(seen.largest)))
    return [*found, *drawn_of(seen, theme)]


def drawn_of(seen: Seen, theme: Theme) -> list[Entry]:
    """How many of a crowd's edges are drawn."""
    if not seen.drawn:
        return []
    counts = " and ".join(f"{drawn:,} of {count:,}" for drawn, count in seen.drawn)
    return [Entry(veil_mark(theme), plain(f"all edges; the strongest {counts} are drawn"))]
