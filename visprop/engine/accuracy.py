"""How many examples are classified rightly, if the targets are classes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array


def midpoint(y: Array) -> float:
    """The middle between the lowest and the highest target, which divides two classes."""
    # Halved first: a sum of targets may overflow.
    return float(np.min(y) / 2 + np.max(y) / 2)


def classes(y: Array) -> NDArray[np.intp] | None:
    """The class of each row of targets, of shape (m,); None if they are no classes.

    One output tells classes if it takes just two values; several do, if each row has the upper of two values once.
    """
    low, high = np.min(y), np.max(y)
    is_upper: NDArray[np.bool_] = y == high
    if low == high or not (is_upper | (y == low)).all():
        return None
    if y.shape[1] == 1:
        return is_upper[:, 0].astype(np.intp)
    return np.argmax(is_upper, axis=1) if (is_upper.sum(axis=1) == 1).all() else None


def told_classes(a: Array, midpoint: float) -> NDArray[np.intp]:
    """The class that each row of outputs tells, of shape (m,).

    One output tells the upper class above the midpoint of its targets; several tell that of the greatest, of the first if equal.
    """
    return (a[:, 0] > midpoint).astype(np.intp) if a.shape[1] == 1 else np.argmax(a, axis=1)


def accuracy(y: Array, a: Array, midpoint: float) -> float | None:
    """The share of rows whose class is told rightly by the outputs a; None if the targets are no classes."""
    wanted = classes(y) if len(y) else None
    if wanted is None:
        return None
    return float((told_classes(a, midpoint) == wanted).mean())
