"""LaTeX: a page of equations as source."""

from __future__ import annotations

from pathlib import Path

from visprop.figures.drawing import equation_style
from visprop.figures.moment import ViewOptions
from visprop.notation.explanations.pages import Page
from visprop.notation.latex_document import document


def write_latex(page: Page, path: Path, options: ViewOptions) -> None:
    """Write a page as a document that compiles by itself."""
    path.write_text(document(page.blocks, equation_style(options)), encoding="utf-8")
