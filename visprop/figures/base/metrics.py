"""How wide the letters of the bundled font are, so that figures are laid out with the font that prints them, without Qt."""

from __future__ import annotations

import json
from functools import lru_cache

from visprop.scenario.builtin import resources

FACES = {
    (False, False): "STIXGeneral-Regular.otf",
    (True, False): "STIXGeneral-Italic.otf",
    (False, True): "STIXGeneral-Bold.ttf",
    (True, True): "STIXGeneral-BoldItalic.ttf",
}
"""The file of each face, by whether it is italic and whether it is bold."""


@lru_cache(maxsize=1)
def _advances() -> dict[tuple[bool, bool], dict[str, int]]:
    kept = json.loads((resources() / "fonts" / "advances.json").read_text(encoding="utf-8"))
    return {style: kept[name] for style, name in FACES.items()}


def has_letter(letter: str, italic: bool, bold: bool) -> bool:
    """Whether a face has a character."""
    return letter in _advances()[italic, bold]


def has_letters(text: str, italic: bool, bold: bool) -> bool:
    """Whether a face has all characters of a text."""
    return _advances()[italic, bold].keys() >= set(text)


def advance(text: str, italic: bool, bold: bool) -> float:
    """How wide letters are in a face, in units of the font's size.

    Raises:
        KeyError: the face lacks one of them.
    """
    widths = _advances()[italic, bold]
    return sum(map(widths.__getitem__, text)) / 1000.0
