"""The letters of the window's own words, and the unit that all its measures are multiples of."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from visprop.scenario.builtin import resources

FAMILY = "Inter"
_FACES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
_USUAL = 13
"""How high the letters of controls are at 100 %, in pixels, unless the system's own are larger."""
_UNITS = 8
"""How many units half a line of such letters is."""


@lru_cache(maxsize=1)
def _usual_size() -> int:
    """How high letters are at 100 %, in pixels; asked before the application has letters of ours.

    Raises:
        FileNotFoundError: a face is not there, so the installation is broken.
    """
    size = max(_USUAL, QFontInfo(QApplication.font()).pixelSize())
    for name in _FACES:
        path = resources() / "fonts" / name
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"the font {path} cannot be loaded")
    return size


def window_font(percent: int) -> QFont:
    """The letters of controls at a size of text: the bundled ones, so that widths agree everywhere."""
    size = _usual_size()
    font = QFont(FAMILY)
    font.setPixelSize(round(size * percent / 100))
    return font


def share(letters: int, size: int) -> int:
    """How high letters of a number of units are, in pixels, where those of controls, which have 13, are so high."""
    return round(letters * size / _USUAL)


def sized(font: QFont, size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Letters of another size, as a number of units of which those of controls have 13, and weight."""
    found = QFont(font)
    found.setPixelSize(share(font.pixelSize(), size))
    found.setWeight(weight)
    return found


class Measure:
    """Lengths in the unit of a font: 8 of them are 8 pixels beside letters of the usual size."""

    def __init__(self, font: QFont) -> None:
        self._half = round(QFontMetricsF(font).height() / 2)

    def __call__(self, units: float) -> int:
        """So many units in pixels."""
        return round(units * self._half / _UNITS)


_LOW, _LOWEST = 520, 360


def is_low(window: QWidget) -> bool:
    """Whether a window is so low that what is above and below its picture gives way."""
    return window.height() < px(_LOW)


def is_lowest(window: QWidget) -> bool:
    """Whether it is so low that of what is above its picture a sentence alone stays."""
    return window.height() < px(_LOWEST)


@lru_cache(maxsize=16)
def _measure(letters: int) -> Measure:
    """That of the application's letters of now, which are so many pixels high."""
    return Measure(QApplication.font())


def px(units: float) -> int:
    """So many units in pixels, beside the application's letters of now."""
    return _measure(QApplication.font().pixelSize())(units)
