"""Biases as edges from a node with the constant 1, one before each layer."""

from __future__ import annotations

from dataclasses import replace

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.shapes import Disc, Label, Shape, Targets
from visprop.figures.base.style import LINE, Theme
from visprop.figures.base.text import plain
from visprop.figures.choices import EdgeValue
from visprop.figures.network.edges.flow import Flow
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import REACH
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind


def constant_shapes(edges: Layout, layer: int, theme: Theme) -> list[Shape]:
    """The constant before a layer: a disc with 1 in it, or among the inputs a dot beside a 1."""
    (x, y), radius = edges.units[layer - 1][0], edges.nodes[layer - 1][1] / 2
    if layer > 1:
        disc = Disc(float(x), float(y), radius, theme.paper, theme.ink, LINE)
        return [disc, Label(float(x), float(y), plain("1"), edges.text, theme.ink)]
    text = (
        [Label(float(x) - radius - 6, float(y), plain("1"), edges.input_text, theme.ink, across=1.0)] if edges.input_text else []
    )
    return [Disc(float(x), float(y), radius, theme.paper, theme.ink, LINE), *text]


def bias_places(edges: Layout, layer: int) -> Targets:
    """Where the edges from the constant can be pointed at."""
    return Targets(lambda i: Key.bias(layer, i + 1), edges.edge_ends(layer).reshape(-1, 4), REACH.edge)


def bias_values(frame: Frame, layer: int, shown: EdgeValue) -> Array | None:
    """What the edges from the constant show, of shape (n_l, 1): b, b · 1, ∂c/∂b or Δb; None if it is not known yet."""
    biases = frame.parameters(layer)[1]
    if shown is EdgeValue.CONTRIBUTION:
        used = frame.parameters_before(layer)[1]
        return used[:, None] if frame.knows(Kind.FORWARD, layer) else None
    if shown is not EdgeValue.WEIGHT:
        pair = frame.gradient(layer) if shown is EdgeValue.GRADIENT else frame.update(layer)
        return None if pair is None else pair[1][:, None]
    return biases[:, None]


def bias_flow(frame: Frame, layer: int, flow: Flow | None) -> Flow | None:
    """What flows from the constant forward: b · 1; nothing flows back to it."""
    return None if flow is None or flow.is_back else replace(flow, values=frame.parameters_before(layer)[1][:, None])
