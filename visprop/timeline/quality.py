"""How good parameters are for the training and the test rows: the four columns of a training's history."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario


class Quality(NamedTuple):
    """What parameters make of some rows.

    Attributes:
        cost: the mean of c, without penalties; NaN if there are no rows.
        accuracy: the share of the rows that is classified rightly; None if there are no classes, or no rows.
    """

    cost: float
    accuracy: float | None

    @classmethod
    def of(cls, scenario: Scenario, p: Array, part: Data) -> Quality:
        """That of a part of a scenario's rows."""
        if not len(part):
            return NOTHING
        return cls(scenario.network.mean_cost(p, part.x, part.y), scenario.accuracy(p, part))


NOTHING = Quality(np.nan, None)
"""Of no rows."""


class Column(NamedTuple):
    """One column of a training's history.

    Attributes:
        words: what it is.
        is_of_test: whether it is of the test rows.
        is_share: whether it is a share from 0 to 1, and no cost.
    """

    words: str
    is_of_test: bool
    is_share: bool


COLUMNS = (
    Column("φ", is_of_test=False, is_share=False),
    Column("test cost", is_of_test=True, is_share=False),
    Column("accuracy", is_of_test=False, is_share=True),
    Column("test accuracy", is_of_test=True, is_share=True),
)


def row_of(phi: float, train: Quality, test: Quality) -> Array:
    """What stands in the columns at one p; NaN for what there is not."""
    shares = (np.nan if part.accuracy is None else part.accuracy for part in (train, test))
    return np.array([phi, test.cost, *shares])
