"""A step of gradient descent as a list of bound calls, and how it is run: what the innermost loop does, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.costs_told import CostsTold
from visprop.engine.fast import Call


class Batch(NamedTuple):
    """Views of one batch: inputs with their row of ones (n_0 + 1, m), the same transposed, and targets (n_L, m).

    `compared` is what outputs are compared with: the targets, or with a shortcut these and what they lack of 1.
    """

    x: Array
    x_transposed: Array
    y: Array
    compared: Array | tuple[Array, Array]


class Plan(NamedTuple):
    """One step for batches of one size: two calls take the inputs, one the targets, and the rest is fixed.

    `told` notes what each batch costs; None where nobody asks.
    """

    first: Callable[..., Any]
    first_out: Array
    forward: Sequence[Call]
    compare: Callable[[Array, Any, Array], Any]
    output: Array
    error: Array
    backward: Sequence[Call]
    last: Callable[..., Any]
    last_out: Array
    finish: Sequence[Call]
    p: Array
    step: Array
    told: CostsTold | None


def run_plan(plan: Plan, batches: Iterable[Batch], costs: list[float] | None) -> None:
    """Run a step for each of some batches, and note what they cost where that is asked for."""
    first, first_out, forward, compare, output, error, backward, last, last_out, finish, p, step, told = plan
    subtract = np.subtract
    note = None if told is None or costs is None else told.begin(costs)
    for x, x_transposed, y, compared in batches:
        first(x, first_out)
        for function, arguments in forward:
            function(*arguments)
        compare(output, compared, error)
        if note is not None:
            note(y)
        for function, arguments in backward:
            function(*arguments)
        last(x_transposed, last_out)
        for function, arguments in finish:
            function(*arguments)
        subtract(p, step, p)
    if told is not None:
        told.end()
