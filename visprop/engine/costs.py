"""The registries of cost functions C(y, a) and of their pairs with an activation of the last layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation, Result, Row
from visprop.engine.sigmoids import logistic


@dataclass(frozen=True)
class Pair:
    """A cost as it goes with an activation of the last layer.

    Attributes:
        value: (y, z, a) → the cost of each example, of shape (…,) for arrays of shape (…, n_L).
        gradient: (y, a) → ∂c/∂a, of a's shape.
        delta: (y, z, a) → δ^L = ∂c/∂z^L, of a's shape, where that is a − y, as the factors of the activation cancel; else None.
        fast_delta: given with it, for the fast path: (kept, scratch) → (a, (y, 1 − y), out) that fills it, where all have the
            shape (n_L, m), scratch three times that, and kept is what the activation keeps.
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
    delta: Callable[[Array, Array, Array], Array] | None
    fast_delta: Callable[[Array, Array], Callable[[Array, tuple[Array, Array], Array], Any]] | None
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
        if (self.delta is None) != (self.fast_delta is None):
            raise ValueError("a shortcut to δ is given for both paths, or for none")

    @property
    def has_shortcut(self) -> bool:
        """Whether δ^L is a − y."""
        return self.delta is not None

    @property
    def of_difference(self) -> float | None:
        """What a − y is multiplied with to give ∂c/∂a, with a shortcut δ^L itself; None where it is no multiple of it."""
        if self.has_shortcut:
            return 1.0
        return None if self.of_squares is None else 2.0 * self.of_squares


@dataclass(frozen=True)
class Cost:
    """One cost function.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        with_any: n → how it goes, for n outputs, with an activation that no entry of `PAIRS` names; None if it does not.
    """

    name: str
    words: str
    with_any: Callable[[int], Pair] | None


# Squared errors, ‖y − a‖² times a factor: ½ (the article's "Cost function"), 1, or one of them by the number of outputs.


@lru_cache
def _squares(title: str, factor: Fraction) -> Pair:
    """A squared error with a factor before the sum."""
    times = float(factor)

    def value(y: Array, z: Array, a: Array) -> Array:
        total: Array = times * np.square(a - y).sum(axis=-1)
        return total

    slope = "a - y" if 2 * factor == 1 else _times(2 * factor, "(a - y)")
    return Pair(
        value=value, gradient=lambda y, a: 2.0 * times * (a - y), delta=None, fast_delta=None, needs_z=False, of_squares=times,
        term="(y - a)^2", factor=_written(factor), slope=slope, inner="y - a", vectorised=_times(factor, "norm2(y - a)"),
        derivation=lambda n: _squares_derivation(title, factor, slope), refuse_targets=lambda y: "",
    )  # fmt: skip


def _written(factor: Fraction) -> str:
    return str(factor.numerator) if factor.denominator == 1 else f"{factor.numerator}/{factor.denominator}"


def _times(factor: Fraction, what: str) -> str:
    """A formula times a factor."""
    if factor == 1:
        return what
    return f"{factor.numerator}*{what}" if factor.denominator == 1 else f"({_written(factor)})*{what}"


def _squares_derivation(title: str, factor: Fraction, slope: str) -> Derivation:
    return Derivation(
        title,
        (
            Row("β", "y - a", "a", "-1", "subtraction rule, y is constant"),
            Row("α", "β^2", "β", "2*β", "power rule"),
            Row("c", _times(factor, "α"), "α", _written(factor), "multiplication by a constant"),
        ),
        (Result("c", "a", slope),),
        is_chain=True,
    )


# Cross-entropy. Both are computed from z, as 1 − a has few digits left where a is near 1, and as a sum without differences.


def _binary(y: Array, z: Array, a: Array) -> Array:
    """Σ y ln(1 + exp(−z)) + (1 − y) ln(1 + exp(z))."""
    tail = np.log1p(np.exp(-np.abs(z)))
    total: Array = (y * (np.maximum(-z, 0.0) + tail) + (1.0 - y) * (np.maximum(z, 0.0) + tail)).sum(axis=-1)
    return total


def _binary_gradient(y: Array, a: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y == 0.0, 0.0, -y / a) + np.where(y == 1.0, 0.0, (1.0 - y) / (1.0 - a))


# δ = a − y, as a(1 − y) − y(1 − a): of an a near 1 its rounding would be all that is left where y is 1.


def _binary_delta(y: Array, z: Array, a: Array) -> Array:
    return a * (1.0 - y) - y * logistic(-z)


def _binary_fast(kept: Array, scratch: Array) -> Callable[[Array, tuple[Array, Array], Array], Any]:
    first, second, _ = scratch
    multiply, divide, subtract = np.multiply, np.divide, np.subtract

    def fill(a: Array, targets: tuple[Array, Array], out: Array) -> None:
        y, rest = targets
        multiply(rest, a, first)
        # 1 + exp(z) is kept, and 1 − a is one by it.
        divide(y, kept, second)
        subtract(first, second, out)

    return fill


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
    """−Σ y ln a, ln a being z less the highest z, less ln(1 + the others' powers)."""
    below = np.max(z, axis=-1, keepdims=True) - z
    is_highest = below == 0.0
    powers = np.exp(-below)
    np.copyto(powers, 0.0, where=is_highest)
    others = powers.sum(axis=-1) + (is_highest.sum(axis=-1) - 1)
    total: Array = (y * below).sum(axis=-1) + y.sum(axis=-1) * np.log1p(others)
    return total


def _categorical_gradient(y: Array, a: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y == 0.0, 0.0, -y / a)


def _categorical_delta(y: Array, z: Array, a: Array) -> Array:
    others = a @ _all_but_one(a.shape[-1])
    return a * (1.0 - y) - y * others


def _all_but_one(n: int) -> Array:
    """What adds up all shares but one's own, for each."""
    found: Array = np.ones((n, n)) - np.eye(n)
    return found


def _categorical_fast(kept: Array, scratch: Array) -> Callable[[Array, tuple[Array, Array], Array], Any]:
    first, second, third = scratch
    others, multiply, subtract = _all_but_one(len(kept)).dot, np.multiply, np.subtract

    def fill(a: Array, targets: tuple[Array, Array], out: Array) -> None:
        y, rest = targets
        multiply(rest, a, first)
        others(a, second)
        multiply(y, second, third)
        subtract(first, third, out)

    return fill


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


# The perceptron's criterion, for targets that are −1 or 1. The perceptron itself answers with a step, through which no
# gradient comes; its rule, Δw = ηyx where it is wrong, is the gradient of this, by the weighted input. Where that is 0, it
# counts as wrong, as it must: a perceptron begins there.


def _criterion(y: Array, z: Array, a: Array) -> Array:
    total: Array = np.maximum(-y * a, 0.0).sum(axis=-1)
    return total


def _criterion_gradient(y: Array, a: Array) -> Array:
    slope: Array = -y * np.heaviside(-y * a, 1.0)
    return slope


def _criterion_derivation(n: int) -> Derivation:
    return Derivation(
        "The perceptron's criterion",
        (
            Row("β", "-(y*a)", "a", "-y", "multiplication by a constant"),
            Row("c", "relu(β)", "β", "wrong(-β)", "1 if β is above 0, 0 if it is below; at 0, 1 is taken"),
        ),
        (Result("c", "a", "-(y*wrong(y*a))"),),
        is_chain=True,
    )


def _signs(y: Array) -> str:
    return "" if np.isin(y, (-1.0, 1.0)).all() else "the perceptron's criterion needs targets that are −1 or 1"


_PERCEPTRON = Pair(
    value=_criterion, gradient=_criterion_gradient, delta=None, fast_delta=None, needs_z=False, of_squares=None,
    term="relu(-(y*a))", factor="1", slope="-(y*wrong(y*a))", inner="", vectorised="",
    derivation=_criterion_derivation, refuse_targets=_signs,
)  # fmt: skip


COSTS: dict[str, Cost] = {
    cost.name: cost
    for cost in (
        Cost("half_squared_error", "half squared error", lambda n: _squares("Half squared error", Fraction(1, 2))),
        Cost("squared_error", "squared error, without ½", lambda n: _squares("Squared error", Fraction(1))),
        Cost(
            "half_mean_squared_error", "half of the mean squared error",
            lambda n: _squares("Half of the mean squared error", Fraction(1, 2 * n)),
        ),
        Cost("mean_squared_error", "mean squared error", lambda n: _squares("Mean squared error", Fraction(1, n))),
        Cost("cross_entropy", "cross-entropy", with_any=None),
        Cost("perceptron", "the perceptron's criterion", lambda n: _PERCEPTRON),
    )
}  # fmt: skip
"""Every cost function by its name."""

PAIRS: dict[tuple[str, str], Pair] = {
    ("logistic", "cross_entropy"): Pair(
        value=_binary, gradient=_binary_gradient, delta=_binary_delta, fast_delta=_binary_fast,
        needs_z=True, of_squares=None,
        term="y*ln(a) + (1 - y)*ln(1 - a)", factor="-1", slope="-(y/a) + (1 - y)/(1 - a)", inner="", vectorised="",
        derivation=_binary_derivation, refuse_targets=_within_0_and_1,
    ),
    ("softmax", "cross_entropy"): Pair(
        value=_categorical, gradient=_categorical_gradient, delta=_categorical_delta,
        fast_delta=_categorical_fast, needs_z=True, of_squares=None,
        term="y*ln(a)", factor="-1", slope="-(y/a)", inner="", vectorised="",
        derivation=_categorical_derivation, refuse_targets=_shares,
    ),
}  # fmt: skip
"""The pairs of an activation and a cost that have an entry of their own."""


def pair_of(activation: str, cost: str, n: int) -> Pair | None:
    """How a cost goes with an activation of the last layer of n neurons; None if it does not."""
    found = PAIRS.get((activation, cost))
    make = COSTS[cost].with_any
    return found if found is not None or make is None else make(n)


def partners(cost: str) -> list[str]:
    """The activations with which a cost has an entry of its own."""
    return [activation for activation, name in PAIRS if name == cost]
