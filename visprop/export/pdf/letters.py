"""Which character an outline of a formula is: what sets formulas does not tell."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.outlines import BASE, character_outlines

_ITALIC = {chr(ord("a") + i): chr(0x1D44E + i) for i in range(26)} | {chr(ord("A") + i): chr(0x1D434 + i) for i in range(26)}
_ITALIC |= {"h": "\u210e"} | {chr(0x3B1 + i): chr(0x1D6FC + i) for i in range(25)} | {"φ": "𝜑𝜙", "ε": "𝜀𝜖", "∂": "𝜕"}
"""The italic forms of letters; variables have them."""
_FORMS = {"Σ": "∑", "·": "⋅", "‖": "∥"}
"""Other signs that stand for the same."""
_ALIKE = 0.012
"""How far outlines of the same character differ, in their own size."""


class _Form(NamedTuple):
    """An outline without its size: what its parts are, where they end, from −1 to 1, and how far it reaches."""

    parts: str
    ends: Array
    reach: float


class Character(NamedTuple):
    """A character of a formula.

    Attributes:
        text: what it is read as.
        advance: how far the next one is, in sizes of the formula.
        x, y: where its outline begins, from the beginning of its baseline downwards, in sizes of the formula.
    """

    text: str
    advance: float
    x: float
    y: float


@lru_cache(maxsize=4096)
def _form(outline: str) -> _Form:
    tokens = outline.split()
    numbers = np.array([float(token) for token in tokens if not token.isalpha()])
    reach = float(np.max(np.abs(numbers), initial=1e-9))
    return _Form("".join(token for token in tokens if token.isalpha()), numbers / reach, reach)


@lru_cache(maxsize=512)
def _forms(letter: str) -> tuple[tuple[_Form, Character], ...]:
    """The outlines of a letter of the size 1: on the line, in an index, tall, and in italics."""
    signs = letter + _ITALIC.get(letter, "") + _FORMS.get(letter, "")
    found = (one for sign in signs for one in character_outlines(sign))
    return tuple((_form(glyph.outline), Character(letter, advance, glyph.x, glyph.y)) for glyph, advance in found)


def character(outline: str, letters: str) -> Character | None:
    """The character of an outline of a formula that is made of some letters; None for a bar."""
    form = _form(outline)
    for letter in letters:
        for other, one in _forms(letter):
            if other.parts == form.parts and float(np.max(np.abs(other.ends - form.ends), initial=0.0)) < _ALIKE:
                size = form.reach / BASE / other.reach
                return Character(letter, size * one.advance, size * one.x, size * one.y)
    return None
