"""Keeps the session in the user's state folder while one works and while it runs: neither closing nor a crash loses anything."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QWidget

from visprop.qt.waiting import LARGE_SCENARIO, in_process, process_pool
from visprop.session.background import own_thread
from visprop.session.collector import aside
from visprop.session.keeping import Kept, keep
from visprop.session.kept_files import KeptFiles, write_session
from visprop.session.progress import Progress
from visprop.session.session import Session

EVERY_MS = 10_000
"""How often the session is kept, in milliseconds."""
SHARE = 0.05
"""Keeping takes at most this share of the time."""


def state_folder() -> Path:
    """The platform's folder for what an application keeps of its state."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))


class Autosave(QObject):
    """Writes what would be lost to files of this process, and takes them away when there is nothing.

    The session is written when something of it changed, beside the window: a large one by a process, any other by a thread. While
    it runs only the state that it has reached is written, as bytes.

    Args:
        session: what is kept.
        folder: where.
        window: in front of which a long wait is shown.
    """

    def __init__(self, session: Session, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window, self.files = session, window, KeptFiles(folder)
        self._kept: tuple[object, ...] = ()
        self._reached = -1
        self._revision = 0
        self._job: Future[object] | None = None
        self._began = self._ended = 0.0
        self._told = ""
        self._thread = own_thread("keeping")
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Keep what changed since the last time, unless that is still being written, or was a moment ago."""
        self._hear()
        if self._job is not None or perf_counter() < self._ended + (self._ended - self._began) / SHARE:
            return
        session, playback = self._session, self._session.playback
        now = (session.runs.present, len(session.runs.branches), session.runs.words, session.has_work)
        is_moving = playback.running or playback.seeking is not None
        if now != self._kept[:-1] or (playback.position != self._kept[-1] and not is_moving):
            self._kept, self._reached = (*now, playback.position), playback.frame.done
            self._write_session()
        elif session.has_work and playback.frame.done != self._reached:
            self._reached = playback.frame.done
            self._write_progress()

    def save(self) -> None:
        """Keep the session now.

        Raises:
            OSError: it cannot be written.
        """
        if self._job is not None:
            # What it writes would come after this.
            wait([self._job])
            self._hear()
        kept, progress = self._take()
        if kept is None:
            self.files.clear()
            return
        self.files.claim(kept.title, kept.update)
        if kept.size <= LARGE_SCENARIO:
            write_all(kept, self.files.session, progress, self.files.progress)
        else:
            work = (kept.bare(), self.files.session, progress, self.files.progress)
            in_process(write_all, work, "Keeping the session…", self._window)

    def close(self) -> None:
        """Keep it for the next start, as far as that can be done."""
        self._timer.stop()
        self.try_to_save()
        self._thread.shutdown()
        self.files.let_go()

    def try_to_save(self) -> None:
        """Keep the session now, or tell why not."""
        try:
            self.save()
        except OSError as error:
            self._tell(error)

    def _take(self) -> tuple[Kept | None, Progress]:
        """What is to be written."""
        self._revision += 1
        revision = str(self._revision)
        return keep(self._session, revision), Progress.of(self._session.edits.present_run(), revision)

    def _write_session(self) -> None:
        kept, progress = self._take()
        if kept is None:
            self.files.clear()
        elif kept.size <= LARGE_SCENARIO:
            self._start(self._thread, aside(write_all), kept, progress)
        else:
            pool = process_pool()
            self._start(pool, write_all, kept.bare(), progress)
            pool.shutdown(wait=False)

    def _write_progress(self) -> None:
        progress = Progress.of(self._session.edits.present_run(), str(self._revision))
        self._start(self._thread, aside(write_all), None, progress)

    def _start(self, pool: Executor, work: Callable[..., object], kept: Kept | None, progress: Progress) -> None:
        """Let something be written beside the window; the next one begins when it has ended."""
        self._began = self._ended = perf_counter()
        try:
            self.files.claim(self._session.title, progress.update)
        except OSError as error:
            self._fail(error)
            return
        self._job = pool.submit(work, kept, self.files.session, progress, self.files.progress)
        self._job.add_done_callback(self._note_end)

    def _note_end(self, job: Future[object]) -> None:
        self._ended = perf_counter()

    def _hear(self) -> None:
        """What has become of what was begun."""
        if self._job is None or not self._job.done():
            return
        job, self._job = self._job, None
        try:
            job.result()
        except (OSError, BrokenExecutor) as error:
            self._fail(error)
        else:
            self._told = ""

    def _fail(self, error: Exception) -> None:
        """It is tried again at the next look; why it was not done is told once."""
        self._kept, self._reached = (), -1
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        text = f"The session is not kept: {error}"
        if text != self._told:
            self._told = text
            self._session.changes.tell(text)


def write_all(kept: Kept | None, session: Path, progress: Progress, reached: Path) -> bool:
    """Write a session, if it is given, and how far its run has come; true, so that one who waits knows that it is done.

    Raises:
        OSError: it cannot be written.
    """
    if kept is not None:
        write_session(kept, session)
    progress.write(reached)
    return True
