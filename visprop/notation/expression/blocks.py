"""What stands on a page: equations, words and steps of a derivation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.key import Key
from visprop.notation.expression.expr import Expr, Symbol


@dataclass(frozen=True, eq=False)
class Equation:
    """left = right.

    Attributes:
        left: what is computed, with the engine's value.
        right: the expression, which is evaluated by its own structure.
        name: what the equation is called, such as BP1; empty for nothing.
        assigns: whether left gets a new value, so that it is written with an arrow.
    """

    left: Symbol
    right: Expr
    name: str = ""
    assigns: bool = False

    @property
    def sign(self) -> str:
        """What stands between both sides, in LaTeX."""
        return r"\leftarrow" if self.assigns else "="

    @property
    def is_known(self) -> bool:
        """Whether the engine has the value of the left side by now, so that numbers may be shown."""
        return not bool(np.isnan(self.left.engine_value).any())

    @property
    def keys(self) -> set[Key]:
        """What in the network the equation speaks of."""
        return self.left.keys() | self.right.keys()


@dataclass(frozen=True)
class Note:
    """A line of words between equations.

    Attributes:
        text: what it says.
        is_heading: whether it begins a new part.
    """

    text: str
    is_heading: bool = False


@dataclass(frozen=True, eq=False)
class Step:
    """A row of a derivation: an equation, its derivative, and the rule that gives it."""

    equation: Equation
    derivative: Equation
    rule: str


Block = Equation | Note | Step
"""What stands on a page, one below the other."""
