"""What a notation is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from visprop.engine.arrays import Array
from visprop.engine.registry import require
from visprop.notation.expression.blocks import Equation, Statement
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope
from visprop.timeline.program import Line


@dataclass(frozen=True)
class Notation:
    """One way of writing the algorithm's equations.

    Attributes:
        name: on the command line.
        words: as the user reads it.
        equations: (quantities, line, scope) → the equations of a line; they may be made as they are read.
        listing: (quantities, line) → the line's statements in the listing.
        passed: (quantities, layer, neurons) → what reaches these neurons, from 0, from the cost: δ, d or ∂c/∂z.
        reached: (quantities, layer) → the numbers of what reaches a layer from the cost, as `passed` calls it; None if not known.
        slope: (quantities, layer, j, k) → the derivative of c by one parameter, from what reaches its neuron, with what it is
            made of; k is None for b.
    """

    name: str
    words: str
    equations: Callable[[Quantities, Line, Scope], Iterable[Equation]]
    listing: Callable[[Quantities, Line], list[Statement]]
    passed: Callable[[Quantities, int, Sequence[int]], Iterable[Equation]]
    reached: Callable[[Quantities, int], Array | None]
    slope: Callable[[Quantities, int, int, int | None], list[Equation]]

    def __post_init__(self) -> None:
        require(self, "notation")
