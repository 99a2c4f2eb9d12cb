"""Many runs of one network in lockstep, as fast as it goes: the same updates as the descent's, rounded otherwise.

Runs are the last axis of everything, so that also what is a product of small matrices for each run is computed for all of them
side by side. Its sums are added up in another order than the descent's, and so differ from them in their last digits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.descent import stacked
from visprop.engine.fast import Call
from visprop.engine.plan import Plan
from visprop.engine.swarm import Lockstep

_WithX = Callable[[Array, Array], Any]
"""(x, out): fills something with examples."""


class FastLockstep(Lockstep):
    """The same as `Lockstep`, to the last digits; buffers are laid out (neurons, examples, runs), p (parameters, runs)."""

    _runs_last = True

    def _passed(self, state: Array, start: int, counts: Sequence[int], since: int, costs: list[float] | None) -> Array:
        parts = np.split(state, 1 + len(self._memory), axis=1)
        found = super()._passed(np.concatenate([part.T for part in parts], axis=-1), start, counts, since, costs)
        return np.stack([np.concatenate([part.T for part in np.split(after, len(parts), axis=1)], axis=1) for after in found])

    def _room(self) -> Array:
        return np.zeros((self._network.parameter_count, self._runs))

    @staticmethod
    def _of_runs(values: Array) -> Array:
        return values

    def _along(self, values: Array) -> Array:
        return values[:, None]

    def _blocks(self, p: Array) -> list[Array]:
        """Views `[W b]` of all runs, of shape (n_l, n_{l−1} + 1, runs)."""
        sizes, ends = self._network.sizes, self._network.offsets
        return [
            p[start:end].reshape(n, before + 1, self._runs)
            for start, end, before, n in zip(ends, ends[1:], sizes, sizes[1:], strict=False)
        ]

    def _make_plan(self, m: int, is_told: bool) -> Plan:
        network, fast = self._network, self._fast
        shapes = [(n + 1, m, self._runs) for n in network.sizes[1:]]
        (a, _), (slopes, _), (delta, _) = (stacked(shapes) for _ in range(3))
        for rows in a:
            rows[-1] = 1.0
        z, keeps, errors = ([rows[:-1] for rows in one] for one in (a, slopes, delta))
        p, g = self._blocks(self._p), self._blocks(self._gradient)

        forward: list[Call] = []
        for i, one in enumerate(fast):
            if i:
                forward.append(_product("ijr,jmr->imr", p[i], a[i - 1], z[i]))
            forward += one.forward(z[i], z[i], keeps[i])
        # Layer by layer, as each is long enough: so the constants are left out.
        sloped = list(zip(fast, z, keeps, strict=True))[: -1 if network.pair.has_shortcut else None]
        backward = [call for one, rows, kept in sloped if one.slope is not None for call in one.slope(rows, kept)]
        if not network.pair.has_shortcut:
            backward += self._pull_back_last(z[-1], keeps[-1], errors[-1])
        backward += self._shared_out(errors[-1], m)
        for i in range(network.depth - 1, 0, -1):
            backward.append(_product("imr,jmr->ijr", errors[i], a[i - 1], g[i]))
            backward.append(_product("ijr,imr->jmr", p[i][:, :-1], errors[i], errors[i - 1]))
            if fast[i - 1].slope is not None:
                backward.append((np.multiply, (errors[i - 1], keeps[i - 1], errors[i - 1])))

        first, last_of = self._with_examples(p[0], errors[0], m)
        start = (first, z[0], forward, self._compare(keeps[-1], None))
        last = (last_of, g[0])
        return Plan(*start, z[-1], errors[-1], backward, *last, self._finish(), self._p, self._gradient, None)

    def _with_examples(self, block: Array, error: Array, m: int) -> tuple[_WithX, _WithX]:
        """The products with the examples: what fills z of the first layer, and what the gradient of its [W b]."""
        x = "jmr" if self._has_own_orders else "jm"
        first, last = _product_with(f"{x},ijr->imr", block), _product_with(f"{x},imr->ijr", error)
        if self._has_own_orders or m == 1:
            return first, last
        # Of all runs side by side these are products of matrices.
        return (lambda x, out: np.matmul(x.T, block, out)), (lambda x, out: np.matmul(x, error, out))

    def _share(self, group: NDArray[np.intp]) -> None:
        self._gradient[group] = self._gradient[group].sum(axis=0)


def _product(axes: str, one: Array, other: Array, out: Array) -> Call:
    """The call that fills a product, summed over the axes that are not in what comes out."""
    return (partial(np.einsum, axes, out=out), (one, other))


def _product_with(axes: str, other: Array) -> _WithX:
    """(x, out): fills such a product with x."""
    return lambda x, out: np.einsum(axes, x, other, out=out)
