"""Scaling: what the network sees of raw values, by constants that come from the training rows alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.registry import Registry, require

Constants = tuple[Array, Array]
"""Of each column a shift and a spread above 0: what is seen is (raw − shift)/spread."""
NO_SCALE = "none"
"""What stands in a file and on the command line for values that are not scaled."""


@dataclass(frozen=True)
class ScalingKind:
    """One way to scale.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        constants: values of shape (m, n) → shift and spread, each of shape (n,).
    """

    name: str
    words: str
    constants: Callable[[Array], Constants]

    def __post_init__(self) -> None:
        require(self, "scaling", (self.name != NO_SCALE, f"{NO_SCALE!r} is the name for none"))


def prove(kind: ScalingKind) -> None:
    """Try a scaling on two columns.

    Raises:
        ValueError: it does not give a finite shift and a spread from 0 on for each.
    """
    shift, spread = kind.constants(np.array([[1.0, -2.0], [3.0, 5.0], [4.0, 0.5]]))
    is_told = np.shape(shift) == np.shape(spread) == (2,) and bool(np.isfinite(shift).all())
    require(
        kind, "scaling", (is_told and bool((spread >= 0.0).all()), "constants is to give a shift and a spread from 0 on a column")
    )


def _standard(values: Array) -> Constants:
    return values.mean(axis=0), values.std(axis=0)


def _unit(values: Array) -> Constants:
    low = np.min(values, axis=0)
    return low, np.max(values, axis=0) - low


SCALINGS: Registry[ScalingKind] = Registry(
    (
        ScalingKind("standard", "mean 0, standard deviation 1", _standard),
        ScalingKind("unit", "from 0 to 1", _unit),
    ),
    prove,
)
"""Every way to scale by its name."""


@dataclass(frozen=True, eq=False)
class Scaling:
    """How inputs and targets are scaled.

    Attributes:
        kind: a name in `SCALINGS`.
        x, y: their constants; targets that are classes are left as they are (shift 0, spread 1).
    """

    kind: str
    x: Constants
    y: Constants

    @classmethod
    def fitted(cls, kind: str, x: Array, y: Array, scales_targets: bool) -> Scaling:
        """By constants from the training rows.

        Raises:
            ValueError: the values are so large that float64 cannot hold their constants.
        """
        columns = y.shape[1]
        as_it_is = (np.zeros(columns), np.ones(columns))
        return cls(kind, _fitted(kind, x), _fitted(kind, y) if scales_targets else as_it_is)


def _fitted(kind: str, values: Array) -> Constants:
    with np.errstate(over="ignore", invalid="ignore"):
        shift, spread = SCALINGS[kind].constants(values)
    if not (np.isfinite(shift).all() and np.isfinite(spread).all()):
        raise ValueError("the values are too large to be scaled")
    # A column that never changes has no spread; it is seen as 0.
    return shift, np.where(spread > 0.0, spread, 1.0)


def scaled(raw: Array, constants: Constants) -> Array:
    """What the network sees; infinite where float64 cannot hold it."""
    with np.errstate(over="ignore", invalid="ignore"):
        found: Array = (raw - constants[0]) / constants[1]
    return found


def scaled_rows(raw: Array, constants: Constants, what: str) -> Array:
    """What the network sees of rows.

    Raises:
        ValueError: a value, as of a row to test with, is too large beside those that the constants are of; it says where.
    """
    found = scaled(raw, constants)
    wrong = np.argwhere(~np.isfinite(found))
    if len(wrong):
        row, column = (int(at) for at in wrong[0])
        raise ValueError(
            f"row {row + 1}, {what} {column + 1}: {raw[row, column]:g} is too large to be scaled like the rows to train with"
        )
    return found
