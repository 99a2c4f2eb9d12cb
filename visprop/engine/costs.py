"""The registries of cost functions C(y, a) and of their pairs with an activation of the last layer."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.entropies import BINARY, CATEGORICAL
from visprop.engine.margins import HINGE, PERCEPTRON
from visprop.engine.pair import Cost, Pair, prove, prove_pair
from visprop.engine.registry import Registry
from visprop.engine.squares import HUBER, squares

COSTS: Registry[Cost] = Registry(
    (
        Cost("half_squared_error", "half squared error", lambda n: squares("Half squared error", Fraction(1, 2))),
        Cost("squared_error", "squared error, without ½", lambda n: squares("Squared error", Fraction(1))),
        Cost(
            "half_mean_squared_error", "half of the mean squared error",
            lambda n: squares("Half of the mean squared error", Fraction(1, 2 * n)),
        ),
        Cost("mean_squared_error", "mean squared error", lambda n: squares("Mean squared error", Fraction(1, n))),
        Cost("cross_entropy", "cross-entropy", with_any=None),
        Cost("huber", "Huber's, squares of small errors alone", lambda n: HUBER),
        Cost("perceptron", "the perceptron's criterion", lambda n: PERCEPTRON),
        Cost("hinge", "hinge", lambda n: HINGE),
    ),
    prove,
)  # fmt: skip
"""Every cost function by its name."""


class Pairs(dict[tuple[str, str], Pair]):
    """Pairs by the names of their activation and cost; the numbers of one that is added are tried."""

    def __setitem__(self, names: tuple[str, str], pair: Pair) -> None:
        activation, cost = names
        if activation not in ACTIVATIONS or cost not in COSTS:
            raise ValueError(f"there is no activation {activation!r} with a cost {cost!r}")
        z = np.array([-0.6, 0.9, 0.2])
        a = ACTIVATIONS[activation].value(z)
        prove_pair(pair, cost, a, z)
        super().__setitem__(names, pair)


PAIRS = Pairs(
    {
        ("logistic", "cross_entropy"): BINARY,
        ("softmax", "cross_entropy"): CATEGORICAL,
    }
)
"""The pairs of an activation and a cost that have an entry of their own."""


def pair_of(activation: str, cost: str, n: int) -> Pair | None:
    """How a cost goes with an activation of the last layer of n neurons; None if it does not."""
    found = PAIRS.get((activation, cost))
    make = COSTS[cost].with_any
    return found if found is not None or make is None else make(n)


def partners(cost: str) -> list[str]:
    """The activations with which a cost has an entry of its own."""
    return [activation for activation, name in PAIRS if name == cost]
