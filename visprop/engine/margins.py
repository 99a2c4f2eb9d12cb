"""Costs of outputs whose sign is to be right: the perceptron's criterion, and the hinge."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array, row_sums
from visprop.engine.derivation import Derivation, Result, Row
from visprop.engine.pair import Pair

# The perceptron's criterion, for targets that are −1 or 1. The perceptron itself answers with a step, through which no
# gradient comes; its rule, Δw = ηyx where it is wrong, is the gradient of this, by the weighted input. Where that is 0, it
# counts as wrong, as it must: a perceptron begins there.


def _straight(y: Array, a: Array) -> Array:
    """0 on both sides of the kink."""
    return np.zeros_like(a)


def _criterion(y: Array, z: Array, a: Array) -> Array:
    total: Array = row_sums(np.maximum(-y * a, 0.0))
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


PERCEPTRON = Pair(
    value=_criterion, gradient=_criterion_gradient,
    bend=_straight, corner=lambda y, a: a,
    delta=None, fast_delta=None, needs_z=False, of_squares=None,
    term="relu(-(y*a))", factor="1", slope="-(y*wrong(y*a))", inner="", vectorised="",
    derivation=_criterion_derivation, refuse_targets=_signs,
)  # fmt: skip


# The hinge, for the same targets: an output is to be right by 1 at least.


def _hinge(y: Array, z: Array, a: Array) -> Array:
    total: Array = row_sums(np.maximum(1.0 - y * a, 0.0))
    return total


def _hinge_gradient(y: Array, a: Array) -> Array:
    slope: Array = -y * np.heaviside(1.0 - y * a, 1.0)
    return slope


def _hinge_derivation(n: int) -> Derivation:
    return Derivation(
        "The hinge",
        (
            Row("β", "1 - y*a", "a", "-y", "sum rule, y is constant"),
            Row("c", "relu(β)", "β", "wrong(-β)", "1 if β is above 0, 0 if it is below; at 0, 1 is taken"),
        ),
        (Result("c", "a", "-(y*wrong(y*a - 1))"),),
        is_chain=True,
    )


HINGE = Pair(
    value=_hinge, gradient=_hinge_gradient,
    bend=_straight, corner=lambda y, a: y * a - 1.0,
    delta=None, fast_delta=None, needs_z=False, of_squares=None,
    term="relu(1 - y*a)", factor="1", slope="-(y*wrong(y*a - 1))", inner="", vectorised="",
    derivation=_hinge_derivation, refuse_targets=_signs,
)  # fmt: skip
