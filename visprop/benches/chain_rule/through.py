"""What is known of the boxes at a step: their values, their local slopes, and how a nudge goes through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from visprop.benches.chain_rule.both_ways import Group, euler, leibniz
from visprop.benches.chain_rule.boxes import are_powers, chain_of
from visprop.benches.values import Values
from visprop.engine.arrays import Array
from visprop.notation.calculus.chain import Chain
from visprop.notation.calculus.real_function import RealFunction

X_RANGE = (-5.0, 5.0)
"""What the innermost function can be given."""


@dataclass(frozen=True, eq=False)
class Through:
    """All that goes through the boxes for one x, whatever step it is.

    Attributes:
        chain: the boxes, the outermost first.
        x: what the innermost is given.
        nudge: by how much x is moved.
        is_article: whether it is the article's power of a power.
    """

    chain: Chain
    x: float
    nudge: float
    is_article: bool

    @property
    def count(self) -> int:
        """How many boxes there are."""
        return len(self.chain.boxes)

    @cached_property
    def values(self) -> tuple[float, ...]:
        """x, …, u, y: what lies on the wires, from the innermost outwards; nan behind a box that has no value."""
        return tuple(float(value) for value in self.chain.values(self.x).values())

    @cached_property
    def nudged(self) -> tuple[float, ...]:
        """The same for x + Δx."""
        return tuple(float(value) for value in self.chain.values(self.x + self.nudge).values())

    @property
    def names(self) -> tuple[str, ...]:
        """x, …, u, y."""
        return self.chain.names[::-1]

    @cached_property
    def slopes(self) -> tuple[float, ...]:
        """The local slopes, of the innermost box first; nan where there is none."""
        return tuple(float(slope) for slope in self.chain.local_slopes(self.x))[::-1]

    @cached_property
    def slope(self) -> float:
        """dy/dx."""
        return float(self.chain.slope(self.x))

    @property
    def changes(self) -> tuple[float, ...]:
        """Δx, …, Δu, Δy: by how much each value is moved."""
        moved = zip(self.values[1:], self.nudged[1:], strict=True)
        return (self.nudge, *(after - before for before, after in moved))

    @property
    def promised(self) -> tuple[float, ...]:
        """What the local slopes promise of each change: Δx times the product of those so far."""
        return tuple(float(one) for one in self.changes[0] * np.cumprod((1.0, *self.slopes)))

    @property
    def ratio(self) -> float:
        """Δy/Δx."""
        return self.ratio_of(self.nudge)

    def ratio_of(self, nudge: float) -> float:
        """Δy/Δx for another nudge."""
        before, after = (float(self.chain.values(x)[self.chain.y]) for x in (self.x, self.x + nudge))
        return (after - before) / nudge

    def function(self, i: int) -> RealFunction:
        """Box i, from 0 for the innermost, of its own variable."""
        outward = self.count - 1 - i
        return RealFunction(self.chain.equations[outward], (self.names[i],), self.chain.parameters)

    def curve(self, i: int, xs: Array) -> Array:
        """What box i gives, from 0 for the innermost; all of them together if i is their count."""
        return self.chain.composed(xs) if i == self.count else self.function(i)(xs)

    @cached_property
    def trouble(self) -> str:
        """Why there is no derivative, in words; empty if there is one."""
        for i, (value, slope) in enumerate(zip(self.values, self.slopes, strict=False)):
            if not np.isfinite(slope) and np.isfinite(value):
                why = self.function(i).why_none(self.names[i], value)
                return why or f"the slope by {self.names[i]} is too large for float64"
        return "" if np.isfinite(self.values[-1]) else f"{self.chain.y} is too large for float64"

    @cached_property
    def euler(self) -> tuple[Group, ...]:
        """Euler's lines."""
        return euler(self.chain, self.is_article)

    @cached_property
    def leibniz(self) -> tuple[Group, ...]:
        """Leibniz's lines."""
        return leibniz(self.chain)


@lru_cache(maxsize=16)
def through(values: Values) -> Through:
    """What goes through the boxes that are set."""
    return Through(chain_of(values), float(values["x"]), float(values["nudge"]), are_powers(values))


@dataclass(frozen=True)
class Seen:
    """What is seen at a step.

    Attributes:
        words: in a sentence.
        has_values: whether x has gone through.
        slopes: of how many boxes the local slopes are known, from the innermost.
        has_product: whether they are multiplied.
        euler, leibniz: how many groups of lines are written.
        has_nudge: whether the nudge has gone through.
        has_verdict: whether it is held against the derivative.
    """

    words: str
    has_values: bool = False
    slopes: int = 0
    has_product: bool = False
    euler: int = 0
    leibniz: int = 0
    has_nudge: bool = False
    has_verdict: bool = False


@dataclass(frozen=True, eq=False)
class ChainRule:
    """The boxes at a step.

    Attributes:
        through: all that goes through them.
        seen: what of it is seen.
    """

    through: Through
    seen: Seen
