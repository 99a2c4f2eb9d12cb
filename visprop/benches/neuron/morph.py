"""The stages from σ(x) to tanh x: steeper, higher, lower; k σ(s x) + c with s and k from 1 to 2, and c from 0 to −1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.sigmoids import logistic
from visprop.figures.base.text import Run, plain
from visprop.notation.expression.numbers import number

STAGES = 3
"""The slider's end, where tanh is reached."""


@dataclass(frozen=True)
class Morph:
    """A curve on the way.

    Attributes:
        stage: 0 to 3; a whole one is one of the four that have a name.
    """

    stage: float

    @property
    def steepness(self) -> float:
        """s: from 1 to 2 in the first stage."""
        return 1.0 + min(1.0, self.stage)

    @property
    def scale(self) -> float:
        """k: from 1 to 2 in the second."""
        return 1.0 + min(1.0, max(0.0, self.stage - 1.0))

    @property
    def shift(self) -> float:
        """c: from 0 to −1 in the third."""
        return 0.0 - max(0.0, self.stage - 2.0)

    def of(self, x: Array) -> Array:
        """k σ(s x) + c, of x's shape."""
        return self.scale * logistic(self.steepness * x) + self.shift

    def difference(self, x: Array) -> float:
        """How far it is from tanh at most, over some x."""
        return float(np.abs(self.of(x) - np.tanh(x)).max())

    def words(self, digits: int) -> tuple[Run, ...]:
        """Its formula."""
        scale = "" if self.scale == 1.0 else number(self.scale, digits)
        steepness = "" if self.steepness == 1.0 else number(self.steepness, digits)
        shift = "" if self.shift == 0.0 else f" − {number(-self.shift, digits)}"
        x = Run("x", italic=True)
        return (*plain(scale), Run("σ", italic=True), *plain(f"({steepness}"), x, *plain(f"){shift}"))
