"""The sample node of a legend: a neuron in the picture's own form, with letters where its numbers stand."""

from __future__ import annotations

from dataclasses import replace

from visprop.figures.base.shapes import Shape
from visprop.figures.base.style import LINE, SMALL_SIZE, Theme
from visprop.figures.base.text import Run
from visprop.figures.network.forms.node import Node, Shown
from visprop.figures.network.forms.registry import Form, Room
from visprop.figures.network.measures import ROW, TEXT
from visprop.notation.dress import Dress


class Sample:
    """A node with letters, as large as a height allows.

    Args:
        form: the form in which the picture draws neurons.
        dress: what things are called.
        function: its activation, by name; of the identity z is a, and is left out.
        theme: the colours.
        height: how high it may be.
        least: no letter is smaller.
        has_constants: whether z stands in the place of b.

    Attributes:
        size: its width and height; a width of 0 if it would not be legible.
    """

    def __init__(
        self, form: Form, dress: Dress, function: str, theme: Theme, height: float, least: float, has_constants: bool = False
    ) -> None:
        self._form, self._dress, self._theme, self._least = form, dress, theme, least
        self._function, self._has_constants = function, has_constants
        self._is_plain = function == "identity" or has_constants
        unit = self._tall(1.0)
        self._text = min(SMALL_SIZE, height / unit)
        if self._text < least:
            self.size = (0.0, 0.0)
        else:
            self.size = (form.size(self._room(self._text))[0], self._tall(self._text))

    def _room(self, text: float) -> Room:
        return Room(text, TEXT.letter * text, self._is_plain)

    def _tall(self, text: float) -> float:
        room = self._room(text)
        return self._form.above(room) + self._form.size(room)[1] + self._form.below(room)

    def shapes(self, x: float, y: float) -> list[Shape]:
        """Its shapes, from its left end and its middle."""
        room, theme = self._room(self._text), self._theme
        wide, high = self._form.size(room)
        middle = y + (self._form.above(room) - self._form.below(room)) / 2
        b, z, a, passed = (
            Shown((Run(letter, italic=True),), (Run(letter, italic=True),), None, hue)
            for letter, hue in (
                ("b", theme.ink), ("z", theme.forward), ("a", theme.forward), (self._dress.passes, theme.backward),
            )
        )  # fmt: skip
        node = Node(
            x + wide / 2, middle, wide, high, self._text, 1, theme, (Run("j", italic=True),),
            z if self._has_constants else b, z, a, passed, self._is_plain,
            names_only=True, is_opened=self._dress.is_opened, rim=(theme.ink, LINE),
            cells=((cell := (wide - ROW.ends * self._text) / 3), cell, cell), least=self._least,
            function=self._function,
        )  # fmt: skip
        return self._form.draw(replace(node, b=replace(b, name=(Run("f", italic=True),))) if not node.is_opened else node)
