"""What a notation is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from visprop.notation.expression.blocks import Equation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope
from visprop.timeline.program import Line


@dataclass(frozen=True)
class Notation:
    """One way of writing the algorithm's equations.

    Attributes:
        name: on the command line.
        words: as the user reads it.
        equations: (quantities, line, scope) → the equations of a line.
        listing: (quantities, line) → the line's statements in the listing, in LaTeX.
    """

    name: str
    words: str
    equations: Callable[[Quantities, Line, Scope], list[Equation]]
    listing: Callable[[Quantities, Line], list[str]]
