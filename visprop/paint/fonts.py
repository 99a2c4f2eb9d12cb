"""The bundled font."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from visprop.figures.base.letters import UNIT
from visprop.figures.base.metrics import FACES
from visprop.figures.base.style import FONT
from visprop.scenario.builtin import resources


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """Make the bundled font known to Qt; a `QGuiApplication` must exist.

    Raises:
        FileNotFoundError: a face is not there, so the installation is broken.
    """
    for name in FACES.values():
        path = resources() / "fonts" / name
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"the font {path} cannot be loaded")


@lru_cache(maxsize=128)
def figure_font(italic: bool, bold: bool, share: float = 1.0) -> QFont:
    """A face of the font of figures at the size `UNIT`, or at a share of it, as a superscript has.

    A painter is scaled from it, since Qt knows whole pixels alone.
    """
    font = QFont(FONT)
    font.setPixelSize(round(UNIT * share))
    font.setItalic(italic)
    font.setBold(bold)
    # As wide as the letters are alone: so figures are laid out.
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
