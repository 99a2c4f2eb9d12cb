"""In which hue a part of an equation is printed: the same quantity has the same in network, equation, listing and plots."""

from __future__ import annotations

import re

from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import Theme
from visprop.notation.expression.fragments import Fragment
from visprop.notation.expression.numbers import MINUS

_NUMBER = re.compile(r"(\{-\})?[0-9.]+( \\times 10\^\{[^ ]+\})?")
_SLOPE = re.compile(r"d[_^]|r(_\{\d+\})?$")
"""Euler's and Leibniz's d, which is told by its neuron's key, and r, the slope of φ, which is told by its parameter's."""
_BACK = (r"\partial", r"\delta", r"\Delta", r"\nabla")
_FORWARD_LETTERS, _BACK_LETTERS = {"a", "z", "c", "phi"}, {"d", "dw", "db"}


def hue_of(fragment: Fragment, theme: Theme) -> Colour:
    """Forward for z, a and c, backward for δ, ∂ and Δ, the sign's for the number of a parameter; ink for all else."""
    if fragment.is_bound:
        return theme.bound
    letters = {key.letter for key in fragment.keys}
    if not letters:
        return theme.ink
    texts = (fragment.latex, fragment.name)
    if letters <= _BACK_LETTERS or any(sign in text for text in texts for sign in _BACK) or any(map(_SLOPE.match, texts)):
        return theme.backward
    if letters <= _FORWARD_LETTERS:
        return theme.forward
    if letters <= {"w", "b"} and _NUMBER.fullmatch(fragment.latex):
        return theme.negative if fragment.latex.startswith(MINUS) else theme.positive
    return theme.ink
