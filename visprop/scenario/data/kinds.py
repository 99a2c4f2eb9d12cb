"""Which files are tables, by their names."""

from __future__ import annotations

from pathlib import Path

from visprop.scenario.data.books import BOOKS

PACKED = ".gz"
"""How the name of a text that is packed ends, behind what it ends with otherwise."""
_TEXTS = (".csv", ".tsv", ".txt", ".tab", ".arff", ".data")
SUFFIXES = (*_TEXTS, *(text + PACKED for text in _TEXTS), *BOOKS)
"""How the names of tables end."""


def is_table(path: Path) -> bool:
    """Whether a file's name is one of a table."""
    return path.name.lower().endswith(SUFFIXES)
