"""Starts the application."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from visprop.paint.qt_libraries import MissingLibrary, has_display, import_qt
from visprop.scenario.builtin import FIRST, builtin_names, open_document, resources
from visprop.scenario.files.fields import FieldError
from visprop.session.session import Session

NO_DISPLAY = (
    "visprop: no display to open a window on. Without one there are: visprop list, trace, train, check, export "
    "(see visprop --help)."
)
"""What is said where no window can be opened."""


def run(scenario_name: str = "") -> int:
    """Open the window and stay until it is closed; the exit status."""
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 2
    try:
        import_qt()
        document = open_document(scenario_name or FIRST)
        session = Session(document.run)
        session.open(document.run, None if scenario_name in ("", *builtin_names()) else Path(scenario_name), document.at)
    except (MissingLibrary, OSError, FieldError) as error:
        print(f"visprop: {error}", file=sys.stderr)
        return 2
    return _show(session, document.repairs)


def _show(session: Session, repairs: Sequence[str]) -> int:
    # A translucent line would otherwise wake Qt's thread pool for every edge.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from visprop.paint.fonts import load_fonts
    from visprop.qt.window.main_window import MainWindow

    app = QApplication(sys.argv[:1])
    app.setApplicationName("visprop")
    app.setOrganizationName("visprop")
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(resources() / "icons" / "app.svg")))
    load_fonts()
    window = MainWindow(session, QSettings())
    window.show()
    for repair in repairs:
        session.changes.tell(repair)
    return app.exec()


def main(arguments: Sequence[str] | None = None) -> int:
    """The GUI entry point: open the window, with the scenario that is named, if any."""
    names = list(sys.argv[1:] if arguments is None else arguments)
    return run(names[0] if names else "")
