"""What is brought out of the units: rings, a neuron's weights as a picture, and the two factors of its δ."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.engine.key import Key
from visprop.figures.base.placing import Bounds, bounds, overlap
from visprop.figures.base.shapes import Box, Disc, Label, Shape
from visprop.figures.base.text import Run, coloured, plain, width
from visprop.figures.network.edges.focus import ring
from visprop.figures.network.edges.numbered import wider
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import CLEAR, TOLD
from visprop.figures.network.options import NetworkOptions
from visprop.figures.network.units.pixels import weights_as_picture
from visprop.notation.expression.numbers import equal_to
from visprop.timeline.frame import Frame


def singled_out(frame: Frame, layout: Layout, options: NetworkOptions, drawn: Sequence[Shape]) -> list[Shape]:
    """What is drawn around the units in focus, in front of what is drawn already."""
    theme, focus, network = options.theme, options.focus, frame.scenario.network
    shapes: list[Shape] = [ring(layout, key.layer, key.j - 1, theme) for key in options.also if key.letter != "w"]
    if focus is None or focus.letter == "w" or not focus.layer or not focus.indices or not network.has(focus):
        return shapes
    shapes.append(ring(layout, focus.layer, focus.j - 1, theme))
    if layout.picture and focus.layer == 1 and options.dress.has_numbers:
        shapes += weights_as_picture(frame.parameters(1)[0][focus.j - 1], focus.j, layout, theme)
    return [*shapes, *_factors(frame, focus, layout, options, drawn)]


def _factors(frame: Frame, focus: Key, layout: Layout, options: NetworkOptions, drawn: Sequence[Shape]) -> list[Shape]:
    """The two factors of δ, what comes back and the neuron's own slope, where one line beside the neuron is free for them."""
    back, slope = frame.d(focus.layer), frame.slope(focus.layer)
    if back is None or slope is None or not slope.size or options.dress.passes != "δ" or options.names_only or options.quick:
        return []
    if not layout.form(focus.layer).has_numbers:
        return []
    runs = factor_runs(float(back[focus.j - 1]), float(slope[focus.j - 1]), layout.digits, options)
    return _free_line(runs, focus, layout, options, drawn)


def factor_runs(back: float, slope: float, digits: int, options: NetworkOptions) -> tuple[Run, ...]:
    """∂c/∂a · σ′(z), in numbers: what comes back times the neuron's own slope."""
    back_words = coloured(plain(f"comes back {equal_to(back, digits)}"), options.theme.backward)
    return (*back_words, *plain(" · own slope "), Run("σ", italic=True), *plain(f"′ {equal_to(slope, digits)}"))


def _free_line(runs: tuple[Run, ...], focus: Key, layout: Layout, options: NetworkOptions, drawn: Sequence[Shape]) -> list[Shape]:
    """A text over or under all that stands around a neuron, on its own ground; none where nothing is free."""
    (x, y), (_, high), size = layout.units[focus.layer][focus.j - 1], layout.nodes[focus.layer], layout.small
    wide = width(runs, size)
    left = min(max(float(x) - wide / 2, CLEAR.page), layout.page[0] - CLEAR.page - wide)
    taken = [bounds(shape) for shape in drawn if isinstance(shape, Label)] + _rims(drawn)
    for side, line in _sides_and_lines(layout.outer_side(focus.layer, focus.j - 1)):
        at = float(y) + side * (high / 2 + TOLD.gap * size + line * TOLD.row * size)
        label = Label(left, at, runs, size, options.theme.ink, across=0.0, behind=options.theme.paper)
        box = wider(bounds(label))
        if box[1] > 0.0 and box[3] < layout.legend_top and not any(overlap(box, other) for other in taken):
            return [label]
    return []


def _sides_and_lines(outer: float) -> list[tuple[float, int]]:
    """Below (1) or above (−1) a neuron, and how many lines off: the nearest, or on the side on which no edges are."""
    if outer:
        return [(side, line) for side in (outer, -outer) for line in range(1, _MOST_LINES)]
    return [(side, line) for line in range(1, _MOST_LINES) for side in (1.0, -1.0)]


_MOST_LINES = 6


def _rims(drawn: Sequence[Shape]) -> list[Bounds]:
    """The room of discs and boxes with outlines."""
    discs = [(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in drawn if isinstance(s, Disc)]
    boxes = [(s.x, s.y, s.x + s.width, s.y + s.height) for s in drawn if isinstance(s, Box) and s.colour is not None]
    return [*discs, *boxes]
