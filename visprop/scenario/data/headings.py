"""What stands above the numbers of a table: titles, headings in one row or two, units, and the three rows of Orange."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from visprop.engine.arrays import Array
from visprop.scenario.data.cells import finite_number
from visprop.scenario.data.kept_rows import KeptRows
from visprop.scenario.data.missing import MARKS

Row = Sequence[str]

_UNIT = re.compile(r"[\[(].*[\])]")
_MOST_TITLES = 5
MOST_ROWS = _MOST_TITLES + 3
"""So many rows at most stand above the numbers."""


class Headed(NamedTuple):
    """A table's headings, and its rows below them.

    Attributes:
        names: the headings.
        rows, lines: the rows, and where each stands in the file.
        kinds: columns whose type is told above them, with that.
        targets: columns that are told to be what is to be learnt.
    """

    names: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    lines: Sequence[int]
    kinds: tuple[tuple[str, str], ...] = ()
    targets: tuple[str, ...] = ()


def headed(rows: Sequence[tuple[str, ...]], lines: Sequence[int], decimal: str) -> Headed:
    """Rows of which the first are headings, taken apart; at least one row."""
    above = titles(rows)
    rows, lines = rows[above:], lines[above:]
    if len(rows) > 2 and all(_UNIT.fullmatch(cell) for cell in rows[1] if cell):
        return Headed(rows[0], rows[2:], lines[2:])
    told = _three_rows(rows)
    if told is not None:
        return Headed(rows[0], rows[3:], lines[3:], *told)
    if _are_two(rows, decimal):
        return Headed(_joined(rows[0], rows[1]), rows[2:], lines[2:])
    told_in_one = _flagged(rows[0])
    return (
        Headed(rows[0], rows[1:], lines[1:])
        if told_in_one is None
        else Headed(told_in_one[0], rows[1:], lines[1:], *told_in_one[1:])
    )


def has_header(rows: Sequence[Sequence[str]], decimal: str) -> bool:
    """Whether a first row has words where those below have numbers, or, of words alone, none that comes again below."""
    first = [cell.strip() for cell in rows[0]] if rows else []
    if not first or (any(finite_number(cell, decimal) is not None for cell in first) and not _are_years(first, decimal)):
        return False
    if len(rows) == 1:
        # Words alone are headings of columns that have nothing below them.
        return True
    below = [row for row in rows[1:] if len(row) == len(first)]
    has_numbers = any(finite_number(cell.strip(), decimal) is not None for row in below for cell in row)
    return has_numbers or not any(name in [row[i].strip() for row in below] for i, name in enumerate(first))


def _are_years(first: Sequence[str], decimal: str) -> bool:
    """Whether a first row's numbers are years, or the like, beside at least one word: whole ones that go up evenly."""
    values = [finite_number(cell, decimal) for cell in first]
    numbers = [value for value in values if value is not None]
    steps = {later - sooner for sooner, later in pairwise(numbers)}
    is_even = len(numbers) > 1 and len(steps) == 1 and min(steps) > 0.0
    return is_even and len(numbers) < len(first) and all(value == int(value) > 999 for value in numbers)


def titles(rows: Sequence[Row]) -> int:
    """How many rows of one cell stand above headings of several columns."""
    width = len(rows[-1]) if rows else 0
    for i, row in enumerate(rows[: _MOST_TITLES + 1]):
        told = [cell.strip() for cell in row if cell.strip()]
        if len(told) != 1 or width < 2:
            words = [cell for cell in told if finite_number(cell) is None]
            return i if len(row) == width and len(words) > 1 and len(rows) > i + 1 else 0
    return 0


# Two rows


_ENOUGH, _LEAST = 4, 2


def _are_two(rows: Sequence[Row], decimal: str) -> bool:
    """Whether the second row is headings as well: it has words wherever numbers stand below, in two columns or more."""
    if len(rows) < _ENOUGH or len(rows[1]) != len(rows[0]):
        return False
    count = 0
    for i, cell in enumerate(rows[1]):
        if _is_numeric(_column(rows[2:], i, len(rows[0])), decimal):
            # One number where there would be a word settles it: a table of numbers is not read to its last column.
            if cell in MARKS or finite_number(cell, decimal) is not None:
                return False
            count += 1
    return count >= _LEAST


def _column(rows: Sequence[Row], i: int, width: int) -> Iterable[Array | list[str]]:
    """A column of the rows of a width, in parts; numbers as cells or as such."""
    if isinstance(rows, KeptRows) and rows.are_of(width):
        return rows.parts(i)
    return [[row[i] for row in rows if len(row) == width]]


def _is_numeric(parts: Iterable[Array | list[str]], decimal: str) -> bool:
    told = numbers = 0
    for part in parts:
        known = [cell for cell in part if cell not in MARKS] if isinstance(part, list) else part
        told += len(known)
        numbers += sum(isinstance(cell, float) or finite_number(cell, decimal) is not None for cell in known)
    return told > 0 and numbers >= 0.8 * told


def _joined(first: Row, second: Row) -> tuple[str, ...]:
    """Headings of two rows; one that stands above several columns is written above the first of them alone."""
    names, above = [], ""
    for upper, lower in zip(first, second, strict=True):
        above = upper or above
        names.append(f"{above} {lower}".strip() if lower else upper)
    return tuple(names)


# Orange: types in the second row and roles in the third, or both before a # in the first


_KINDS = {"c": "number", "continuous": "number", "n": "number", "numeric": "number"}
_KINDS |= {"d": "category", "discrete": "category", "nominal": "category", "t": "date", "time": "date"}
_KINDS |= {"s": "text", "string": "text", "text": "text"}
_ROLES = {"": "", "class": "target", "c": "target", "meta": "left out", "m": "left out", "ignore": "left out", "i": "left out"}
_FLAG = re.compile(r"([mci]?)([CDST]?)#(.+)")


def _three_rows(rows: Sequence[Row]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]] | None:
    """The types and targets that two rows below the headings tell; None where they are no such rows."""
    if len(rows) < _ENOUGH:
        return None
    width = len(rows[0])
    types = [_KINDS.get(cell.lower(), "category" if " " in cell else "") for cell in rows[1]]
    roles = [_ROLES.get(cell.lower().split(" ")[0]) for cell in (*rows[2], *("",) * width)][:width]
    if len(types) != width or "" in types or None in roles or not any(cell.lower() in _KINDS for cell in rows[1]):
        return None
    return _told(rows[0], types, [role or "" for role in roles])


def _flagged(first: Row) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Headings such as cD#species without what stands before the #, and what that tells; as they are where not all are so."""
    found = [_FLAG.fullmatch(cell) if "#" in cell else None for cell in first]
    are_flags = [match is not None and bool(match[1] or match[2]) for match in found]
    if not any(are_flags) or any("#" in cell and not is_flag for cell, is_flag in zip(first, are_flags, strict=True)):
        return tuple(first), (), ()
    names = tuple(match[3] if match else cell for cell, match in zip(first, found, strict=True))
    types = [_KINDS.get(match[2].lower(), "") if match else "" for match in found]
    return names, *_told(names, types, [_ROLES[match[1]] if match else "" for match in found])


def _told(names: Row, types: Sequence[str], roles: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    kinds = ((name, "text" if role == "left out" else kind) for name, kind, role in zip(names, types, roles, strict=True))
    targets = tuple(name for name, role in zip(names, roles, strict=True) if role == "target")
    return tuple((name, kind) for name, kind in kinds if kind), targets
