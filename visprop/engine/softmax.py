"""Softmax: the only activation whose outputs depend on each other."""

from __future__ import annotations

import numpy as np

from visprop.engine.activation import Activation
from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation, Result, Row
from visprop.engine.fast import Call, FastActivation


def _softmax(z: Array) -> Array:
    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
    shares: Array = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _softmax_back(a: Array, v: Array) -> Array:
    """a ⊙ (v − a·v), as ∂a_i/∂z_j = a_i (δ_ij − a_j)."""
    product: Array = a * (v - (a * v).sum(axis=-1, keepdims=True))
    return product


def _softmax_back_bend(a: Array, moved: Array, v: Array) -> Array:
    """ȧ ⊙ (v − a·v) − a (ȧ·v)."""
    own: Array = moved * (v - (a * v).sum(axis=-1, keepdims=True))
    turned: Array = own - a * (moved * v).sum(axis=-1, keepdims=True)
    return turned


def _softmax_forward(z: Array, a: Array, kept: Array) -> list[Call]:
    row = np.empty((1, *z.shape[1:]))
    return [
        (np.max, (z, 0, row[0])),
        (np.subtract, (z, row, a)),
        (np.exp, (a, a)),
        (np.sum, (a, 0, None, row[0])),
        (np.divide, (a, row, a)),
    ]


def _softmax_back_calls(a: Array, v: Array) -> list[Call]:
    scratch, row = np.empty_like(v), np.empty((1, *v.shape[1:]))
    return [
        (np.multiply, (a, v, scratch)),
        (np.sum, (scratch, 0, None, row[0])),
        (np.subtract, (v, row, v)),
        (np.multiply, (v, a, v)),
    ]


def _softmax_derivation(n: int) -> Derivation:
    powers = tuple((f"α{i}", f"exp(z{i})") for i in range(1, n + 1))
    total = " + ".join(name for name, _ in powers)
    return Derivation(
        "Softmax, the shares of powers",
        (
            Row("α1", "exp(z1)", "z1", "α1", "exponential rule"),
            Row("β", total, "z1", "α1", "sum rule, only α₁ depends on z₁"),
            Row("a1", "α1/β", "z1", "(α1*β - α1*α1)/β^2", "quotient rule"),
            Row("a2", "α2/β", "z1", "-(α2*α1/β^2)", "quotient rule, α₂ does not depend on z₁"),
        ),
        (Result("a1", "z1", "a1*(1 - a1)"), Result("a2", "z1", "-(a2*a1)")),
        is_partial=True,
        given=powers,
    )


SOFTMAX = Activation(
    name="softmax", words="softmax", plain="softmax", is_letter=False,
    value=_softmax, slope=None, is_slope_of_a=True, back=_softmax_back, is_bounded=True,
    # Its Jacobian is symmetric.
    bend=None, ahead=_softmax_back, back_bend=_softmax_back_bend, kinks=(),
    is_positive=(True, False), sigmoid=None, jacobian=("a*(1 - a)", "-(a*b)"),
    fast=FastActivation(_softmax_forward, None, _softmax_back_calls),
    derivation=_softmax_derivation,
)  # fmt: skip
