"""Pictures of pixels as PNG, written here, so that a file of vectors needs no Qt."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from visprop.figures.base.shapes import Raster

_LEAST_CELLS = 320
"""Cells are repeated until there are so many pixels a side: readers smooth what they enlarge."""
_EIGHT_BITS, _RGB, _AS_ABOVE = 8, 2, 2


def raster_png(shape: Raster) -> bytes:
    """The pixels of a shape as a PNG file."""
    if not shape.is_smooth:
        rows, columns = (-(-_LEAST_CELLS // count) for count in shape.pixels.shape)
        shape = replace(shape, pixels=shape.pixels.repeat(rows, axis=0).repeat(columns, axis=1))
    return png(shape.pixels)


def png(pixels: NDArray[np.uint32]) -> bytes:
    """Colours as 0xffRRGGBB, of shape (rows, columns), as a PNG file."""
    rows, columns = pixels.shape
    colours = np.stack([pixels >> 16, pixels >> 8, pixels], axis=2).astype(np.uint8).reshape(rows, 3 * columns)
    # Each row is written as what it differs by from the one above.
    differing = np.diff(colours, axis=0, prepend=np.zeros((1, 3 * columns), np.uint8))
    lines = np.column_stack((np.full(rows, _AS_ABOVE, np.uint8), differing))
    head = struct.pack(">IIBBBBB", columns, rows, _EIGHT_BITS, _RGB, 0, 0, 0)
    content = zlib.compress(lines.tobytes(), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join((_chunk(b"IHDR", head), _chunk(b"IDAT", content), _chunk(b"IEND", b"")))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
