"""The registry of the formats of worksheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from visprop.engine.registry import Registry, late, require
from visprop.export.worksheet.html_sheet import html_sheets
from visprop.export.worksheet.latex_sheet import latex_sheets
from visprop.export.worksheet.moodle import moodle_questions
from visprop.export.worksheet.qti import qti_package
from visprop.export.worksheet.questions import Sheet


@dataclass(frozen=True)
class SheetFormat:
    """One format.

    Attributes:
        suffix: how its files' names end.
        words: what it is, as the user reads it.
        content: (variants, how many hints, whether with solutions) → the content of a file.
    """

    suffix: str
    words: str
    content: Callable[[Sequence[Sheet], int, bool], bytes]

    def __post_init__(self) -> None:
        require(self, "format of worksheets", (self.suffix.startswith("."), "suffix is to begin with a dot"), name=self.suffix)


_PDF = late("visprop.export.worksheet.pdf_sheet", "pdf_sheets")
SHEETS: Registry[SheetFormat] = Registry(
    (
        SheetFormat(".tex", "LaTeX", latex_sheets),
        SheetFormat(".html", "a page of the web", html_sheets),
        SheetFormat(".pdf", "pages of the size A4", _PDF),
        SheetFormat(".xml", "questions for Moodle", moodle_questions),
        SheetFormat(".zip", "questions in QTI 2.1, for other course systems", qti_package),
    ),
    name_of=lambda found: found.suffix,
)
"""Every format by the ending of its files."""
