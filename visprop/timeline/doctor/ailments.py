"""The registry of what can go wrong in a training."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.engine.registry import Registry, require
from visprop.timeline.doctor import signs
from visprop.timeline.doctor.remedies import DRAW, LIFT, SLOW_DOWN, SPEED_UP, STEEPEN, Remedy
from visprop.timeline.doctor.signs import Check


@dataclass(frozen=True)
class Ailment:
    """Something that can go wrong.

    Attributes:
        name: on the command line.
        words: as the user reads it; with {} for the layer, if it is about one.
        check: whether the last of some looks shows it, with its numbers.
        remedy: what can be tried.
        hidden_by: the names of those that explain it, if they began no later; then it is not told.
        came: what can be tried where it was not there from the start, but came with the training; None for the same.
    """

    name: str
    words: str
    check: Check
    remedy: Remedy
    hidden_by: frozenset[str] = frozenset()
    came: Remedy | None = None

    def __post_init__(self) -> None:
        require(self, "ailment", (self.name not in self.hidden_by, "it cannot explain itself"))


_DIVERGING = frozenset({"diverging"})
_STUCK = _DIVERGING | {"symmetric", "saturated", "dead"}

AILMENTS: Registry[Ailment] = Registry((
    Ailment("diverging", "The training diverges", signs.diverging, SLOW_DOWN),
    Ailment("symmetric", "Neurons of layer {} are the same", signs.symmetric, DRAW, _DIVERGING),
    Ailment("saturated", "Layer {} is saturated", signs.saturated, DRAW, _DIVERGING, SLOW_DOWN),
    Ailment("dead", "Neurons of layer {} are dead", signs.dead, LIFT, _DIVERGING, SLOW_DOWN),
    Ailment("exploding", "The gradient explodes on its way to layer {}", signs.exploding, DRAW, _DIVERGING),
    Ailment("vanishing", "The gradient vanishes on its way to layer {}", signs.vanishing, STEEPEN, _STUCK),
    Ailment("thrashing", "φ thrashes", signs.thrashing, SLOW_DOWN, _DIVERGING),
    Ailment("still", "Nothing moves: η is below use", signs.still, SPEED_UP, frozenset({"saturated", "vanishing"})),
))  # fmt: skip
"""Every ailment by its name, in the order in which they are told."""
