"""The mean cost of each batch, from what the fast path has in its buffers while it makes an update."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.pair import Pair

_TOGETHER, _NUMBERS = 512, 1 << 15
"""Of at most so many batches the costs are computed in one go, and of fewer where they have so many numbers."""


class CostsTold:
    """Notes each batch, and computes the costs of many together where one takes more than a call.

    Args:
        pair: the cost.
        output, z, difference: buffers of shape (n_L, m); z is None where the cost does not need it.
    """

    def __init__(self, pair: Pair, output: Array, z: Array | None, difference: Array) -> None:
        self._pair = pair
        self._output, self._z, self._flat = output, output if z is None else z, difference.reshape(-1)
        self._count = difference.shape[1]
        self._costs: list[float] = []
        room = 0 if pair.of_squares is not None else max(1, min(_TOGETHER, _NUMBERS // output.size))
        self._kept = [np.empty((room, *output.shape)) for _ in range(3)]
        self._places = list(zip(*self._kept, strict=True))
        self._noted = 0

    def begin(self, costs: list[float]) -> Callable[[Array], object]:
        """What is called with the targets of each batch, once its outputs are compared with them."""
        self._costs = costs
        share = self._pair.of_squares
        if share is None:
            return self._note
        dot, flat, append = self._flat.dot, self._flat, costs.append
        share /= self._count
        return lambda y: append(share * dot(flat))

    def _note(self, y: Array) -> None:
        copyto, (kept_y, kept_z, kept_a) = np.copyto, self._places[self._noted]
        copyto(kept_y, y)
        copyto(kept_z, self._z)
        copyto(kept_a, self._output)
        self._noted += 1
        if self._noted == len(self._places):
            self.end()

    def end(self) -> None:
        """Append the costs of what was noted."""
        if self._noted:
            y, z, a = (kept[: self._noted].transpose(0, 2, 1) for kept in self._kept)
            self._costs += self._pair.value(y, z, a).mean(axis=1).tolist()
            self._noted = 0
