"""What both pictures of the chain rule share: how names and slopes are written, and formulas that fit."""

from __future__ import annotations

from math import isnan

from visprop.figures.base.shapes import Colour, Formula
from visprop.figures.base.style import MIN_SIZE, Theme
from visprop.figures.base.text import Run, plain
from visprop.figures.base.typeset import typeset
from visprop.notation.expression.numbers import equal_to
from visprop.notation.layout.nodes import Node

Words = tuple[Run, ...]


def name_of(name: str) -> Words:
    """x, u or y."""
    return (Run(name, italic=True),)


def told(name: Words, value: float, digits: int) -> Words:
    """u ≈ 0.64; u: none, where there is no number."""
    if isnan(value):
        return (*name, *plain(": none"))
    return (*name, *plain(f" {equal_to(value, digits)}"))


def change_name(name: str) -> Words:
    """Δu."""
    return (*plain("Δ"), *name_of(name))


def slope_name(above: str, below: str) -> Words:
    """du/dx."""
    return (Run(f"d{above}", italic=True), *plain("/"), Run(f"d{below}", italic=True))


def sign_colour(value: float, theme: Theme) -> Colour:
    """The hue of a number's sign."""
    return theme.negative if value < 0.0 else theme.positive


def fitted(node: Node, middle: tuple[float, float], room: tuple[float, float], size: float, colour: Colour) -> Formula | None:
    """A formula about a place, smaller where the room is too narrow or too low; None where it would be too small to be read."""
    done, scale = typeset(node, 1.0)
    wide, high = done.width * scale, (done.ascent + done.descent) * scale
    size = min(size, room[0] / wide, room[1] / high)
    if size < MIN_SIZE:
        return None
    x, y = middle[0] - size * wide / 2, middle[1] + size * (done.ascent - done.descent) * scale / 2
    return Formula(x, y, node, size, colour)
