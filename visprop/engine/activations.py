"""The registry of activation functions σ: each entry carries all that the program needs of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation, Result, Row
from visprop.engine.fast import Call, FastActivation


@dataclass(frozen=True)
class Activation:
    """One activation function.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        latex: of the function's name; empty if it is not written at all.
        plain: the same in plain text.
        is_letter: whether the name is a single letter, so that it is set in italics.
        value: z → σ(z), of z's shape and precision; element-wise, or along the last axis.
        slope: (z, σ(z)) → σ′(z), of z's shape; None if the derivative is not element-wise.
        back: (σ(z), v) → (∂a/∂z)ᵀ v, if it is not element-wise; else None, as then it is σ′ ⊙ v.
        is_bounded: whether |σ| has a bound.
        is_positive: whether σ, and whether σ′, is greater than 0 everywhere, so that a 0 is one that float64 made of it.
        sigmoid: (s, scale, shift), if σ(z) = scale/(1 + exp(−sz)) + shift; surfaces are computed faster then. None if not.
        jacobian: if it is not element-wise, ∂a_i/∂z_j as formulas: for i = j in a, and else in a (a_i) and b (a_j); else None.
        fast: for the fast path.
        derivation: n → the table that derives σ′, for n units (1 if it is element-wise).
    """

    name: str
    words: str
    latex: str
    plain: str
    is_letter: bool
    value: Callable[[Array], Array]
    slope: Callable[[Array, Array], Array] | None
    back: Callable[[Array, Array], Array] | None
    is_bounded: bool
    is_positive: tuple[bool, bool]
    sigmoid: tuple[float, float, float] | None
    jacobian: tuple[str, str] | None
    fast: FastActivation
    derivation: Callable[[int], Derivation]

    def __post_init__(self) -> None:
        if (self.slope is None) == (self.back is None):
            raise ValueError(f"the activation {self.name!r} needs a slope, or a product with its Jacobian, not both")
        if len({self.back is None, self.jacobian is None, self.fast.back is None}) != 1:
            raise ValueError(
                f"the activation {self.name!r} needs its Jacobian, and the product with it on both paths, or none of them"
            )

    @property
    def is_elementwise(self) -> bool:
        """Whether each a depends on its own z alone."""
        return self.slope is not None

    def pulled_back(self, z: Array, a: Array, v: Array) -> Array:
        """(∂a/∂z)ᵀ v (rule 8 of the model; BP1 and BP2), of v's shape."""
        if self.slope is not None:
            return v * self.slope(z, a)
        assert self.back is not None
        return self.back(a, v)


# NumPy takes a 0-d array faster than a Python float.
_ZERO, _ONE, _TWO = np.array(0.0), np.array(1.0), np.array(2.0)


def _logistic(z: Array) -> Array:
    # 1/(1 + exp(−z)) written with tanh, which cannot overflow.
    a = np.asarray(0.5 * z)
    np.tanh(a, out=a)
    a *= 0.5
    a += 0.5
    return a


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


def _softmax(z: Array) -> Array:
    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
    shares: Array = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _softmax_back(a: Array, v: Array) -> Array:
    """a ⊙ (v − a·v), as ∂a_i/∂z_j = a_i (δ_ij − a_j)."""
    product: Array = a * (v - (a * v).sum(axis=-1, keepdims=True))
    return product


def _softmax_forward(z: Array) -> list[Call]:
    row = np.empty((1, z.shape[1]))
    return [
        (np.max, (z, 0, row[0])),
        (np.subtract, (z, row, z)),
        (np.exp, (z, z)),
        (np.sum, (z, 0, None, row[0])),
        (np.divide, (z, row, z)),
    ]


def _softmax_back_calls(a: Array, v: Array) -> list[Call]:
    scratch, row = np.empty_like(v), np.empty((1, v.shape[1]))
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


ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        Activation(
            name="logistic", words="logistic", latex=r"\sigma", plain="σ", is_letter=True,
            value=_logistic, slope=lambda z, a: a * (1.0 - a), back=None, is_bounded=True,
            is_positive=(True, True), sigmoid=(1.0, 1.0, 0.0), jacobian=None,
            # σ(z) = (1 + tanh(z/2))/2 is stored doubled, as 1 + tanh(z/2), with 4σ′ = (2 − 2σ)·2σ.
            fast=FastActivation(
                0.5, 2.0, 4.0,
                lambda z: [(np.tanh, (z, z)), (np.add, (z, _ONE, z))],
                lambda a, out: [(np.subtract, (_TWO, a, out)), (np.multiply, (out, a, out))],
            ),
            derivation=_logistic_derivation,
        ),
        Activation(
            name="tanh", words="tanh", latex=r"\tanh", plain="tanh", is_letter=False,
            value=np.tanh, slope=lambda z, a: 1.0 - a * a, back=None, is_bounded=True,
            is_positive=(False, True), sigmoid=(2.0, 2.0, -1.0), jacobian=None,
            fast=FastActivation(
                1.0, 1.0, 1.0,
                lambda z: [(np.tanh, (z, z))],
                lambda a, out: [(np.multiply, (a, a, out)), (np.subtract, (_ONE, out, out))],
            ),
            derivation=_tanh_derivation,
        ),
        Activation(
            name="relu", words="ReLU", latex=r"\mathrm{ReLU}", plain="ReLU", is_letter=False,
            # The derivative at z = 0, where there is none, is taken as 0.
            value=lambda z: np.maximum(z, 0.0), slope=lambda z, a: np.where(np.isnan(z), z, (z > 0.0).astype(z.dtype)),
            back=None, is_bounded=False, is_positive=(False, False), sigmoid=None, jacobian=None,
            fast=FastActivation(
                1.0, 1.0, 1.0,
                lambda z: [(partial(np.maximum, out=z), (z, _ZERO))],
                lambda a, out: [(np.sign, (a, out))],
            ),
            derivation=_relu_derivation,
        ),
        Activation(
            name="identity", words="identity", latex="", plain="", is_letter=False,
            value=lambda z: z.copy(), slope=lambda z, a: np.ones_like(z), back=None, is_bounded=False,
            is_positive=(False, False), sigmoid=None, jacobian=None,
            fast=FastActivation(1.0, 1.0, 1.0, lambda z: [], None),
            derivation=_identity_derivation,
        ),
        Activation(
            name="softmax", words="softmax", latex=r"\mathrm{softmax}", plain="softmax", is_letter=False,
            value=_softmax, slope=None, back=_softmax_back, is_bounded=True,
            is_positive=(True, False), sigmoid=None, jacobian=("a*(1 - a)", "-(a*b)"),
            fast=FastActivation(1.0, 1.0, 1.0, _softmax_forward, None, _softmax_back_calls),
            derivation=_softmax_derivation,
        ),
    )
}  # fmt: skip
"""Every activation by its name."""
