"""Keeps the session in the user's state folder while one works, so that neither closing nor a crash loses anything."""

from __future__ import annotations

import os
import re
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QWidget

from visprop.qt.patience import LARGE_SCENARIO, in_process
from visprop.scenario.data.regular import read_regular
from visprop.scenario.files.fields import FieldError
from visprop.scenario.files.whole import is_alive, write_whole
from visprop.session.keeping import Kept, keep, read
from visprop.session.session import Session

EVERY_MS = 20_000
"""How often the session is kept, in milliseconds."""
_NAME = re.compile(r"session-(\d+)\.json")


def state_folder() -> Path:
    """The platform's folder for what an application keeps of its state."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))


class Autosave(QObject):
    """Writes what would be lost to a file of this process, and takes it away when there is nothing.

    Args:
        session: what is kept.
        folder: where.
        window: in front of which a long wait is shown.
    """

    def __init__(self, session: Session, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._folder, self._window = session, folder, window
        self._file = folder / f"session-{os.getpid()}.json"
        self._kept: tuple[object, ...] = ()
        self.unreadable: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._on_timer)
        self._timer.start()

    def _on_timer(self) -> None:
        session = self._session
        now = (session.runs.present, session.playback.position, len(session.runs.branches), session.has_work)
        # What runs is kept when it pauses; a large one is kept when the window is closed, as it takes a process.
        if now != self._kept and not session.playback.running and self._write(is_patient=False):
            self._kept = now

    def save(self) -> None:
        """Keep the session now.

        Raises:
            OSError: it cannot be written.
        """
        self._write(is_patient=True)

    def close(self) -> None:
        """Keep it for the next start."""
        self._timer.stop()
        self.save()

    def _write(self, is_patient: bool) -> bool:
        kept = keep(self._session)
        if kept is None:
            self._file.unlink(missing_ok=True)
        elif kept.size <= LARGE_SCENARIO:
            write_text(kept, self._file)
        elif is_patient:
            in_process(write_text, (kept, self._file), "Keeping the session…", self._window)
        else:
            return False
        return True

    # What earlier ones left

    def left(self) -> tuple[Path, Kept] | None:
        """The newest session that a process left that is gone; what cannot be read is noted in `unreadable`."""
        self.unreadable = []
        for path in sorted(self._left_files(), key=lambda path: path.stat().st_mtime, reverse=True):
            try:
                return path, read(read_regular(path))
            except (OSError, FieldError, ValueError) as error:
                self.unreadable.append(f"{path.name}: {error}")
        return None

    @property
    def folder(self) -> Path:
        """Where sessions are kept."""
        return self._folder

    def _left_files(self) -> list[Path]:
        found = []
        for path in self._folder.glob("session-*.json"):
            match = _NAME.fullmatch(path.name)
            if match is not None and not is_alive(int(match[1])):
                found.append(path)
        return found

    def forget(self) -> None:
        """Take away what earlier ones left."""
        for path in self._left_files():
            path.unlink(missing_ok=True)


def write_text(kept: Kept, path: Path) -> bool:
    """Write a kept session; true, so that one who waits knows that it is done."""
    write_whole(path, kept.text().encode())
    return True
