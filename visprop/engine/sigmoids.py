"""Activations that rise from one bound to another: the logistic function, tanh, the bipolar logistic function."""

from __future__ import annotations

import numpy as np

from visprop.engine.activation import Activation
from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation, Result, Row
from visprop.engine.fast import Call, FastActivation

# NumPy takes a 0-d array faster than a Python float.
_HALF, _ONE = np.array(0.5), np.array(1.0)

_FEW = 1024
"""Up to so many numbers a second array of their size costs nothing."""

_PIECE = 8192

_SATURATED, _LARGE = 40.0, 700.0
"""From where on σ is 1 in float64, and from where on exp may be too large for it."""


def logistic(z: Array) -> Array:
    """σ(z) = exp(z)/(1 + exp(z)), of z's shape and precision; in float64 it keeps all digits where σ is near 0."""
    z = np.asarray(z)
    if z.dtype == np.float32:
        # For pictures, whose few digits tanh has as well, and faster.
        a = np.asarray(z * np.float32(0.5))
        np.tanh(a, out=a)
        a *= np.float32(0.5)
        a += np.float32(0.5)
        return a
    # Of many numbers it is faster to see whether any is so large than to cut all off there.
    is_small = z.size > _FEW and bool(np.max(z) < _LARGE)
    a = np.asarray(np.exp(z if is_small else np.minimum(z, _SATURATED)))
    if a.flags.forc:
        # In pieces: a second array as large would be asked of the system each time, which takes longer than all else.
        flat = a.ravel(order="K")
        for start in range(0, flat.size, _PIECE):
            piece = flat[start : start + _PIECE]
            piece /= piece + 1.0
    else:
        a /= a + 1.0
    return a


def logistic_slope(z: Array, a: Array) -> Array:
    """σ′(z) = σ(z)σ(−z), of z's shape, as 1 − a has few digits left where a is near 1."""
    with np.errstate(over="ignore"):
        power = np.exp(z)
        return np.where(np.isposinf(power), np.exp(-z), a / (power + 1.0))


def _logistic_calls(z: Array, a: Array, kept: Array) -> list[Call]:
    # Of few numbers, an array of ones is added faster than a single one.
    one = np.ones_like(z) if z.size <= _FEW else _ONE
    power = np.empty_like(z) if z.size == 1 else a
    return [(np.exp, (z, power)), (np.add, (power, one, kept)), (np.divide, (power, kept, a))]


def _logistic_derivation(n: int) -> Derivation:
    return Derivation(
        "The logistic function, a = σ(z)",
        (
            Row("γ", "-z", "z", "-1", "multiplication by −1"),
            Row("β", "exp(γ)", "γ", "exp(γ)", "exponential rule"),
            Row("α", "1 + β", "β", "1", "sum rule, the derivative of 1 is 0"),
            Row("a", "1/α", "α", "-(1/α^2)", "power rule, 1/α is α to the −1"),
        ),
        (Result("a", "z", "a*(1 - a)"),),
        is_chain=True,
    )


def _tanh_derivation(n: int) -> Derivation:
    return Derivation(
        "The hyperbolic tangent, a = tanh(z)",
        (
            Row("γ", "2*z", "z", "2", "multiplication by a constant"),
            Row("β", "exp(γ)", "γ", "exp(γ)", "exponential rule"),
            Row("α", "1 + β", "β", "1", "sum rule, the derivative of 1 is 0"),
            Row("a", "1 - 2/α", "α", "2/α^2", "sum and power rule"),
        ),
        (Result("a", "z", "1 - a^2"),),
        is_chain=True,
    )


def _bipolar_derivation(n: int) -> Derivation:
    return Derivation(
        "The bipolar logistic function, a = 2σ(z) − 1",
        (
            Row("β", "exp(z)", "z", "exp(z)", "exponential rule"),
            Row("α", "1 + β", "β", "1", "sum rule, the derivative of 1 is 0"),
            Row("a", "1 - 2/α", "α", "2/α^2", "sum and power rule"),
        ),
        (Result("a", "z", "(1/2)*(1 - a^2)"),),
        is_chain=True,
    )


LOGISTIC = Activation(
    name="logistic", words="logistic", plain="σ", is_letter=True,
    value=logistic, slope=logistic_slope, is_slope_of_a=False, back=None, is_bounded=True,
    bend=lambda z, a, slope: slope * (1.0 - 2.0 * a), ahead=None, back_bend=None, kinks=(),
    is_positive=(True, True), sigmoid=(1.0, 1.0, 0.0), jacobian=None,
    # 1 + exp(z) is kept, as σ′ is a divided by it.
    fast=FastActivation(_logistic_calls, lambda a, kept: [(np.divide, (a, kept, kept))], may_overflow=True),
    derivation=_logistic_derivation,
)  # fmt: skip

TANH = Activation(
    name="tanh", words="tanh", plain="tanh", is_letter=False,
    value=np.tanh, slope=lambda z, a: 1.0 - a * a, is_slope_of_a=True, back=None, is_bounded=True,
    bend=lambda z, a, slope: -2.0 * a * slope, ahead=None, back_bend=None, kinks=(),
    is_positive=(False, True), sigmoid=(2.0, 2.0, -1.0), jacobian=None,
    fast=FastActivation(
        lambda z, a, kept: [(np.tanh, (z, a))],
        lambda a, kept: [(np.multiply, (a, a, kept)), (np.subtract, (_ONE, kept, kept))],
    ),
    derivation=_tanh_derivation,
)  # fmt: skip

BIPOLAR = Activation(
    name="bipolar_logistic", words="bipolar logistic", plain="bip", is_letter=False,
    # 2σ(z) − 1, without the difference.
    value=lambda z: np.tanh(z / 2), slope=lambda z, a: 0.5 * (1.0 - a * a), is_slope_of_a=True, back=None, is_bounded=True,
    bend=lambda z, a, slope: -a * slope, ahead=None, back_bend=None, kinks=(),
    is_positive=(False, True), sigmoid=(1.0, 2.0, -1.0), jacobian=None,
    fast=FastActivation(
        lambda z, a, kept: [(np.multiply, (z, _HALF, kept)), (np.tanh, (kept, a))],
        lambda a, kept: [
            (np.multiply, (a, a, kept)), (np.subtract, (_ONE, kept, kept)), (np.multiply, (kept, _HALF, kept))
        ],
    ),
    derivation=_bipolar_derivation,
)  # fmt: skip
