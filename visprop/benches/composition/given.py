"""The network that is composed, with all its numbers: structure, parameters, one example and the learning rate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.network import Network
from visprop.scenario.files.fields import Field
from visprop.scenario.files.reading import read_network

MOST_LAYERS, MOST_UNITS = 8, 64
"""The most layers that stand in one row, and the most units that one of them may have."""


@dataclass(frozen=True)
class GivenNetwork:
    """A network with its numbers; it can be compared and hashed.

    Attributes:
        network: the structure, of at most `MOST_LAYERS` layers with at most `MOST_UNITS` units each.
        p: the parameters in the network's order, finite.
        x, y: the example, n_0 and n_L finite numbers.
        eta: the learning rate, above 0.

    Raises:
        ValueError: one of them does not fit, in words.
    """

    network: Network
    p: tuple[float, ...]
    x: tuple[float, ...]
    y: tuple[float, ...]
    eta: float

    def __post_init__(self) -> None:
        sizes = self.network.sizes
        if self.network.depth > MOST_LAYERS:
            raise ValueError(f"at most {MOST_LAYERS} layers are composed here, and the network has {self.network.depth}")
        if max(sizes) > MOST_UNITS:
            raise ValueError(f"layers of at most {MOST_UNITS} units are composed here, and one has {max(sizes)}")
        total = self.network.parameter_count
        for what, numbers, count in (("parameters", self.p, total), ("inputs", self.x, sizes[0]), ("targets", self.y, sizes[-1])):
            if len(numbers) != count:
                raise ValueError(f"the network has {count} {what}, and {len(numbers)} are given")
            if not all(map(math.isfinite, numbers)):
                raise ValueError(f"the {what} are to be finite")
        if not (math.isfinite(self.eta) and self.eta > 0.0):
            raise ValueError("the learning rate is to be a number above 0")
        if reason := self.network.pair.refuse_targets(np.array([self.y])):
            raise ValueError(reason)

    @classmethod
    def of(cls, network: Network, p: Array, x: Array, y: Array, eta: float) -> GivenNetwork:
        """The same of arrays."""
        return cls(network, tuple(map(float, p)), tuple(map(float, x)), tuple(map(float, y)), eta)


ARTICLES_CHAIN = GivenNetwork(
    Network((1, 1, 1, 1, 1), ("logistic",) * 4),
    (1.5, -0.5, -1.25, 0.75, 2.0, -0.5, 1.75, -0.25),
    (0.5,),
    (1.0,),
    0.5,
)
"""The linear net of the article's Figure 3: four layers of one neuron each, w and b of one after the other."""


def read_given(field: Field) -> GivenNetwork:
    """The network of a file.

    Raises:
        FieldError: it is none.
    """
    field.keys("network", "p", "x", "y", "eta")
    network = read_network(field["network"])
    p, x, y = field["p"], field["x"], field["y"]
    try:
        return GivenNetwork.of(
            network, p.numbers(network.parameter_count), x.numbers(network.sizes[0]), y.numbers(network.sizes[-1]),
            field["eta"].above_zero(),
        )  # fmt: skip
    except ValueError as error:
        raise field.error(str(error)) from error


def written_given(given: GivenNetwork) -> dict[str, Any]:
    """The network as a file has it."""
    network = given.network
    structure = {"sizes": list(network.sizes), "activations": list(network.activations), "cost": network.cost}
    return {"network": structure, "p": list(given.p), "x": list(given.x), "y": list(given.y), "eta": given.eta}
