"""What the window remembers from one run of the application to the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from visprop.figures.option import Option
from visprop.kinds.options import all_options
from visprop.lessons.answers_kept import AnswersKept
from visprop.lessons.progress_kept import Progress
from visprop.qt.dialogs.export_memory import ExportMemory
from visprop.session.course import Course
from visprop.session.session import Session
from visprop.session.speeds import SPEEDS

T = TypeVar("T")

RESTORE_WORDS = {
    "ask": "offer the work that was left, else the start page at the first start",
    "always": "go on with the work that was left",
    "gallery": "show the start page",
    "nothing": "open the first scenario",
}
"""What the start of the application can do, as the user reads it."""


@dataclass(frozen=True)
class _Choice:
    """One choice that is remembered.

    Attributes:
        name: in the settings.
        now: what it is, as text.
        set: takes what was remembered; what it does not understand it raises a ValueError or KeyError for.
    """

    name: str
    now: Callable[[Session], str]
    set: Callable[[Session, str], None]


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _choose_workspace(session: Session, name: str) -> None:
    if name not in session.kind.file.workspaces:
        raise KeyError(name)
    session.window.choose(name)


def _indices(text: str) -> dict[str, int]:
    found = json.loads(text)
    if not isinstance(found, dict) or not all(index in range(len(SPEEDS)) for index in found.values()):
        raise ValueError(f"{text!r} does not say which speed is chosen where")
    return found


_CHOICES = (
    _Choice("speeds", lambda s: json.dumps(s.playback.speeds.chosen), lambda s, text: s.playback.speeds.recall(_indices(text))),
    _Choice(
        "reduce_motion",
        lambda s: str(s.playback.reduce_motion).lower(),
        lambda s, text: s.playback.set_reduce_motion(_flag(text)),
    ),
    _Choice("text", lambda s: str(s.window.text), lambda s, text: s.window.set_text(int(text))),
    _Choice("workspace", lambda s: s.window.workspace, _choose_workspace),
    _Choice("memory", lambda s: str(s.runs.budget_mb), lambda s, text: s.set_budget(int(text))),
)


def _of_option(option: Option[Any]) -> _Choice:
    return _Choice(
        option.name,
        lambda s: option.written(s.options[option]),
        lambda s, text: s.choose(option, option.read(text)),
    )


def _choices() -> Iterator[_Choice]:
    """All that is remembered."""
    yield from (_of_option(option) for option in all_options().values() if option.is_remembered)
    yield from _CHOICES


class Memory:
    """Keeps size and choices in the platform's settings.

    Attributes:
        exports: what was chosen for figures.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings, self.exports = settings, ExportMemory(settings)

    def recall(self, window: QMainWindow, session: Session) -> None:
        """Bring window and choices back; what is damaged is left as it is."""
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        for choice in _choices():
            text = self._settings.value(choice.name)
            if text is None:
                continue
            try:
                choice.set(session, str(text))
            except (ValueError, KeyError):
                # Damaged, or of another version: the usual choice stands, and is written when the window closes.
                self._settings.remove(choice.name)

    def remember(self, window: QMainWindow, session: Session) -> None:
        """Note what is to come back."""
        self._settings.setValue("geometry", window.saveGeometry())
        for choice in _choices():
            self._settings.setValue(choice.name, choice.now(session))

    def recall_course(self, course: Course) -> None:
        """Bring back how far one has come in the course, and remember from now on what is done in it."""
        course.progress = self._recalled("lessons", Progress.read) or course.progress
        course.answers = self._recalled("answers", AnswersKept.read) or course.answers
        course.noted = lambda: self._note_course(course)

    def _recalled(self, name: str, read: Callable[[str], T]) -> T | None:
        """What was kept under a name; None for nothing, or what cannot be read any more, which is removed."""
        text = self._settings.value(name)
        try:
            return None if text is None else read(str(text))
        except ValueError:
            self._settings.remove(name)
            return None

    def _note_course(self, course: Course) -> None:
        self._settings.setValue("lessons", course.progress.text())
        self._settings.setValue("answers", course.answers.text())

    @property
    def restore(self) -> str:
        """What the start does, a key of `RESTORE_WORDS`."""
        found = str(self._settings.value("restore", "ask"))
        return found if found in RESTORE_WORDS else "ask"

    def set_restore(self, choice: str) -> None:
        """Choose what the start does."""
        self._settings.setValue("restore", choice)

    def is_first_start(self) -> bool:
        """Whether the application was never started before; told once."""
        is_first = self._settings.value("started") is None
        self._settings.setValue("started", "true")
        return is_first
