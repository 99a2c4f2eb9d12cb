"""Saving what was answered in the lessons, as a file for a teacher."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from visprop.qt.plain import is_confirmed, warn
from visprop.scenario.files.whole import write_whole
from visprop.session.course import Course

_SUFFIX = ".json"
NOTHING = "Nothing was answered in a lesson yet"


def save_answers(course: Course, window: QWidget) -> bool:
    """Ask for a file and write the answers to it; whether they are written. No name stands in it but the file's own."""
    tell = course.session.changes.tell
    if not course.answers.count:
        tell(NOTHING)
        return False
    path = _asked_for(window)
    if path is None:
        return False
    try:
        write_whole(path, course.answers.text().encode())
    except OSError as error:
        warn(window, "Save answers", f"{path} cannot be written.\n{error}")
        return False
    tell(f"Saved {path.name}: no name stands in it, and nothing was sent. Hand in this file.")
    return True


def _asked_for(window: QWidget) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(window, "Save answers", f"answers{_SUFFIX}", f"Answers (*{_SUFFIX})")
    if not chosen or chosen.lower().endswith(_SUFFIX):
        return Path(chosen) if chosen else None
    path = Path(chosen + _SUFFIX)
    # The file dialogue has asked about the name as it was typed.
    is_taken = path.exists() and not is_confirmed(window, "Save answers", f"{path.name} exists already. Replace it?")
    return None if is_taken else path
