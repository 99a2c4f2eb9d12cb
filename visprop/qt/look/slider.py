"""A slider, on whose track a click leads to where it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget


class Slider(QSlider):
    """One from left to right.

    Not by a hint of the style: Qt asks it for all its hints, some 15,000 before the first frame, and each would come to Python.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._go_to(event.position().x())
        # The handle is under the pointer now, and can be drawn on.
        super().mousePressEvent(event)

    def _go_to(self, x: float) -> None:
        """Bring the middle of the handle to a place, unless the place is on it."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        kind, style = QStyle.ComplexControl.CC_Slider, self.style()
        handle = style.subControlRect(kind, option, QStyle.SubControl.SC_SliderHandle, self)
        groove = style.subControlRect(kind, option, QStyle.SubControl.SC_SliderGroove, self)
        if handle.left() <= x <= handle.right():
            return
        place, room = round(x) - groove.left() - handle.width() // 2, groove.width() - handle.width()
        at = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, room, option.upsideDown)
        self.setSliderPosition(at)
