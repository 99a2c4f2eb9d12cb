"""The registries of cost functions C(y, a) and of their pairs with an activation of the last layer."""

from __future__ import annotations

from fractions import Fraction

from visprop.engine.entropies import BINARY, CATEGORICAL
from visprop.engine.margins import HINGE, PERCEPTRON
from visprop.engine.pair import Cost, Pair
from visprop.engine.squares import HUBER, squares

COSTS: dict[str, Cost] = {
    cost.name: cost
    for cost in (
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
    )
}  # fmt: skip
"""Every cost function by its name."""

PAIRS: dict[tuple[str, str], Pair] = {
    ("logistic", "cross_entropy"): BINARY,
    ("softmax", "cross_entropy"): CATEGORICAL,
}
"""The pairs of an activation and a cost that have an entry of their own."""


def pair_of(activation: str, cost: str, n: int) -> Pair | None:
    """How a cost goes with an activation of the last layer of n neurons; None if it does not."""
    found = PAIRS.get((activation, cost))
    make = COSTS[cost].with_any
    return found if found is not None or make is None else make(n)


def partners(cost: str) -> list[str]:
    """The activations with which a cost has an entry of its own."""
    return [activation for activation, name in PAIRS if name == cost]
