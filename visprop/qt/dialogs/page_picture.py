"""A page as it will be printed, painted in slices so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from visprop.export.png import image_steps
from visprop.figures.base.shapes import Figure

_SLICE = 0.008
"""How long a slice takes, in seconds."""
_MOST_PIXELS = 40e6
"""A page of more is painted coarser, and enlarged."""
_SQUARE = 8
"""How wide the squares are that are seen through a page without paper, in pixels."""


class PagePicture(QWidget):
    """Shows one page at a scale; what it showed stays until another one is painted.

    Signals:
        painted: the page that was asked for last is there.
    """

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self._steps: Iterator[QImage | None] = iter(())
        self._sides, self._clear = (0, 0), False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self.setAccessibleName("Preview")

    def show_page(self, figure: Figure, scale: float, transparent: bool) -> None:
        """Show a page.

        Args:
            figure: what is on it.
            scale: how many pixels of the widget a point is.
            transparent: whether it has no paper.
        """
        wide, high = max(1, round(figure.width * scale)), max(1, round(figure.height * scale))
        fine = scale * self.devicePixelRatioF()
        fine *= min(1.0, (_MOST_PIXELS / max(1.0, figure.width * figure.height * fine**2)) ** 0.5)
        self._sides, self._clear = (wide, high), transparent
        self._steps = image_steps(figure, fine, transparent)
        self._timer.start()

    @property
    def is_painting(self) -> bool:
        """Whether a page is still to come."""
        return self._timer.isActive()

    def _go_on(self) -> None:
        end, found = perf_counter() + _SLICE, None
        while found is None and perf_counter() < end:
            found = next(self._steps)
        if found is not None:
            self._timer.stop()
            self.image = found
            self.setFixedSize(*self._sides)
            self.update()
            self.painted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self.image is None:
                return
            if self._clear:
                self._paint_squares(painter)
            painter.drawImage(self.rect(), self.image)

    def _paint_squares(self, painter: QPainter) -> None:
        """What is seen through a page without paper."""
        one, other = self.palette().color(QPalette.ColorRole.Base), self.palette().color(QPalette.ColorRole.AlternateBase)
        painter.fillRect(self.rect(), one)
        for x in range(0, self.width(), _SQUARE):
            for y in range(_SQUARE * (x // _SQUARE % 2), self.height(), 2 * _SQUARE):
                painter.fillRect(x, y, _SQUARE, _SQUARE, QColor(other))
