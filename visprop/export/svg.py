"""SVG: vectors for the web and for drawing programs."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from visprop.export.formats import POINTS_PER_INCH, ExportError, ExportOptions
from visprop.figures.base.shapes import Figure
from visprop.paint.painter import paint_figure


def write_svg(figure: Figure, path: Path, options: ExportOptions) -> None:
    """Write a figure as SVG."""
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(QSize(round(figure.width), round(figure.height)))
    generator.setViewBox(QRectF(0, 0, figure.width, figure.height))
    generator.setResolution(round(POINTS_PER_INCH))
    generator.setTitle("visprop")
    painter = QPainter()
    if not painter.begin(generator):
        raise ExportError(f"{path} cannot be written")
    with painter:
        paint_figure(painter, figure, options.outlines, background=not options.transparent)
    if not options.outlines:
        _name_fallbacks(path)


def _name_fallbacks(path: Path) -> None:
    """A similar font is to stand in for the bundled one, if the reader lacks it."""
    text = path.read_text(encoding="utf-8")
    named = re.sub(r'font-family="([^"]+)"', r'''font-family="\1, 'STIX Two Text', 'Times New Roman', serif"''', text)
    path.write_text(named, encoding="utf-8")
