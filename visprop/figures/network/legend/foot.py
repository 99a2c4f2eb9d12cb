"""The foot of a narrow picture: targets and cost, for which there is no room beside the network, and what is not shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from visprop.engine.key import COST, Key
from visprop.figures.base.shapes import Label, Shape, Targets, single
from visprop.figures.base.text import Run, numbered, plain, symbol, width
from visprop.figures.network.forms.node import set_number
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.layout.request import MOST_TARGETS
from visprop.figures.network.measures import CLEAR, LEGEND, REACH
from visprop.figures.network.options import NetworkOptions
from visprop.notation.expression.numbers import equal_to
from visprop.timeline.frame import Frame


class Foot:
    """Tells targets and cost in lines below the network, and in one more which numbers the picture leaves out.

    Args:
        frame: what is known.
        layout: where there is room for it.
        options: how things are drawn.
        known: whether the cost may be shown.
        lacking: of the letters of neurons' quantities that lack some of their numbers: how many, and of how many.
    """

    def __init__(
        self, frame: Frame, layout: Layout, options: NetworkOptions, known: bool, lacking: Mapping[str, tuple[int, int]]
    ) -> None:
        self._frame, self._layout, self._options = frame, layout, options
        self._known = known and frame.cost is not None and not options.names_only
        self._lacking = lacking
        self._places: dict[Key, tuple[float, float, float]] = {}

    def shapes(self) -> list[Shape]:
        """All of it, as far as there are lines for it."""
        layout, text = self._layout, self._layout.small
        top, bottom = layout.foot_top, layout.foot_top + layout.foot
        edge = _edge(layout)
        x, y, shapes = edge, top + LEGEND.foot_first * text, list[Shape]()
        last = bottom - (1.0 if self._notes() else LEGEND.foot_last_bare) * LEGEND.foot_pitch * text
        for key, runs, is_now in self._entries():
            wide = width(runs, text, is_now)
            if x > edge and x + wide > layout.page[0] - edge:
                x, y = edge, y + LEGEND.foot_pitch * text
            if y > last:
                break
            hue = self._options.theme.forward if is_now else self._options.theme.ink
            shapes.append(Label(x, y, runs, text, hue, across=0.0, key=key))
            self._places[key] = (x, x + wide, y)
            x += wide + LEGEND.foot_gap * text
        notes = (words for words in map(plain, self._notes()) if width(words, text) < layout.page[0] - 2 * edge)
        if (words := next(notes, None)) is not None:
            y = bottom - LEGEND.foot_last * text
            shapes.append(Label(edge, y, words, text, self._options.theme.faint, across=0.0))
        return shapes

    def places(self) -> list[Targets]:
        """What can be pointed at, once it is drawn."""
        found = []
        for key, (x1, x2, y) in self._places.items():
            ends = (x1, y, x2, y)
            found.append(single(COST, ends, REACH.line) if key == COST else _target(key, ends))
        return found

    def _entries(self) -> Iterator[tuple[Key, tuple[Run, ...], bool]]:
        """The cost first, as it is the one number that all the others make; then the targets, with the names of their classes."""
        frame, digits, is_short = self._frame, self._layout.digits, self._layout.is_short
        cost = symbol("c")
        if self._known:
            cost = (*cost, *set_number(f" {equal_to(float(frame.cost or 0.0), digits)}", is_short))
        yield COST, cost, self._known
        names = frame.scenario.data.target_names
        if len(frame.y) > MOST_TARGETS:
            return
        for i, value in enumerate(frame.y.tolist()):
            runs = numbered("y", len(frame.y), i + 1)
            if not self._options.names_only and not np.isnan(value):
                runs = (*runs, *set_number(f" {equal_to(value, digits)}", is_short))
            if i < len(names):
                runs = (*runs, *plain(f" {names[i]}"))
            yield Key("y", 0, (i + 1,)), runs, False

    def _notes(self) -> list[str]:
        """What the picture has not, and what stands where if no symbol tells; shorter where there is not room for both."""
        if self._layout.lettering.is_printed:
            return []
        forms = [self._layout.form(layer) for layer in range(1, len(self._layout.units))]
        is_bare = not self._options.names_only and any(form.has_numbers and not form.has_symbols for form in forms)
        where = f"a over a neuron, {self._options.dress.passes} under it" if is_bare else ""
        return list(filter(None, ("; ".join(filter(None, (self.left_out, where))), self.left_out)))

    @property
    def left_out(self) -> str:
        """Which numbers the picture has not, in words; empty where it has all."""
        layout = self._layout
        if self._options.names_only:
            return ""
        layers = range(1, len(layout.units))
        forms = {layer: layout.form(layer) for layer in layers}
        found = []
        bias = ("b",) if self._options.dress.has("b") else ()
        for letters, bare in (
            ((*bias, "a", self._options.dress.passes), [layer for layer, form in forms.items() if not form.has_numbers]),
            (bias, [layer for layer, form in forms.items() if form.has_numbers and not form.shows_b]),
        ):
            if letters and bare:
                of = "" if len(bare) == len(forms) else f" of layer {', '.join(map(str, bare))}"
                found.append(f"{', '.join(letters)}{of}")
        found += [f"{few} of {every} {letter}" for letter, (few, every) in self._lacking.items()]
        missing = sum(int(np.isnan(at).sum()) for at in layout.weights_at)
        every = sum(m * n for m, n in zip(layout.sizes, layout.sizes[1:], strict=False))
        missing = missing if layout.weights_at else every
        if missing:
            weight = self._options.dress.weight
            found.append(f"{weight} of the edges" if missing == every else f"{missing} of {every} {weight}")
        if self._frame.scenario.data.input_names and not layout.fits_input_names:
            found.append("names of the inputs")
        return f"not shown: {'; '.join(found)}" if found else ""


def _edge(layout: Layout) -> float:
    """Where the lines begin, from the page's edge: on paper with what the picture begins with."""
    if not layout.lettering.is_printed:
        return LEGEND.foot_edge
    return CLEAR.page if layout.has_outer_inputs else layout.margin


def _target(key: Key, ends: tuple[float, float, float, float]) -> Targets:
    return Targets(lambda _: key, np.array([ends]), REACH.line)
