"""Equations on the clipboard, as the source of whatever sets them elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from visprop.notation.expression.blocks import Block
from visprop.notation.expression.expr import Style
from visprop.notation.latex_document import latex_rows, text_rows


def copy_latex(blocks: Sequence[Block], style: Style) -> None:
    """As displays of LaTeX, for text that is there already."""
    QGuiApplication.clipboard().setText("\n".join(row for block in blocks for row in latex_rows(block, style)))


def copy_mathml(blocks: Sequence[Block], style: Style) -> None:
    """As MathML: to be pasted as formulas, or as its source where only text is taken."""
    from visprop.notation.page_printers import mathml_document

    data, written = QMimeData(), mathml_document(blocks, style)
    data.setText(written)
    data.setHtml(written)
    QGuiApplication.clipboard().setMimeData(data)


def copy_words(blocks: Sequence[Block], style: Style) -> None:
    """As plain text."""
    QGuiApplication.clipboard().setText("\n".join(row for block in blocks for row in text_rows(block, style)))


WAYS: dict[str, Callable[[Sequence[Block], Style], None]] = {
    "as LaTeX": copy_latex,
    "as MathML": copy_mathml,
    "as plain text": copy_words,
}
"""The ways of copying an equation, as the user reads them."""
