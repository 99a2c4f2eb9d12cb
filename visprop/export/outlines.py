"""The outlines of any letters: of those that are kept without Qt, of others as Qt paints them."""

from __future__ import annotations

from visprop.figures.base.letters import Letters, kept_letters
from visprop.paint.start import start_painting


def outlines(text: str, italic: bool, bold: bool) -> Letters:
    """The letters of a text in a face at the size `UNIT`."""
    found = kept_letters(text, italic, bold)
    return _painted(text, italic, bold) if found is None else found


def _painted(text: str, italic: bool, bold: bool) -> Letters:
    """The same of Qt, for letters that are not kept; the file is the same, and Qt takes longer to load than a file to write."""
    start_painting()
    from visprop.paint.fonts import figure_font
    from visprop.paint.letters import letters

    return letters(text, figure_font(italic, bold))
