"""Whether shapes look alike, and how many a picture begins with as another does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import numpy as np

from visprop.figures.base.shapes import Clip, Shape


def alike(one: object, other: object) -> bool:
    """Whether two shapes, or parts of shapes, are equal in all that they are made of."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return np.array_equal(one, other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    if is_dataclass(one):
        return all(alike(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
    return one == other


def beginning(some: tuple[Shape, ...], others: tuple[Shape, ...]) -> int:
    """How many shapes both begin with that are alike."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((i for i, (one, other) in pairs if not alike(one, other)), min(len(some), len(others)))


def singly(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    """The same picture with each shape that is cut in a rectangle of its own."""
    for shape in shapes:
        if isinstance(shape, Clip):
            yield from (Clip(shape.rectangle, (inner,)) for inner in singly(shape.shapes))
        else:
            yield shape
