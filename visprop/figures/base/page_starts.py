"""Where a page may begin in a picture that is taller than one."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Tie(IntEnum):
    """How firmly what begins somewhere hangs together with what stands above it."""

    FREE = 0
    HEADED = 1
    GOES_ON = 2
    WITHIN = 3


class PageStart(NamedTuple):
    """A height at which something begins, such as an equation or a heading, and how it is tied to what is above."""

    y: float
    tie: Tie = Tie.FREE
