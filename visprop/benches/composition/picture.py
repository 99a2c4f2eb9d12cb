"""The picture: layers as boxes in a row, their types above them, parameters from below, and numbers on the wires."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from visprop.benches.composition.columns import Columns
from visprop.benches.composition.expressions import layer_key, parameter
from visprop.benches.composition.forms import FORMS
from visprop.benches.composition.places import LINE, SIZES, Line, Places
from visprop.benches.composition.state import Composition
from visprop.benches.composition.terms import LEADING, Terms, drawn, fitted
from visprop.benches.pictures import BenchMoment
from visprop.engine.key import Key
from visprop.figures.base.lines import arrow
from visprop.figures.base.shapes import Box, Colour, Figure, Label, Press, Shape, Targets, single
from visprop.figures.base.style import EMPHASIS, KNOWN, MIN_SIZE, page_margin
from visprop.figures.base.style import LINE as OUTLINE
from visprop.figures.base.text import Run, width
from visprop.figures.line_equation import equation_style
from visprop.figures.moment import Size, ViewOptions
from visprop.figures.pages.line_breaking import equation_rows
from visprop.notation.layout.text import plain

_BOX_HEIGHT = 3.1
"""Of a box, in the font's size."""
_CLEAR = 7.0
"""What is left free between rows, in points."""


def draw(moment: BenchMoment, options: ViewOptions, size: Size) -> Figure:
    """The picture at a step."""
    best = _best(moment, options, size, with_formulas=True)
    if not best.fits:
        # On a low page the formulas are left to the page of formulas.
        best = _best(moment, options, size, with_formulas=False)
    best.all()
    return Figure(*size, options.theme.paper, tuple(best.shapes), tuple(best.targets), presses=tuple(best.presses))


def _best(moment: BenchMoment, options: ViewOptions, size: Size, with_formulas: bool) -> _Drawing:
    """The largest picture that keeps its shape to the end of the story; else the largest for what is there by now."""
    state, found = moment.frame.state, list[_Drawing]()
    for largest in SIZES:
        columns = Columns(state, Places.of(size[0], state.depth + 1, largest), options.theme, options.digits)
        below = _below(state, options, size, columns.places.size + 1.0) if with_formulas else []
        found.append(_Drawing(columns, moment.pointed, size, below))
        if found[-1].keeps_fitting:
            return found[-1]
    return next((one for one in found if one.fits), found[-1])


def _below(state: Composition, options: ViewOptions, size: Size, largest: float) -> list[tuple[Terms, Colour]]:
    """What stands below the boxes: the form that is chosen, and the derivative from its step on."""
    forms = dict.fromkeys((state.written, *(("derivative",) if state.has_update else ())))
    room, style, theme = size[0] - 2 * page_margin(size[0]), equation_style(options), options.theme
    found = []
    for form in forms:
        equation = FORMS[form](state)
        rows = equation_rows(equation, style)
        # Of several rows the first, and from the last one the sign and the number.
        row = [*rows[0], *rows[-1][-2:]] if len(rows) > 1 and equation.is_known else rows[0]
        hue = theme.backward if form == "derivative" else theme.forward if state.applied else theme.ink
        found.append((fitted(row, room, theme, largest), hue))
    return found


class _Drawing:
    """Collects what is drawn."""

    def __init__(self, columns: Columns, pointed: Key | None, page: Size, below: Sequence[tuple[Terms, Colour]]) -> None:
        self._columns, self._pointed, self._page, self._below = columns, pointed, page, below
        self._state, self._places, self._theme = columns.state, columns.places, columns.theme
        self._boxes = range(1, self._state.depth + 1 + columns.has_cost)
        self._wires = range(self._state.depth + 1 + columns.has_cost)
        self.shapes: list[Shape] = []
        self.targets: list[Targets] = []
        self.presses: list[Press] = []

    @cached_property
    def _lines(self) -> tuple[int, int, int]:
        """How many lines stand above boxes, below wires and below boxes."""
        columns = self._columns
        types = max(len(columns.types(layer)) for layer in self._boxes)
        values = max(len(columns.below_wire(layer)) for layer in self._wires)
        return types, values, max(len(columns.below_box(layer)) for layer in self._boxes)

    @cached_property
    def _free(self) -> float:
        """How much height there is for the lines below wires and boxes, in points."""
        least = 2 * (LEADING * self._places.size + _CLEAR) if self._below else 0.0
        text = max(sum(terms.height + 0.5 * _CLEAR for terms, _ in self._below), least)
        return self._page[1] - self._lines[0] * self._line - self._high - text - 7 * _CLEAR

    @property
    def _line(self) -> float:
        return LINE * self._places.size

    @property
    def _high(self) -> float:
        return _BOX_HEIGHT * self._places.size

    @property
    def fits(self) -> bool:
        """Whether what is there is not higher than the page."""
        return sum(self._lines[1:]) * self._line <= self._free

    @property
    def keeps_fitting(self) -> bool:
        """Whether there is room for all that comes in later steps too."""
        return sum(self._columns.most_lines) * self._line <= self._free

    def all(self) -> None:
        """Everything, from the top downwards."""
        types, values, feet = self._lines
        if self.keeps_fitting:
            values, feet = self._columns.most_lines
        spare = max(0.0, self._free - (values + feet) * self._line)
        box_top = _CLEAR + min(0.4 * spare, 90.0) + types * self._line + _CLEAR
        foot = box_top + self._high + _CLEAR + values * self._line + _CLEAR
        for layer in self._wires:
            self._wire(layer, box_top)
        for layer in self._boxes:
            self._box(layer, box_top, foot)
        self._text(foot + feet * self._line + 2 * _CLEAR + min(0.2 * spare, 30.0))

    def _text(self, top: float) -> None:
        """The formulas below the boxes."""
        for terms, hue in self._below:
            shapes, targets = drawn(terms, page_margin(self._page[0]), top, self._theme, self._pointed, hue)
            self.shapes += shapes
            self.targets += targets
            top += terms.height + 0.5 * _CLEAR

    def _wire(self, layer: int, box_top: float) -> None:
        """What a layer gives goes on to the next, and what comes back."""
        columns, theme, size, high = self._columns, self._theme, self._places.size, self._high
        start, end = self._places.wire(layer)
        runs, hue = columns.name_on_wire(layer)
        back = self._state.has_chain and self._state.moved <= layer <= self._state.depth
        y = box_top + high / 2 - (4.0 if back else 0.0)
        present = 0 < layer == self._state.present and hue != theme.faint
        self.shapes += arrow(np.array([start + 1.0, y, end - 2.0, y]), hue, KNOWN if present else OUTLINE)
        if back:
            y_back = y + 9.0
            self.shapes += arrow(np.array([end - 1.0, y_back, start + 2.0, y_back]), theme.backward, OUTLINE)
        middle = self._places.wire_middle(layer)
        self._label(runs, middle, y - 1.05 * size, hue, self._places.room_at(middle))
        self._column(columns.below_wire(layer), middle, box_top + high + _CLEAR)

    def _box(self, layer: int, top: float, foot: float) -> None:
        """A layer, with its type above it and what flows into it from below."""
        columns, theme, places = self._columns, self._theme, self._places
        left, middle, wide, high = places.box_left(layer), places.box_middle(layer), places.box, self._high
        is_applied = columns.is_applied(layer)
        types = columns.types(layer)
        self._column([(runs, theme.ink) for runs in types], middle, top - _CLEAR - len(types) * self._line + 2.0)
        hue = theme.bound if columns.is_moved(layer) else theme.ink if is_applied else theme.faint
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
        self._press(layer, left, top)

    def _press(self, layer: int, left: float, top: float) -> None:
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
        self.presses.append(Press(f"layer {layer}", does, left, top, self._places.box, self._high, sets))

    def _column(self, lines: Sequence[Line], middle: float, top: float) -> None:
        """Lines of text one below the other."""
        for i, (runs, hue) in enumerate(lines):
            self._label(runs, middle, top + self._line * (i + 0.5), hue, self._places.room_at(middle))

    def _label(self, runs: tuple[Run, ...], x: float, y: float, hue: Colour, room: float, larger: float = 1.0) -> None:
        size = larger * self._places.size
        size = max(MIN_SIZE, min(size, size * room / width(runs, size)))
        self.shapes.append(Label(x, y, runs, size, hue))
