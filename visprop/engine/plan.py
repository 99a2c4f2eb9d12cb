"""A step of gradient descent as a list of bound calls, and how it is run: what the innermost loop does, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.batches import Batch
from visprop.engine.costs_told import CostsTold
from visprop.engine.fast import Call


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


def run_plan(plan: Plan, batches: Iterable[Batch], note: Callable[[Array], object] | None) -> None:
    """Run a step for each of some batches; `note` is called with the targets of each, once its outputs are compared with them."""
    first, first_out, forward, compare, output, error, backward, last, last_out, finish, p, step, _ = plan
    subtract = np.subtract
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
