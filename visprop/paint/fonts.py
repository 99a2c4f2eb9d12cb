"""The bundled font."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from visprop.figures.base.style import FONT
from visprop.scenario.builtin import resources


@lru_cache(maxsize=1)
def start_painting() -> QGuiApplication:
    """Make Qt ready to paint without a window; the application, which must be kept."""
    app = QGuiApplication.instance() or QGuiApplication(["visprop"])
    load_fonts()
    assert isinstance(app, QGuiApplication)
    return app


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """Make the bundled font known to Qt; a `QGuiApplication` must exist.

    Raises:
        FileNotFoundError: it is not there, so the installation is broken.
    """
    for style in ("Regular", "Italic"):
        path = resources() / "fonts" / f"{FONT}-{style}.otf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"the font {path} cannot be loaded")


@lru_cache(maxsize=256)
def figure_font(size: float, italic: bool, bold: bool) -> QFont:
    """The font of figures at a size in points of the figure."""
    font = QFont(FONT)
    # Pixels, not points: a figure's unit must not depend on the screen's resolution.
    font.setPixelSize(max(1, round(size)))
    font.setItalic(italic)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
