"""What is brought out of the network: what is pointed at, and a path from a parameter to the cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.network import Network
from visprop.figures.base.shapes import Disc, Label, Segments, Shape
from visprop.figures.base.style import EMPHASIS, SMALL_SIZE, Theme
from visprop.figures.base.text import Run, plain
from visprop.figures.network.layout import Layout
from visprop.notation.explanations.paths import Route
from visprop.notation.expression.numbers import equal_to, number
from visprop.timeline.frame import Frame

MAX_FOCUS_LABELS = 16
"""How many edges of a neuron that is pointed at show their number."""

Edge = tuple[int, int, int]
"""(layer, j, k) with j and k from 0."""


def focused_edges(focus: Key | None, network: Network, values: Sequence[Array | None], labelled: bool) -> list[Edge]:
    """The edges to be brought out for a parameter, a neuron or a whole layer.

    Args:
        focus: what is pointed at; None for nothing.
        network: the structure.
        values: what the edges of layers 1 … L show; None if it is not known.
        labelled: whether all edges have their numbers beside them anyway.
    """
    if focus is None or not focus.layer or not network.has(focus):
        return []
    layer = focus.layer
    if focus.letter == "layer":
        return [(layer, j, k) for j, k in np.ndindex(network.sizes[layer], network.sizes[layer - 1])] if labelled else []
    if focus.letter == "w":
        return [(layer, focus.j - 1, focus.k - 1)]
    if labelled:
        return []
    shown = values[layer - 1]
    row = np.zeros(network.sizes[layer - 1]) if shown is None else np.abs(shown[focus.j - 1])
    return [(layer, focus.j - 1, int(k)) for k in np.argsort(row)[-MAX_FOCUS_LABELS:]]


def route_lines(route: Route, layout: Layout, theme: Theme) -> list[Shape]:
    """The edges of a path and the way on to the cost, thick; they lie below the neurons."""
    ends = [layout.edge_ends(layer)[j, k] for layer, j, k in route.edges]
    x, y = layout.units[-1][route.neurons[-1]]
    ends += [np.array(part) for part in ((x, y, layout.targets_x, y), (layout.targets_x, y, *layout.cost))]
    return [Segments(np.array(ends), theme.accent, EMPHASIS + 1.5)]


def route_factors(route: Route, frame: Frame, layout: Layout, theme: Theme, digits: int) -> list[Shape]:
    """A ring around each neuron of a path, its σ′, and the weights that are factors, with their numbers."""
    shapes: list[Shape] = []
    size = min(SMALL_SIZE, layout.label_size or SMALL_SIZE)
    for layer, j in enumerate(route.neurons, start=route.layer):
        x, y = layout.units[layer][j]
        radius = layout.radii[layer]
        shapes.append(Disc(x, y, radius, None, theme.accent, EMPHASIS + 1.0))
        slope = frame.slope(layer)
        if slope is not None and slope.size:
            runs = (Run("σ", italic=True), *plain(f"′ {equal_to(float(slope[j]), digits)}"))
            away = radius + 0.9 * size + (2.2 * layout.texts[layer] or 4)
            shapes.append(_tag(x, y - away if y < layout.cost[1] + 1 else y + away, runs, size, theme))
    weights = frame.scenario.network.layers(frame.p_before)
    for layer, j, k in route.edges:
        if layer > route.layer:  # the parameter itself is no factor of its gradient
            x, y = _label_place(layout, layer, j, k)
            shapes.append(_tag(x, y, plain(number(float(weights[layer - 1][0][j, k]), digits)), size, theme))
    return shapes


def _label_place(layout: Layout, layer: int, j: int, k: int) -> tuple[float, float]:
    """Where an edge's number stands, or its middle."""
    x1, y1, x2, y2 = layout.edge_ends(layer)[j, k]
    t = layout.label_at[layer - 1][j, k] if layout.label_at else np.nan
    share = 0.5 if np.isnan(t) else t
    return float(x1 + share * (x2 - x1)), float(y1 + share * (y2 - y1))


def _tag(x: float, y: float, runs: tuple[Run, ...], size: float, theme: Theme) -> Label:
    return Label(float(x), float(y), runs, size, theme.ink, behind=theme.marked, bold=True)
