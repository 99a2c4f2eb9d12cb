"""The update written out in pieces, each of which a planted error may take the place of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.objective import Freedom, Objective
from visprop.engine.optimiser import Given, Optimiser


def mean_of(gradients: Sequence[Array], nominal: int) -> Array:
    """∂c/∂p of an update: the mean of its examples'; `nominal` is the size of a full batch."""
    return np.asarray(np.mean(np.stack(gradients), axis=0))


def penalty_of(objective: Objective, p: Array, size: int) -> Array:
    """The penalties' gradient, of p's length; `size` is the number of examples, 1 where φ itself is meant."""
    return objective.penalty_gradient(p)


def gathered(freedom: Freedom, gradient: Array) -> Array:
    """Tᵀg: what is tied feels the sum."""
    return freedom.gathered(gradient)


def felt(freedom: Freedom, slope: Array, gradient: Array) -> Array:
    """What each parameter feels of ∇φ by q; what is frozen feels 0."""
    return freedom.spread(slope)


def stepped(optimiser: Optimiser, given: Given) -> tuple[Array, tuple[Array, ...]]:
    """(Δp, memory after) by the optimiser's rule."""
    return optimiser.stepped(given)


@dataclass(frozen=True)
class UpdatePieces:
    """The pieces, each as the functions above that are its defaults."""

    mean: Callable[[Sequence[Array], int], Array] = mean_of
    penalty: Callable[[Objective, Array, int], Array] = penalty_of
    gathered: Callable[[Freedom, Array], Array] = gathered
    felt: Callable[[Freedom, Array, Array], Array] = felt
    stepped: Callable[[Optimiser, Given], tuple[Array, tuple[Array, ...]]] = stepped


RIGHT_UPDATE = UpdatePieces()
"""The pieces without an error."""
