"""The neuron's numbers, and what is seen at each step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from visprop.benches.neuron.saturation import FLAT
from visprop.benches.neuron.setting import numbers_of, partial_sums, settled
from visprop.benches.values import Values
from visprop.engine.activation import Activation
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array


class Seen(IntEnum):
    """From which step on something is seen."""

    INPUTS = 0
    PRODUCTS = 1
    SUM = 2
    ACTIVATION = 3
    SLOPE = 4
    SATURATION = 5
    TANH = 6
    MORPH = 7


@dataclass(frozen=True)
class Neuron:
    """A neuron with its numbers.

    Attributes:
        x, w: its inputs and their weights.
        b: its bias.
        activation: σ.
        reach: how far the axis of z goes to both sides.
        has_tanh: whether tanh is drawn beside σ at every step.
        morph: 0 to 3, how far σ is on its way to tanh.
        step: what is seen of it.
    """

    x: tuple[float, ...]
    w: tuple[float, ...]
    b: float
    activation: Activation
    reach: float
    has_tanh: bool
    morph: float
    step: int

    @property
    def count(self) -> int:
        """How many inputs it has."""
        return len(self.x)

    @cached_property
    def products(self) -> tuple[float, ...]:
        """w_k x_k of each input."""
        return tuple(one * other for one, other in zip(self.w, self.x, strict=True))

    @property
    def terms(self) -> tuple[float, ...]:
        """What adds up to z: the products, and b."""
        return (*self.products, self.b)

    @cached_property
    def sums(self) -> tuple[float, ...]:
        """0, and what there is after each term; z is the last."""
        return tuple(partial_sums(list(self.x), list(self.w), self.b))

    @property
    def z(self) -> float:
        """w₁x₁ + … + b."""
        return self.sums[-1]

    @cached_property
    def a(self) -> float:
        """σ(z)."""
        return float(self.of(np.array([self.z]))[0])

    @cached_property
    def slope(self) -> float:
        """σ′(z)."""
        return float(self.slopes(np.array([self.z]))[0])

    @property
    def shows_tanh(self) -> bool:
        """Whether tanh is drawn beside σ at the step."""
        return self.activation.name != "tanh" and (self.has_tanh or self.sees(Seen.TANH))

    def of(self, z: Array) -> Array:
        """σ of any z, of its shape."""
        return self.activation.value(z)

    def slopes(self, z: Array) -> Array:
        """σ′ of any z, of its shape."""
        assert self.activation.slope is not None, "only element-wise ones can be chosen"
        return self.activation.slope(z, self.activation.value(z))

    @property
    def is_saturated(self) -> bool:
        """Whether σ is so flat at z that a hardly moves with it."""
        return abs(self.slope) < FLAT

    def sees(self, what: Seen) -> bool:
        """Whether something is seen at the step."""
        return self.step >= what


def neuron_of(values: Values, step: int) -> Neuron:
    """The neuron that is set, at a step."""
    x, w, b = numbers_of(values)
    activation = ACTIVATIONS[values["activation"]]
    # A file may have one that has no room for the bars.
    reach = float(settled(values, frozenset())["reach"])
    return Neuron(tuple(x), tuple(w), b, activation, reach, values["beside"], float(values["morph"]), step)


def words_of(values: Values) -> tuple[str, ...]:
    """What is seen at each step."""
    one = neuron_of(values, Seen.MORPH)
    inputs, products = (
        ("an input", "The weight multiplies it") if one.count == 1 else ("inputs", "Each weight multiplies its input")
    )
    is_are = "is" if one.is_saturated else "is not"
    return (
        f"A neuron has {inputs} from outside, a weight on each arrow and a bias inside",
        f"{products}: blue pushes to the right, orange to the left",
        "The products and b are laid end to end: where they end is z",
        "The activation makes a of z: a is the height of the curve where the balance ends",
        "The tangent at z has the slope σ′(z): how fast a moves with z",
        f"Where |σ′| is below {FLAT:g} the neuron is saturated: this one {is_are}",
        "tanh has the shape of the logistic function, but goes from −1 to 1, and is steeper at 0",
        "In “σ and tanh” a slider makes tanh of σ: twice as steep, twice as high, one lower, 2σ(2x) − 1",
    )


def known_numbers(known: Neuron) -> dict[str, float | None]:
    """What is known by the names that a lesson's text uses."""
    return {
        "z": known.z if known.step >= Seen.SUM else None,
        "a": known.a if known.step >= Seen.ACTIVATION else None,
        "slope": known.slope if known.step >= Seen.SLOPE else None,
    }
