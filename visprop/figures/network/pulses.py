"""The pulses that run along the edges while a line is on its way: contributions w·a forward, w·δ backward."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Colour, Dots, Points, Shape
from visprop.figures.base.style import Theme
from visprop.figures.network.layout import Layout
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

MAX_PULSES = 160
"""How many pulses run at once; the strongest edges have them."""

_SIZES = (2.2, 3.2, 4.4, 5.6)


def pulse_shapes(frame: Frame, layout: Layout, theme: Theme, progress: float) -> list[Shape]:
    """The pulses of the frame's line, a share `progress` of their way; their size is the magnitude that they carry."""
    line = frame.line
    t = progress * progress * (3.0 - 2.0 * progress)
    weights = frame.scenario.network.layers(frame.p_before)
    if line.kind is Kind.FORWARD:
        before = frame.a(line.layer - 1)
        assert before is not None
        return _pulses(weights[line.layer - 1][0] * before, layout.edge_ends(line.layer), t, theme.forward)
    if line.kind is Kind.BACKWARD and line.layer < frame.program.depth:
        after = frame.delta(line.layer + 1)
        assert after is not None
        carried = weights[line.layer][0] * after[:, None]
        return _pulses(carried, layout.edge_ends(line.layer + 1), 1.0 - t, theme.backward)
    if line.kind is Kind.BACKWARD or line.kind is Kind.COST:
        colour = theme.forward if line.kind is Kind.COST else theme.backward
        ends = _output_ways(layout)
        at = t if line.kind is Kind.COST else 1.0 - t
        return [Dots(ends[:, :2] + at * (ends[:, 2:] - ends[:, :2]), _SIZES[1], colour)]
    return []


def _output_ways(layout: Layout) -> Points:
    outputs = layout.units[-1]
    start = outputs + np.array([layout.radii[-1], 0.0])
    return np.column_stack((start, np.broadcast_to(layout.cost, start.shape)))


def _pulses(carried: Array, ends: Points, t: float, colour: Colour) -> list[Shape]:
    size = np.abs(carried).ravel()
    lines = ends.reshape(-1, 4)
    if size.size > MAX_PULSES:
        chosen = np.argpartition(size, size.size - MAX_PULSES)[-MAX_PULSES:]
        size, lines = size[chosen], lines[chosen]
    largest = size.max(initial=0.0)
    level = np.minimum(size / largest * len(_SIZES), len(_SIZES) - 1).astype(int) if largest > 0 else np.zeros(len(size), int)
    centres = lines[:, :2] + t * (lines[:, 2:] - lines[:, :2])
    return [Dots(centres[level == i], radius, colour) for i, radius in enumerate(_SIZES) if (level == i).any()]
