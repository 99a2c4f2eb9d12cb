"""Where a parameter stands in the network: at one place, or, as what is tied has one symbol and one value, at several."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.objective import summed
from visprop.notation.dress import Dress
from visprop.scenario.scenario import Scenario


class Places:
    """The places of a network's parameters, as keys from 1 (`w2[1,2]`).

    Args:
        scenario: whose network, and what is tied and frozen in it.
        dress: whether all biases are one constant.
    """

    def __init__(self, scenario: Scenario, dress: Dress) -> None:
        self._network, self._freedom, self._has_one_bias = scenario.network, scenario.freedom, dress.has_one_bias

    @cached_property
    def leader(self) -> NDArray[np.intp]:
        """For each entry of p the first one that is the same parameter; of p's length."""
        leader = self._freedom.leader
        if not self._has_one_bias:
            return leader
        biases = np.flatnonzero(~self._network.is_weight)
        leader = leader.copy()
        leader[biases] = biases[0]
        return leader

    @cached_property
    def _are_single(self) -> bool:
        return bool((self.leader == np.arange(self.leader.size)).all())

    def summed(self, values: Array) -> Array:
        """What each place gives, added up over the places of its parameter; of p's length."""
        return values if self._are_single else summed(values, self.leader)

    def of(self, key: Key) -> tuple[Key, ...]:
        """All places of the parameter at one of them, from the last layer to the first, as the backward pass comes to them."""
        if self._are_single:
            return (key,)
        index = self._network.single(key)
        found = [self._network.parameter(int(i)) for i in np.flatnonzero(self.leader == self.leader[index])]
        return tuple(sorted(found, key=lambda one: -one.layer))

    def is_shared(self, key: Key) -> bool:
        """Whether the parameter stands at several places."""
        return len(self.of(key)) > 1

    def last(self, key: Key) -> Key:
        """The place that the backward pass comes to last: only then is the derivative by the parameter known."""
        places = self.of(key)
        return key if key.layer == places[-1].layer else places[-1]

    def is_completed_by(self, key: Key) -> bool:
        """Whether the backward pass through a place's layer completes the derivative by its parameter."""
        return self.last(key) == key

    def moves(self, key: Key) -> bool:
        """Whether the parameter is free to move."""
        return bool(self._freedom.free[self._network.single(key)])

    def entries(self, letter: str, layer: int) -> NDArray[np.intp]:
        """The entries of p that are the weights, or the biases, of a layer."""
        start, end = self._network.offsets[layer - 1 : layer + 1]
        return start + np.flatnonzero(self._network.is_weight[start:end] == (letter == "w"))

    def all_move(self, keys: NDArray[np.intp]) -> bool:
        """Whether all of some entries of p are free to move."""
        return bool(self._freedom.free[keys].all())

    def any_is_shared(self, keys: NDArray[np.intp]) -> bool:
        """Whether any of some entries of p stands elsewhere too."""
        counts = np.bincount(self.leader, minlength=self.leader.size)
        return bool((counts[self.leader[keys]] > 1).any())

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How many different weights and how many different biases there are."""
        first = self.leader == np.arange(self.leader.size)
        weights = int((first & self._network.is_weight).sum())
        return weights, int(first.sum()) - weights
