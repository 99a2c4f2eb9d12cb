"""The files in which sessions are kept: each with a name of its own, held by its process while that lives."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from visprop.scenario.data.regular import read_regular
from visprop.scenario.files.fields import FieldError
from visprop.scenario.files.lock import Lock, is_held
from visprop.scenario.files.whole import write_whole
from visprop.session.keeping import Kept, read
from visprop.session.progress import Progress

_PREFIX = "session-"
_SESSION, _PROGRESS, _HELD = ".json", ".npz", ".held"
"""How the names of its files end: the session, how far its run has come, and what is held, with what is offered of it."""


@dataclass(frozen=True)
class LeftSession:
    """A session that a process left that is gone.

    Attributes:
        path: its file.
        title: of its scenario; its file's name where that is not known.
        update: how many updates were done; −1 where that is not known.
        when: it was kept last, in seconds since 1970.
    """

    path: Path
    title: str
    update: int
    when: float


class KeptFiles:
    """Where one process keeps its session, and what others left.

    Args:
        folder: the user's, for what an application keeps of its state; made when something is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stem = f"{_PREFIX}{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}"
        self._lock: Lock | None = None

    @property
    def session(self) -> Path:
        """The file of this process's session."""
        return self.folder / (self._stem + _SESSION)

    @property
    def progress(self) -> Path:
        """The file of how far its run has come."""
        return self.folder / (self._stem + _PROGRESS)

    def claim(self, title: str, update: int) -> None:
        """Hold this process's files, and note what is offered of them.

        Raises:
            OSError: nothing can be written there.
        """
        if self._lock is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = Lock.take(self.folder / (self._stem + _HELD))
        if self._lock is not None:
            file = self._lock.file
            file.seek(0)
            file.truncate()
            file.write(json.dumps({"title": title, "update": update}).encode())
            file.flush()

    def let_go(self) -> None:
        """Leave what is kept to whoever goes on with it."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def clear(self) -> None:
        """There is nothing to be kept."""
        if self._lock is not None:
            self.let_go()
            _take_away(self.session)

    # What others left

    def left(self) -> list[LeftSession]:
        """The sessions of processes that are gone, the newest first."""
        found = []
        for path in self.folder.glob(f"{_PREFIX}*{_SESSION}"):
            if path != self.session and not is_held(path.with_suffix(_HELD)):
                try:
                    found.append(LeftSession(path, *_offered(path), max(_times(path))))
                except OSError:
                    # Another window has just taken it up.
                    continue
        return sorted(found, key=lambda one: one.when, reverse=True)

    def take_up(self, path: Path) -> tuple[Kept, Progress | None]:
        """What is in one of them.

        Raises:
            ValueError: it cannot be read, or another window goes on with it.
            OSError: the file cannot be read.
        """
        if is_held(path.with_suffix(_HELD)):
            raise ValueError("another window goes on with it")
        try:
            kept = read(read_regular(path))
        except FieldError as error:
            raise ValueError(str(error)) from error
        progress = path.with_suffix(_PROGRESS)
        try:
            return kept, Progress.read(progress) if progress.exists() else None
        except ValueError:
            # The session is there all the same, as far as its own file goes.
            return kept, None

    def forget(self, path: Path) -> None:
        """Take one of them away, unless another window goes on with it."""
        if not is_held(path.with_suffix(_HELD)):
            _take_away(path)


def _offered(path: Path) -> tuple[str, int]:
    try:
        told = json.loads(path.with_suffix(_HELD).read_text(encoding="utf-8"))
        return str(told["title"]), int(told["update"])
    except (OSError, ValueError, KeyError, TypeError):
        return path.name, -1


def _times(path: Path) -> list[float]:
    progress = path.with_suffix(_PROGRESS)
    return [path.stat().st_mtime, *([progress.stat().st_mtime] if progress.exists() else [])]


def _take_away(path: Path) -> None:
    # The session goes first: without it the others are of no use to anybody.
    for suffix in (_SESSION, _PROGRESS, _HELD):
        path.with_suffix(suffix).unlink(missing_ok=True)


def write_session(kept: Kept, path: Path) -> None:
    """Write a session as a whole.

    Raises:
        OSError: it cannot be written.
    """
    write_whole(path, kept.text().encode())
