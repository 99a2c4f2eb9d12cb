"""What edges show, and the magnitude that the widest line stands for."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.choices import EdgeValue
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

NOISE = 1e-12
"""A value smaller than so much of the largest is told apart from 0 by rounding alone."""
FLOORS = {EdgeValue.WEIGHT: 1e-3, EdgeValue.CONTRIBUTION: 1e-3, EdgeValue.GRADIENT: 1e-9, EdgeValue.UPDATE: 1e-9}
"""The least magnitude that the widest edge stands for: what is smaller throughout is next to nothing, and looks so."""


def edge_values(frame: Frame, layer: int, shown: EdgeValue) -> Array | None:
    """What the edges into a layer show, of shape (n_l, n_{l−1}); None if it is not known yet.

    The weight w, the contribution w·a to the weighted input, the gradient ∂c/∂w or the update Δw.
    """
    weights = frame.parameters(layer)[0]
    if shown is EdgeValue.WEIGHT:
        return weights
    if shown is EdgeValue.CONTRIBUTION:
        before = frame.a(layer - 1)
        used = frame.parameters_before(layer)[0]
        return used * before if before is not None and frame.knows(Kind.FORWARD, layer) else None
    pair = frame.gradient(layer) if shown is EdgeValue.GRADIENT else frame.update(layer)
    return None if pair is None else pair[0]


def scale_of(values: Iterable[Array | None], floor: float) -> float:
    """The magnitude that the widest line stands for: one for all layers, so that widths of different layers compare."""
    sizes = (np.abs(found[np.isfinite(found)]) for found in values if found is not None)
    return max((float(np.max(size, initial=floor)) for size in sizes), default=floor)
