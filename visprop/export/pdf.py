"""PDF: vectors for print, with the font embedded, and the words of formulas to be searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QSizeF
from PySide6.QtGui import QColor, QPageSize, QPainter, QPdfWriter

from visprop.export.formats import POINTS_PER_INCH, Document, ExportError, ExportOptions
from visprop.figures.base.letters import UNIT
from visprop.figures.base.metrics import advance, has_letter
from visprop.figures.base.shapes import Clip, Formula, Shape
from visprop.figures.base.typeset import typeset
from visprop.notation.layout.nodes import Node
from visprop.notation.layout.text import plain
from visprop.paint.fonts import figure_font
from visprop.paint.painter import paint_figure

_RESOLUTION = 1200


def pdf_file(document: Document, options: ExportOptions) -> bytes:
    """A figure as a PDF of one page of its size."""
    figure = document.figures[0]
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    size = QSizeF(figure.width, figure.height)
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setCreator("visprop")
    painter = QPainter()
    if not painter.begin(writer):
        raise ExportError("a PDF cannot be made")
    with painter:
        scale = _RESOLUTION / POINTS_PER_INCH
        painter.scale(scale, scale)
        paint_figure(painter, figure, background=not options.transparent)
        for formula in _formulas(figure.shapes):
            _write_unseen(painter, formula)
    return bytes(buffer.data().data())


def _formulas(shapes: Iterable[Shape]) -> Iterator[Formula]:
    for shape in shapes:
        if isinstance(shape, Clip):
            yield from _formulas(shape.shapes)
        elif isinstance(shape, Formula):
            yield shape


def _write_unseen(painter: QPainter, formula: Formula) -> None:
    """The words of a formula over its outlines, as wide as it is, in letters that are not seen."""
    text = searchable(formula.node)
    if not text:
        return
    done, scale = typeset(formula.node, formula.size)
    wide = advance(text, False, False) * formula.size
    painter.save()
    painter.translate(formula.x, formula.y)
    painter.scale(formula.size / UNIT * done.width * scale / max(wide, 1e-3), formula.size / UNIT)
    painter.setFont(figure_font(False, False))
    painter.setPen(QColor(0, 0, 0, 0))
    painter.drawText(QPointF(0.0, 0.0), text)
    painter.restore()


_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₑᵣₐₗˡᴸ⁺", "0123456789−0123456789ijkeralLL+")


def searchable(node: Node) -> str:
    """A formula in plain text, of the letters that the bundled font has; indices stand on the line."""
    return "".join(letter for letter in plain(node).translate(_LEVEL) if has_letter(letter, False, False)).strip()
