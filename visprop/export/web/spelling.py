"""Elements of letters' outlines, written as one sign a letter."""

from __future__ import annotations

import re

_LETTER = re.compile(r'<use href="#g(\d+)" x="([^"]+)" y="([^"]+)"/>')
_WORD = re.compile(rf"(?:{_LETTER.pattern})+")
_FORMULA = re.compile(
    r'<g transform="translate\((-?[\d.]+ -?[\d.]+)\) scale\(([\d.]+)\)" fill="var\(--c(\d+)\)">'
    r'((?:<use href="#g\d+" x="[^"]+" y="[^"]+"/>)+)</g>'
)
_FIRST, _NONE = 0x100, range(0xD800, 0xE000)
"""The first sign, and which codes are none."""

Letter = tuple[int, int, int]
"""The number of an outline; by how much it stands right of the letter before, and below the line, in hundredths of a unit."""


class Spelling:
    """Keeps the letters that occur.

    Attributes:
        letters: each with its place after the one before, by their signs from U+0100 on, but for U+D800 to U+DFFF.
    """

    def __init__(self) -> None:
        self._signs: dict[Letter, str] = {}

    @property
    def letters(self) -> list[Letter]:
        """All of them."""
        return list(self._signs)

    def short(self, text: str) -> str:
        """Elements with their letters as `^`, signs and another `^`; nothing is lost.

        Of a formula its place, its scale and the number of its colour stand before the signs.
        """
        text = _FORMULA.sub(lambda found: f"^{found[1]} {found[2]} {found[3]}{self._signed(found[4])}^", text)
        return _WORD.sub(lambda found: f"^{self._signed(found[0])}^", text)

    def _signed(self, word: str) -> str:
        signs, before = [], 0
        for outline, x, y in _LETTER.findall(word):
            place = round(100 * float(x))
            signs.append(self._sign((int(outline), place - before, round(100 * float(y)))))
            before = place
        return "".join(signs)

    def _sign(self, letter: Letter) -> str:
        code = _FIRST + len(self._signs)
        return self._signs.setdefault(letter, chr(code if code < _NONE.start else code + len(_NONE)))
