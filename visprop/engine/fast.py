"""What the fast path is told of an activation: NumPy calls on buffers that are made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from visprop.engine.arrays import Array

Call = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function and its arguments, bound beforehand."""


@dataclass(frozen=True)
class FastActivation:
    """An activation of the fast path; all scales are powers of two, which change no rounding.

    Attributes:
        z_scale: what z is multiplied with before `forward`.
        a_scale: how many times the activation is stored.
        slope_scale: how many times σ′ is stored.
        forward: the calls that turn scaled z, of shape (n, m), into the stored activation, in place.
        slope: (stored activations, out) → the calls that fill the stored slopes; None if σ′ is 1, or not element-wise.
        back: (stored a, v) → the calls that turn v into (∂a/∂z)ᵀ v in place; None if that is v ⊙ σ′.
    """

    z_scale: float
    a_scale: float
    slope_scale: float
    forward: Callable[[Array], list[Call]]
    slope: Callable[[Array, Array], list[Call]] | None
    back: Callable[[Array, Array], list[Call]] | None = None


def unscaled(value: Callable[[Array], Array], slope_of_value: Callable[[Array], Array]) -> FastActivation:
    """A fast activation from plain functions, for one that has no hand-written calls: σ(z), and σ′ from σ(z)."""

    def forward(z: Array) -> list[Call]:
        return [(lambda: np.copyto(z, value(z)), ())]

    def slope(a: Array, out: Array) -> list[Call]:
        return [(lambda: np.copyto(out, slope_of_value(a)), ())]

    return FastActivation(1.0, 1.0, 1.0, forward, slope)
