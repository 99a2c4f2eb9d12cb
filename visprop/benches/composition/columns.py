"""What stands above, in, between and below the boxes of the picture, as lines of text in their colours."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

import numpy as np

from visprop.benches.composition.expressions import activation, arrows, function, parameter, partial, space, type_sizes
from visprop.benches.composition.places import MOST_ENTRIES, Line, Places, short_number, shown_entries
from visprop.benches.composition.state import Composition
from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, formula_runs, width
from visprop.figures.base.text import plain as upright
from visprop.notation.layout.build import change_of, scripted
from visprop.notation.layout.nodes import Node
from visprop.notation.layout.text import plain


def runs_of(node: Node) -> tuple[Run, ...]:
    """A short formula as letters."""
    return formula_runs(plain(node))


def _type(sizes: tuple[int, ...]) -> tuple[Run, ...]:
    """ℝ² → ℝ → ℝ, upright."""
    return upright(plain(arrows(sizes)))


@dataclass(frozen=True)
class Columns:
    """The texts of a picture.

    Attributes:
        state: of what.
        places: how much room there is.
        theme: the colours.
        digits: significant digits, where there is room for them.
    """

    state: Composition
    places: Places
    theme: Theme
    digits: int

    @property
    def has_cost(self) -> bool:
        """Whether C y is a box beside the layers: the cost is known, or is what is written."""
        return self.state.has_cost or self.state.quantity == "phi" or self.state.varies

    def is_applied(self, layer: int) -> bool:
        """Whether a layer has its parameters; C always has y."""
        return layer <= self.state.applied or layer > self.state.depth

    def is_moved(self, layer: int) -> bool:
        """Whether v stands for a layer's parameters."""
        return self.state.varies and layer == self.state.moved

    @property
    def most_lines(self) -> tuple[int, int]:
        """So many lines stand below wires and below boxes once all is known."""
        sizes = self.state.network.sizes
        counts = [self.state.parameters(layer).size for layer in range(1, self.state.depth + 1)]
        entries = min(max(sizes), MOST_ENTRIES)
        return entries + 2, max(max(4 if count > 2 else 6 for count in counts), 1 + min(sizes[-1], MOST_ENTRIES))

    def in_box(self, layer: int) -> tuple[Run, ...]:
        """f, f p_l, or f v where the parameters are varied; C y for the cost."""
        if self.is_moved(layer):
            return (*runs_of(function(self.state, layer)), Run(" "), Run("v", italic=True, colour=self.theme.bound))
        return runs_of((partial if self.is_applied(layer) else function)(self.state, layer))

    def types(self, layer: int) -> list[tuple[Run, ...]]:
        """The type of what is in the box: in one line where all layers have room for that, else one space a line."""
        sizes = type_sizes(self.state, layer, self.is_applied(layer))
        if self._is_one_line:
            return [_type(sizes)]
        first, *others = (plain(space(size)) for size in sizes)
        return [upright(first), *(upright(f"→ {other}") for other in others)]

    @property
    def _is_one_line(self) -> bool:
        # Where parameters are still missing the type is longest, and the picture does not change its shape when they come.
        layers = range(1, self.state.depth + 1)
        longest = (_type(type_sizes(self.state, layer, False)) for layer in layers)
        return max(width(runs, self.places.size) for runs in longest) <= self.places.pitch - 10.0

    def name_on_wire(self, layer: int) -> Line:
        """a_l, φ behind the cost; faint as long as it is not known."""
        is_cost = layer > self.state.depth
        known = self.state.has_cost if is_cost else layer <= self.state.reached
        hue = self.theme.ink if layer == 0 else self.theme.forward
        return runs_of(scripted("φ") if is_cost else activation(layer)), hue if known else self.theme.faint

    def below_wire(self, layer: int) -> list[Line]:
        """The numbers that go through a wire, and those that come back through it."""
        state, theme, middle = self.state, self.theme, self.places.wire_middle(layer)
        if layer > state.depth:
            return self._numbers(np.array([state.passes.cost]), theme.forward, middle) if state.has_cost else []
        found = list[Line]()
        if layer <= state.reached:
            found = self._numbers(state.passes.a[layer], theme.forward if layer else theme.ink, middle)
        if state.has_chain and layer >= state.moved:
            found += self._backward(scripted("d", below=str(layer)), state.d(layer), single=1, middle=middle)
        return found

    def below_box(self, layer: int) -> list[Line]:
        """What flows into a layer from below: p_l with its numbers, and its update; y for the cost."""
        state, theme, middle = self.state, self.theme, self.places.box_middle(layer)
        if layer > state.depth:
            return [(runs_of(scripted("y")), theme.ink), *self._numbers(state.passes.y, theme.ink, middle)]
        name = runs_of(parameter(layer))
        ink = theme.ink if self.is_applied(layer) else theme.faint
        if self.is_moved(layer):
            name = (Run("v", italic=True, colour=theme.bound), Run(" = "), *name)
        values = state.parameters(layer)
        found: list[Line] = [(name, ink)]
        if values.size == 2:
            found += [line for value in values for line in self._numbers(np.array([value]), self._sign(value), middle)]
        else:
            found.append((upright(f"∈ {plain(space(values.size))}"), theme.faint))
        if state.has_update and layer == state.moved:
            found += self._backward(change_of(parameter(layer)), state.update(layer), single=2, middle=middle)
        return found

    def _sign(self, value: float) -> Colour:
        return self.theme.negative if value < 0.0 else self.theme.positive

    def _backward(self, name: Node, values: Array, single: int, middle: float) -> list[Line]:
        """A name over its numbers; of more than a few numbers their length."""
        if values.size <= single:
            return [(runs_of(name), self.theme.backward), *self._numbers(values, self.theme.backward, middle)]
        length, hue = np.array([hypot(*values)]), self.theme.backward
        return [(formula_runs(f"‖{plain(name)}‖"), hue), *self._numbers(length, hue, middle)]

    def _numbers(self, values: Array, hue: Colour, middle: float) -> list[Line]:
        """Numbers one below the other; of a long vector the first two and the last."""
        found = list[Line]()
        for value in shown_entries([float(value) for value in values]):
            text = "⋮" if value is None else short_number(value, self.digits, self.places.size, self.places.room_at(middle))
            found.append((upright(text), hue))
        return found
