"""Letters of the bundled font as outlines, from tables beside it, so that a file of vectors needs no Qt."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath

from visprop.figures.base.metrics import FACES
from visprop.scenario.builtin import resources

UNIT = 100
"""The size at which letters stand in the tables, in the units of an outline."""
Letters = tuple[tuple[str, float, float], ...]
"""Of each letter that has ink: its outline, as path data of SVG, and where it stands, downwards from the baseline."""

JOINED = ("ffi", "ffl", "ff", "fi", "fj", "fl")
"""Letters that the font writes as one, in the order in which they are looked for."""
_PIECE = re.compile(f"{'|'.join(JOINED)}|.", re.DOTALL)


def kept_letters(text: str, italic: bool, bold: bool) -> Letters | None:
    """The letters of a text in a face at the size `UNIT`; None if one of them is not in the tables."""
    pieces = kept_pieces(text, italic, bold)
    if pieces is None:
        return None
    found, x = [], 0.0
    for _, advance, outline in pieces:
        if outline:
            found.append((outline, x, 0.0))
        x += advance
    return tuple(found)


def kept_pieces(text: str, italic: bool, bold: bool) -> list[tuple[str, float, str]] | None:
    """What of a text is one glyph each: what it is read as, how far the next is, its outline; None if a letter is not kept."""
    found = []
    for piece in _PIECE.findall(text):
        one = _kept(piece, italic, bold)
        if one is None:
            return None
        found.append((piece, *one))
    return found


@lru_cache(maxsize=2048)
def _kept(piece: str, italic: bool, bold: bool) -> tuple[float, str] | None:
    """How far the next letter is, and the outline."""
    table = _table(italic, bold)
    start = table.find(f"\n{piece}\t".encode())
    if start < 0:
        return None
    line = table[start + 1 : table.index(b"\n", start + 1)].decode()
    _, advance, outline = line.split("\t")
    return float(advance), outline


@lru_cache(maxsize=4)
def _table(italic: bool, bold: bool) -> bytes:
    # A letter is looked up in the bytes as they are: to take the whole apart would take longer than a picture.
    return (resources() / "fonts" / table_name(italic, bold)).read_bytes()


def table_name(italic: bool, bold: bool) -> str:
    """The file of a face's outlines."""
    return str(PurePath(FACES[italic, bold]).with_suffix(".outlines"))
