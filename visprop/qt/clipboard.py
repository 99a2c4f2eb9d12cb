"""Figures on the clipboard: as pixels and as SVG, and as the text of whichever format is text."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from visprop.export.formats import PLAIN, Format
from visprop.export.order import Made
from visprop.export.png import image_steps
from visprop.export.svg import svg_text
from visprop.figures.base.shapes import Figure
from visprop.qt.waiting import beside, in_slices

SCALE = 3.0
"""How many pixels of a copied picture there are to a point."""
SVG = "image/svg+xml"


def copy_figure(figure: Figure, what: str, parent: QWidget) -> bool:
    """Put a figure on the clipboard; whether it is there, which it is not if the user cancels."""
    image = in_slices(image_steps(figure, SCALE), f"Painting {what}…", parent)
    drawn = None if image is None else beside(partial(svg_text, figure, PLAIN), f"Writing {what}…", parent)
    if image is None or drawn is None:
        return False
    data = QMimeData()
    data.setImageData(image)
    data.setData(SVG, drawn.encode())
    QGuiApplication.clipboard().setMimeData(data)
    return True


def copy_text(made: Made, found: Format, parent: QWidget) -> bool:
    """Put the text of a figure's file on the clipboard; whether it is there.

    Raises:
        ExportError: it cannot be written so.
    """
    text = beside(partial(made.written, found), f"Writing {found.suffix.upper()}…", parent)
    if text is None:
        return False
    QGuiApplication.clipboard().setText(text)
    return True
