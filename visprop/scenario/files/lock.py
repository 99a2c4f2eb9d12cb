"""Files that a process holds while it lives: the system lets go of them when it ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

_FAR = 1 << 30
"""Where in a file the byte is that is held on Windows: nobody else may read that one."""


class Lock:
    """A file that this process holds until `release`, or until it ends.

    A process number would not do: in a container another process has the same one.

    Args:
        file: open for reading and writing.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    @classmethod
    def take(cls, path: Path) -> Lock | None:
        """Hold a file, which is made if it is not there; None if another one holds it.

        Raises:
            OSError: it cannot be made.
        """
        file = path.open("a+b")
        if hold(file):
            return cls(file)
        file.close()
        return None

    def release(self) -> None:
        """Let go of it."""
        self.file.close()


def hold(file: IO[bytes]) -> bool:
    """Hold an open file until it is closed; false if another one holds it.

    Where a file system knows no such thing nobody is kept out, and it is true.
    """
    try:
        _hold(file)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


if sys.platform == "win32":
    import msvcrt

    def _hold(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0, os.SEEK_END)

else:
    import fcntl

    def _hold(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_held(path: Path) -> bool:
    """Whether a living process holds a file."""
    try:
        with path.open("r+b") as file:
            return not hold(file)
    except OSError:
        return False


def remove_abandoned(path: Path) -> None:
    """Take a file away unless a process holds it.

    Raises:
        OSError: it cannot be taken away.
    """
    with path.open("r+b") as file:
        if not hold(file):
            return
        if sys.platform != "win32":
            # While it is held, so that nobody can begin to.
            path.unlink(missing_ok=True)
            return
    path.unlink(missing_ok=True)
