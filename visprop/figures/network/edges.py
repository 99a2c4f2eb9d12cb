"""The edges of a network: what they show, and as which lines."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Colour, Points, Segments
from visprop.figures.base.style import CROWDED_WIDTHS, EDGE_WIDTHS, Theme, mix
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

LEVELS = 32
"""How many steps of strength each sign has; edges of one step are painted at once."""
MAX_DASHED = 64
"""Networks with more edges draw negative ones solid: dashes would be lost, and are slow."""
CROWDED = 800
"""Networks with more edges are drawn with finer lines, as one texture."""
MAX_QUICK, MAX_DRAWN, CHOSEN = 800, 2400, 1200
"""How many edges are drawn at most, while training runs and at rest; of more at rest, how many, the strongest, are chosen."""


class EdgeValue(Enum):
    """What the edges show."""

    WEIGHT = "weight"
    CONTRIBUTION = "contribution"
    GRADIENT = "gradient"
    UPDATE = "update"


EDGE_WORDS = {
    EdgeValue.WEIGHT: "weight w",
    EdgeValue.CONTRIBUTION: "contribution w·a",
    EdgeValue.GRADIENT: "gradient ∂c/∂w",
    EdgeValue.UPDATE: "update Δw",
}
"""What the edges can show, as the user reads it."""


def edge_values(frame: Frame, layer: int, shown: EdgeValue) -> Array | None:
    """What the edges into a layer show, of shape (n_l, n_{l−1}); None if it is not known yet.

    The weight w, the contribution w·a to the weighted input, the gradient ∂c/∂w or the update Δw.
    """
    weights = shown_weights(frame, layer)[0]
    if shown is EdgeValue.WEIGHT:
        return weights
    if shown is EdgeValue.CONTRIBUTION:
        before = frame.a(layer - 1)
        used = frame.scenario.network.layers(frame.p_before)[layer - 1][0]
        return used * before if before is not None and frame.knows(Kind.FORWARD, layer) else None
    pair = frame.gradient(layer) if shown is EdgeValue.GRADIENT else frame.update(layer)
    return None if pair is None else pair[0]


def shown_weights(frame: Frame, layer: int) -> tuple[Array, Array]:
    """W and b of a layer as they are now: from the update line on the new ones."""
    return frame.scenario.network.layers(frame.p)[layer - 1]


def edge_lines(values: Array | None, ends: Points, theme: Theme, dashed: bool, strongest: int | None = None) -> list[Segments]:
    """The edges into one layer as lines, weak before strong.

    Args:
        values: of shape (n_l, n_{l−1}): the sign gives the hue, the magnitude (relative to the layer's largest) width and
            depth; None draws them all thin and faint.
        ends: of shape (n_l, n_{l−1}, 4).
        theme: the colours.
        dashed: whether negative ones are dashed, to be read in grey.
        strongest: how many are drawn at most.
    """
    lines = ends.reshape(-1, 4)
    if values is None:
        every = 1 if strongest is None else -(-len(lines) // strongest)
        return [Segments(lines[::every], theme.rule, EDGE_WIDTHS[0])]
    flat = values.ravel()
    size = np.abs(flat)
    if strongest is not None and flat.size > strongest:
        chosen = np.argpartition(size, flat.size - strongest)[-strongest:]
        flat, size, lines = flat[chosen], size[chosen], lines[chosen]
    level = _levels(size)
    codes = 2 * level + (flat < 0.0)
    order = np.argsort(codes, kind="stable")
    codes, lines = codes[order], lines[order]
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    segments = []
    for start, end in zip(starts, [*starts[1:], len(codes)], strict=True):
        code = int(codes[start])
        colour, line_width = edge_look((code // 2) / (LEVELS - 1), bool(code % 2), theme, len(codes) > CROWDED)
        segments.append(Segments(lines[start:end], colour, line_width, dashed and bool(code % 2)))
    return segments


def _levels(size: Array) -> NDArray[np.int64]:
    largest = np.max(size, initial=0.0)
    levels: NDArray[np.int64] = np.rint(size / (largest or 1.0) * (LEVELS - 1)).astype(np.int64)
    return levels


def edge_look(strength: float, negative: bool, theme: Theme, crowded: bool) -> tuple[Colour, float]:
    """The colour and width of an edge of a relative strength from 0 to 1."""
    hue = theme.negative if negative else theme.positive
    low, high = CROWDED_WIDTHS if crowded else EDGE_WIDTHS
    return mix(theme.paper, hue, 0.2 + 0.8 * strength), low + (high - low) * strength
