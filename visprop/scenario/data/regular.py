"""Reading a file that a scenario names or is: a regular one, of a size that can be read."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

MAX_BYTES = 256 * 1024 * 1024
"""The largest scenario or table, in bytes: what is written is no larger, so that it is read again."""


def refuse_unreadable(content: bytes, name: str) -> None:
    """Refuse what could not be read again.

    Raises:
        OSError: it is too large.
    """
    if len(content) > MAX_BYTES:
        raise OSError(
            errno.EFBIG, f"{name} would have {len(content) / 2**20:.0f} MB, and at most {MAX_BYTES >> 20} MB are read again; "
            "fewer rows or columns, or a smaller network, make it smaller"
        )  # fmt: skip


def read_regular(path: Path) -> str:
    """The text of a file in UTF-8.

    Raises:
        OSError: there is none, or it cannot be read.
        ValueError: as `read_bytes` does, or it is not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 ({error.reason} at byte {error.start}); save it in that encoding") from error


def read_bytes(path: Path) -> bytes:
    """What is in a file.

    Raises:
        OSError: there is none, or it cannot be read.
        ValueError: it is no regular file (a pipe would be waited for without end), or too large.
    """
    size_of(path)
    return path.read_bytes()


def size_of(path: Path) -> int:
    """How many bytes a file has that can be read.

    Raises:
        OSError: there is none, or it cannot be read.
        ValueError: it is no regular file, or too large.
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(f"{path} is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise ValueError(f"{path.name} is not a regular file")
    if found.st_size > MAX_BYTES:
        raise ValueError(f"{path.name} has {found.st_size / 2**20:.0f} MB; at most {MAX_BYTES >> 20} MB are read")
    return found.st_size
