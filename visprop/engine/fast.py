"""What the fast path is told of an activation: NumPy calls on buffers that are made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from visprop.engine.arrays import Array

Call = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function and its arguments, bound beforehand."""


@dataclass(frozen=True)
class FastActivation:
    """An activation of the fast path.

    Attributes:
        forward: (z, a, kept) → the calls that turn z, of shape (n, m), into a, of which z may be the memory; in `kept`, of the
            same shape, they may leave what σ′ is made of.
        slope: (a, kept) → the calls that turn what was kept into σ′, in place; None if σ′ is 1, or not element-wise.
        back: (a, v) → the calls that turn v into (∂a/∂z)ᵀ v in place; None if that is v ⊙ σ′.
        may_overflow: whether a finite z that is large makes NaN of it; the descent then goes the explaining way.
    """

    forward: Callable[[Array, Array, Array], list[Call]]
    slope: Callable[[Array, Array], list[Call]] | None
    back: Callable[[Array, Array], list[Call]] | None = None
    may_overflow: bool = False


def explained(value: Callable[[Array], Array], slope: Callable[[Array, Array], Array]) -> FastActivation:
    """A fast activation from σ(z), and σ′ from z and σ(z), for one that has no hand-written calls."""

    def forward(z: Array, a: Array, kept: Array) -> list[Call]:
        def fill() -> None:
            found = value(z)
            kept[...] = slope(z, found)
            a[...] = found

        return [(fill, ())]

    return FastActivation(forward, lambda a, kept: [])
