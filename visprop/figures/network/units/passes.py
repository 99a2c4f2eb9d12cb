"""What of a frame may be drawn while its line is on its way, and how a layer's rim says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from visprop.figures.base.shapes import Colour, Points
from visprop.figures.base.style import EMPHASIS, KNOWN, LINE, Theme
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

T = TypeVar("T", float, Points)

_EASE = 3.0
"""Of the polynomial that goes from 0 to 1 and is level at both."""
ARRIVED = 0.6
"""The share of a line's time after which what flows has arrived; then what it makes appears."""


def eased(t: T) -> T:
    """From 0 to 1, slowly at both ends."""
    return t * t * (_EASE - 2.0 * t)


def arrival(progress: float) -> float:
    """How far what flows has come, from 0 to 1: eased in and out."""
    return eased(min(1.0, progress / ARRIVED))


@dataclass(frozen=True, eq=False)
class Passes:
    """The forward and the backward pass as far as they have come.

    Attributes:
        frame: what is known.
        theme: the colours.
        progress: 0 to 1, how far the present line is on its way.
    """

    frame: Frame
    theme: Theme
    progress: float

    def shows(self, kind: Kind, layer: int = 0) -> bool:
        """Whether a line's result may be drawn: it is known, and not just now on its way."""
        return self.frame.knows(kind, layer) and not (self.progress < ARRIVED and self.is_now(kind, layer))

    def is_now(self, kind: Kind, layer: int = 0) -> bool:
        """Whether the present line is of a kind and layer."""
        return self.frame.line.kind is kind and self.frame.line.layer == layer

    @property
    def is_back(self) -> bool:
        """Whether the backward pass has begun."""
        return self.frame.position.line > self.frame.program.cost_line

    @property
    def hue(self) -> Colour:
        """Of the pass that is on its way."""
        return self.theme.backward if self.is_back else self.theme.forward

    def rim(self, layer: int) -> tuple[Colour, float]:
        """The outline of a layer's neurons: what is being computed, what is known of this pass, and what is not."""
        kind = Kind.BACKWARD if self.is_back else Kind.FORWARD
        if not self.shows(kind, layer):
            return self.theme.ink, LINE
        return self.hue, EMPHASIS if self.is_now(kind, layer) else KNOWN
