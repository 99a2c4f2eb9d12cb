"""The training examples, and where they come from: given in full, a made-up data set, a function, or a CSV file."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visprop.engine.accuracy import classes
from visprop.engine.arrays import Array
from visprop.engine.draws import permutation, uniform
from visprop.scenario.datasets import DATASETS
from visprop.scenario.function import Function

MAX_POINTS = 100_000
"""The most examples a scenario may have."""


@dataclass(frozen=True)
class Split:
    """How rows are kept from training, to be tested with.

    Attributes:
        share: of all rows, above 0 and below 1.
        seed: of the choice.
        stratified: whether each class gives the same share.
    """

    share: float
    seed: int
    stratified: bool = False

    def test_rows(self, y: Array) -> NDArray[np.intp]:
        """The rows that are kept, ascending; at least one is, and at least one is not."""
        kinds = classes(y) if self.stratified else None
        groups = [np.arange(len(y))] if kinds is None else [np.flatnonzero(kinds == kind) for kind in np.unique(kinds)]
        chosen = []
        for at, rows in enumerate(groups):
            order = permutation(len(rows), (self.seed, 3, at))
            chosen.append(rows[order[: round(self.share * len(rows))]])
        found = np.sort(np.concatenate(chosen))
        if not 0 < len(found) < len(y):
            raise ValueError(
                f"a share of {self.share:g} of {len(y)} rows leaves nothing to {'test' if not len(found) else 'train'} with"
            )
        return found


@dataclass(frozen=True)
class GivenData:
    """Examples that stand in the scenario file itself."""


@dataclass(frozen=True)
class MadeData:
    """A made-up two-class data set with two inputs."""

    dataset: str
    points: int
    noise: float
    targets: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True)
class FunctionData:
    """Samples of a function: of one input at even steps over [0, 1], of more at points drawn from the seed in [0, 1]ⁿ."""

    function: str
    points: int


@dataclass(frozen=True)
class CsvData:
    """Columns of a CSV file beside the scenario. A target column of words becomes one output a word (one-hot)."""

    csv: str
    inputs: tuple[str, ...]
    targets: tuple[str, ...]


Source = GivenData | MadeData | FunctionData | CsvData


@dataclass(frozen=True, eq=False)
class Data:
    """The examples, read-only.

    Attributes:
        x: inputs of shape (N, n_0).
        y: targets of shape (N, n_L).
        source: what they were made from.
        input_names: what the inputs are called, n_0 of them; empty if they have no names.
        target_names: what the outputs are called, n_L of them, or empty.
        test_rows: the rows that are kept from training, ascending.
        split: how they were chosen; None if none are.
    """

    x: Array
    y: Array
    source: Source = GivenData()
    input_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    test_rows: NDArray[np.intp] = field(default_factory=lambda: np.empty(0, np.intp))
    split: Split | None = None

    def __post_init__(self) -> None:
        self.x.flags.writeable = False
        self.y.flags.writeable = False

    def __len__(self) -> int:
        return len(self.x)

    @property
    def train_rows(self) -> NDArray[np.intp]:
        """The rows that are trained with, ascending."""
        return np.setdiff1d(np.arange(len(self)), self.test_rows)

    def part(self, rows: NDArray[np.intp]) -> Data:
        """Some of the rows, as data of their own."""
        return Data(self.x[rows], self.y[rows], self.source, self.input_names, self.target_names)

    def with_split(self, split: Split) -> Data:
        """The same rows, some of them kept from training."""
        return replace(self, test_rows=split.test_rows(self.y), split=split)


def made_data(source: MadeData, seed: int, outputs: int) -> Data:
    """A made-up data set; with one output the target is one of two values, with two it is that of the class's own output."""
    x, label = DATASETS[source.dataset].make(np.random.default_rng([seed, 1]), source.points, source.noise)
    low, high = source.targets
    chosen = label[:, None] if outputs == 1 else np.eye(2)[label]
    y = low + (high - low) * chosen.astype(np.float64)
    return Data(x, y, source, ("x₁", "x₂"))


def function_data(source: FunctionData, seed: int, inputs: int) -> Data:
    """Samples of a typed function.

    Raises:
        ValueError: the function cannot be read, or has no finite value somewhere.
    """
    function = Function(source.function, inputs)
    evenly = np.linspace(0.0, 1.0, source.points)[:, None]
    x = evenly if inputs == 1 else uniform((seed, 1), 0.0, 1.0, (source.points, inputs))
    y = function(x)[:, None]
    if not np.isfinite(y).all():
        where = ", ".join(f"{value:.4g}" for value in x[~np.isfinite(y[:, 0])][0])
        raise ValueError(f"has no finite value at x = {where}")
    return Data(x, y, source)


def csv_data(source: CsvData, folder: Path) -> Data:
    """Columns of a CSV file with a header, read from the scenario's own folder.

    Raises:
        ValueError: the file lies elsewhere, cannot be read, lacks a column, or has a cell that is no finite number.
    """
    path = (folder / source.csv).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(f"{source.csv!r} lies outside the scenario's own folder")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{source.csv!r} cannot be read: {error}") from error
    if len(rows) < 2:
        raise ValueError(f"{source.csv!r} has no rows below its header")
    if len(rows) - 1 > MAX_POINTS:
        raise ValueError(f"{source.csv!r} has more than {MAX_POINTS} rows")
    header = [name.strip() for name in rows[0]]
    columns = {name: _column(rows, header, name, source.csv) for name in (*source.inputs, *source.targets)}
    x = np.column_stack([_numbers(columns[name], name) for name in source.inputs])
    y, names = _targets(columns, source.targets)
    return Data(x, y, source, source.inputs, names)


def _column(rows: Sequence[Sequence[str]], header: list[str], name: str, file: str) -> list[str]:
    if name not in header:
        raise ValueError(f"{file!r} has no column {name!r}, only " + ", ".join(header))
    at = header.index(name)
    for number, row in enumerate(rows[1:], start=2):
        if len(row) <= at:
            raise ValueError(f"row {number} of {file!r} has no value for {name!r}")
    return [row[at].strip() for row in rows[1:]]


def _numbers(cells: list[str], name: str) -> Array:
    for row, cell in enumerate(cells, start=2):
        if not _is_number(cell):
            raise ValueError(f"column {name!r}, row {row}: {cell!r} is no finite number")
    return np.array([float(cell) for cell in cells])


def _is_number(cell: str) -> bool:
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def _targets(columns: dict[str, list[str]], names: tuple[str, ...]) -> tuple[Array, tuple[str, ...]]:
    parts: list[Array] = []
    labels: list[str] = []
    for name in names:
        cells = columns[name]
        if any(_is_number(cell) for cell in cells):
            parts.append(_numbers(cells, name)[:, None])
            labels.append(name)
        else:
            words = sorted(set(cells))
            parts.append(np.array([[float(cell == word) for word in words] for cell in cells]))
            labels += words
    return np.column_stack(parts), tuple(labels)
