"""Pictures as arrays: files read by renderers that did not write them, and how far two pictures differ."""

from __future__ import annotations

import numpy as np
import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SMOOTH = Qt.TransformationMode.SmoothTransformation


def pixels(image: QImage):
    """A picture as an array of shape (height, width, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(int)


def read_picture(path, size):
    """An SVG, PDF or PNG as an array of a size: PDF by PDFium, SVG by Qt's reader, which shares nothing with its writer."""
    if path.suffix == ".pdf":
        page = pypdfium2.PdfDocument(path)[0]
        found = page.render(scale=size.width() / page.get_width()).to_numpy()[:, :, 2::-1].astype(int)
        return found[: size.height(), : size.width()]
    image = QImage(size, QImage.Format.Format_RGB888)
    image.fill(0xFFFFFF)
    with QPainter(image) as painter:
        if path.suffix == ".svg":
            QSvgRenderer(str(path)).render(painter)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(image.rect(), QImage(str(path)).scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, SMOOTH))
    return pixels(image)


def ink_difference(found, wanted) -> float:
    """The share of pixels that differ by more than antialiasing does: each is compared with its neighbourhood."""
    wanted = pixels(wanted) if isinstance(wanted, QImage) else wanted
    height, width = min(len(found), len(wanted)), min(found.shape[1], wanted.shape[1])
    found, wanted = found[:height, :width], wanted[:height, :width]
    padded = np.pad(wanted, ((1, 1), (1, 1), (0, 0)), mode="edge")
    around = [padded[i : i + height, j : j + width] for i in range(3) for j in range(3)]
    low, high = np.min(around, axis=0) - 48, np.max(around, axis=0) + 48
    return float(((found < low) | (found > high)).any(axis=2).mean())
