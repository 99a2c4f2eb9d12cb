"""The registry of made-up data sets: two classes of points in the plane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.draws import Seed, normal, uniform
from visprop.engine.registry import Registry, require

Labels = NDArray[np.integer]


@dataclass(frozen=True)
class DataSet:
    """One data set with two inputs.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        make: (seed, points, noise from 0 to 1) → inputs in about [−1, 1]², of shape (points, 2), and labels 0 or 1.
    """

    name: str
    words: str
    make: Callable[[Seed, int, float], tuple[Array, Labels]]

    def __post_init__(self) -> None:
        require(self, "data set")


def prove(dataset: DataSet) -> None:
    """Try a data set with some points.

    Raises:
        ValueError: it does not make so many, of two classes, or others at the second time.
    """
    (x, label), (again, _) = (dataset.make((3,), 12, 0.1) for _ in range(2))
    require(
        dataset, "data set",
        (np.shape(x) == (12, 2) and bool(np.isfinite(x).all()), f"make is to give two inputs a point, not {np.shape(x)} for 12"),
        (np.shape(label) == (12,) and bool(np.isin(label, (0, 1)).all()), "make is to give a label 0 or 1 for each point"),
        (np.array_equal(x, again), "make is to give the same for the same seed"),
    )  # fmt: skip


def _noise(seed: Seed, n: int, noise: float) -> Array:
    return uniform((*seed, 0), -noise, noise, (n, 2))


def _spiral(seed: Seed, n: int, noise: float) -> tuple[Array, Labels]:
    label = np.arange(n) % 2
    turn = np.linspace(0.0, 1.0, n)
    angle = 1.75 * 2 * np.pi * turn + np.pi * label
    points = turn[:, None] * np.column_stack((np.sin(angle), np.cos(angle)))
    return points + _noise(seed, n, noise), label


def _circle(seed: Seed, n: int, noise: float) -> tuple[Array, Labels]:
    label = np.arange(n) % 2
    share = uniform((*seed, 1), 0.0, 1.0, n)
    radius = np.where(label == 1, 0.5 * share, 0.7 + 0.3 * share)
    angle = uniform((*seed, 2), 0.0, 2 * np.pi, n)
    points = radius[:, None] * np.column_stack((np.sin(angle), np.cos(angle)))
    return points + _noise(seed, n, noise), label


def _xor(seed: Seed, n: int, noise: float) -> tuple[Array, Labels]:
    points = uniform((*seed, 1), -1.0, 1.0, (n, 2))
    points += 0.05 * np.sign(points)  # a gap along both axes
    label = (points[:, 0] * points[:, 1] >= 0.0).astype(int)
    return points + _noise(seed, n, noise), label


def _gauss(seed: Seed, n: int, noise: float) -> tuple[Array, Labels]:
    label = np.arange(n) % 2
    centre = np.where(label == 1, 0.4, -0.4)[:, None]
    return centre + normal((*seed, 1), 0.12 + 0.5 * noise, (n, 2)), label


DATASETS: Registry[DataSet] = Registry(
    (
        DataSet("spiral", "two spirals", _spiral),
        DataSet("circle", "a disc in a ring", _circle),
        DataSet("xor", "four quadrants, exclusive or", _xor),
        DataSet("gauss", "two clouds", _gauss),
    ),
    prove,
)
"""Every made-up data set by its name."""
