"""The registries of cost functions C(y, a) and of their pairs with an activation of the last layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation, Result, Row


@dataclass(frozen=True)
class Pair:
    """A cost as it goes with an activation of the last layer.

    Attributes:
        value: (y, z, a) → the cost of each example, of shape (…,) for arrays of shape (…, n_L).
        gradient: (y, a) → ∂c/∂a, of a's shape.
        is_difference: whether ∂c/∂a (with a shortcut, δ^L itself) is a − y, which the fast path takes in one call.
        has_shortcut: whether δ^L = ∂c/∂z^L is a − y, as the factors of the activation cancel.
        needs_z: whether the value is computed from z, so that a surface stops there.
        of_squares: what the sum of the squares of a − y is multiplied with to give the cost; None where it is no such sum.
        term: the cost of one output as a formula in y and a, and with `inner` in u.
        factor: what the sum of the terms is multiplied with, as a formula.
        slope: ∂c/∂a of one output as a formula in y and a.
        inner: what u stands for in Leibniz's notation, as a formula; empty if it has no use for u.
        vectorised: the whole cost as a formula in the vectors y and a; empty if it is written by components.
        derivation: n → the table that derives it, for n outputs.
        refuse_targets: (y) → why targets of shape (m, n_L) are refused; empty if they are not.
    """

    value: Callable[[Array, Array, Array], Array]
    gradient: Callable[[Array, Array], Array]
    is_difference: bool
    has_shortcut: bool
    needs_z: bool
    of_squares: float | None
    term: str
    factor: str
    slope: str
    inner: str
    vectorised: str
    derivation: Callable[[int], Derivation]
    refuse_targets: Callable[[Array], str]

    def __post_init__(self) -> None:
        if self.has_shortcut and not self.is_difference:
            raise ValueError("a pair with a shortcut has a − y as its δ, so it is a difference")


@dataclass(frozen=True)
class Cost:
    """One cost function.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        with_any: how it goes with an activation that no entry of `PAIRS` names; None if it does not.
    """

    name: str
    words: str
    with_any: Pair | None


# Half squared error, ½‖y − a‖² (the article's "Cost function")


def _squared(y: Array, z: Array, a: Array) -> Array:
    total: Array = 0.5 * np.square(a - y).sum(axis=-1)
    return total


def _squared_derivation(n: int) -> Derivation:
    return Derivation(
        "Half squared error",
        (
            Row("β", "y - a", "a", "-1", "subtraction rule, y is constant"),
            Row("α", "β^2", "β", "2*β", "power rule"),
            Row("c", "(1/2)*α", "α", "1/2", "multiplication by a constant"),
        ),
        (Result("c", "a", "a - y"),),
        is_chain=True,
    )


_SQUARED = Pair(
    value=_squared, gradient=lambda y, a: a - y, is_difference=True, has_shortcut=False, needs_z=False,
    of_squares=0.5,
    term="(y - a)^2", factor="1/2", slope="a - y", inner="y - a", vectorised="(1/2)*norm2(y - a)",
    derivation=_squared_derivation, refuse_targets=lambda y: "",
)  # fmt: skip


# Cross-entropy. Both are computed from z, as 1 − a has few digits left where a is near 1.


def _binary(y: Array, z: Array, a: Array) -> Array:
    total: Array = (np.logaddexp(np.zeros_like(z), z) - y * z).sum(axis=-1)
    return total


def _binary_gradient(y: Array, a: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y == 0.0, 0.0, -y / a) + np.where(y == 1.0, 0.0, (1.0 - y) / (1.0 - a))


def _binary_derivation(n: int) -> Derivation:
    return Derivation(
        "Cross-entropy of a logistic output",
        (
            Row("α", "y*ln(a)", "a", "y/a", "constant factor, logarithm rule"),
            Row("β", "(1 - y)*ln(1 - a)", "a", "-((1 - y)/(1 - a))", "logarithm rule, chain rule"),
            Row("c", "-(α + β)", "a", "-(dα + dβ)", "sum rule"),
        ),
        (Result("c", "a", "(a - y)/(a*(1 - a))"),),
    )


def _within_0_and_1(y: Array) -> str:
    return "cross_entropy needs targets from 0 to 1" if np.min(y) < 0.0 or np.max(y) > 1.0 else ""


def _categorical(y: Array, z: Array, a: Array) -> Array:
    highest = np.max(z, axis=-1)
    log_sum = highest + np.log(np.exp(z - highest[..., None]).sum(axis=-1))
    total: Array = y.sum(axis=-1) * log_sum - (y * z).sum(axis=-1)
    return total


def _categorical_gradient(y: Array, a: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y == 0.0, 0.0, -y / a)


def _categorical_derivation(n: int) -> Derivation:
    powers = " + ".join(f"exp(z{i})" for i in range(1, n + 1))
    total = " + ".join(f"y{i}*ln(a{i})" for i in range(1, n + 1))
    others = "".join(f" + y{i}*a1" for i in range(2, n + 1))
    return Derivation(
        "Cross-entropy of softmax, where the targets add up to 1",
        (Row("c", f"-({total})", "a1", "-(y1/a1)", "logarithm rule; likewise for the others"),),
        (Result("c", "z1", f"-(y1*(1 - a1)){others}", "chain rule over all shares"), Result("c", "z1", "a1 - y1")),
        is_partial=True,
        given=tuple((f"a{i}", f"exp(z{i})/({powers})") for i in range(1, n + 1)),
    )


def _shares(y: Array) -> str:
    if np.max(np.abs(y.sum(axis=-1) - 1.0)) > 1e-9:
        return "softmax needs targets that add up to 1 for each example"
    return _within_0_and_1(y)


COSTS: dict[str, Cost] = {
    cost.name: cost
    for cost in (
        Cost("half_squared_error", "half squared error", with_any=_SQUARED),
        Cost("cross_entropy", "cross-entropy", with_any=None),
    )
}
"""Every cost function by its name."""

PAIRS: dict[tuple[str, str], Pair] = {
    ("logistic", "cross_entropy"): Pair(
        value=_binary, gradient=_binary_gradient, is_difference=True, has_shortcut=True, needs_z=True, of_squares=None,
        term="y*ln(a) + (1 - y)*ln(1 - a)", factor="-1", slope="-(y/a) + (1 - y)/(1 - a)", inner="", vectorised="",
        derivation=_binary_derivation, refuse_targets=_within_0_and_1,
    ),
    ("softmax", "cross_entropy"): Pair(
        value=_categorical, gradient=_categorical_gradient, is_difference=True, has_shortcut=True, needs_z=True, of_squares=None,
        term="y*ln(a)", factor="-1", slope="-(y/a)", inner="", vectorised="",
        derivation=_categorical_derivation, refuse_targets=_shares,
    ),
}  # fmt: skip
"""The pairs of an activation and a cost that have an entry of their own."""


def pair_of(activation: str, cost: str) -> Pair | None:
    """How a cost goes with an activation of the last layer; None if it does not."""
    return PAIRS.get((activation, cost), COSTS[cost].with_any)


def partners(cost: str) -> list[str]:
    """The activations with which a cost has an entry of its own."""
    return [activation for activation, name in PAIRS if name == cost]
