"""Functions one behind the other, as boxes: what lies between them, and their local derivatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from visprop.engine.arrays import Array
from visprop.notation.calculus.derivation_steps import derivative
from visprop.notation.calculus.evaluation import Point, value_of
from visprop.notation.calculus.operators import Composed, Named
from visprop.notation.calculus.reading import read_term
from visprop.notation.calculus.real_function import RealFunction
from visprop.notation.calculus.terms import Term, Variable, substituted

_INNER = ("u", "v", "w", "s", "t", "r", "q")
"""What lies between two boxes is called."""


@dataclass(frozen=True, eq=False)
class Chain:
    """θ₁ ∘ θ₂ ∘ … ∘ θ_n.

    Attributes:
        boxes: the functions, the outermost first, as they are written; each is a function of `x` in its own definition.
        parameters: the values of the letters that stay what they are.
        x: what the innermost is given.
        y: what the outermost gives.
    """

    boxes: tuple[Named, ...]
    parameters: Mapping[str, float] = field(default_factory=dict)
    x: str = "x"
    y: str = "y"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """y, u, v, …, x: what each box gives, and last what the innermost is given."""
        taken = {self.x, self.y, *self.parameters}
        numbered = [f"u{i}" for i in range(1, len(self.boxes) + len(taken) + 1)]
        free = [name for name in (*_INNER, *numbered) if name not in taken]
        return (self.y, *free[: len(self.boxes) - 1], self.x)

    @cached_property
    def equations(self) -> tuple[Term, ...]:
        """What each box gives, in the name of what it is given: sin(u), x²."""
        return tuple(box.applied(Variable(name)) for box, name in zip(self.boxes, self.names[1:], strict=True))

    @cached_property
    def local(self) -> tuple[Term, ...]:
        """The local derivatives, each in the name of what its box is given: cos(u), 2x."""
        return tuple(derivative(term, name) for term, name in zip(self.equations, self.names[1:], strict=True))

    @cached_property
    def local_in_x(self) -> tuple[Term, ...]:
        """The local derivatives with what stands for the names put back: cos(x²), 2x."""
        inner = {name: Composed(self.boxes[i:]).applied(Variable(self.x)) for i, name in enumerate(self.names)}
        return tuple(substituted(term, {name: inner[name]}) for term, name in zip(self.local, self.names[1:], strict=True))

    @cached_property
    def composed(self) -> RealFunction:
        """All of it as one function of x."""
        return RealFunction(Composed(self.boxes).applied(Variable(self.x)), (self.x,), self.parameters)

    def values(self, x: ArrayLike) -> dict[str, Array]:
        """What goes in and what each box gives, by name, in the order in which it is computed."""
        found = {self.x: np.asarray(x, dtype=np.float64)}
        for name, term in list(zip(self.names, self.equations, strict=False))[::-1]:
            found[name] = value_of(term, {**self.parameters, **found})
        return found

    def local_slopes(self, x: ArrayLike) -> tuple[Array, ...]:
        """The numbers of dy/du, du/dv, …; nan where a box has no derivative."""
        values = self.values(x)
        pairs = zip(self.equations, self.names[1:], strict=True)
        return tuple(RealFunction(term, (name,), self.parameters).slope(name, values[name]) for term, name in pairs)

    def slope(self, x: ArrayLike) -> Array:
        """dy/dx: the product of the local derivatives."""
        found: Array = np.prod(np.stack(self.local_slopes(x)), axis=0)
        return found

    def point(self, x: float) -> Point:
        """All that lines of the calculation need: x, the parameters, and the names between."""
        return {**self.parameters, **self.values(x)}


def chain(boxes: Sequence[str], parameters: Mapping[str, float] | None = None, letter: str = "θ", x: str = "x") -> Chain:
    """A chain from the texts of its functions of x, the outermost first, called θ1, θ2 and so on.

    Raises:
        ValueError: one of the texts is no formula, or there are none.
    """
    if not boxes:
        raise ValueError("a chain has at least one function")
    known = dict(parameters or {})
    named = (Named(f"{letter}{i + 1}", x, read_term(text, {x, *known})) for i, text in enumerate(boxes))
    return Chain(tuple(named), known, x)
