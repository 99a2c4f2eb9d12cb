"""The picture: layers as boxes in a row, their types above them, parameters from below, and numbers on the wires."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.benches.composition.columns import Columns
from visprop.benches.composition.expressions import layer_key, parameter
from visprop.benches.composition.forms import FORMS
from visprop.benches.composition.places import LINE, Line, Places
from visprop.benches.composition.terms import Terms, drawn, fitted
from visprop.benches.pictures import BenchMoment
from visprop.engine.key import Key
from visprop.figures.base.lines import arrow
from visprop.figures.base.shapes import Box, Colour, Figure, Label, Press, Shape, Targets, single
from visprop.figures.base.style import EMPHASIS, KNOWN, MIN_SIZE, page_margin
from visprop.figures.base.style import LINE as OUTLINE
from visprop.figures.base.text import Run, width
from visprop.figures.drawing import equation_style
from visprop.figures.moment import Size, ViewOptions
from visprop.figures.pages.line_breaking import equation_rows
from visprop.notation.layout.text import plain

_BOX_HEIGHT = 3.1
"""Of a box, in the font's size."""
_CLEAR = 7.0
"""What is left free between rows, in points."""


def draw(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The picture at a step."""
    state = moment.frame.state
    places = Places.of(size[0], state.depth + 1)
    columns = Columns(state, places, options.theme, options.digits)
    room = size[0] - 2 * page_margin(size[0])
    row = equation_rows(FORMS[state.written](state), equation_style(options))[0]
    terms = fitted(row, room, options.theme)
    found = _Drawing(columns, moment.pointed)
    found.all(size, terms)
    return Figure(*size, options.theme.paper, tuple(found.shapes), tuple(found.targets), presses=tuple(found.presses))


class _Drawing:
    """Collects what is drawn."""

    def __init__(self, columns: Columns, pointed: Key | None) -> None:
        self._columns, self._pointed = columns, pointed
        self._state, self._places, self._theme = columns.state, columns.places, columns.theme
        self.shapes: list[Shape] = []
        self.targets: list[Targets] = []
        self.presses: list[Press] = []

    def all(self, size: Size, terms: Terms) -> None:
        """Everything, from the top downwards, in the middle of the page."""
        columns, line = self._columns, LINE * self._places.size
        boxes = range(1, self._state.depth + 1 + columns.has_cost)
        wires = range(self._state.depth + 1 + columns.has_cost)
        types = max(len(columns.types(layer)) for layer in range(1, self._state.depth + 1)) if boxes else 0
        values = max(len(columns.below_wire(layer)) for layer in wires)
        feet = max(len(columns.below_box(layer)) for layer in boxes)
        high = _BOX_HEIGHT * self._places.size
        total = (types + values + feet) * line + high + 5 * _CLEAR + terms.height
        box_top = max(_CLEAR, min(0.5 * (size[1] - total), 60.0)) + types * line + _CLEAR
        foot = box_top + high + _CLEAR + values * line + _CLEAR
        for layer in wires:
            self._wire(layer, box_top, high)
        for layer in boxes:
            self._box(layer, box_top, high, foot)
        left, top = page_margin(size[0]), max(foot + feet * line + 2 * _CLEAR, min(size[1] - terms.height - 12.0, foot + 130.0))
        shapes, targets = drawn(terms, left, top, self._theme, self._pointed)
        self.shapes += shapes
        self.targets += targets

    def _wire(self, layer: int, box_top: float, high: float) -> None:
        """What a layer gives goes on to the next, and what comes back."""
        columns, theme, size = self._columns, self._theme, self._places.size
        start, end = self._places.wire(layer)
        runs, hue = columns.name_on_wire(layer)
        back = self._state.has_chain and self._state.moved <= layer <= self._state.depth
        y = box_top + high / 2 - (4.0 if back else 0.0)
        present = layer in (self._state.reached, self._state.present) and hue != theme.faint
        self.shapes += arrow(np.array([start + 1.0, y, end - 2.0, y]), hue, KNOWN if present else OUTLINE)
        if back:
            y_back = y + 9.0
            self.shapes += arrow(np.array([end - 1.0, y_back, start + 2.0, y_back]), theme.backward, OUTLINE)
        self._label(runs, self._places.wire_middle(layer), y - 0.75 * size, hue)
        self._column(columns.below_wire(layer), self._places.wire_middle(layer), box_top + high + _CLEAR)

    def _box(self, layer: int, top: float, high: float, foot: float) -> None:
        """A layer, with its type above it and what flows into it from below."""
        columns, theme, places = self._columns, self._theme, self._places
        left, middle, wide, line = places.box_left(layer), places.box_middle(layer), places.box, LINE * places.size
        is_applied = columns.is_applied(layer)
        types = columns.types(layer)
        self._column([(runs, theme.ink) for runs in types], middle, top - _CLEAR - len(types) * line + 2.0)
        hue = theme.bound if columns.is_moved(layer) else theme.ink if is_applied else theme.rule
        # What is not applied stays below, and is not yet connected.
        end = top + high + 2.0 if is_applied else foot - 0.4 * (foot - top - high)
        self.shapes += arrow(np.array([middle, foot - 3.0, middle, end]), hue, OUTLINE, dashed=not is_applied)
        self._column(columns.below_box(layer), middle, foot)
        is_lit, is_present = self._pointed == layer_key(layer), layer == self._state.present
        rim = EMPHASIS if is_present else KNOWN if is_applied else OUTLINE
        fill = theme.now if is_lit else theme.wash if is_applied else theme.paper
        self.shapes.append(Box(left, top, wide, high, fill, theme.ink if is_applied else theme.faint, rim, radius=6.0))
        self._label(self._columns.in_box(layer), middle, top + high / 2, theme.ink, room=wide - 6.0, larger=1.15)
        inset = min(wide, high) / 2
        axis = (left + inset, top + high / 2, left + wide - inset, top + high / 2)
        self.targets.append(single(layer_key(layer), axis, high / 2))
        self._press(layer, left, top, high)

    def _press(self, layer: int, left: float, top: float, high: float) -> None:
        """What a click on a box does: it applies parameters; once all are, it chooses those that are varied."""
        state, p = self._state, plain(parameter(layer))
        if layer > state.depth:
            return
        if state.stepped == state.depth:
            does, sets = f"vary {p}", {"layer": layer}
        elif layer <= state.stepped:
            return
        elif layer <= state.picked:
            does, sets = f"take {p} back", {"applied": layer - 1}
        else:
            does, sets = f"apply {p}", {"applied": layer}
        self.presses.append(Press(f"layer {layer}", does, left, top, self._places.box, high, sets))

    def _column(self, lines: Sequence[Line], middle: float, top: float) -> None:
        """Lines of text one below the other."""
        step = LINE * self._places.size
        for i, (runs, hue) in enumerate(lines):
            self._label(runs, middle, top + step * (i + 0.5), hue)

    def _label(
        self, runs: tuple[Run, ...], x: float, y: float, hue: Colour, room: float | None = None, larger: float = 1.0
    ) -> None:
        size = larger * self._places.size
        if room is not None:
            size = max(MIN_SIZE, min(size, size * room / width(runs, size)))
        self.shapes.append(Label(x, y, runs, size, hue))
