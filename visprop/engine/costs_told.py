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
        output, difference: buffers of shape (n_L, m).
    """

    def __init__(self, pair: Pair, output: Array, difference: Array) -> None:
        self._pair, self._output, self._flat = pair, output, difference.reshape(-1)
        self._count = difference.shape[1]
        self._costs: list[float] = []
        room = 0 if pair.of_squares is not None else max(1, min(_TOGETHER, _NUMBERS // output.size))
        n, m = output.shape
        # Outputs come first, so that sums over them run along many batches at once.
        self._kept_y, self._kept = np.empty((n, room, m)), np.empty((n, room, m))
        self._places = [self._kept[:, i] for i in range(room)]
        self._targets: list[Array] = []

    def begin(self, costs: list[float]) -> Callable[[Array], object]:
        """What is called with the targets of each batch, once its outputs are compared with them; they stand until the end."""
        self._costs = costs
        share = self._pair.of_squares
        if share is None:
            return self._note
        dot, flat, append = self._flat.dot, self._flat, costs.append
        share /= self._count
        return lambda y: append(share * dot(flat))

    def keep_z(self, z: Array) -> None:
        """Keep the weighted inputs of the last layer, of which the cost is made, before they are overwritten."""
        np.copyto(self._places[len(self._targets)], z)

    def _note(self, y: Array) -> None:
        if not self._pair.needs_z:
            np.copyto(self._places[len(self._targets)], self._output)
        self._targets.append(y)
        if len(self._targets) == len(self._places):
            self.end()

    def end(self) -> None:
        """Append the costs of what was noted."""
        count = len(self._targets)
        if count:
            rows = np.concatenate([y.T for y in self._targets]).reshape(count, self._count, -1)
            self._kept_y[:, :count] = rows.transpose(2, 0, 1)
            y, values = (kept[:, :count].transpose(1, 2, 0) for kept in (self._kept_y, self._kept))
            self._costs += self._pair.value(y, values, values).mean(axis=1).tolist()
            self._targets.clear()
