"""What the notations are about: a function, the variable it is differentiated by, how often, and a point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from visprop.benches.notations.functions import constants, text_of, variables
from visprop.benches.values import Values
from visprop.engine.arrays import Array
from visprop.notation.calculus.reading import read_term
from visprop.notation.calculus.real_function import RealFunction
from visprop.notation.calculus.terms import Term

X_RANGE = (-5.0, 5.0)
"""Where a variable can be."""


@dataclass(frozen=True, eq=False)
class Subject:
    """A derivative that is written.

    Attributes:
        term: the formula.
        free: the variables that vary, in order.
        by: which of them it is differentiated by.
        order: how often, 1 or 2.
        point: the values of all letters, those of constants too.
    """

    term: Term
    free: tuple[str, ...]
    by: str
    order: int
    point: Mapping[str, float]

    @property
    def is_partial(self) -> bool:
        """Whether several variables vary, so that derivatives are partial."""
        return len(self.free) > 1

    @property
    def held(self) -> Mapping[str, float]:
        """The constants with their values."""
        return {name: value for name, value in self.point.items() if name not in self.free}

    @property
    def letters(self) -> Mapping[str, str]:
        """What the values of the variables are called at the point: a, b, c."""
        return dict(zip(self.free, "abc", strict=False))

    @cached_property
    def function(self) -> RealFunction:
        """The function of the variables that vary."""
        return RealFunction(self.term, self.free, self.held)

    @cached_property
    def first(self) -> RealFunction:
        """The first derivative."""
        return self.function.derivative(self.by)

    @cached_property
    def derivative(self) -> RealFunction:
        """The derivative that is written, in its simplest form."""
        return self.first if self.order == 1 else self.first.derivative(self.by)

    @property
    def _places(self) -> tuple[float, ...]:
        return tuple(self.point[name] for name in self.free)

    @cached_property
    def height(self) -> float:
        """y at the point."""
        return float(self.function(*self._places))

    @cached_property
    def slope(self) -> float:
        """The first derivative at the point; nan where there is none."""
        return float(self.function.slope(self.by, *self._places))

    @cached_property
    def value(self) -> float:
        """The derivative at the point; nan where there is none."""
        if self.order == 1 or np.isnan(self.slope):
            return self.slope
        return float(self.first.slope(self.by, *self._places))

    @cached_property
    def trouble(self) -> str:
        """Why there is no derivative at the point, in words; empty if there is one."""
        why = self.function.why_none(self.by, *self._places)
        return why or (self.first.why_none(self.by, *self._places) if self.order == 2 else "")

    def curve(self, xs: Array) -> Array:
        """y along the variable it is differentiated by; all others stay at the point."""
        return self.function(*(xs if name == self.by else np.full_like(xs, self.point[name]) for name in self.free))


@lru_cache(maxsize=16)
def subject_of(values: Values) -> Subject:
    """What is set."""
    names, held = variables(values), constants(values)
    point = {name: float(values[f"at_{name}"]) for name in names}
    free = tuple(name for name in names if name not in held)
    return Subject(read_term(text_of(values), names), free, str(values["by"]), int(values["order"]), point)
