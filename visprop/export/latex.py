"""LaTeX: a page of equations as source."""

from __future__ import annotations

from visprop.export.formats import ExportOptions
from visprop.figures.drawing import equation_style
from visprop.figures.moment import ViewOptions
from visprop.notation.explanations.pages import Page
from visprop.notation.latex_document import COLUMN_ROOM, document, fragment
from visprop.notation.latex_lines import ROOM

_EM = 10.0
"""The size of text in a document of LaTeX, if nobody says otherwise, in points."""
_SPARE = 0.96
"""How much of a line is taken, as widths are estimated."""


def latex_file(page: Page, options: ViewOptions, choices: ExportOptions, width: float | None, font: float | None) -> bytes:
    r"""A page as what a document takes with `\input`, or as a document that compiles by itself.

    Args:
        page: what stands on it.
        options: how its numbers are written.
        choices: whether it stands alone.
        width: of the text it stands in, in points; None for a column of 229, or, where it stands alone, for LaTeX's own.
        font: the size of the text; None for 10 points.
    """
    write, usual = (document, ROOM) if choices.standalone else (fragment, COLUMN_ROOM)
    room = usual if width is None else _SPARE * width / (font or _EM)
    return write(page.blocks, equation_style(options), room).encode()
