"""The registry of dresses, from the most abstract to any sizes, as the article climbs ("gradual change of abstraction")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.registry import Registry, require
from visprop.notation.dress import NEURONS, Dress
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.euler import EULER
from visprop.notation.notations.general import generally
from visprop.notation.notations.instantiated import INSTANTIATED
from visprop.notation.notations.layered import LAYERED
from visprop.notation.notations.leibniz import LEIBNIZ
from visprop.notation.notations.leibniz_chain import LEIBNIZ_CHAIN
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.vectorised import VECTORISED
from visprop.scenario.scenario import Scenario


def _unless_linear(scenario: Scenario) -> str:
    network = scenario.network
    if set(network.sizes) != {1}:
        return "it is for networks with one neuron in each layer"
    if not all(ACTIVATIONS[name].is_elementwise for name in network.activations):
        return "it is for networks whose layers are rows of neurons, which softmax is not"
    if any({key.letter for key in group} == {"w", "b"} for group in scenario.tied_keys):
        return "it is for networks in which no bias is tied to a weight"
    return ""


def _unless_constant(scenario: Scenario) -> str:
    """Why the biases are not one constant b."""
    network, free = scenario.network, scenario.network.layers(scenario.free.astype(float))
    biases = np.concatenate([b for _, b in network.layers(scenario.p0)])
    if any(b.any() for _, b in free) or (biases != biases[0]).any():
        return "it is for networks whose biases are one constant: all equal, and frozen"
    return ""


def _unless_constant_and_linear(scenario: Scenario) -> str:
    return _unless_linear(scenario) or _unless_constant(scenario)


def _unless_wide(scenario: Scenario) -> str:
    return "it is for networks with several neurons in a layer" if set(scenario.network.sizes) == {1} else ""


def _abstract(notation: Notation) -> Notation:
    """Where f is not opened there is no z, and nothing to multiply but D of f."""
    return LEIBNIZ_CHAIN if notation in (LEIBNIZ, LEIBNIZ_CHAIN) else EULER


def _with_d(notation: Notation) -> Notation:
    return INSTANTIATED if notation in (COMPONENTS, VECTORISED) else notation


@dataclass(frozen=True)
class Worn:
    """A dress, and how a notation is written in it."""

    dress: Dress
    written: Callable[[Notation], Notation]

    def __post_init__(self) -> None:
        require(self, "dress", name=self.dress.name)


WORN: Registry[Worn] = Registry(
    (
        Worn(
            Dress(
                "any", "f p, any f and C", "The network with any function f and any cost C, in symbols alone",
                _unless_linear, weight="p", is_opened=False, has_biases=False, has_numbers=False, passes="d",
            ),
            _abstract,
        ),
        Worn(
            Dress(
                "parameter", "f p", "Each neuron as a function f of its parameter p and its input; b is a constant",
                _unless_constant_and_linear, weight="p", is_opened=False, has_biases=False, has_one_bias=True, passes="d",
            ),
            _abstract,
        ),
        Worn(
            Dress(
                "constant", "w, one constant b", "The neuron opened: σ(w a + b), with the same constant b in each",
                _unless_constant_and_linear, has_biases=False, has_one_bias=True, passes="d",
            ),
            _with_d,
        ),
        Worn(NEURONS, lambda notation: notation),
        Worn(
            Dress(
                "layers", "layers f p", "Each layer as a function of its parameters, with its type",
                _unless_wide, has_types=True,
            ),
            lambda notation: LAYERED,
        ),
        Worn(
            Dress(
                "general", "any sizes", "Layer l, neuron j and input k of networks of any size, in symbols alone",
                lambda scenario: "", has_numbers=False, is_general=True,
            ),
            generally,
        ),
    ),
    name_of=lambda worn: worn.dress.name,
)  # fmt: skip
"""Every dress by its name, with how notations are written in it."""


class _Dresses(Mapping[str, Dress]):
    """The dresses of what is in `WORN`."""

    def __getitem__(self, name: str) -> Dress:
        return WORN[name].dress

    def __iter__(self) -> Iterator[str]:
        return iter(WORN)

    def __len__(self) -> int:
        return len(WORN)


DRESSES = _Dresses()
"""Every dress by its name."""


def written_in(dress: Dress, notation: Notation) -> Notation:
    """A notation as it is written in a dress."""
    return WORN[dress.name].written(notation)
