"""The edges of a network: what they show, and as which lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Colour, Path, Points, Segments, Shape
from visprop.figures.base.style import CROWDED_WIDTHS, EDGE_WIDTHS, WIDE_WIDTHS, Theme, mix
from visprop.figures.choices import EdgeValue
from visprop.figures.network.layout import Layout
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

LEVELS = 32
"""How many steps of strength each sign has; edges of one step are painted at once."""
VEILED = 160
"""A layer with more edges is drawn as a veil, with the strongest of them alone."""
_WIDE_LAYER, _MANY_SHARE, _FEW_SHARE, _MOST = 600, 0.06, 0.2, 120
_RECEDING, _PALEST = 0.35, 0.55
_WIDE_NETWORK = 24


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


def drawn_count(count: int) -> int:
    """How many of a layer's edges are drawn: all, or of a crowd the strongest."""
    if count <= VEILED:
        return count
    return min(_MOST, round(count * (_MANY_SHARE if count > _WIDE_LAYER else _FEW_SHARE)))


NOISE = 1e-12
"""A value smaller than so much of the largest is told apart from 0 by rounding alone."""


@dataclass(frozen=True)
class Look:
    """How edges are drawn.

    Attributes:
        theme: the colours.
        largest: the magnitude that the widest edge stands for.
        widths: of the weakest and of the strongest.
        recedes: whether something else is in front now.
        is_pale: whether weak edges are paler, since there are many.
    """

    theme: Theme
    largest: float
    widths: tuple[float, float]
    recedes: bool = False
    is_pale: bool = False

    def of(self, value: float) -> tuple[Colour, float]:
        """The colour and the width of an edge."""
        if np.isnan(value):
            # Not known yet, or there is none.
            return self.theme.faint, self.width(0.0)
        strength = min(1.0, abs(value) / self.largest) if np.isfinite(value) else 1.0
        if strength < NOISE:
            # The sign of rounding is no sign.
            return self.theme.rule, self.width(0.0)
        hue = self.theme.negative if value < 0.0 else self.theme.positive
        return mix(hue, self.theme.paper, self.paleness(strength)), self.width(strength)

    def paleness(self, strength: float) -> float:
        """How much paper is mixed into an edge of a strength from 0 to 1."""
        return max(_RECEDING if self.recedes else 0.0, _PALEST * (1.0 - strength) if self.is_pale else 0.0)

    def width(self, strength: float) -> float:
        """The width of an edge of a strength from 0 to 1."""
        low, high = self.widths
        return low + (high - low) * strength


FLOORS = {EdgeValue.WEIGHT: 1e-3, EdgeValue.CONTRIBUTION: 1e-3, EdgeValue.GRADIENT: 1e-9, EdgeValue.UPDATE: 1e-9}
"""The least magnitude that the widest edge stands for: what is smaller throughout is next to nothing, and looks so."""


def scale_of(values: Iterable[Array | None], floor: float) -> float:
    """The magnitude that the widest line stands for: one for all layers, so that widths of different layers compare."""
    sizes = (np.abs(found[np.isfinite(found)]) for found in values if found is not None)
    return max((float(np.max(size, initial=floor)) for size in sizes), default=floor)


def look_of(largest: float, theme: Theme, edge_count: int, recedes: bool) -> Look:
    """How edges are drawn, the widest for the largest magnitude of all layers."""
    widths = EDGE_WIDTHS if edge_count <= _WIDE_NETWORK else WIDE_WIDTHS if edge_count <= VEILED else CROWDED_WIDTHS
    return Look(theme, largest, widths, recedes, edge_count > _WIDE_NETWORK)


def crowd_lines(values: Array | None, ends: Points, look: Look) -> list[Segments]:
    """The strongest edges into a layer as lines without heads, weak before strong, thinner and paler with weakness.

    Args:
        values: of shape (n_l, n_{l−1}); None while they are not known.
        ends: of shape (n_l, n_{l−1}, 4).
        look: how they are drawn.
    """
    lines = ends.reshape(-1, 4)
    count = drawn_count(len(lines))
    if values is None:
        return [Segments(lines[:: -(-len(lines) // count)], look.theme.rule, look.widths[0])]
    chosen = strongest(values, count)
    flat, lines = values.ravel()[chosen], lines[chosen]
    level = np.rint(np.minimum(np.nan_to_num(np.abs(flat) / look.largest, nan=0.0), 1.0) * (LEVELS - 1)).astype(np.int64)
    codes = 2 * level + (flat < 0.0)
    order = np.argsort(codes, kind="stable")
    codes, lines = codes[order], lines[order]
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    segments = []
    for start, end in zip(starts, [*starts[1:], len(codes)], strict=True):
        strength, negative = (int(codes[start]) // 2) / (LEVELS - 1), bool(codes[start] % 2)
        hue = look.theme.negative if negative else look.theme.positive
        colour = mix(hue, look.theme.paper, look.paleness(strength))
        segments.append(Segments(lines[start:end], colour, look.width(strength), negative))
    return segments


def strongest(values: Array, count: int) -> NDArray[np.intp]:
    """The indices of the largest magnitudes."""
    size = np.nan_to_num(np.abs(values.ravel()), nan=0.0)
    if count >= size.size:
        return np.arange(size.size)
    return np.argpartition(size, size.size - count)[size.size - count :]


def veil(layout: Layout, layer: int, theme: Theme) -> Shape:
    """What stands for all edges into a layer: one area from its first and last source to its first and last neuron."""
    ends = layout.edge_ends(layer)
    top, bottom = ends[0, 0], ends[-1, -1]
    rise = np.array([0.0, layout.nodes[layer - 1][1] / 2]), np.array([0.0, layout.nodes[layer][1] / 2])
    corners = np.array([top[:2] - rise[0], top[2:] - rise[1], bottom[2:] + rise[1], bottom[:2] + rise[0]])
    return Path((corners,), None, 0.0, theme.wash, closed=True)
