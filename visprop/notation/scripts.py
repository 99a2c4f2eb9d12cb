"""Which indices a quantity bears: one rule for equations, listing, network and plots."""

from __future__ import annotations

from collections.abc import Sequence


def scripts(sizes: Sequence[int], layer: int, indices: Sequence[int]) -> tuple[str, str]:
    """What stands above and below a quantity's letter.

    Where each layer has one unit, the layer stands below (w₄); else it stands above and the indices below (w⁴₁₂), those above 9
    with a comma between.

    Args:
        sizes: n_0 … n_L.
        layer: from 0.
        indices: j, or j and k, from 1.
    """
    if all(size == 1 for size in sizes):
        return "", str(layer)
    return str(layer), ("" if max(indices) < 10 else ",").join(map(str, indices))


def number_below(count: int, index: int) -> str:
    """The number of an input or a target under its own name, `index` from 1: x₂, and x where there is but one."""
    return "" if count == 1 else str(index)
