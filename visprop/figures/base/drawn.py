"""What a picture is put together of: shapes, and in the place of some that they are left out."""

from __future__ import annotations

from collections.abc import Iterable

from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Shape

Drawn = Shape | Omission
"""A shape, or that it is left out for want of room."""


def parted(drawn: Iterable[Drawn]) -> tuple[tuple[Shape, ...], tuple[Omission, ...]]:
    """What is drawn, and what is left out, each of it once."""
    every = tuple(drawn)
    lost = dict.fromkeys(one for one in every if isinstance(one, Omission))
    return tuple(one for one in every if not isinstance(one, Omission)), tuple(lost)
