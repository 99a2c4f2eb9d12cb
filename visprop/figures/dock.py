"""Where the window shows a view or a panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Dock:
    """Where the window shows a view.

    Attributes:
        places: in which place of which workspace it stands, by their names; it is hidden in the others.
        every: at speed it is drawn in one picture of so many.
    """

    places: Mapping[str, str]
    every: int = 1
