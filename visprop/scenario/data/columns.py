"""Columns of a table as examples: numbers as they are, words as one column a word (one-hot)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

import numpy as np

from visprop.engine.arrays import Array
from visprop.scenario.data.data import Data, GivenData, Source
from visprop.scenario.data.table import Table

MAX_WORDS = 1024
"""The most different words of a column, each of which becomes a column."""
TOLD = 5
"""How many problems are told of many."""


@dataclass(frozen=True)
class Choice:
    """Which columns are what.

    Attributes:
        inputs, targets: names of columns, at least one of each.
        classes: those of them that are taken for words, though they are numbers.
    """

    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    classes: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[str, ...]:
        """All columns that are used, each once."""
        return tuple(dict.fromkeys((*self.inputs, *self.targets)))


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell.

    Attributes:
        line: the row of the file, from 1.
        column: the column's name.
        text: what is wrong.
    """

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"row {self.line}, column {self.column!r}: {self.text}"


def problems(table: Table, choice: Choice) -> list[Problem]:
    """Every cell of the chosen columns that has no value, or no number where the others have one, row by row.

    Raises:
        ValueError: a column is not there.
    """
    _refuse_unknown(table, choice)
    found = _surplus(table)
    found += [problem for name in choice.used for problem in _problems_of(table, name, name in choice.classes)]
    return sorted(found, key=lambda problem: problem.line)


def _surplus(table: Table) -> list[Problem]:
    """The first cell of each row that stands behind the last column."""
    count = len(table.names)
    return [
        Problem(line, f"column {at + 1}", f"{row[at][:40]!r} stands behind the last column")
        for line, row in zip(table.lines, table.rows, strict=True)
        if (at := next((i for i in range(count, len(row)) if row[i]), 0))
    ]


def _problems_of(table: Table, name: str, is_class: bool) -> list[Problem]:
    if table.values(name) is not None:
        return []
    is_numeric = table.is_numeric(name) and not is_class
    found = []
    for line, cell in zip(table.lines, table.cells(name), strict=True):
        if not cell:
            found.append(Problem(line, name, "no value"))
        elif is_numeric and table.number(cell) is None:
            found.append(Problem(line, name, f"{cell[:40]!r} is no finite number"))
    return found


def told(wrong: Sequence[Problem]) -> list[str]:
    """The first of some problems in words, and how many more there are."""
    return [*map(str, wrong[:TOLD]), *([f"and {len(wrong) - TOLD} more"] if len(wrong) > TOLD else [])]


def without_problems(table: Table, choice: Choice) -> Table:
    """The rows that are right in all chosen columns."""
    wrong = {problem.line for problem in problems(table, choice)}
    kept = [i for i, line in enumerate(table.lines) if line not in wrong]
    return replace(table, rows=tuple(table.rows[i] for i in kept), lines=tuple(table.lines[i] for i in kept))


def examples(table: Table, choice: Choice, source: Source | None = None) -> Data:
    """The chosen columns as examples; a column of words, or of classes, becomes one column a word, in their order.

    Raises:
        ValueError: a column is not there, comes twice, or has a cell that is wrong; it says where.
    """
    _refuse_names(table, choice)
    wrong = problems(table, choice)
    if wrong:
        raise ValueError("; ".join(told(wrong)))
    if not table.rows:
        raise ValueError("no row is left")
    inputs = [_encoded(table, name, name in choice.classes) for name in choice.inputs]
    targets = [_encoded(table, name, name in choice.classes) for name in choice.targets]
    x, y = (np.column_stack([values for values, _ in part]) for part in (inputs, targets))
    # A word of an input is told with its column's name; an output is the word.
    names = [
        f"{name}: {word}" if word else name
        for name, (_, words) in zip(choice.inputs, inputs, strict=True)
        for word in words or ("",)
    ]
    labels = [word or name for name, (_, words) in zip(choice.targets, targets, strict=True) for word in words or ("",)]
    return Data(x, y, source or GivenData(), tuple(names), tuple(labels))


def _refuse_names(table: Table, choice: Choice) -> None:
    if not choice.inputs or not choice.targets:
        raise ValueError("at least one column is an input, and at least one a target")
    for name in choice.inputs:
        if name in choice.targets:
            raise ValueError(f"{name!r} cannot be both an input and a target")
    _refuse_unknown(table, choice)


def _refuse_unknown(table: Table, choice: Choice) -> None:
    for name in (*choice.used, *choice.classes):
        if table.names.count(name) > 1:
            raise ValueError(f"more than one column is called {name!r}")
        if name not in table.names:
            near = get_close_matches(name, table.names, TOLD, 0.0)
            more = f" and {len(table.names) - len(near)} others" if len(table.names) > len(near) else ""
            raise ValueError(f"no column is called {name!r}, but {', '.join(near)}{more}")


def _encoded(table: Table, name: str, is_class: bool) -> tuple[Array, Sequence[str]]:
    """The values of a column, of shape (rows, columns), and the words that they stand for, if they do."""
    numbers = None if is_class else table.values(name)
    if numbers is not None:
        return numbers[:, None], ()
    cells = table.cells(name)
    words = sorted(set(cells), key=lambda word: (_order(table, word), word))
    if len(words) > MAX_WORDS:
        raise ValueError(f"column {name!r} has {len(words)} different words; at most {MAX_WORDS} can be told apart")
    place = {word: i for i, word in enumerate(words)}
    values = np.zeros((len(cells), len(words)))
    values[np.arange(len(cells)), [place[cell] for cell in cells]] = 1.0
    return values, words


def _order(table: Table, word: str) -> float:
    """Classes that are numbers are in the order of numbers, words in that of letters."""
    value = table.number(word)
    return 0.0 if value is None else value
