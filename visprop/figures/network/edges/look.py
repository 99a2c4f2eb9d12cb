"""The colour and the width of an edge by its value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import CROWDED_WIDTHS, EDGE_WIDTHS, WIDE_WIDTHS, Theme, mix
from visprop.figures.network.edges.values import NOISE
from visprop.figures.network.measures import EDGES

VEILED = 160
"""A layer with more edges is drawn as a veil, with the strongest of them alone."""
_WIDE_NETWORK = 24
"""A network of more edges has thinner ones, the weak ones paler."""


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
        return max(EDGES.receding if self.recedes else 0.0, EDGES.palest * (1.0 - strength) if self.is_pale else 0.0)

    def width(self, strength: float) -> float:
        """The width of an edge of a strength from 0 to 1."""
        low, high = self.widths
        return low + (high - low) * strength


def look_of(largest: float, theme: Theme, edge_count: int, recedes: bool) -> Look:
    """How edges are drawn, the widest for the largest magnitude of all layers."""
    widths = EDGE_WIDTHS if edge_count <= _WIDE_NETWORK else WIDE_WIDTHS if edge_count <= VEILED else CROWDED_WIDTHS
    return Look(theme, largest, widths, recedes, edge_count > _WIDE_NETWORK)
