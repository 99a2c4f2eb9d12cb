"""A large JSON file read block by block: its lists of numbers become arrays before the next block is read."""

from __future__ import annotations

import json
import math
import os
import re
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

LARGE = 1 << 20
"""A file of more bytes is read so: as a text and as lists of Python's numbers it would take nine times the memory of these."""
_BLOCK = 1 << 18
_TEXT = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_OPENING = re.compile(rb'["\[]')
_NUMBERS = re.compile(rb"[-+0-9.eE,\s]*")
_SHORT = 64
"""Lists of fewer bytes stay as they are, as whole numbers do, of which some are counts."""
_LONGEST = 1 << 22
"""No text of a file has as many bytes."""
_MARK = b"\xef\xbb\xbf"

Pairs = list[tuple[str, Any]]


class Unusual(ValueError):
    """Something in the file is unusual or wrong: read as a whole, it is told by line and column."""


def tree_in_blocks(path: Path, checked: Callable[[Pairs], Any]) -> Any:
    """The tree of a regular file, as `json` reads it; in it, lists of numbers are arrays where none of them is a whole number.

    Args:
        path: the file.
        checked: makes an object of its keys and values.

    Raises:
        Unusual: it is no JSON, or not as it is commonly written.
        OSError: it cannot be read.
    """
    lists = _Lists()
    with path.open("rb") as file:
        lists.take(file.read(_BLOCK).removeprefix(_MARK))
        while block := file.read(_BLOCK):
            lists.take(block)
    return lists.tree(checked)


class _Lists:
    """What was read so far: the arrays, and the text in which each has a mark in its place."""

    def __init__(self) -> None:
        self._mark = os.urandom(16).hex()
        self._arrays: list[array[float]] = []
        self._text: list[bytes] = []
        self._rest = b""
        self._begun: array[float] | None = None

    def take(self, block: bytes) -> None:
        """Read one block more."""
        known, at, end = self._rest + block, -1, 0
        if self._begun is not None:
            end = self._go_on(known)
        # Until nothing more can be told before the next block is there.
        while at < end < len(known) and self._begun is None:
            opening = _OPENING.search(known, end)
            at = len(known) if opening is None else opening.start()
            self._text.append(known[end:at])
            end = at if opening is None else (self._text_at if opening[0] == b'"' else self._list_at)(known, at)
        self._rest = known[end:]
        if len(self._rest) > _LONGEST:
            raise Unusual("a text without an end")

    def _text_at(self, known: bytes, at: int) -> int:
        """Behind the text that begins here; here where its end is not read yet."""
        found = _TEXT.match(known, at)
        if found is None:
            return at
        self._text.append(found[0])
        return found.end()

    def _list_at(self, known: bytes, at: int) -> int:
        """Behind the list of numbers that begins here, or behind its bracket where it is another list.

        Here where its end is not read yet; one that is longer than a block is read in parts.
        """
        end = _end_of_numbers(known, at + 1)
        if end == len(known):
            if end - at < _BLOCK:
                return at
            self._begun = array("d")
            return self._go_on(known, at + 1)
        if known[end : end + 1] != b"]" or end - at < _SHORT:
            self._text.append(known[at : at + 1])
            return at + 1
        found = _floats(known[at + 1 : end])
        if found is None:
            self._text.append(known[at : end + 1])
        else:
            self._keep(array("d", found))
        return end + 1

    def _go_on(self, known: bytes, at: int = 0) -> int:
        """Behind what is there of a list that reaches beyond the block in which it began."""
        assert self._begun is not None, "only asked for within one"
        end = _end_of_numbers(known, at)
        is_whole = end < len(known)
        if is_whole and known[end : end + 1] != b"]":
            raise Unusual("something else among numbers")
        last = end if is_whole else known.rfind(b",", at, end)
        if last < at:
            return at
        found = _floats(known[at:last])
        if not found:
            raise Unusual("other numbers, or none")
        self._begun.extend(found)
        if is_whole:
            self._keep(self._begun)
            self._begun = None
        return last + 1

    def _keep(self, found: array[float]) -> None:
        self._text.append(b'{"%s": %d}' % (self._mark.encode(), len(self._arrays)))
        self._arrays.append(found)

    def tree(self, checked: Callable[[Pairs], Any]) -> Any:
        """All of it.

        Raises:
            Unusual: as above.
        """

        def made(pairs: Pairs) -> Any:
            return self._arrays[pairs[0][1]] if pairs and pairs[0][0] == self._mark else checked(pairs)

        if self._begun is not None:
            raise Unusual("a list without an end")
        try:
            text = b"".join((*self._text, self._rest)).decode()
            return json.loads(text, parse_constant=_refuse, object_pairs_hook=made)
        except (ValueError, RecursionError) as error:
            raise Unusual(str(error)) from error


def _end_of_numbers(known: bytes, at: int) -> int:
    found = _NUMBERS.match(known, at)
    assert found is not None, "none is some of them"
    return found.end()


def _floats(content: bytes) -> list[float] | None:
    """Numbers with commas between them; None where one is a whole number, or beyond float64."""
    try:
        found = json.loads(b"[%s]" % content)
    except ValueError as error:
        raise Unusual(str(error)) from error
    return found if all(type(value) is float and math.isfinite(value) for value in found) else None


def _refuse(name: str) -> Any:
    raise Unusual(f"{name} is no number of JSON")
