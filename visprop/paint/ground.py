"""Pictures that follow one another, as pixels: what each begins with as the one before is painted once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtGui import QImage, QPainter

from visprop.figures.base.alike import beginning, singly
from visprop.figures.base.shading import Canvases, Pixels
from visprop.figures.base.shapes import Colour, Figure, Shape
from visprop.paint.painter import paint_figure, qcolor


class Ground:
    """Paints pictures of one size, each to the last bit as it would be painted alone.

    Args:
        width, height: in pixels.
        most: of how many pictures the pixels are taken again when nothing has them any more.
    """

    def __init__(self, width: int, height: int, most: int) -> None:
        self._canvases = Canvases((height, width), most)
        self._ground: Pixels = np.empty((height, width), np.uint32)
        self._look: tuple[Colour, float] | None = None
        self._before: tuple[Shape, ...] = ()
        self._count = 0

    def painted(self, figure: Figure, scale: float) -> Pixels:
        """A picture, each point so many pixels long."""
        figure, look = replace(figure, shapes=tuple(singly(figure.shapes))), (figure.background, scale)
        same = beginning(self._before, figure.shapes) if look == self._look else 0
        pixels, done = self._canvases.take(), self._count if self._count <= same else 0
        if done:
            np.copyto(pixels, self._ground)
        else:
            pixels.fill(qcolor(figure.background).rgb())
        _paint(pixels, figure, scale, done, same)
        if same != self._count:
            np.copyto(self._ground, pixels)
        _paint(pixels, figure, scale, same, len(figure.shapes))
        self._look, self._before, self._count = look, figure.shapes, same
        return pixels


def _paint(pixels: Pixels, figure: Figure, scale: float, start: int, end: int) -> None:
    """Paint some of a figure's shapes."""
    rows, columns = pixels.shape
    image = QImage(pixels.data, columns, rows, pixels.strides[0], QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        paint_figure(painter, replace(figure, shapes=figure.shapes[start:end]), background=start == 0)
