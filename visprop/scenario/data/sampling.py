"""The rows of a table that is longer than the program takes: refused, or a random sample of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from visprop.engine.draws import permutation
from visprop.scenario.data.data import MAX_POINTS
from visprop.scenario.data.headings import MOST_ROWS, headed
from visprop.scenario.data.kept_rows import KeptRows

MAX_COLUMNS, MAX_CELLS = 10_000, 10_000_000
"""The most columns of a table, and the most cells: as numbers in full they are not more than a file may have."""

MOST_KEPT = MAX_POINTS + MOST_ROWS
"""More rows than these are too many, whatever stands above the numbers."""

Kept = tuple[KeptRows, Sequence[int]]
"""Rows, and where each stands in the file."""

Rows = Callable[[], Iterable[tuple[int, tuple[str, ...]]]]
"""Gives the rows from the first on, each with its line in the file; more than once."""


@dataclass(frozen=True)
class Sample:
    """How many rows are taken of more, at random, in their own order.

    Attributes:
        count: at least 1.
        seed: of what is drawn.
    """

    count: int = MAX_POINTS
    seed: int = 0


class TooManyRows(ValueError):
    """A table is longer than may be, and could be had as a sample."""


def collected(rows: Rows, has_header: bool, decimal: str, sample: Sample | None) -> Kept:
    """The rows, or those of a sample with what stands above them, and their lines.

    Raises:
        ValueError: there are too many rows or columns.
    """
    kept, lines = KeptRows(decimal), array("i")
    for line, row in rows():
        if len(kept) - MOST_ROWS > (MAX_POINTS if sample is None else min(sample.count, MAX_POINTS)):
            return _sampled(rows, kept[: MOST_ROWS + 3], has_header, decimal, sample)
        refuse_wide(len(row))
        kept.append(row)
        lines.append(line)
    above = _above(kept[: MOST_ROWS + 3], has_header, decimal)
    if len(kept) - above > (MAX_POINTS if sample is None else min(sample.count, MAX_POINTS)):
        return _sampled(rows, kept[: MOST_ROWS + 3], has_header, decimal, sample)
    kept.settle()
    return kept, lines


def _above(head: Sequence[tuple[str, ...]], has_header: bool, decimal: str) -> int:
    """How many rows stand above the first of numbers."""
    return len(head) - len(headed(head, range(len(head)), decimal).rows) if has_header and head else 0


def _sampled(rows: Rows, head: Sequence[tuple[str, ...]], has_header: bool, decimal: str, sample: Sample | None) -> Kept:
    if sample is None:
        raise TooManyRows(f"has more than {MAX_POINTS} rows")
    above, width = _above(head, has_header, decimal), max(map(len, head))
    total = sum(1 for _ in rows()) - above
    count = min(sample.count, MAX_POINTS, MAX_CELLS // width)
    chosen = {int(i) + above for i in permutation(total, (sample.seed, 8))[:count]}
    kept, lines = KeptRows(decimal), array("i")
    for i, (line, row) in enumerate(rows()):
        if i < above or i in chosen:
            kept.append(row)
            lines.append(line)
    kept.settle()
    return kept, lines


def refuse_wide(columns: int) -> None:
    """Refuse more columns than a table may have.

    Raises:
        ValueError: there are more.
    """
    if columns > MAX_COLUMNS:
        raise ValueError(f"has more than {MAX_COLUMNS} columns; fewer of them can be taken from a copy that has no others")


def refuse_large(rows: int, columns: int) -> None:
    """Refuse more than a table may have.

    Raises:
        ValueError: there is more.
    """
    refuse_wide(columns)
    if rows > MAX_POINTS:
        raise TooManyRows(f"has more than {MAX_POINTS} rows")
    if (cells := rows * columns) > MAX_CELLS:
        raise ValueError(f"has {cells / 1e6:.0f} million cells, and no more than {MAX_CELLS // 10**6} million can be saved again")
