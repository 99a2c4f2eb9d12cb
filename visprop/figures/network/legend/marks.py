"""The marks of a legend: small pieces of the picture, each drawn from its left end and its middle."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from visprop.figures.base.lines import arrow
from visprop.figures.base.shapes import Box, Colour, Disc, Path, Segments, Shape
from visprop.figures.base.style import FULL_FILL, KNOWN, LINE, Theme, mix
from visprop.figures.network.forms.node import tint
from visprop.figures.network.measures import CLEAR, FLAT, LEGEND, LINES, PIXELS
from visprop.figures.network.measures_of_maps import PORTRAIT

Draw = Callable[[float, float], list[Shape]]
"""The shapes of a mark, from its left end and its middle."""


def line_mark(hue: Colour, wide: float, dashed: bool) -> Draw:
    """A piece of an edge."""
    return lambda x, y: [Segments(np.array([(x, y, x + LEGEND.icon, y)]), hue, wide, dashed)]


def wedge_mark(theme: Theme) -> Draw:
    """A line that becomes wider."""

    def draw(x: float, y: float) -> list[Shape]:
        corners = np.array(
            [(x, y - LEGEND.thin), (x + LEGEND.icon, y - LEGEND.thick), (x + LEGEND.icon, y + LEGEND.thick), (x, y + LEGEND.thin)]
        )
        return [Path((corners,), None, 0.0, theme.faint, closed=True)]

    return draw


def veil_mark(theme: Theme) -> Draw:
    """A piece of the area that stands for all edges."""
    return lambda x, y: [Box(x, y - 5, LEGEND.icon, 10, mix(theme.wash, theme.ink, LEGEND.veil), None)]


def ramp_mark(low: float, high: float, theme: Theme, most: float) -> Draw:
    """The fills from a low value to a high one."""

    def draw(x: float, y: float) -> list[Shape]:
        steps, half = 12, PIXELS.scale_half
        wide = LEGEND.icon / steps
        fills = [tint(low + (high - low) * (i + 0.5) / steps, high, theme, most) for i in range(steps)]
        boxes: list[Shape] = [
            Box(x + i * wide, y - half, wide + CLEAR.seam, 2 * half, fill, None) for i, fill in enumerate(fills)
        ]
        return [*boxes, Box(x, y - half, LEGEND.icon, 2 * half, None, theme.faint, LINES.thin)]

    return draw


def ring_mark(theme: Theme) -> Draw:
    """The ring around the present input in a neuron's picture."""
    radius = PORTRAIT.ring[0]
    return lambda x, y: [Disc(x + LEGEND.icon / 2, y, radius, None, theme.ink, PORTRAIT.ring_line)]


def minus_mark(scale: float, theme: Theme) -> Draw:
    """A disc with a minus, as of an activation below 0."""

    def draw(x: float, y: float) -> list[Shape]:
        middle = x + LEGEND.icon / 2
        disc = Box(middle - 5, y - 5, 10, 10, tint(-LEGEND.minus_fill * scale, scale, theme, FULL_FILL), theme.ink, LINE, 5)
        return [disc, Segments(np.array([(middle - LEGEND.minus, y, middle + LEGEND.minus, y)]), theme.paper, LEGEND.minus_line)]

    return draw


def flow_mark(hue: Colour, is_back: bool) -> Draw:
    """An arrow in the hue of a pass, forward or back."""

    def draw(x: float, y: float) -> list[Shape]:
        ends = (x + LEGEND.icon, y, x, y) if is_back else (x, y, x + LEGEND.icon, y)
        return arrow(np.array(ends), hue, KNOWN)

    return draw


def circle_mark(hue: Colour, line: float) -> Draw:
    """The outline of a round neuron, as wide as it is high."""
    return lambda x, y: [Disc(x + LEGEND.circle / 2, y, (LEGEND.circle - line) / 2, None, hue, line)]


def flat_mark(theme: Theme) -> Draw:
    """A round neuron's outline with a bar across it."""

    def draw(x: float, y: float) -> list[Shape]:
        radius = LEGEND.circle / 2 - LINE
        across, up = np.cos(FLAT.angle), np.sin(FLAT.angle)
        first, last = radius - FLAT.reach, radius + FLAT.reach
        middle = x + LEGEND.circle / 2
        bar = np.array([(middle + first * across, y - first * up, middle + last * across, y - last * up)])
        return [Disc(middle, y, radius, None, theme.ink, LINE), Segments(bar, theme.ink, LINES.flat)]

    return draw


def rim_mark(hue: Colour, line: float) -> Draw:
    """An outline of a neuron."""
    return lambda x, y: [Box(x + 1, y - LEGEND.rim, LEGEND.icon - 2, 2 * LEGEND.rim, None, hue, line, LEGEND.rim)]
