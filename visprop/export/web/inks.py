"""Figures as elements of SVG whose colours are those of two themes, so that one page has both."""

from __future__ import annotations

import re
from itertools import zip_longest

from visprop.export.svg_elements import Elements
from visprop.export.web.changes import Kept
from visprop.figures.base.shapes import Figure, Shape

_COLOUR = re.compile('"(#[0-9a-f]{6})"')


class Inks:
    """Writes figures that are drawn in a light theme and in a dark one.

    What differs in colours alone is written once, with a variable of the page in each colour's place; anything else twice, in
    groups of the classes `light` and `dark`.

    Attributes:
        pieces: the shapes that were written, each of one element.
        colours: pairs of colours, with a space between them.
    """

    def __init__(self) -> None:
        self._elements = Elements()
        self.pieces, self.colours = Kept(), Kept()

    @property
    def definitions(self) -> str:
        """The elements that define what pieces use."""
        return _of_page("".join(self._elements.definitions))

    def written(self, light: Figure, dark: Figure) -> list[int]:
        """The numbers of a figure's pieces, in the order in which they are painted; its paper is not among them."""
        found = []
        for one, other in zip_longest(light.shapes, dark.shapes):
            bright, dim = self._text(one), self._text(other)
            found += [self.pieces.number(text) for text in self._inked(bright, dim)]
        return found

    def _text(self, shape: Shape | None) -> str:
        """An element; nothing where there is nothing to be seen."""
        self._elements.body.clear()
        if shape is not None:
            self._elements.draw(shape)
        return _of_page("".join(self._elements.body))

    def _inked(self, light: str, dark: str) -> list[str]:
        bright, dim = _COLOUR.split(light), _COLOUR.split(dark)
        if bright[::2] == dim[::2]:
            parts = [self._ink(*pair) if i % 2 else pair[0] for i, pair in enumerate(zip(bright, dim, strict=True))]
            return ["".join(parts)] if light else []
        return [f'<g class="{name}">{text}</g>' for name, text in (("light", light), ("dark", dark)) if text]

    def _ink(self, light: str, dark: str) -> str:
        return f'"var(--c{self.number(light, dark)})"'

    def number(self, light: str, dark: str) -> int:
        """The number of a pair of colours."""
        return self.colours.number(f"{light} {dark}")


def _of_page(text: str) -> str:
    """Ids are those of the page."""
    return text.replace('"@', '"').replace('xlink:href="#@', 'href="#').replace('"url(#@', '"url(#').replace("xlink:href", "href")
