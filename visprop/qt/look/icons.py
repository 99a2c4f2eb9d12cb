"""Icons: drawings of lines, in the ink of a theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import Theme, hex_of, mix
from visprop.scenario.builtin import resources

_SIZE = 48


def icon(name: str, theme: Theme) -> QIcon:
    """An icon in the theme's ink, and dim where its action cannot be used."""
    return inked(name, theme.ink, mix(theme.panel, theme.ink, 0.3))


@lru_cache(maxsize=256)
def inked(name: str, ink: Colour, dim: Colour) -> QIcon:
    """An icon in one ink, and in another where its action cannot be used."""
    result = QIcon()
    for colour, mode in ((ink, QIcon.Mode.Normal), (dim, QIcon.Mode.Disabled)):
        result.addPixmap(_pixmap(name, colour), mode)
    return result


def _pixmap(name: str, colour: Colour) -> QPixmap:
    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", hex_of(colour)).encode()))
    pixmap = QPixmap(_SIZE, _SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        renderer.render(painter)
    return pixmap
