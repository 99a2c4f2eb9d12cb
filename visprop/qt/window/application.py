"""Starts the application."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from visprop.benches.registry import PREFIX
from visprop.kinds.files import open_any
from visprop.kinds.registry import experiment_of, kind_of
from visprop.paint.qt_libraries import MissingLibrary, has_display, import_qt
from visprop.scenario.any_run import AnyRun
from visprop.scenario.builtin import FIRST, builtin_names, resources
from visprop.scenario.files.document import Document
from visprop.scenario.files.fields import FieldError
from visprop.session.collector import end_the_start
from visprop.session.session import Session
from visprop.timeline.work import BUDGET

if TYPE_CHECKING:
    # Imported late: with it comes Qt.
    from visprop.qt.window.main_window import MainWindow

NO_DISPLAY = (
    "visprop: no display to open a window on{}. All commands but bench work without one, such as visprop list, train, "
    "check, export and worksheet (visprop --help names them)."
)
"""What is said where no window can be opened."""


def _as_it_is(run: AnyRun) -> AnyRun:
    return run


def run(
    scenario_name: str = "",
    at: str = "",
    workspace: str = "",
    is_debugged: bool = False,
    settle: Callable[[AnyRun], AnyRun] = _as_it_is,
) -> int:
    """Open the window and stay until it is closed; the exit status.

    Args:
        scenario_name: a built-in name, a file, or `bench:NAME`; empty for what the start is set to show.
        at: the position; empty for where the file was saved.
        workspace: in which it opens; empty for the last one.
        is_debugged: whether exceptions are told on standard error.
        settle: the run that is opened, from that which is named.
    """
    if not has_display():
        display = os.environ.get("DISPLAY")
        print(NO_DISPLAY.format(f" ({display} does not answer)" if display else ""), file=sys.stderr)
        return 2
    try:
        import_qt()
        document = open_any(scenario_name or FIRST)
        document = replace(document, run=settle(document.run))
        _check(document, at, workspace)
    except FieldError as error:
        print(f"visprop: {error}", file=sys.stderr)
        return 2
    except (MissingLibrary, OSError) as error:
        print(f"visprop: {error}", file=sys.stderr)
        return 2
    is_file = scenario_name not in ("", *builtin_names()) and not scenario_name.startswith(PREFIX)
    opened = replace(document, at=at or document.at, workspace=workspace or document.workspace)
    return _show(opened, Path(scenario_name).absolute() if is_file else None, bool(scenario_name), is_debugged)


def _check(document: Document[AnyRun], at: str, workspace: str) -> None:
    """Refuse, before there is a window, a position or an arrangement that there is not.

    Raises:
        FieldError: there is none of it.
    """
    kind = kind_of(document.run)
    if workspace and workspace not in kind.file.workspaces:
        raise FieldError(f"--workspace: {kind.words} has {', '.join(kind.file.workspaces)}")
    wanted = at or document.at
    try:
        if wanted:
            experiment_of(document.run, BUDGET).walk.parse(wanted)
    except ValueError as error:
        raise FieldError(f"{'--at' if at else 'moment.at'}: {error}") from error


def _show(document: Document[AnyRun], path: Path | None, is_asked: bool, is_debugged: bool) -> int:
    # A translucent line would otherwise wake Qt's thread pool for every edge.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    from PySide6.QtCore import QSettings, QTimer
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from visprop.paint.fonts import load_fonts
    from visprop.qt.allocator import share_heaps
    from visprop.qt.look.style import Style
    from visprop.qt.window.autosave import Autosave, state_folder
    from visprop.qt.window.beginning import begin
    from visprop.qt.window.errors import Errors
    from visprop.qt.window.interrupt import Interrupt
    from visprop.qt.window.main_window import MainWindow

    share_heaps()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("visprop")
    app.setOrganizationName("visprop")
    app.setStyle(Style())
    app.setWindowIcon(QIcon(str(resources() / "icons" / "app.svg")))
    load_fonts()
    # The window is made over the first scenario; what belongs to another kind is made when that is opened.
    session = Session(open_any(FIRST).run)
    window = MainWindow(session, QSettings())
    autosave = Autosave(session, state_folder(), window)
    window.closed.connect(autosave.close)
    Errors(state_folder(), is_debugged, autosave.save, window).install()
    interrupt = Interrupt(window.close_at_once, window)
    app.aboutToQuit.connect(interrupt.close)
    # When the desktop's session ends nobody is there to be asked.
    app.commitDataRequest.connect(lambda manager: window.ask_nothing())
    app.commitDataRequest.connect(lambda manager: autosave.try_to_save())
    end_the_start()
    _open(window, document, path)
    if not is_asked:
        QTimer.singleShot(0, window, lambda: begin(window, autosave))
    return app.exec()


def _open(window: MainWindow, document: Document[AnyRun], path: Path | None) -> None:
    """Let the window show what was asked for, from its first picture on."""
    session = window.session
    session.open(document.run, path, document.at, is_builtin=path is None)
    window.adapter.deliver()
    if document.workspace:
        window.session.window.choose(document.workspace)
    window.show()
    for repair in document.repairs:
        session.changes.tell(repair)
