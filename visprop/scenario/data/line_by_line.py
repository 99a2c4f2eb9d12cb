"""A large file's table read line by line, so that its text is never there as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from visprop.scenario.data.sampling import Sample
from visprop.scenario.data.table import LOOKED_AT, Dialect, Table, stands_above, table_of_lines

LARGE = 1 << 20
"""A file of more bytes is read so: as a text and as cells it would take many times the memory of its numbers."""


class Unusual(ValueError):
    """The file is no text of the encoding: read as a whole, it is told where."""


def head_of(path: Path, encoding: str) -> str:
    """The first lines of a file.

    Raises:
        UnicodeError: it is not of the encoding.
        OSError: it cannot be read.
    """
    with path.open(encoding=encoding, newline="") as file:
        return "".join(islice(file, LOOKED_AT))


def table_of_file(path: Path, dialect: Dialect, sample: Sample | None = None) -> Table:
    """The table of a file.

    Raises:
        UnicodeError: it is not of the encoding.
        Unusual: a sign of it is no text.
        OSError: it cannot be read.
        ValueError: as `table_of` does.
    """
    return table_of_lines(lambda: _bare(path, dialect), dialect, sample)


def encoding_in_blocks(path: Path) -> str:
    """How a file is most likely written, as `encoding_of` finds of all of its bytes."""
    with path.open("rb") as file:
        if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
    try:
        for _ in _lines(path, "utf-8-sig"):
            pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _lines(path: Path, encoding: str) -> Iterator[str]:
    # With the ends that they have: within a cell these are its own.
    with path.open(encoding=encoding, newline="") as file:
        yield from file


def _bare(path: Path, dialect: Dialect) -> Iterator[str]:
    """The lines without the comments above the table, where each of these leaves an empty one."""
    is_above = True
    for line in _lines(path, dialect.encoding):
        if "\0" in line:
            raise Unusual("this is no text, and so no table")
        is_above = is_above and stands_above(line)
        if is_above:
            yield "\n"
        elif dialect.separator == " ":
            yield re.sub(r"[ \t]+", " ", line.strip()) + "\n"
        else:
            yield line
