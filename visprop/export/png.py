"""PNG, and figures as pixels."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter

from visprop.export.formats import POINTS_PER_INCH, Document, ExportError, ExportOptions
from visprop.figures.base.shapes import Figure
from visprop.paint.painter import paint_steps

MAX_PIXELS = 200_000_000
"""The most pixels a PNG may have."""
_METRES_PER_INCH = 0.0254


def png_file(document: Document, options: ExportOptions) -> bytes:
    """A figure as pixels."""
    figure = document.figure
    scale = options.dpi / POINTS_PER_INCH
    width, height = round(figure.width * scale), round(figure.height * scale)
    if not 0 < width * height <= MAX_PIXELS:
        raise ExportError(f"a picture of {width} × {height} pixels is too large")
    image = figure_image(figure, scale, options.transparent)
    if not options.transparent:
        # What is opaque has no fourth number for each pixel, which printers ask about.
        image = image.convertToFormat(QImage.Format.Format_RGB888)
    image.setText("Title", document.title)
    if document.description:
        image.setText("Description", document.description)
    image.setDotsPerMeterX(round(options.dpi / _METRES_PER_INCH))
    image.setDotsPerMeterY(round(options.dpi / _METRES_PER_INCH))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise ExportError("a PNG cannot be made")
    return bytes(buffer.data().data())


def figure_image(figure: Figure, scale: float, transparent: bool = False) -> QImage:
    """A figure as pixels, `scale` of them a point."""
    return next(image for image in image_steps(figure, scale, transparent) if image is not None)


def image_steps(figure: Figure, scale: float, transparent: bool = False) -> Iterator[QImage | None]:
    """A figure as pixels, made in steps: None after each, the picture at the end."""
    image = QImage(round(figure.width * scale), round(figure.height * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        yield from paint_steps(painter, figure, background=not transparent)
    yield image
