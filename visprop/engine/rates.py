"""The learning rate as a pure function of the number of the update: constant, in steps, or falling as 1/t."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

from visprop.engine.registry import Registry, require


@dataclass(frozen=True)
class RateRule:
    """One way in which η may change.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        every: what τ means, as the user reads it; empty if it means nothing.
        factor: what θ means.
        told: what is said behind η₀ in lists, with gaps `{every}` and `{factor:g}` for τ and θ.
        value: (η₀, k, τ, θ) → η of update k, above 0, and η₀ at first.
    """

    name: str
    words: str
    every: str
    factor: str
    told: str
    value: Callable[[float, int, int, float], float]

    def __post_init__(self) -> None:
        gaps = {"{every}": self.every, "{factor:g}": self.factor}
        require(
            self, "schedule of η",
            *((bool(means) == (gap in self.told), f"told is to have the gap {gap} just where it means something")
              for gap, means in gaps.items()),
            empty=("every", "factor", "told"),
        )  # fmt: skip


def prove(rule: RateRule) -> None:
    """Try a rule at some updates.

    Raises:
        ValueError: η is not above 0, or not η₀ at first.
    """
    found = [rule.value(0.3, k, 7, 0.5) for k in (0, 1, 6, 7, 8, 70)]
    require(
        rule, "schedule of η",
        (found[0] == 0.3, f"value is to be η₀ at first, not {found[0]} of 0.3"),
        (all(isfinite(eta) and eta > 0.0 for eta in found), f"value is to be above 0, not {min(found)}"),
        empty=("every", "factor", "told"),
    )  # fmt: skip


_STEPS = "after how many updates the next step comes"


RATE_RULES: Registry[RateRule] = Registry(
    (
        RateRule("constant", "constant", "", "", "", lambda eta, k, every, factor: eta),
        RateRule(
            "step", "in steps", _STEPS, "what each step multiplies η with", ", × {factor:g} every {every} updates",
            lambda eta, k, every, factor: eta * factor ** (k // every),
        ),
        RateRule(
            "inverse", "as 1/t", "after how many updates η is half of what it was", "", ", halved after {every} updates",
            lambda eta, k, every, factor: eta / (1.0 + k / every),
        ),
    ),
    prove,
)  # fmt: skip
"""Every rule by its name."""


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
        return f"{eta:g}{RATE_RULES[self.rule].told.format(every=self.every, factor=self.factor)}"


CONSTANT = EtaSchedule()
"""η stays as it is."""
