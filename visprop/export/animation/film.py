"""The pictures of an animation, drawn as the window would draw them at that moment."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from visprop.export.animation.reel import Shot
from visprop.export.scenes import Scenes
from visprop.figures.base.shapes import Figure
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.views import View
from visprop.paint.painter import paint_steps, qcolor
from visprop.scenario.any_run import AnyRun

Pixels = NDArray[np.uint8]
"""Of shape (height, width, 3): red, green and blue."""


class Film:
    """Draws the pictures of a view, in a session of its own.

    Args:
        run: what is shown.
        view: of which view.
        options: how it is shown.
        size: of the page, in points.
        scale: pixels a point.
        marked: what a moment is shown with: what is selected.
    """

    def __init__(
        self, run: AnyRun, view: View, options: ViewOptions, size: Size, scale: float,
        marked: Callable[[Moment], Moment] = lambda moment: moment,
    ) -> None:  # fmt: skip
        self._scenes, self._view, self._options = Scenes(run), view, options
        self._size, self._scale, self._marked = size, scale, marked

    @property
    def width(self) -> int:
        """In pixels."""
        return round(self._size[0] * self._scale)

    @property
    def height(self) -> int:
        """In pixels."""
        return round(self._size[1] * self._scale)

    def figure(self, shot: Shot) -> Figure:
        """A picture; of a page that is higher, the whole of it.

        Raises:
            ExportError: the training does not come so far.
        """
        moment = self._marked(self._scenes.moment(shot.position, shot.progress).at_once(self._view.shows_past))
        return self._view.draw(moment, self._options, self._size)

    def pixels(self, shot: Shot) -> Pixels:
        """A picture as pixels; a page that is higher than there is room is made smaller."""
        figure = self.figure(shot)
        # Qt paints into four bytes a pixel in half the time that it takes with three.
        image = QImage(self.width, self.height, QImage.Format.Format_RGB32)
        image.fill(qcolor(figure.background))
        with QPainter(image) as painter:
            scale = self._scale * min(1.0, self._size[1] / figure.height)
            painter.scale(scale, scale)
            for _ in paint_steps(painter, figure, background=True):
                pass
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        # A row takes a multiple of four bytes.
        lines = np.frombuffer(image.constBits(), np.uint8).reshape(self.height, image.bytesPerLine())
        return lines[:, : 3 * self.width].reshape(self.height, self.width, 3).copy()

    def close(self) -> None:
        """Let its session go."""
        self._scenes.close()
