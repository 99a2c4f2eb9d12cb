"""The curve of a slice in words, and the steps that are tried out on it."""

from __future__ import annotations

import numpy as np

from visprop.figures.base.told import Group, Item, Sort
from visprop.figures.plots.slice import Slice, slice_axes
from visprop.notation.expression.numbers import equal_to
from visprop.notation.layout.said import said

_REACH = 9.0
"""How far about a point is its own, in points."""


def slice_groups(found: Slice, size: tuple[float, float], digits: int) -> list[Group]:
    """What is found, and p with each step that goes from there."""
    page = slice_axes(found, size).to_page(found.walk, found.heights)

    def step(index: int) -> Item:
        (x, y), name = map(float, page[index]), "p" if not index else f"after step {index}"
        at, height = float(found.walk[index]), float(found.heights[index])
        words = f"{name}, at {_number(at, digits)}: φ {equal_to(height, digits)}"
        return Item(lambda: said(words), (x - _REACH, y - _REACH, 2 * _REACH, 2 * _REACH))

    def curve(_: int) -> Item:
        return Item(lambda: said("; ".join(_curve_words(found, digits))), (0.0, 0.0, *size))

    curves = Group("the curve", "curve", Sort.WORDS, 1, curve)
    return [curves, Group("p and the steps from it", "steps", Sort.WORDS, len(found.walk), step)]


def _number(value: float, digits: int) -> str:
    return equal_to(value, digits).removeprefix("= ")


def _curve_words(found: Slice, digits: int) -> list[str]:
    """Its slope, its lowest point, and how η does on it."""
    finite = np.flatnonzero(np.isfinite(found.costs))
    words = [f"slope at p {equal_to(found.slope, digits)}"]
    if finite.size:
        low = int(finite[np.argmin(found.costs[finite])])
        words.append(f"lowest φ here {equal_to(float(found.costs[low]), digits)}, at {_number(float(found.xs[low]), digits)}")
    return [*words, f"η {equal_to(found.eta, digits)}: {found.verdict}", found.reason]
