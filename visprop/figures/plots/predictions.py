"""What a network answers to every row of the data: outputs in raw values, classes, costs, and how good they are together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visprop.engine.accuracy import classes, midpoint, told_classes
from visprop.engine.arrays import Array
from visprop.figures.plots.outputs import raw_outputs
from visprop.scenario.data.data import Data
from visprop.scenario.scenario import Scenario

Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Predictions:
    """The answers to all rows, train and test.

    Attributes:
        data: the examples.
        values: outputs as the data are given, of shape (N, n_L).
        costs: c of each row, of shape (N,).
        wanted: the class of each row, of shape (N,); None where the targets are no classes.
        told: the class that the network tells, likewise.
    """

    data: Data
    values: Array
    costs: Array
    wanted: Rows | None
    told: Rows | None

    @property
    def class_count(self) -> int:
        """How many classes there are; 0 for none."""
        return 0 if self.wanted is None else max(2, self.values.shape[1])

    def rows(self, is_test: bool) -> Rows:
        """The rows to test with, or those to train with."""
        return self.data.test_rows if is_test else self.data.train_rows

    def confusion(self, rows: Rows) -> Rows:
        """How many of some rows of class i the network takes for class j, of shape (K, K).

        Raises:
            ValueError: the targets are no classes.
        """
        count, wanted, told = self.class_count, self.wanted, self.told
        if wanted is None or told is None:
            raise ValueError("there are no classes")
        return np.bincount(count * wanted[rows] + told[rows], minlength=count * count).reshape(count, count)

    def root_mean_square(self, rows: Rows) -> Array:
        """RMSE of each output over some rows, in the data's own units."""
        with np.errstate(over="ignore", invalid="ignore"):
            found: Array = np.sqrt(((self.values[rows] - self.data.raw[1][rows]) ** 2).mean(axis=0))
        return found

    def determination(self, rows: Rows) -> Array:
        """R² of each output over some rows: 1 − Σ(y − a)²/Σ(y − ȳ)²; NaN where their targets are all the same."""
        y = self.data.raw[1][rows]
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            left, whole = ((self.values[rows] - y) ** 2).sum(axis=0), ((y - y.mean(axis=0)) ** 2).sum(axis=0)
            found: Array = np.where(whole > 0.0, 1.0 - left / whole, np.nan)
        return found

    def worst(self) -> Rows:
        """All rows, those that cost most first; rows of one cost in the order of the data."""
        return np.argsort(-np.where(np.isnan(self.costs), np.inf, self.costs), kind="stable")


def predictions_of(scenario: Scenario, p: Array) -> Predictions:
    """The answers at p."""
    data, network = scenario.data, scenario.network
    values, wanted = raw_outputs(scenario, p, data.raw[0]), classes(data.y)
    told = None
    if wanted is not None:
        told = told_classes(values, midpoint(data.raw[1]))
    return Predictions(data, values, network.costs(p, data.x, data.y), wanted, told)


def ask_predictions(scenario: Scenario, p: Array, ask: Callable[..., Predictions | None]) -> Predictions | None:
    """The answers by way of whoever computes what takes long; None while they are being computed."""
    return ask(p, "predictions", 2.0 * len(scenario.data) / len(scenario.train), lambda: predictions_of(scenario, p))
