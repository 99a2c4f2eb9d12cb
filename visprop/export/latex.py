"""LaTeX: a page of equations as source."""

from __future__ import annotations

from visprop.figures.line_equation import equation_style
from visprop.figures.moment import ViewOptions
from visprop.notation.explanations.pages import Page
from visprop.notation.latex_document import document


def latex_file(page: Page, options: ViewOptions) -> bytes:
    """A page as a document that compiles by itself."""
    return document(page.blocks, equation_style(options)).encode()
