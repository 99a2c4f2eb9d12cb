"""The registry of the formats of worksheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from visprop.engine.registry import Registry, require
from visprop.export.worksheet.asked import Sheet
from visprop.export.worksheet.html_sheet import html_sheets
from visprop.export.worksheet.latex_sheet import latex_sheets
from visprop.export.worksheet.moodle import moodle_questions


@dataclass(frozen=True)
class SheetFormat:
    """One format.

    Attributes:
        suffix: how its files' names end.
        words: what it is, as the user reads it.
        text: (variants, how many hints, whether with solutions) → the text of a file.
    """

    suffix: str
    words: str
    text: Callable[[Sequence[Sheet], int, bool], str]

    def __post_init__(self) -> None:
        require(self, "format of worksheets", (self.suffix.startswith("."), "suffix is to begin with a dot"), name=self.suffix)


SHEETS: Registry[SheetFormat] = Registry(
    (
        SheetFormat(".tex", "LaTeX", latex_sheets),
        SheetFormat(".html", "a page of the web", html_sheets),
        SheetFormat(".xml", "questions for Moodle", moodle_questions),
    ),
    name_of=lambda found: found.suffix,
)
"""Every format by the ending of its files."""
