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
        aside: the workspaces in which its tab stands in the menu of its place until it is called.

    Raises:
        ValueError: it is aside in a workspace in which it has no place.
    """

    places: Mapping[str, str]
    every: int = 1
    aside: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if unknown := set(self.aside) - set(self.places):
            raise ValueError(f"a dock is aside in {', '.join(sorted(unknown))}, where it has no place")
