"""What the program did wrong: caught in one place, told once, written down."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import numpy
import PySide6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

import visprop
from visprop.qt.gui_thread import Caller
from visprop.qt.plain import plain_label

LOG_BYTES = 500_000
"""How large the log becomes before it begins anew; the one before is kept."""
_LOG = logging.getLogger("visprop")


class Errors(QObject):
    """Hears of every exception that nobody caught: of slots, of Qt's virtual methods, and of threads.

    Args:
        folder: where the log is written.
        is_debugged: whether it is told on standard error as well.
        save: brings the work to safety.
        parent: the window in front of which it is told.
    """

    def __init__(self, folder: Path, is_debugged: bool, save: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._is_debugged, self._save, self._window = is_debugged, save, parent
        self._box: ErrorBox | None = None
        self.log: Path | None = folder / "visprop.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(self.log, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
        except OSError:
            # Without a log what goes wrong is told all the same.
            self.log = None
        else:
            handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
            _LOG.addHandler(handler)
        self._tell_later = Caller(self._tell)

    def install(self) -> None:
        """Hear of exceptions from now on."""
        sys.excepthook = self.note
        threading.excepthook = lambda told: self.note(told.exc_type, told.exc_value, told.exc_traceback)

    def note(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Write an exception down, and tell it."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _LOG.error(text)
        if self._is_debugged and sys.stderr is not None:
            sys.stderr.write(text)
        self._tell_later(text)

    def _tell(self, text: str) -> None:
        if self._box is not None and self._box.isVisible():
            self._box.add(text)
            return
        is_saved = self._bring_to_safety()
        self._box = ErrorBox(text, self.log, is_saved, self._window)
        self._box.destroyed.connect(self._forget)
        self._box.show()

    def _forget(self) -> None:
        self._box = None

    def _bring_to_safety(self) -> bool:
        try:
            self._save()
        except Exception:
            _LOG.exception("the work could not be saved")
            return False
        return True


class ErrorBox(QDialog):
    """Says that something went wrong, whether the work is safe, and gives a report to copy."""

    def __init__(self, text: str, log: Path | None, is_saved: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 420)
        safe = "Your work is safe: it was saved aside and is offered at the next start." if is_saved else (
            "Your work could not be saved aside: save it now under another name."
        )  # fmt: skip
        also = "." if log is None else f"; it is also in {log}."
        words = plain_label(f"The program made a mistake. You can go on. {safe}\nThis report helps to mend it{also}")
        self._report = QPlainTextEdit(f"{environment()}\n\n{text}")
        self._report.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy the report", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (words, self._report, buttons):
            layout.addWidget(widget)

    @property
    def report(self) -> str:
        """What is to be copied."""
        return self._report.toPlainText()

    def add(self, text: str) -> None:
        """Another exception, while this is being read."""
        if len(self.report) < LOG_BYTES:
            self._report.appendPlainText(text)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)


def environment() -> str:
    """What a report begins with."""
    return (
        f"visprop {visprop.__version__}, Python {platform.python_version()}, PySide6 {PySide6.__version__}, "
        f"NumPy {numpy.__version__}, {platform.platform()}"
    )
