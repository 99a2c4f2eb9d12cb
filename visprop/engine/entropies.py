"""Cross-entropy of a logistic output and of softmax."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from visprop.engine.arrays import Array, row_sums
from visprop.engine.derivation import Derivation, Result, Row
from visprop.engine.pair import Pair
from visprop.engine.sigmoids import logistic

# Cross-entropy. Both are computed from z, as 1 − a has few digits left where a is near 1, and as a sum without differences.


def _binary(y: Array, z: Array, a: Array) -> Array:
    """Σ y ln(1 + exp(−z)) + (1 − y) ln(1 + exp(z))."""
    tail = np.log1p(np.exp(-np.abs(z)))
    total: Array = row_sums(y * (np.maximum(-z, 0.0) + tail) + (1.0 - y) * (np.maximum(z, 0.0) + tail))
    return total


def _binary_gradient(y: Array, a: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y == 0.0, 0.0, -y / a) + np.where(y == 1.0, 0.0, (1.0 - y) / (1.0 - a))


# δ = a − y, as a(1 − y) − y(1 − a): of an a near 1 its rounding would be all that is left where y is 1.


def _binary_delta(y: Array, z: Array, a: Array) -> Array:
    return a * (1.0 - y) - y * logistic(-z)


def _binary_bend(y: Array, a: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y == 0.0, 0.0, y / (a * a)) + np.where(y == 1.0, 0.0, (1.0 - y) / np.square(1.0 - a))


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
    others = row_sums(powers) + (is_highest.sum(axis=-1) - 1)
    total: Array = row_sums(y * below) + row_sums(y) * np.log1p(others)
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


def _categorical_bend(y: Array, a: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(y == 0.0, 0.0, y / (a * a))


def _others_of(kept: Array) -> Callable[[Array, Array], object]:
    """(a, out): fills what all shares but one's own add up to, for each; of many runs, one after the other (see `swarm`)."""
    all_but_one = _all_but_one(len(kept))
    if kept.ndim == 2:
        return all_but_one.dot
    return lambda a, out: np.matmul(all_but_one, a.transpose(1, 0, 2), out.transpose(1, 0, 2))


def _categorical_fast(kept: Array, scratch: Array) -> Callable[[Array, tuple[Array, Array], Array], Any]:
    first, second, third = scratch
    others, multiply, subtract = _others_of(kept), np.multiply, np.subtract

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


BINARY = Pair(
    value=_binary, gradient=_binary_gradient, bend=_binary_bend, corner=None, delta=_binary_delta, fast_delta=_binary_fast,
    needs_z=True, of_squares=None,
    term="y*ln(a) + (1 - y)*ln(1 - a)", factor="-1", slope="-(y/a) + (1 - y)/(1 - a)", inner="", vectorised="",
    derivation=_binary_derivation, refuse_targets=_within_0_and_1,
)  # fmt: skip

CATEGORICAL = Pair(
    value=_categorical, gradient=_categorical_gradient, bend=_categorical_bend, corner=None, delta=_categorical_delta,
    fast_delta=_categorical_fast, needs_z=True, of_squares=None,
    term="y*ln(a)", factor="-1", slope="-(y/a)", inner="", vectorised="",
    derivation=_categorical_derivation, refuse_targets=_shares,
)  # fmt: skip
