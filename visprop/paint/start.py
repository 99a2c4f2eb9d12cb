"""Making Qt ready to paint without a window; it is loaded only then, as a file of vectors needs none."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from visprop.paint.qt_libraries import import_qt

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication


@lru_cache(maxsize=1)
def start_painting() -> QGuiApplication:
    """Load what pictures are painted with, without a display where there is none; the application, which must be kept.

    Raises:
        MissingLibrary: a library of the system is missing.
    """
    if not os.environ.get("DISPLAY") and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import_qt(with_widgets=False)
    from PySide6.QtGui import QGuiApplication

    from visprop.paint.fonts import load_fonts

    app = QGuiApplication.instance() or QGuiApplication(["visprop"])
    load_fonts()
    assert isinstance(app, QGuiApplication)
    return app
