"""Files that are written as a whole or not at all: whatever happens meanwhile, the old one or the new one is there."""

from __future__ import annotations

import errno
import os
import platform
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha1
from pathlib import Path
from typing import IO

_MACHINE = sha1(platform.node().encode()).hexdigest()[:6]
_PART = re.compile(rf"\.visprop-{_MACHINE}-(\d+)-.*\.part")
"""What a file is called while it is written: by whom, so that one that was left behind by a process that is gone is known."""


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
    # Imported late, as what it brings along is long, and the first window writes nothing.
    import tempfile

    _sweep(target.parent)
    number, name = tempfile.mkstemp(prefix=f".visprop-{_MACHINE}-{os.getpid()}-", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(target))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync(target.parent)


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
    with suppress(OSError):
        for path in folder.glob(".visprop-*.part"):
            found = _PART.fullmatch(path.name)
            if found is not None and not is_alive(int(found[1])):
                path.unlink(missing_ok=True)


def is_alive(process: int) -> bool:
    """Whether a process of this machine is still there."""
    if os.name != "posix":
        # There is no harmless way to ask; a file that is open there cannot be taken away anyhow.
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
