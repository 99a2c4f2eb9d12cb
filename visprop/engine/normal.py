"""The normal distribution, which GELU is made of."""

from __future__ import annotations

from math import erfc, pi, sqrt

import numpy as np

from visprop.engine.arrays import Array

DENSITY_AT_0 = 1.0 / sqrt(2.0 * pi)
"""1/√(2π)."""

# NumPy has no error function; the C library's keeps all digits, in the tails too.
_erfc = np.frompyfunc(erfc, 1, 1)


def normal_share(z: Array) -> Array:
    """Φ(z) = ½ erfc(−z/√2), of z's shape and precision."""
    return np.asarray(_erfc(-np.asarray(z) / sqrt(2.0)), np.float64).astype(np.asarray(z).dtype) * 0.5


def normal_density(z: Array) -> Array:
    """Φ′(z) = exp(−z²/2)/√(2π), of z's shape and precision."""
    with np.errstate(over="ignore"):
        density: Array = DENSITY_AT_0 * np.exp(-0.5 * z * z)
        return density
