"""Changes of the examples, each an entry of undo by a name of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from visprop.engine.accuracy import classes
from visprop.engine.arrays import Array
from visprop.scenario import rebuilding
from visprop.scenario.data.data import Data
from visprop.scenario.data.split import Split
from visprop.scenario.fresh import checked
from visprop.scenario.scenario import Scenario
from visprop.session.network_edits import NetworkEdits

Cell = tuple[int, int]
"""A row, from 0, and a column: the inputs, then the targets."""


class DataEdits:
    """What an editor of the examples does, in raw values; each tells whether it was done."""

    def __init__(self, edits: NetworkEdits) -> None:
        self._edits = edits

    @property
    def data(self) -> Data:
        """The examples of now."""
        return self._edits.scenario.data

    def set_cells(self, values: Mapping[Cell, float], is_typed: bool = False) -> bool:
        """Other values of some cells, as one edit; what is typed one after another is one as well."""
        if not values:
            return False
        text = "change a value" if len(values) == 1 else f"change {len(values)} values"

        def changed(scenario: Scenario) -> Scenario:
            table = _table(scenario.data)
            _check_has(table, [row for row, _ in values], max(column for _, column in values))
            for (row, column), value in values.items():
                table[row, column] = value
                _settle_class(scenario.data, table, (row, column))
            return _with_table(scenario, table)

        typed = frozenset(f"row {row + 1}, column {column + 1}" for row, column in values) if is_typed else frozenset()
        return self._edits.edit(text, changed, typed=typed)

    def add_rows(self, rows: Array) -> bool:
        """More examples after the others, of shape (m, n_0 + n_L)."""
        text = "add an example" if len(rows) == 1 else f"add {len(rows)} examples"
        return self._edits.edit(text, lambda scenario: _with_table(scenario, np.vstack((_table(scenario.data), rows))))

    def add_rows_of(self, grid: Array) -> bool:
        """More examples from cells that were pasted; they need a value in every column."""
        width = _table(self.data).shape[1]
        if grid.shape[1] != width:
            return self._edits.refuse("paste", f"a row has {width} values, the pasted ones have {grid.shape[1]}")
        return self.add_rows(grid)

    def paste(self, row: int, column: int, grid: Array) -> bool:
        """Cells from a place on; what goes beyond the last row becomes new ones, for which all columns are needed."""
        table = _table(self.data)
        below = row + len(grid) - len(table)
        if column + grid.shape[1] > table.shape[1]:
            return self._edits.refuse("paste", f"{grid.shape[1]} columns do not fit here")
        if below > 0 and grid.shape[1] != table.shape[1]:
            return self._edits.refuse("paste", f"{below} rows go beyond the last, and lack a value in some columns")

        def pasted(scenario: Scenario) -> Scenario:
            _check_has(table, [row] if row < len(table) else [])
            longer = np.vstack((_table(scenario.data), np.zeros((max(0, below), table.shape[1]))))
            longer[row : row + len(grid), column : column + grid.shape[1]] = grid
            return _with_table(scenario, longer)

        return self._edits.edit(f"paste {grid.size} values", pasted)

    def remove_rows(self, rows: Sequence[int]) -> bool:
        """Some examples less."""
        if not rows:
            return False
        text = "remove an example" if len(rows) == 1 else f"remove {len(rows)} examples"

        def shorter(scenario: Scenario) -> Scenario:
            table = _table(scenario.data)
            _check_has(table, rows)
            return _with_table(scenario, np.delete(table, list(rows), axis=0))

        return self._edits.edit(text, shorter)

    def replace(self, text: str, data: Data) -> bool:
        """Other examples, of whichever columns."""
        is_other = (data.x.shape[1], data.y.shape[1]) != (self.data.x.shape[1], self.data.y.shape[1])
        return self._edits.edit(text, lambda scenario: rebuilding.with_examples(scenario, data), new_origin=is_other)

    def set_split(self, split: Split | None) -> bool:
        """Which rows are kept from training."""
        if split == self.data.split:
            return False
        return self._edits.edit("change the test part", lambda scenario: _with_data(scenario, scenario.data.with_split(split)))

    def set_scaling(self, kind: str) -> bool:
        """How the columns are scaled; empty for not at all."""
        if kind == ("" if self.data.scaling is None else self.data.scaling.kind):
            return False
        return self._edits.edit("change the scaling", lambda scenario: _with_data(scenario, scenario.data.scaled_as(kind)))


def _with_data(scenario: Scenario, data: Data) -> Scenario:
    return checked(scenario.with_data(data))


def _settle_class(data: Data, table: Array, cell: Cell) -> None:
    """Where each target tells a class, a row that is given one is no longer of another.

    Raises:
        ValueError: it is taken out of its class, and it is not said which of several others it is of.
    """
    row, column = cell
    first, y = data.x.shape[1], data.raw[1]
    kinds = classes(y) if y.shape[1] > 1 else None
    if kinds is None or column < first:
        return
    low, high = float(np.min(y)), float(np.max(y))
    own, value = first + int(kinds[row]), table[row, column]
    if value == high:
        table[row, first:] = low
        table[row, column] = high
    elif value == low and column == own:
        if y.shape[1] > 2:
            raise ValueError(f"a row is of one class: type {high:g} for the one that it is to be of")
        table[row, first + 1 - int(kinds[row])] = high


def _check_has(table: Array, rows: Sequence[int], column: int = 0) -> None:
    """Refuse rows and columns that are not there, as those of a table that was shown before.

    Raises:
        ValueError: there is no such row or column any more.
    """
    for row in rows:
        if not 0 <= row < len(table):
            raise ValueError(f"there is no row {row + 1} any more")
    if not 0 <= column < table.shape[1]:
        raise ValueError(f"there is no column {column + 1} any more")


def _table(data: Data) -> Array:
    return np.column_stack(data.raw)


def _with_table(scenario: Scenario, table: Array) -> Scenario:
    n = scenario.network.sizes[0]
    return rebuilding.with_rows(scenario, table[:, :n].copy(), table[:, n:].copy())
