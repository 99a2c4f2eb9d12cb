"""ARFF, the tables of Weka and of many collections: attributes with their types, then rows, dense or sparse."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from visprop.scenario.data.sampling import refuse_large
from visprop.scenario.data.table import Table

_ATTRIBUTE = re.compile(r"""@attribute\s+('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\S+)\s+(.+)""", re.IGNORECASE)
_NUMBERS = ("numeric", "real", "integer")


def is_arff(text: str) -> bool:
    """Whether a text is one: after comments a relation or an attribute comes first."""
    first = next((line for line in text.splitlines()[:200] if line.strip() and not line.lstrip().startswith("%")), "")
    return first.lstrip().lower().startswith(("@relation", "@attribute"))


def arff_table(text: str) -> Table:
    """Its rows; a nominal attribute is a category, whatever its values look like, and a string is text.

    Raises:
        ValueError: it is none, or has too many rows or columns; it says where.
    """
    names, kinds, zeros = list[str](), list[tuple[str, str]](), list[str]()
    lines = iter(enumerate(text.splitlines(), start=1))
    for number, line in lines:
        bare = line.strip()
        if bare.lower().startswith("@data"):
            break
        if bare.lower().startswith("@attribute"):
            found = _ATTRIBUTE.fullmatch(bare)
            if found is None:
                raise ValueError(f"row {number}: this is no attribute with a name and a type")
            names.append(_unquoted(found[1]))
            kind, zero = _kind(found[2].strip())
            kinds += [(names[-1], kind)] if kind else []
            zeros.append(zero)
    if not names:
        raise ValueError("has no attributes")
    rows, places = [], []
    for number, line in lines:
        bare = line.strip()
        if bare and not bare.startswith("%"):
            rows.append(_row(bare, zeros, number))
            places.append(number)
            refuse_large(len(rows), len(names))
    if not rows:
        raise ValueError("has no rows below @data")
    return Table(tuple(names), tuple(rows), tuple(places), told_kinds=tuple(kinds))


def _kind(written: str) -> tuple[str, str]:
    """The type that an attribute's type tells, if it does, and the value that a sparse row leaves out."""
    if written.startswith("{"):
        values = list(_cells(written.strip("{}")))
        return "category", values[0] if values else ""
    if written.lower().startswith("string"):
        return "text", ""
    return ("", "0") if written.lower().startswith(_NUMBERS) else ("", "")


def _row(line: str, zeros: list[str], number: int) -> tuple[str, ...]:
    if not line.startswith("{"):
        return tuple(_cells(line))
    cells = list(zeros)
    for entry in filter(None, _cells(line.strip("{}"))):
        at, _, value = entry.partition(" ")
        if not at.isdigit() or int(at) >= len(cells):
            raise ValueError(f"row {number}: {entry[:40]!r} is no attribute's number with a value")
        cells[int(at)] = _unquoted(value.strip())
    return tuple(cells)


def _cells(text: str) -> Iterator[str]:
    quote = "'" if "'" in text else '"'
    for row in csv.reader(StringIO(text), quotechar=quote, skipinitialspace=True, escapechar="\\"):
        yield from map(str.strip, row)


def _unquoted(text: str) -> str:
    return text[1:-1].replace("\\", "") if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text
