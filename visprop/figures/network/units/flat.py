"""Neurons that hardly learn: where σ is nearly flat, a bar across the rim."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.activation import Activation
from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Segments, Shape
from visprop.figures.network.forms.node import Node
from visprop.figures.network.measures import FLAT, LINES

FLAT_SHARE = 0.05
"""A slope below so much of the largest that its σ has is nearly flat."""


def is_flat(slope: Array, activation: Activation) -> list[bool]:
    """Of each neuron of a layer whether its σ′(z), of shape (n_l,), is so small that next to nothing passes it."""
    flags: list[bool] = (np.abs(slope) < FLAT_SHARE * activation.largest_slope).tolist()
    return flags


def flat_marks(nodes: Sequence[Node], is_round: bool) -> list[Shape]:
    """A bar across the upper right of each rim."""
    ends = [_bar(node, is_round) for node in nodes if node.is_flat]
    return [Segments(np.array(ends), nodes[0].theme.ink, LINES.flat)] if ends else []


def _bar(node: Node, is_round: bool) -> tuple[float, float, float, float]:
    """From inside of the rim to outside, steep enough that no edge is there."""
    radius = node.high / 2 if is_round else 0.0
    x, y = node.right - radius, node.y - node.high / 2 + radius
    across, up = np.cos(FLAT.angle), np.sin(FLAT.angle)
    first, last = radius - FLAT.reach, radius + FLAT.reach
    return x + first * across, y - first * up, x + last * across, y - last * up
