"""What flows along the edges now: a second thin line beside each, with its own head and its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.lines import head_bounds
from visprop.figures.base.placing import Bounds, overlap
from visprop.figures.base.shapes import Colour, Dots, Points, Shape
from visprop.figures.base.style import Theme
from visprop.figures.choices import EdgeValue
from visprop.figures.network.edges.crowd import strongest
from visprop.figures.network.edges.values import FLOORS, scale_of
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import EDGES, LINES
from visprop.figures.network.units.passes import arrival
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

MOST_PULSES = 160
"""Of a crowd, how many of the strongest edges bear a pulse while a line is on its way."""


@dataclass(frozen=True, eq=False)
class Flow:
    """What flows on the present line.

    Attributes:
        layer: along the edges into which layer.
        values: w a or w δ, of shape (n_l, n_{l−1}).
        is_back: whether it flows back.
        hue: of the pass.
        largest: the magnitude that the widest line stands for, over all of this pass that is known.
    """

    layer: int
    values: Array
    is_back: bool
    hue: Colour
    largest: float

    def width(self, at: tuple[int, int]) -> float:
        """How wide the line is that bears one of the values: the greater of magnitude, the wider."""
        share = min(1.0, float(np.nan_to_num(abs(self.values[at]), nan=self.largest)) / self.largest)
        return LINES.flow[0] + (LINES.flow[1] - LINES.flow[0]) * share


def flow_of(frame: Frame, theme: Theme) -> Flow | None:
    """What the present line makes flow between neurons; None where it does not."""
    line, depth = frame.line, frame.program.depth
    if line.kind is Kind.FORWARD:
        every = {layer: _forward(frame, layer) for layer in range(1, line.layer + 1)}
        return Flow(line.layer, every[line.layer], False, theme.forward, scale_of(every.values(), FLOORS[EdgeValue.CONTRIBUTION]))
    if line.kind is Kind.BACKWARD and line.layer < depth:
        every = {layer: _back(frame, layer) for layer in range(line.layer + 1, depth + 1)}
        largest = scale_of(every.values(), FLOORS[EdgeValue.GRADIENT])
        return Flow(line.layer + 1, every[line.layer + 1], True, theme.backward, largest)
    return None


def _forward(frame: Frame, layer: int) -> Array:
    """w a into a layer."""
    before = frame.a(layer - 1)
    assert before is not None, "only asked for when it is known"
    with np.errstate(over="ignore", invalid="ignore"):
        found: Array = frame.parameters_before(layer)[0] * before
    return found


def _back(frame: Frame, layer: int) -> Array:
    """w δ out of a layer."""
    delta = frame.delta(layer)
    assert delta is not None, "only asked for when it is known"
    with np.errstate(over="ignore", invalid="ignore"):
        found: Array = frame.parameters_before(layer)[0] * delta[:, None]
    return found


def beside(edge: Points, width: float, is_back: bool) -> Points:
    """The second line beside an edge, in the direction of the flow, of shape (4,)."""
    along = edge[2:] - edge[:2]
    length = float(np.hypot(*along)) or 1.0
    unit = along / length
    aside = np.array([-unit[1], unit[0]]) * (EDGES.flow_aside + width / 2)
    # It keeps clear of the edge's own head.
    first, last = edge[:2] + aside + unit, edge[2:] + aside - unit * min(EDGES.flow_short[0], EDGES.flow_short[1] * length)
    return np.concatenate((last, first) if is_back else (first, last))


def clear_of(way: Points, texts: Sequence[Bounds], width: float) -> tuple[Points, bool]:
    """A way that ends before its head would be on a text, and whether there is a place for a head at all."""
    along = way[2:] - way[:2]
    length = float(np.hypot(*along)) or 1.0
    for shorter in EDGES.shortened:
        if shorter > 0.5 * length:
            break
        found = np.concatenate((way[:2], way[2:] - along / length * shorter))
        box = head_bounds(found, width)
        if not any(overlap(box, text) for text in texts):
            return found, True
    return way, False


def on_its_way(line: Points, share: float) -> Points:
    """A line as far as it has come."""
    return np.concatenate((line[:2], line[:2] + max(share, EDGES.begun) * (line[2:] - line[:2])))


def pulses(flow: Flow, layout: Layout, progress: float) -> list[Shape]:
    """The strongest of a crowd's flow on its way, as dots whose size is the magnitude that they carry."""
    share = arrival(progress)
    chosen = strongest(flow.values, MOST_PULSES)
    size = np.nan_to_num(np.abs(flow.values.ravel()[chosen]))
    lines = layout.edge_ends(flow.layer).reshape(-1, 4)[chosen]
    largest = size.max(initial=0.0)
    level = (
        np.minimum(size / largest * len(EDGES.pulses), len(EDGES.pulses) - 1).astype(int)
        if largest > 0
        else np.zeros(len(size), int)
    )
    at = 1.0 - share if flow.is_back else share
    centres = lines[:, :2] + at * (lines[:, 2:] - lines[:, :2])
    return [Dots(centres[level == i], radius, flow.hue) for i, radius in enumerate(EDGES.pulses) if (level == i).any()]
