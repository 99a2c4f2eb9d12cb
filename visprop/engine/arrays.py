"""The array type that everything computes with."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""float64, of any shape."""

R = TypeVar("R", bound=np.floating)

_SHORT = 8
"""From so many numbers on NumPy adds them up in another order than one after the other."""


def row_sums(values: NDArray[R]) -> NDArray[R]:
    """The sums over the last axis, to the last bit NumPy's own, which takes ten times as long where rows are short."""
    count = values.shape[-1]
    if not 0 < count < _SHORT:
        found: NDArray[R] = values.sum(axis=-1)
        return found
    # A sum begins with 0, which makes 0 of −0.
    found = values[..., 0] + values.dtype.type(0.0)
    for j in range(1, count):
        found += values[..., j]
    return found
