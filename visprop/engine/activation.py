"""What an activation function σ is: one entry carries all that the program needs of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from visprop.engine.arrays import Array
from visprop.engine.derivation import Derivation
from visprop.engine.fast import FastActivation


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
        is_slope_of_a: whether that is made of σ(z), whose rounding it then has.
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
    is_slope_of_a: bool
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
