"""A script as cells: what is said, and what is executed; as a file, and as a notebook."""

from __future__ import annotations

import json
from collections.abc import Sequence
from textwrap import wrap
from typing import Any, NamedTuple

WIDTH = 110
"""So many characters a line has at most, where it can be broken."""


class Unwritable(Exception):
    """A training cannot be written so; the text says why."""


class Cell(NamedTuple):
    """A part of a script.

    Attributes:
        words: what is said of it, as paragraphs a line each.
        code: its lines; empty where nothing is executed.
    """

    words: str
    code: str


def one_line(text: str) -> str:
    """A text of a file in one line of a comment: nothing in it ends that line, or hides."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def as_script(cells: Sequence[Cell]) -> str:
    """The text of a Python file."""
    return "\n\n".join(_commented(cell) for cell in cells) + "\n"


def _commented(cell: Cell) -> str:
    lines = [line for part in cell.words.splitlines() for line in wrap(part, WIDTH - 2, break_long_words=False) or [""]]
    told = "\n".join(f"# {line}".rstrip() for line in lines)
    return f"{told}\n{cell.code}".strip("\n")


def as_notebook(cells: Sequence[Cell]) -> str:
    """The text of a Jupyter notebook, in its format 4.5."""
    parts = [part for i, cell in enumerate(cells) for part in _notebook_cells(cell, i)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    document = {
        "cells": parts,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _notebook_cells(cell: Cell, number: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if cell.words:
        told = "\n\n".join(map(_as_markdown, cell.words.splitlines()))
        found.append({"cell_type": "markdown", "id": f"words-{number}", "metadata": {}, "source": told})
    if cell.code:
        code = {"cell_type": "code", "id": f"code-{number}", "metadata": {}, "source": cell.code}
        found.append(code | {"execution_count": None, "outputs": []})
    return found


_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|$!"})


def _as_markdown(text: str) -> str:
    """Plain text, no letter of which means anything to a notebook."""
    return text.translate(_MARKS)
