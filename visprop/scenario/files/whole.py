"""Files that are written as a whole or not at all: whatever happens meanwhile, the old one or the new one is there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from visprop.scenario.files.lock import hold, remove_abandoned

_PART = (".visprop-", ".part")
"""How the name of a file begins and ends while it is written; its process holds it."""

Stamp = tuple[int, int]
"""Time and size of a file: how it looks from outside."""


def stamp_of(path: Path) -> Stamp | None:
    """How a file looks now; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to be written to, that takes a path's place when all is written, and is gone if that fails.

    A link is followed; an existing file keeps its mode. What was written lies on the disk before it takes the place.

    Raises:
        OSError: it cannot be written there, or the disk is full; what was there before is untouched.
    """
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(target.parent))
    if target.exists() and not target.is_file():
        # A device or a pipe is written to; in its place no file may stand.
        with target.open("wb") as file:
            yield file
        return
    _sweep(target.parent)
    opened, part = _part_in(target.parent)
    try:
        with opened as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(target))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync(target.parent)


def _part_in(folder: Path) -> tuple[IO[bytes], Path]:
    """A new file that this process holds."""
    # Imported late, as what it brings along is long, and the first window writes nothing.
    import tempfile

    while True:
        number, name = tempfile.mkstemp(prefix=_PART[0], suffix=_PART[1], dir=folder)
        file = os.fdopen(number, "wb")
        if hold(file) and Path(name).exists():
            return file, Path(name)
        # Another process has taken it for one that was left, before it was held.
        file.close()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file as a whole.

    Raises:
        OSError: as `replacing` does.
    """
    with replacing(path) as file:
        file.write(content)


def _mode(target: Path) -> int:
    """The mode of the file that is replaced, or what the system gives a new one."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync(folder: Path) -> None:
    """Let the folder's entry lie on the disk too, where the system can do that."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        # A file system that knows no such thing has nothing to be waited for.
        with suppress(OSError):
            os.fsync(number)
    finally:
        os.close(number)


def _sweep(folder: Path) -> None:
    """Take away what a process that is gone was writing here."""
    for path in folder.glob(f"{_PART[0]}*{_PART[1]}"):
        # What is of another user, or has just gone, is not this one's to take away.
        with suppress(OSError):
            remove_abandoned(path)
