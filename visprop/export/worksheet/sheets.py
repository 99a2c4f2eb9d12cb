"""The registry of the formats of worksheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from visprop.engine.registry import Registry, late, require
from visprop.export.worksheet.html_sheet import html_sheets, html_solutions
from visprop.export.worksheet.latex_sheet import latex_sheets, latex_solutions
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
        solved: variants → the content of a file of their solutions alone; None where they belong to the questions.
    """

    suffix: str
    words: str
    content: Callable[[Sequence[Sheet], int, bool], bytes]
    solved: Callable[[Sequence[Sheet]], bytes] | None = None

    def __post_init__(self) -> None:
        require(self, "format of worksheets", (self.suffix.startswith("."), "suffix is to begin with a dot"), name=self.suffix)


APART = "-solutions"
"""What the name of a file of solutions alone has behind that of its questions."""


def solutions_of(path: Path) -> Path:
    """The file of the solutions alone, beside that of the questions."""
    return path.with_stem(path.stem + APART)


def sheet_names(path: Path, found: SheetFormat, is_apart: bool) -> list[Path]:
    """Which files there are: of the questions, and of the solutions alone where they are wanted apart and can be."""
    return [path, solutions_of(path)] if is_apart and found.solved is not None else [path]


def sheet_files(
    path: Path, found: SheetFormat, sheets: Sequence[Sheet], hints: int, solutions: bool, is_apart: bool
) -> dict[Path, bytes]:
    """The files of a worksheet with what is in them."""
    names = sheet_names(path, found, solutions and is_apart)
    if len(names) == 1 or found.solved is None:
        return {path: found.content(sheets, hints, solutions)}
    return {path: found.content(sheets, hints, False), names[1]: found.solved(sheets)}


_PDF = late("visprop.export.worksheet.pdf_sheet", "pdf_sheets")
_PDF_SOLVED = late("visprop.export.worksheet.pdf_sheet", "pdf_solutions")
SHEETS: Registry[SheetFormat] = Registry(
    (
        SheetFormat(".html", "a page of the web", html_sheets, html_solutions),
        SheetFormat(".pdf", "pages of the size A4", _PDF, _PDF_SOLVED),
        SheetFormat(".tex", "LaTeX", latex_sheets, latex_solutions),
        SheetFormat(".xml", "questions for Moodle", moodle_questions),
        SheetFormat(".zip", "questions in QTI 2.1, for other course systems", qti_package),
    ),
    name_of=lambda found: found.suffix,
)
"""Every format by the ending of its files."""
