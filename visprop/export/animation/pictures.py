"""Pixels as Pillow has them."""

from __future__ import annotations

import numpy as np
from PIL import Image

from visprop.figures.base.shading import Pixels


def picture(pixels: Pixels) -> Image.Image:
    """Pixels as a picture of red, green and blue, in memory of its own."""
    rows, columns = pixels.shape
    # As they stand in memory, least byte first.
    data = np.ascontiguousarray(pixels, "<u4")
    return Image.frombytes("RGB", (columns, rows), data, "raw", "BGRX")
