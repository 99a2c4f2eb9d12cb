"""Figures on the clipboard, as pixels."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from visprop.export.png import image_steps
from visprop.figures.base.shapes import Figure
from visprop.qt.waiting import in_slices

SCALE = 3.0
"""How many pixels of a copied picture there are to a point."""


def copy_figure(figure: Figure, what: str, parent: QWidget) -> bool:
    """Put a figure on the clipboard; whether it is there, which it is not if the user cancels."""
    image = in_slices(image_steps(figure, SCALE), f"Painting {what}…", parent)
    if image is None:
        return False
    QGuiApplication.clipboard().setImage(image)
    return True
