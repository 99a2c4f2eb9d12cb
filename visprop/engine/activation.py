"""What an activation function σ is: one entry carries all that the program needs of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation
from visprop.engine.fast import FastActivation
from visprop.engine.proving import by_differences, do, is_near, is_same, rows_of
from visprop.engine.registry import Need, require
from visprop.engine.written import value


@dataclass(frozen=True)
class Activation:
    """One activation function.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        plain: the function's name, a Greek letter or letters; empty if it is not written at all.
        is_letter: whether the name is a single letter, so that it is set in italics.
        value: z → σ(z), of z's shape and precision; element-wise, or along the last axis.
        slope: (z, σ(z)) → σ′(z), of z's shape; None if the derivative is not element-wise.
        is_slope_of_a: whether that is made of σ(z), whose rounding it then has.
        back: (σ(z), v) → (∂a/∂z)ᵀ v, if it is not element-wise; else None, as then it is σ′ ⊙ v.
        bend: (z, σ(z), σ′(z)) → σ″(z), of z's shape, off its kinks; None if the derivative is not element-wise.
        ahead: (σ(z), u) → (∂a/∂z) u, of shapes that go together, if it is not element-wise; else None, as then it is σ′ ⊙ u.
        back_bend: (σ(z), ȧ, v) → how (∂a/∂z)ᵀ v changes, v held, where σ(z) changes by ȧ, if it is not element-wise; else None.
        kinks: the z at which σ or σ′ jumps, so that there is no second derivative.
        is_bounded: whether |σ| has a bound.
        is_positive: whether σ, and whether σ′, is greater than 0 everywhere, so that a 0 is one that float64 made of it.
        sigmoid: (s, scale, shift), if σ(z) = scale/(1 + exp(−sz)) + shift; surfaces are computed faster then. None if not.
        jacobian: if it is not element-wise, ∂a_i/∂z_j as formulas: for i = j in a, and else in a (a_i) and b (a_j); else None.
        fast: for the fast path.
        derivation: n → the table that derives σ′, for n units (1 if it is element-wise).
    """

    name: str
    words: str
    plain: str
    is_letter: bool
    value: Callable[[Array], Array]
    slope: Callable[[Array, Array], Array] | None
    is_slope_of_a: bool
    back: Callable[[Array, Array], Array] | None
    bend: Callable[[Array, Array, Array], Array] | None
    ahead: Callable[[Array, Array], Array] | None
    back_bend: Callable[[Array, Array, Array], Array] | None
    kinks: tuple[float, ...]
    is_bounded: bool
    is_positive: tuple[bool, bool]
    sigmoid: tuple[float, float, float] | None
    jacobian: tuple[str, str] | None
    fast: FastActivation
    derivation: Callable[[int], Derivation]

    def __post_init__(self) -> None:
        is_whole = len({self.back is None, self.jacobian is None, self.fast.back is None}) == 1
        of_vectors = {self.back is None, self.ahead is None, self.back_bend is None, self.bend is not None}
        require(
            self, "activation",
            ((self.slope is None) != (self.back is None), "it needs a slope, or a product with its Jacobian, not both"),
            (is_whole, "it needs its Jacobian, and the product with it on both paths, or none of them"),
            (len(of_vectors) == 1, "with a slope it needs a bend, with a product also ahead and back_bend, and not the other"),
            empty=("plain",),
        )  # fmt: skip

    @cached_property
    def largest_slope(self) -> float:
        """The largest |σ′| between −20 and 20; infinite if the derivative is not element-wise."""
        if self.slope is None:
            return np.inf
        z = np.linspace(-20.0, 20.0, 8001)
        return float(np.max(np.abs(self.slope(z, self.value(z)))))

    @property
    def is_elementwise(self) -> bool:
        """Whether each a depends on its own z alone."""
        return self.slope is not None

    @property
    def is_flat(self) -> bool:
        """Whether σ′ is 0 wherever there is one, as of a step: no gradient ever comes through."""
        return self.slope is not None and not self.slope(_TRIED, self.value(_TRIED)).any()

    def pulled_back(self, z: Array, a: Array, v: Array) -> Array:
        """(∂a/∂z)ᵀ v (rule 8 of the model; BP1 and BP2), of v's shape."""
        if self.slope is not None:
            return v * self.slope(z, a)
        assert self.back is not None
        return self.back(a, v)


_TRIED = np.array([-3.1, -1.7, -0.6, -0.13, 0.17, 0.45, 1.3, 2.9])
"""Where an activation is tried, beside the places at which one may have a kink."""
_PULLED = np.array([0.3, -1.1, 0.7, 2.0, -0.4, 1.0, 0.6, -0.9])
_FAR = 1e6


def prove(activation: Activation) -> None:
    """Try the numbers of an activation at a few points.

    Raises:
        ValueError: slope, product or Jacobian are not those of the value, the fast path computes something else, a formula
            cannot be written, or what is said of it does not hold.
    """
    a, back = activation.value(_TRIED), "slope" if activation.is_elementwise else "back"
    pulled, fast = activation.pulled_back(_TRIED, a, _PULLED), _fast(activation)
    jacobian, slope = by_differences(activation.value, _TRIED), _slope(activation, a)
    require(
        activation, "activation",
        (is_near(pulled, jacobian.T @ _PULLED), f"{back} is not that of value"),
        (activation.jacobian is None or is_near(_jacobian(activation.jacobian, a), jacobian), "jacobian is not that of value"),
        (is_same(fast[0], a), "fast and value differ"),
        (is_same(fast[1], pulled), f"fast and {back} differ"),
        (not activation.is_positive[0] or bool((a > 0.0).all()), "is_positive: σ is not"),
        (not activation.is_positive[1] or slope is None or bool((slope > 0.0).all()), "is_positive: σ′ is not"),
        (not activation.is_slope_of_a or _is_of_a(activation, a), "is_slope_of_a: the slope depends on z"),
        (not activation.is_bounded or bool(np.abs(activation.value(_FAR * _TRIED)).max() < _FAR), "is_bounded: it is not"),
        (activation.sigmoid is None or is_same(_sigmoid(*activation.sigmoid), a), "sigmoid is not value"),
        empty=("plain",),
    )  # fmt: skip
    _prove_derivation(activation, slope)
    _prove_bend(activation, a)


def _prove_bend(activation: Activation, a: Array) -> None:
    """What is said of the second derivative is that of the first, and at a kink there is none."""
    value, ahead, back, back_bend = activation.value, activation.ahead, activation.back, activation.back_bend
    needs: list[Need] = []
    slope, bend = activation.slope, activation.bend
    if slope is not None and bend is not None:
        bends = np.diag(by_differences(lambda z: slope(z, value(z)), _TRIED))
        needs.append((is_near(bends, bend(_TRIED, a, slope(_TRIED, a))), "bend is not the derivative of slope"))
    if ahead is not None and back is not None and back_bend is not None:
        jacobian, u = by_differences(value, _TRIED), _PULLED[::-1].copy()
        turned = by_differences(lambda z: back(value(z), _PULLED), _TRIED) @ u
        needs.append((is_near(ahead(a, u), jacobian @ u), "ahead is not the product with the Jacobian of value"))
        needs.append((is_near(back_bend(a, ahead(a, u), _PULLED), turned), "back_bend is not how back changes"))
    needs += [(_jumps(activation, kink), f"kinks: neither σ nor σ′ jumps at {kink:g}") for kink in activation.kinks]
    require(activation, "activation", *needs, empty=("plain",))


def _jumps(activation: Activation, kink: float) -> bool:
    """Whether σ or σ′ is another to the left of a place than to its right."""
    z = np.array([kink - 1e-9, kink + 1e-9])
    a = activation.value(z)
    slopes = activation.pulled_back(z, a, np.ones(2))
    return not (is_near(a[:1], a[1:]) and is_near(slopes[:1], slopes[1:]))


def _slope(activation: Activation, a: Array) -> Array | None:
    return None if activation.slope is None else activation.slope(_TRIED, a)


def _is_of_a(activation: Activation, a: Array) -> bool:
    return activation.slope is None or is_same(activation.slope(np.full_like(a, np.nan), a), activation.slope(_TRIED, a))


def _sigmoid(steepness: float, scale: float, shift: float) -> Array:
    return scale / (1.0 + np.exp(-steepness * _TRIED)) + shift


def _jacobian(formulas: tuple[str, str], a: Array) -> Array:
    """∂a_i/∂z_j by its formulas."""
    own, other = (value(text, {"a": a[:, None], "b": a[None, :]}) for text in formulas)
    return np.where(np.eye(a.size) == 1.0, own, other)


def _fast(activation: Activation) -> tuple[Array, Array]:
    """σ(z) and (∂a/∂z)ᵀ v as the fast path has them."""
    z, v = _TRIED[:, None].copy(), _PULLED[:, None].copy()
    a, kept, fast = np.empty_like(z), np.ones_like(z), activation.fast
    do(fast.forward(z, a, kept))
    if fast.back is not None:
        do(fast.back(a, v))
        return a[:, 0], v[:, 0]
    if fast.slope is not None:
        do(fast.slope(a, kept))
        v *= kept
    return a[:, 0], v[:, 0]


def _prove_derivation(activation: Activation, slope: Array | None) -> None:
    """Its formulas can be written, and what comes out is σ′."""
    units = 1 if activation.is_elementwise else _TRIED.size
    table = activation.derivation(units)
    known = {f"z{i}": z for i, z in enumerate(_TRIED, start=1)} if slope is None else {"z": _TRIED}
    found = rows_of(table, known)
    if slope is None:
        return
    for result in table.results:
        is_right = is_same(np.asarray(value(result.formula, found)), slope)
        require(activation, "activation", (is_right, f"derivation: {result.formula} is not the slope"), empty=("plain",))
