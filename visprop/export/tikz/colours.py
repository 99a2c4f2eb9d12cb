"""The colours of a file by names: those of the theme by what they mean, others by their hexadecimal digits."""

from __future__ import annotations

from dataclasses import fields

from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import THEMES, hex_of

_PREFIX = "visprop"


class Colours:
    """The names of colours, each defined when it is asked for.

    Args:
        paper: the figure's background, by which its theme is known.
    """

    def __init__(self, paper: Colour) -> None:
        self._meant: dict[Colour, str] = {}
        for theme in THEMES.values():
            if theme.paper == paper:
                for field in fields(theme):
                    colour = getattr(theme, field.name)
                    if isinstance(colour, tuple) and len(colour) == 3:
                        self._meant.setdefault(colour, f"{_PREFIX}{field.name.title()}")
        self._used: dict[str, Colour] = {}

    def name(self, colour: Colour) -> str:
        """What a colour is called."""
        red, green, blue = map(int, colour)
        colour = (red, green, blue)
        name = self._meant.get(colour, _PREFIX + hex_of(colour)[1:].upper())
        self._used[name] = colour
        return name

    def definitions(self) -> list[str]:
        """What defines those that were asked for."""
        return [rf"\definecolor{{{name}}}{{HTML}}{{{hex_of(colour)[1:].upper()}}}%" for name, colour in self._used.items()]
