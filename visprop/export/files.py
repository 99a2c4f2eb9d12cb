"""Writing a figure to a file: SVG, PDF or PNG."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from visprop.figures.base.shapes import Figure
from visprop.paint.painter import paint_figure

FORMATS = ("svg", "pdf", "png")
"""The formats, by the ending of the file's name."""
MAX_PIXELS = 200_000_000
"""The most pixels a PNG may have."""

POINTS_PER_INCH = 72.0


class ExportError(Exception):
    """A figure could not be written; the text says why."""


def export_figure(figure: Figure, path: Path, outlines: bool = False, dpi: float = 300.0, transparent: bool = False) -> None:
    """Write a figure; a point of the figure is a point of print, 1/72 inch.

    Args:
        figure: what to write.
        path: where; its ending tells the format.
        outlines: whether text becomes outlines (SVG and PDF), for readers without the font.
        dpi: the resolution of a PNG in pixels per inch.
        transparent: whether the paper is left out.

    Raises:
        ExportError: the ending is unknown, the picture too large, or the file cannot be written.
    """
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in FORMATS:
        raise ExportError(f"{path.name}: a figure is written as {', '.join(FORMATS)}, chosen by the file's ending")
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}")
    writers: dict[str, Callable[[], None]] = {
        "svg": lambda: _write_svg(figure, path, outlines, transparent),
        "pdf": lambda: _write_pdf(figure, path, outlines, transparent),
        "png": lambda: _write_png(figure, path, dpi, transparent),
    }
    writers[suffix]()


def _write_svg(figure: Figure, path: Path, outlines: bool, transparent: bool) -> None:
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
        paint_figure(painter, figure, outlines, background=not transparent)
    if not outlines:
        _name_fallbacks(path)


def _name_fallbacks(path: Path) -> None:
    """Where the reader lacks the font, a similar one is to stand in for it."""
    text = path.read_text(encoding="utf-8")
    named = re.sub(r'font-family="([^"]+)"', r'''font-family="\1, 'STIX Two Text', 'Times New Roman', serif"''', text)
    path.write_text(named, encoding="utf-8")


def _write_pdf(figure: Figure, path: Path, outlines: bool, transparent: bool) -> None:
    writer = QPdfWriter(str(path))
    writer.setResolution(1200)
    writer.setPageSize(
        QPageSize(QSizeF(figure.width, figure.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setCreator("visprop")
    painter = QPainter()
    if not painter.begin(writer):
        raise ExportError(f"{path} cannot be written")
    with painter:
        scale = 1200 / POINTS_PER_INCH
        painter.scale(scale, scale)
        paint_figure(painter, figure, outlines, background=not transparent)


def _write_png(figure: Figure, path: Path, dpi: float, transparent: bool) -> None:
    scale = dpi / POINTS_PER_INCH
    width, height = round(figure.width * scale), round(figure.height * scale)
    if not 0 < width * height <= MAX_PIXELS:
        raise ExportError(f"a picture of {width} × {height} pixels is too large")
    image = figure_image(figure, scale, transparent)
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    if not image.save(str(path)):
        raise ExportError(f"{path} cannot be written")


def figure_image(figure: Figure, scale: float, transparent: bool = False) -> QImage:
    """A figure as pixels, `scale` of them a point."""
    image = QImage(round(figure.width * scale), round(figure.height * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        paint_figure(painter, figure, background=not transparent)
    return image
