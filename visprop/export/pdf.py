"""PDF: vectors for print, with the font embedded."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from visprop.export.formats import POINTS_PER_INCH, ExportError, ExportOptions
from visprop.figures.base.shapes import Figure
from visprop.paint.painter import paint_figure

_RESOLUTION = 1200


def write_pdf(figure: Figure, path: Path, options: ExportOptions) -> None:
    """Write a figure as a PDF of one page of its size."""
    writer = QPdfWriter(str(path))
    writer.setResolution(_RESOLUTION)
    size = QSizeF(figure.width, figure.height)
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setCreator("visprop")
    painter = QPainter()
    if not painter.begin(writer):
        raise ExportError(f"{path} cannot be written")
    with painter:
        scale = _RESOLUTION / POINTS_PER_INCH
        painter.scale(scale, scale)
        paint_figure(painter, figure, background=not options.transparent)
