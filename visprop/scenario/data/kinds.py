"""Which files are tables, by their names."""

from __future__ import annotations

from pathlib import Path

SPREADSHEET = ".xlsx"
"""How the name of a spreadsheet ends."""
SUFFIXES = (".csv", ".tsv", ".txt", ".tab", SPREADSHEET)
"""How the names of tables end."""


def is_table(path: Path) -> bool:
    """Whether a file's name is one of a table."""
    return path.suffix.lower() in SUFFIXES
