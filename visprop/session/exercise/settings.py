"""How the algorithm is executed by hand, and what is asked at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Stage(Enum):
    """What is asked now."""

    OFF = "nothing"
    NEXT = "which quantity comes next"
    SHAPE = "its shape"
    VALUE = "its value"
    OVER = "nothing any more"


@dataclass(frozen=True)
class Settings:
    """How one executes.

    Attributes:
        lines: how many lines are left to the learner, the last of the update; those before are shown. 0 shows all of them.
        variant: which numbers: 0 for those of the run as it is, from 1 on drawn ones.
        in_vectors: whether a layer is asked as a whole, its shape first.
    """

    lines: int
    variant: int = 0
    in_vectors: bool = False
