"""What a picture leaves out for want of room, in words, so that whoever asked for it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Omission:
    """One thing that is left out.

    Attributes:
        what: what it is: `weights of layer 2`, `key`.
        is_number: whether numbers are among it.
        is_of_height: whether a higher page may have room for it.
    """

    what: str
    is_number: bool = False
    is_of_height: bool = True


KEY = Omission("key", is_of_height=False)
"""What goes first: no height makes a page so wide that it has one."""
FLOW = Omission("numbers of what flows", is_of_height=False)
"""What only tells the numbers beside it once more, multiplied."""


def told(omissions: Iterable[Omission]) -> str:
    """All of them in one line; empty for none."""
    return "; ".join(one.what for one in omissions)


def of_layers(what: str, layers: Iterable[int], depth: int) -> str:
    """What is left out of some layers, or of all: `weights of layers 1 and 2`."""
    numbers = [str(layer) for layer in layers]
    if len(numbers) == depth:
        return what
    *first, last = numbers
    return f"{what} of layer{'s' if first else ''} {' and '.join(filter(None, (', '.join(first), last)))}"
