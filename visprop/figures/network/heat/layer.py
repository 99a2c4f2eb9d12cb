"""One layer as a heat map: its weights, what comes in above them, and at their right what goes out and what comes back."""

from __future__ import annotations

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.base.cells import cells
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Box, Colour, Label, Raster, Shape, Targets, units
from visprop.figures.base.style import Theme
from visprop.figures.base.text import plain, width
from visprop.figures.network.heat.blocks import Block, Heat, Rectangle
from visprop.figures.network.heat.shades import largest, strip, table, tiles
from visprop.figures.network.measures import LINES, REACH
from visprop.figures.network.measures_of_maps import HEAT
from visprop.figures.network.units.pixels import ramp
from visprop.notation.expression.numbers import number

Passed = tuple[Array | None, Array | None, Array | None]
"""What comes into a layer, what goes out, and δ; None while it is not known."""


class Layer:
    """Draws one.

    Args:
        block: where it stands.
        heat: where everything stands.
        network: the structure.
        theme: the colours.

    Attributes (to be read):
        shapes: what is drawn.
        targets: what can be pointed at, the smallest first.
    """

    def __init__(self, block: Block, heat: Heat, network: Network, theme: Theme) -> None:
        self._block, self._heat, self._network, self._theme = block, heat, network, theme
        self._before, self._count = network.sizes[block.layer - 1 : block.layer + 1]
        self.shapes: list[Shape] = []
        self.targets: list[Targets] = []

    def draw(self, values: Array | None, passed: Passed) -> None:
        """All of it; a frame in the place of what is not known yet."""
        (x, y, wide, high), theme = self._block.box, self._theme
        scale = largest(values)
        if self._block.tiles is not None:
            self._pictures(values, passed[1], scale)
        elif values is not None:
            self.shapes.append(table(values, self._block.box, scale, theme))
        if self._block.tiles is None:
            self.shapes.append(Box(x, y, wide, high, None, theme.faint, LINES.thin))
            self._strips(passed)
            self.targets.append(cells(self._block.layer, self._block.box, (self._count, self._before)))
        if self._heat.has_words:
            self._headings()
        if self._heat.has_words and values is not None:
            self._scale(scale)

    def _strips(self, passed: Passed) -> None:
        """The activations before above the weights, those after at their right, and δ beside them."""
        (x, y, wide, high), thick, near = self._block.box, HEAT.strip, HEAT.near
        layer, name = self._block.layer, self._network.activations[self._block.layer - 1]
        before = "" if layer == 1 else self._network.activations[layer - 2]
        above, right = (x, y - near - thick, wide, thick), (x + wide + near, y, thick, high)
        beside = (right[0] + thick + near, y, thick, high)
        for values, box, scale in (
            (passed[0], above, _bound(before, passed[0])),
            (passed[1], right, _bound(name, passed[1])),
            (passed[2], beside, largest(passed[2])),
        ):
            if values is not None:
                self.shapes.append(strip(values, box, scale, self._theme))
            self.shapes.append(Box(*box, None, self._theme.faint, LINES.thin))
        rows = y + high * (np.arange(self._count) + 0.5) / self._count
        reach = max(REACH.unit / 2, high / self._count / 2)
        ends = np.column_stack((np.full(self._count, right[0]), rows, np.full(self._count, beside[0] + thick), rows))
        self.targets.append(Targets(lambda i: Key("a", layer, (i + 1,)), ends, reach))
        if layer == 1 and self._block.image is None:
            columns = x + wide * (np.arange(self._before) + 0.5) / self._before
            places = np.column_stack((columns, np.full(self._before, above[1] + thick / 2)))
            self.targets.append(units("x", 0, places, max(thick / 2, wide / self._before / 2)))

    def _pictures(self, values: Array | None, a: Array | None, scale: float) -> None:
        """The weights of each neuron as an image, over its activation."""
        places, side = self.tile_places(), self._tile
        pixels = [] if values is None else tiles(values, round(self._before**0.5), scale, self._theme)
        bound = _bound(self._network.activations[0], a)
        for j, (x, y) in enumerate(places.tolist()):
            if pixels:
                self.shapes.append(Raster(x, y, side, side, pixels[j], is_smooth=side < len(pixels[j])))
            self.shapes.append(Box(x, y, side, side, None, self._theme.faint, LINES.thin))
            if a is not None:
                self.shapes.append(strip(a[j : j + 1], (x, y + side, side, HEAT.bar), bound, self._theme))
        self.targets.append(units("a", 1, places + side / 2, side / 2))

    @property
    def _tile(self) -> float:
        """How wide a picture is."""
        assert self._block.tiles is not None
        return self._block.tiles[1] - HEAT.tile_gap - HEAT.bar

    def tile_places(self) -> Array:
        """The upper left of each picture, of shape (n_1, 2)."""
        assert self._block.tiles is not None
        (columns, pitch), (x, y, _, _) = self._block.tiles, self._block.box
        every = np.arange(self._count)
        return np.column_stack((x + pitch * (every % columns), y + pitch * (every // columns)))

    def ring(self, j: int) -> Rectangle:
        """Around what is neuron j's, from 0."""
        if self._block.tiles is not None:
            x, y = self.tile_places()[j].tolist()
            return x, y, self._tile, self._tile + HEAT.bar
        x, y, wide, high = self._block.box
        return _at_least((x, y + high * j / self._count, wide + 2 * (HEAT.near + HEAT.strip), high / self._count))

    def ring_from(self, k: int) -> Rectangle:
        """Around the weights of what comes from unit k of the layer before, from 0."""
        x, y, wide, high = self._block.box
        above = HEAT.strip + HEAT.near
        return _at_least((x + wide * k / self._before, y - above, wide / self._before, high + above))

    def _headings(self) -> None:
        """What it is above it, as long as there is room."""
        (x, y, wide, _), text, small = self._block.box, self._heat.text, self._heat.small
        layer, room = self._block.layer, wide + 2 * (HEAT.near + HEAT.strip) + HEAT.title * HEAT.gap * text
        last = ", output" if layer == self._network.depth else ""
        name = ACTIVATIONS[self._network.activations[layer - 1]].words
        counts = f"{self._count:,} × {self._before:,}"
        top = y - HEAT.strip - HEAT.near
        named = (f"layer {layer}{last}", "output" if last else f"layer {layer}", str(layer))
        lines: tuple[tuple[tuple[str, ...], float, Colour, float], ...] = (
            (named, text, self._theme.ink, HEAT.heading + HEAT.line),
            ((f"{counts}, {name}", counts), small, self._theme.faint, HEAT.heading),
        )
        for titles, size, hue, up in lines:
            labels = (Label(x + wide / 2, top - up * text, plain(title), size, hue) for title in titles)
            fits = (label for label in labels if (box := bounds(label))[2] - box[0] <= room)
            if (label := next(fits, None)) is not None:
                self.shapes.append(label)

    def _scale(self, scale: float) -> None:
        """The scale of its weights below it; of a narrow one its end alone."""
        (x, y, wide, high), small = self._block.box, self._heat.small
        at, end = y + high + HEAT.ramp * self._heat.text / 2 + 1.0, plain(number(scale, 2))
        beside = 2 * (width(plain(number(-scale, 2)), small) + HEAT.beside_ramp)
        least, most = HEAT.ramp_wide
        if wide + HEAT.gap * self._heat.text > least + beside:
            long = max(least, min(most, wide - beside))
            self.shapes += ramp(x + (wide - long) / 2, at, long, scale, self._theme, small)
        else:
            self.shapes.append(Label(x + wide / 2, at, (*plain("±"), *end), small, self._theme.faint))


def _bound(activation: str, values: Array | None) -> float:
    """What the strongest shade of activations stands for; of inputs their largest."""
    return 1.0 if activation and ACTIVATIONS[activation].is_bounded else largest(values)


def _at_least(box: Rectangle) -> Rectangle:
    """A box that is seen, however thin what it is around is."""
    x, y, wide, high = box
    more = max(0.0, HEAT.ring_least - wide) / 2, max(0.0, HEAT.ring_least - high) / 2
    return x - more[0], y - more[1], wide + 2 * more[0], high + 2 * more[1]
