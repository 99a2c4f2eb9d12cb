"""How the numbers of a layer are spread, over time: a histogram of ten bins that each hold a tenth of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.backprop import deltas
from visprop.engine.key import Key
from visprop.scenario.scenario import Scenario
from visprop.timeline.frame import Frame

TENTHS = np.linspace(0.0, 1.0, 11)
"""Which shares of the numbers lie below the bounds of the bins."""
_TEXT = re.compile(r"([wbazd])([1-9]\d?)", re.ASCII)


class Spread(NamedTuple):
    """What can be told so of a layer.

    Attributes:
        words: the numbers, with a gap for the layer.
        passes: as how many passes over all examples they count.
        numbers: (scenario, p, layer) → all of them.
    """

    words: str
    passes: float
    numbers: Callable[[Scenario, Array, int], Array]


def _activations(scenario: Scenario, p: Array, layer: int) -> Array:
    return list(scenario.network.passes(p, scenario.train.x))[layer - 1].a


def _weighted_inputs(scenario: Scenario, p: Array, layer: int) -> Array:
    return list(scenario.network.passes(p, scenario.train.x))[layer - 1].z


def _deltas(scenario: Scenario, p: Array, layer: int) -> Array:
    network, train = scenario.network, scenario.train
    return list(deltas(network, list(network.passes(p, train.x)), train.y))[network.depth - layer]


SPREADS = {
    "w": Spread("weights of layer {}", 0.0, lambda scenario, p, layer: scenario.network.layers(p)[layer - 1][0]),
    "b": Spread("biases of layer {}", 0.0, lambda scenario, p, layer: scenario.network.layers(p)[layer - 1][1]),
    "z": Spread("weighted inputs z of layer {}, all rows", 1.0, _weighted_inputs),
    "a": Spread("activations a of layer {}, all rows", 1.0, _activations),
    "d": Spread("gradients δ of layer {}, all rows", 3.0, _deltas),
}
"""By the letter of their keys."""


def spread_key(name: str) -> Key | None:
    """The key of a whole layer that a name is, such as w2 or a1; None for any other."""
    match = _TEXT.fullmatch(name)
    return None if match is None else Key(match[1], int(match[2]))


def tenths(frame: Frame, key: Key) -> Array:
    """The bounds of the bins at the p of now, of shape (11,): the least, those between tenths, the largest."""
    with np.errstate(all="ignore"):
        numbers = SPREADS[key.letter].numbers(frame.scenario, frame.p, key.number)
        found: Array = np.quantile(numbers, TENTHS)
    return found
