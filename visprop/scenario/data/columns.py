"""Columns of a table as examples: numbers as they are, words as one column a word (one-hot)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.scenario.data.column_types import TYPES
from visprop.scenario.data.data import Data, GivenData, Source
from visprop.scenario.data.kept_rows import KeptRows
from visprop.scenario.data.missing import FILLINGS, most_frequent_word
from visprop.scenario.data.table import Table, settled

MAX_WORDS = 1024
"""The most different words of a column, each of which becomes a column."""
TOLD = 5
"""How many problems are told of many."""

TrainRows = NDArray[np.intp] | range
"""The rows of which values that are missing are made."""


@dataclass(frozen=True)
class Choice:
    """Which columns are what.

    Attributes:
        inputs, targets: names of columns, at least one of each.
        classes: those of them that are taken for words, though they are numbers.
        kinds: columns with the types that they are taken for, where that is another one than their cells tell.
        filling: what is put where an input has no value, one of `FILLINGS`.
    """

    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    classes: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    filling: str = "leave-out"

    @property
    def used(self) -> tuple[str, ...]:
        """All columns that are used, each once."""
        return tuple(dict.fromkeys((*self.inputs, *self.targets)))

    def kind(self, table: Table, name: str) -> str:
        """What a chosen column is taken for, one of `TYPES`."""
        if name in self.classes:
            return "code"
        found = dict(self.kinds).get(name, table.inferred(name).kind)
        # What is chosen is used, though it would be left out unasked.
        return {"text": "category", "row": "number"}.get(found, found)

    def fills(self, name: str) -> bool:
        """Whether a value that a column lacks is filled in: of an input; what is to be told cannot be made up."""
        return FILLINGS[self.filling].number is not None and name in self.inputs


def usual_choice(table: Table, kinds: tuple[tuple[str, str], ...] = (), targets: tuple[str, ...] = ()) -> Choice:
    """What window and command line propose: the columns that a network is given, and the last of them as the target.

    Args:
        table: with its columns.
        kinds: types that are known to be others than the cells tell.
        targets: those that are known to be.
    """
    types = {name: table.inferred(name).kind for name in table.names} | dict(kinds)
    used = [name for name in table.names if TYPES[types[name]].is_used] or list(table.names)
    targets = targets or table.told_targets or (used[-1],)
    # Whole numbers that are names: 0 and 1 tell themselves apart.
    codes = [name for name in targets if name in table.names and name not in dict(kinds) and _tells_codes(table, name)]
    return Choice(tuple(name for name in used if name not in targets), targets, tuple(codes), kinds)


def _tells_codes(table: Table, name: str) -> bool:
    return table.inferred(name).may_be_code and bool(set(table.cells(name)) - {"0", "1", *table.marks})


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
    found += [problem for name in choice.used for problem in _problems_of(table, name, choice)]
    return sorted(found, key=lambda problem: problem.line)


def _surplus(table: Table) -> list[Problem]:
    """The first cell of each row that stands behind the last column."""
    if table.is_even:
        return []
    count = len(table.names)
    return [
        Problem(line, f"column {at + 1}", f"{row[at][:40]!r} stands behind the last column")
        for line, row in zip(table.lines, table.rows, strict=True)
        if (at := next((i for i in range(count, len(row)) if row[i]), 0))
    ]


def _problems_of(table: Table, name: str, choice: Choice) -> list[Problem]:
    kind, inferred = choice.kind(table, name), table.inferred(name)
    is_one_hot, fills = TYPES[kind].is_one_hot, choice.fills(name)
    if not is_one_hot and TYPES[kind].read is None and table.values(name) is not None:
        return []
    found = []
    for line, cell in zip(table.lines, table.cells(name), strict=True):
        if cell in table.marks:
            if not fills:
                found.append(Problem(line, name, "no value" if not cell else f"no value, {cell!r}"))
        elif not is_one_hot and inferred.value(cell, kind) is None:
            found.append(Problem(line, name, f"{cell[:40]!r} is no {TYPES[kind].noun}"))
    return found


def missing_counts(table: Table) -> dict[str, int]:
    """How many cells of each column that lacks some say that there is no value; the most first."""
    counts = {name: sum(cell in table.marks for cell in table.cells(name)) for name in table.names}
    return dict(sorted(((name, count) for name, count in counts.items() if count), key=lambda one: -one[1]))


def told(wrong: Sequence[Problem]) -> list[str]:
    """The first of some problems in words, and how many more there are."""
    return [*map(str, wrong[:TOLD]), *([f"and {len(wrong) - TOLD} more"] if len(wrong) > TOLD else [])]


def without_problems(table: Table, choice: Choice) -> Table:
    """The rows that are right in all chosen columns."""
    wrong = {problem.line for problem in problems(table, choice)}
    rows = KeptRows(table.decimal)
    for line, row in zip(table.lines, table.rows, strict=True):
        if line not in wrong:
            rows.append(row)
    rows.settle()
    return replace(table, rows=settled(rows), lines=settled([line for line in table.lines if line not in wrong]))


def examples(table: Table, choice: Choice, source: Source | None = None, train_rows: NDArray[np.intp] | None = None) -> Data:
    """The chosen columns as examples; a column of words, or of classes, becomes one column a word, in their order.

    Args:
        table: with its rows.
        choice: what its columns are, and what is put where an input has no value.
        source: where it comes from.
        train_rows: of which values that are missing are made; None for all.

    Raises:
        ValueError: a column is not there, comes twice, or has a cell that is wrong; it says where.
    """
    _refuse_names(table, choice)
    wrong = problems(table, choice)
    if wrong:
        raise ValueError("; ".join(told(wrong)))
    if not table.rows:
        raise ValueError("no row is left")
    # Asked for where a value is missing alone: as an array they are a column of their own.
    rows = range(len(table.rows)) if train_rows is None else train_rows
    (x, inputs), (y, targets) = (_stacked(table, part, choice, rows) for part in (choice.inputs, choice.targets))
    # A word of an input is told with its column's name; an output is the word.
    names = [
        f"{name}: {word}" if word else name for name, words in zip(choice.inputs, inputs, strict=True) for word in words or ("",)
    ]
    labels = [word or name for name, words in zip(choice.targets, targets, strict=True) for word in words or ("",)]
    return Data(x, y, source or GivenData(), tuple(names), tuple(labels))


def refuse_constant(y: Array, choice: Choice) -> None:
    """Refuse targets that are the same for all examples.

    Raises:
        ValueError: they are.
    """
    if len(y) > 1 and bool((y == y[0]).all()):
        raise ValueError(f"{', '.join(map(repr, choice.targets))} is the same in every row: there is nothing to be learnt")


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


def _stacked(table: Table, names: Sequence[str], choice: Choice, train_rows: TrainRows) -> tuple[Array, list[Sequence[str]]]:
    """The values of some columns beside each other, and the words of each; put in place one by one, where they are numbers."""
    if any(TYPES[choice.kind(table, name)].is_one_hot for name in names):
        parts = [_encoded(table, name, choice, train_rows) for name in names]
        return np.column_stack([values for values, _ in parts]), [words for _, words in parts]
    if len(names) == 1:
        # It is not copied: of a table of few columns it is much of it.
        values, _ = _encoded(table, names[0], choice, train_rows)
        return values, [()]
    found = np.empty((len(table.rows), len(names)))
    for i, name in enumerate(names):
        found[:, i : i + 1], _ = _encoded(table, name, choice, train_rows)
    return found, [()] * len(names)


def _encoded(table: Table, name: str, choice: Choice, train_rows: TrainRows) -> tuple[Array, Sequence[str]]:
    """The values of a column, of shape (rows, columns), and the words that they stand for, if they do."""
    kind = choice.kind(table, name)
    if TYPES[kind].is_one_hot:
        return _one_hot(table, name, choice, train_rows)
    numbers = table.values(name) if TYPES[kind].read is None else None
    return (_numbers(table, name, choice, train_rows) if numbers is None else numbers)[:, None], ()


def _numbers(table: Table, name: str, choice: Choice, train_rows: TrainRows) -> Array:
    kind, inferred = choice.kind(table, name), table.inferred(name)
    found = [None if cell in table.marks else inferred.value(cell, kind) for cell in table.cells(name)]
    values = np.array([np.nan if value is None else value for value in found])
    lacks = np.isnan(values)
    fill = FILLINGS[choice.filling].number
    if lacks.any() and fill is not None:
        known = values[train_rows][~lacks[train_rows]]
        if not known.size:
            raise ValueError(f"column {name!r} has no value in any row to train with")
        values[lacks] = fill(known)
    return values


MISSING = "missing"
"""The category of what has no value."""


def _one_hot(table: Table, name: str, choice: Choice, train_rows: TrainRows) -> tuple[Array, Sequence[str]]:
    cells = table.cells(name)
    lacks = [cell in table.marks for cell in cells]
    if any(lacks):
        known = [cells[i] for i in train_rows if not lacks[i]] or [cell for cell in cells if cell not in table.marks]
        word = MISSING if FILLINGS[choice.filling].is_category else most_frequent_word(known)
        cells = [word if lack else cell for cell, lack in zip(cells, lacks, strict=True)]
    words = sorted(set(cells), key=lambda word: (_order(table, word), word))
    if len(words) > MAX_WORDS:
        raise ValueError(
            f"column {name!r} has {len(words)} different words; at most {MAX_WORDS} can be told apart: "
            "leave it out, or take it for numbers"
        )
    place = {word: i for i, word in enumerate(words)}
    values = np.zeros((len(cells), len(words)))
    values[np.arange(len(cells)), [place[cell] for cell in cells]] = 1.0
    return values, words


def _order(table: Table, word: str) -> float:
    """Classes that are numbers are in the order of numbers, words in that of letters."""
    value = table.number(word)
    return 0.0 if value is None else value
