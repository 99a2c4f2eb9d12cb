"""The learning rate as a pure function of the number of the update: constant, in steps, or falling as 1/t."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class RateRule:
    """One way in which η may change.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        formula: η of update k, in η₀, k, τ and θ.
        has_every: whether τ means something.
        has_factor: whether θ does.
        value: (η₀, k, τ, θ) → η.
    """

    name: str
    words: str
    formula: str
    has_every: bool
    has_factor: bool
    value: Callable[[float, int, int, float], float]


RATE_RULES: dict[str, RateRule] = {
    rule.name: rule
    for rule in (
        RateRule("constant", "constant", "η0", False, False, lambda eta, k, every, factor: eta),
        RateRule("step", "in steps", "η0*θ^n", True, True, lambda eta, k, every, factor: eta * factor ** (k // every)),
        RateRule("inverse", "as 1/t", "η0/(1 + k/τ)", True, False, lambda eta, k, every, factor: eta / (1.0 + k / every)),
    )
}
"""Every rule by its name; n is the whole part of k/τ."""


@dataclass(frozen=True)
class EtaSchedule:
    """How η goes on from its first value.

    Attributes:
        rule: a name in `RATE_RULES`.
        every: τ, in updates, at least 1: how long a step is, or when η is half of what it was.
        factor: θ, above 0 and at most 1: what each step multiplies η with.
    """

    rule: str = "constant"
    every: int = 1000
    factor: float = 0.5

    @property
    def is_constant(self) -> bool:
        """Whether η stays as it is."""
        return self.rule == "constant"

    def at(self, eta: float, update: int) -> float:
        """η of the update that comes after `update` others; `eta` is its first value."""
        return RATE_RULES[self.rule].value(eta, update, self.every, self.factor)

    def in_words(self, eta: float) -> str:
        """A few words for lists: `0.5`, `0.5, × 0.1 every 100 updates`."""
        rule = RATE_RULES[self.rule]
        step = f", × {self.factor:g} every {self.every} updates" if rule.has_factor else ""
        return f"{eta:g}{step or (f', halved after {self.every} updates' if rule.has_every else '')}"


CONSTANT = EtaSchedule()
"""η stays as it is."""
