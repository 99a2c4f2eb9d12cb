"""Activations with a straight part: ReLU and its relatives, the identity, and the step."""

from __future__ import annotations

from functools import partial

import numpy as np

from visprop.engine.activation import Activation
from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation, Result, Row
from visprop.engine.fast import Call, FastActivation, explained
from visprop.engine.normal import DENSITY_AT_0, normal_density, normal_share
from visprop.engine.sigmoids import logistic, logistic_slope

# NumPy takes a 0-d array faster than a Python float.
_ZERO = np.array(0.0)
_LEAK = 0.01
_LEAK_ARRAY, _REST = np.array(_LEAK), np.array(1.0 - _LEAK)


def _is_above_0(z: Array) -> Array:
    """1 where z is above 0, else 0; NaN where it is none."""
    return np.heaviside(z, 0.0)


def _identity_calls(z: Array, a: Array, kept: Array) -> list[Call]:
    return [] if z is a else [(np.copyto, (a, z))]


def _relu_derivation(n: int) -> Derivation:
    return Derivation(
        "The rectified linear unit, a = max(0, z)",
        (
            Row("a", "z", "z", "1", "if z is above 0"),
            Row("a", "0", "z", "0", "if it is below, constant rule; at 0, 0 is taken"),
        ),
    )


def _identity_derivation(n: int) -> Derivation:
    return Derivation("The identity, a = z", (Row("a", "z", "z", "1", "the derivative of a variable by itself"),))


def _leaky_derivation(n: int) -> Derivation:
    return Derivation(
        "The leaky rectified linear unit, a = max(z, z/100)",
        (
            Row("a", "z", "z", "1", "if z is above 0"),
            Row("a", "z/100", "z", "1/100", "if it is below, multiplication by a constant; at 0, 1/100 is taken"),
        ),
    )


def _softplus(z: Array) -> Array:
    """ln(1 + exp(z)), without the overflow."""
    total: Array = np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))
    return total


def _softplus_derivation(n: int) -> Derivation:
    return Derivation(
        "Softplus, a = ln(1 + exp(z))",
        (
            Row("β", "exp(z)", "z", "exp(z)", "exponential rule"),
            Row("α", "1 + β", "β", "1", "sum rule, the derivative of 1 is 0"),
            Row("a", "ln(α)", "α", "1/α", "logarithm rule"),
        ),
        (Result("a", "z", "1 - exp(-a)"),),
        is_chain=True,
    )


def _gelu_derivation(n: int) -> Derivation:
    return Derivation(
        "The Gaussian error linear unit, a = z Φ(z)",
        (
            Row("α", "Phi(z)", "z", "k*exp(-(z^2/2))", "the density of the normal distribution"),
            Row("a", "z*α", "z", "α + z*dα", "product rule"),
        ),
        given=(("k", repr(DENSITY_AT_0)),),
    )


def _silu(z: Array) -> Array:
    return z * logistic(z)


def _silu_slope(z: Array, a: Array) -> Array:
    return logistic(z) + z * logistic_slope(z, logistic(z))


def _silu_bend(z: Array, a: Array, slope: Array) -> Array:
    share = logistic(z)
    return logistic_slope(z, share) * (2.0 + z * (1.0 - 2.0 * share))


def _silu_derivation(n: int) -> Derivation:
    return Derivation(
        "The sigmoid linear unit, a = z σ(z)",
        (
            Row("α", "1/(1 + exp(-z))", "z", "α*(1 - α)", "the logistic function"),
            Row("a", "z*α", "z", "α + z*dα", "product rule"),
        ),
    )


def _mish_ratio(z: Array) -> Array:
    """tanh(ln(1 + exp(z))), by what does not overflow."""
    low = np.exp(-np.abs(z))
    # With e = exp(z): ((1 + e)² − 1)/((1 + e)² + 1), above 0 with both sides divided by e².
    above = np.where(z > 0.0, 1.0 + 2.0 * low, low * (low + 2.0))
    ratio: Array = above / np.where(z > 0.0, 1.0 + 2.0 * low * (1.0 + low), low * (low + 2.0) + 2.0)
    return ratio


def _mish(z: Array) -> Array:
    return z * _mish_ratio(z)


def _mish_rest(z: Array) -> Array:
    """1 − tanh(ln(1 + exp(z))): the share of 2 in the denominator."""
    low = np.exp(-np.abs(z))
    return np.where(z > 0.0, 2.0 * low * low / (1.0 + 2.0 * low * (1.0 + low)), 2.0 / (low * (low + 2.0) + 2.0))


def _mish_slope(z: Array, a: Array) -> Array:
    ratio = _mish_ratio(z)
    # 1 − tanh² is (1 − tanh)(1 + tanh).
    slope: Array = ratio + z * _mish_rest(z) * (1.0 + ratio) * logistic(z)
    return slope


def _mish_bend(z: Array, a: Array, slope: Array) -> Array:
    """2t′ + z t″ of a = z t, with t′ = (1 − t²)σ and t″ = (1 − t²)(σ′ − 2tσ²)."""
    ratio, share = _mish_ratio(z), logistic(z)
    turned = 2.0 * share + z * (logistic_slope(z, share) - 2.0 * ratio * share * share)
    bend: Array = _mish_rest(z) * (1.0 + ratio) * turned
    return bend


def _mish_derivation(n: int) -> Derivation:
    return Derivation(
        "Mish, a = z tanh(ln(1 + exp(z)))",
        (
            Row("β", "1 + exp(z)", "z", "exp(z)", "sum and exponential rule"),
            Row("α", "(β^2 - 1)/(β^2 + 1)", "β", "(4*β)/(β^2 + 1)^2", "quotient rule; this is tanh(ln β)"),
            Row("a", "z*α", "z", "α + z*dα*dβ", "product and chain rule"),
        ),
    )


def _step_derivation(n: int) -> Derivation:
    return Derivation(
        "The step, a = 1 if z is above 0, else 0: it has no gradient to follow",
        (
            Row("a", "1", "z", "0", "if z is above 0, constant rule"),
            Row("a", "0", "z", "0", "if it is below, constant rule; at 0, where there is no derivative, 0 is taken"),
        ),
    )


RELU = Activation(
    name="relu", words="ReLU", plain="ReLU", is_letter=False,
    # The derivative at z = 0, where there is none, is taken as 0.
    value=lambda z: np.maximum(z, 0.0), slope=lambda z, a: _is_above_0(z),
    is_slope_of_a=False, back=None, is_bounded=False, is_positive=(False, False), sigmoid=None, jacobian=None,
    bend=lambda z, a, slope: np.zeros_like(z), ahead=None, back_bend=None, kinks=(0.0,),
    fast=FastActivation(
        lambda z, a, kept: [(partial(np.maximum, out=a), (z, _ZERO))], lambda a, kept: [(np.sign, (a, kept))]
    ),
    derivation=_relu_derivation,
)  # fmt: skip

LEAKY_RELU = Activation(
    name="leaky_relu", words="leaky ReLU", plain="LReLU", is_letter=False,
    value=lambda z: np.maximum(z, _LEAK * z), slope=lambda z, a: (1.0 - _LEAK) * _is_above_0(z) + _LEAK,
    is_slope_of_a=False, back=None, is_bounded=False, is_positive=(False, True), sigmoid=None, jacobian=None,
    bend=lambda z, a, slope: np.zeros_like(z), ahead=None, back_bend=None, kinks=(0.0,),
    fast=FastActivation(
        lambda z, a, kept: [(np.multiply, (z, _LEAK_ARRAY, kept)), (partial(np.maximum, out=a), (z, kept))],
        lambda a, kept: [
            (np.heaviside, (a, _ZERO, kept)), (np.multiply, (kept, _REST, kept)), (np.add, (kept, _LEAK_ARRAY, kept))
        ],
    ),
    derivation=_leaky_derivation,
)  # fmt: skip

SOFTPLUS = Activation(
    name="softplus", words="softplus", plain="softplus", is_letter=False,
    value=_softplus, slope=lambda z, a: logistic(z), is_slope_of_a=False, back=None, is_bounded=False, is_positive=(True, True),
    bend=lambda z, a, slope: logistic_slope(z, slope), ahead=None, back_bend=None, kinks=(),
    sigmoid=None, jacobian=None, fast=explained(_softplus, lambda z, a: logistic(z)), derivation=_softplus_derivation,
)  # fmt: skip


def _gelu(z: Array) -> Array:
    return z * normal_share(z)


def _gelu_slope(z: Array, a: Array) -> Array:
    return normal_share(z) + z * normal_density(z)


GELU = Activation(
    name="gelu", words="GELU", plain="GELU", is_letter=False,
    value=_gelu, slope=_gelu_slope, is_slope_of_a=False, back=None, is_bounded=False, is_positive=(False, False),
    bend=lambda z, a, slope: (2.0 - z * z) * normal_density(z), ahead=None, back_bend=None, kinks=(),
    sigmoid=None, jacobian=None, fast=explained(_gelu, _gelu_slope), derivation=_gelu_derivation,
)  # fmt: skip

SILU = Activation(
    name="silu", words="SiLU", plain="SiLU", is_letter=False,
    value=_silu, slope=_silu_slope, is_slope_of_a=False, back=None, is_bounded=False, is_positive=(False, False),
    bend=_silu_bend, ahead=None, back_bend=None, kinks=(),
    sigmoid=None, jacobian=None, fast=explained(_silu, _silu_slope), derivation=_silu_derivation,
)  # fmt: skip

MISH = Activation(
    name="mish", words="Mish", plain="Mish", is_letter=False,
    value=_mish, slope=_mish_slope, is_slope_of_a=False, back=None, is_bounded=False, is_positive=(False, False),
    bend=_mish_bend, ahead=None, back_bend=None, kinks=(),
    sigmoid=None, jacobian=None, fast=explained(_mish, _mish_slope), derivation=_mish_derivation,
)  # fmt: skip

IDENTITY = Activation(
    name="identity", words="identity", plain="", is_letter=False,
    value=lambda z: z.copy(), slope=lambda z, a: np.ones_like(z), is_slope_of_a=False, back=None, is_bounded=False,
    bend=lambda z, a, slope: np.zeros_like(z), ahead=None, back_bend=None, kinks=(),
    is_positive=(False, False), sigmoid=None, jacobian=None,
    fast=FastActivation(_identity_calls, None),
    derivation=_identity_derivation,
)  # fmt: skip

STEP = Activation(
    name="step", words="step", plain="step", is_letter=False,
    value=_is_above_0, slope=lambda z, a: 0.0 * a, is_slope_of_a=False, back=None, is_bounded=True, is_positive=(False, False),
    bend=lambda z, a, slope: np.zeros_like(z), ahead=None, back_bend=None, kinks=(0.0,),
    sigmoid=None, jacobian=None,
    fast=FastActivation(
        lambda z, a, kept: [(np.heaviside, (z, _ZERO, a))], lambda a, kept: [(np.multiply, (a, _ZERO, kept))]
    ),
    derivation=_step_derivation,
)  # fmt: skip
