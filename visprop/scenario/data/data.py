"""The examples, as the network sees them and as they were given."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from visprop.engine.accuracy import classes, midpoint
from visprop.engine.arrays import Array
from visprop.scenario.data.scaling import Scaling, scaled_rows
from visprop.scenario.data.split import Split

MAX_POINTS = 100_000
"""The most examples a scenario may have."""


@dataclass(frozen=True)
class GivenData:
    """Examples that stand in the scenario file itself."""


@dataclass(frozen=True)
class MadeData:
    """A made-up two-class data set with two inputs.

    Attributes:
        dataset: its name in the registry.
        points: how many.
        noise: from 0 to 1.
        seed: of what is drawn.
        targets: the target of either class.
    """

    dataset: str
    points: int
    noise: float
    seed: int = 0
    targets: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True)
class FunctionData:
    """Samples of a function: of one input at even steps over [0, 1], of more at points drawn from the seed in [0, 1]ⁿ."""

    function: str
    points: int
    seed: int = 0


@dataclass(frozen=True)
class CsvData:
    """Columns of a CSV file beside the scenario. A column of words becomes one a word (one-hot).

    Attributes:
        csv: the file's name.
        inputs, targets: names of columns.
        classes: those of them whose numbers are taken for words.
    """

    csv: str
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    classes: tuple[str, ...] = ()


Source = GivenData | MadeData | FunctionData | CsvData


@dataclass(frozen=True, eq=False)
class Data:
    """The examples, read-only.

    Attributes:
        x: inputs of shape (N, n_0), as the network sees them.
        y: targets of shape (N, n_L), the same.
        source: what they were made from.
        input_names: what the inputs are called, n_0 of them; empty if they have no names.
        target_names: what the outputs are called, n_L of them, or empty.
        test_rows: the rows that are kept from training, ascending.
        split: how they were chosen; None if none are.
        scaling: how x and y were made of raw values; None if they are the raw values.
        raw: the raw values of x and y; the same arrays if nothing is scaled.
    """

    x: Array
    y: Array
    source: Source = GivenData()
    input_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    test_rows: NDArray[np.intp] = field(default_factory=lambda: np.empty(0, np.intp))
    split: Split | None = None
    scaling: Scaling | None = None
    raw: tuple[Array, Array] = field(default=(np.empty(0), np.empty(0)))

    def __post_init__(self) -> None:
        if self.scaling is None:
            object.__setattr__(self, "raw", (self.x, self.y))
        for values in (self.x, self.y, *self.raw):
            values.flags.writeable = False

    def __len__(self) -> int:
        return len(self.x)

    def input_name(self, at: int) -> str:
        """What the column of an input, from 0, is called."""
        return self.input_names[at] if self.input_names else f"x{at + 1}"

    def target_name(self, at: int, letter: str = "y") -> str:
        """What the column of a target, from 0, is called; by another letter what the network computes in its place."""
        return self.target_names[at] if self.target_names else f"{letter}{at + 1}"

    @cached_property
    def classes(self) -> NDArray[np.intp] | None:
        """The class of each row, of shape (m,); None if the targets are no classes."""
        return classes(self.y)

    @cached_property
    def midpoint(self) -> float:
        """The middle between the lowest and the highest target, which divides two classes."""
        return midpoint(self.y)

    @property
    def tells_classes(self) -> bool:
        """Whether an output is said for a class: each has one, or the only one is to be 0 or 1, or −1 or 1."""
        y = self.raw[1]
        return y.shape[1] > 1 or (float(np.min(y)), float(np.max(y))) in ((0.0, 1.0), (-1.0, 1.0))

    def class_name(self, at: int) -> str:
        """What a class, from 0, is called: of one output by the target that stands for it, 0 the lower; else by its output."""
        y = self.raw[1]
        if y.shape[1] == 1:
            return f"{float(np.max(y) if at else np.min(y)):g}".replace("-", "−")
        return self.target_names[at] if self.target_names else f"class {at + 1}"

    @property
    def in_words(self) -> str:
        """How many rows there are, and how many of them are kept from training."""
        count = f"{len(self)} example{'s' if len(self) != 1 else ''}"
        return count if self.split is None else f"{count}, of which {len(self.test_rows)} are kept to test with"

    @property
    def train_rows(self) -> NDArray[np.intp]:
        """The rows that are trained with, ascending."""
        is_train = np.ones(len(self), bool)
        is_train[self.test_rows] = False
        return np.flatnonzero(is_train)

    def part(self, rows: NDArray[np.intp]) -> Data:
        """Some of the rows, as data of their own."""
        x, y = self.raw
        found = Data(self.x[rows], self.y[rows], self.source, self.input_names, self.target_names, scaling=self.scaling)
        return found if self.scaling is None else replace(found, raw=(x[rows], y[rows]))

    def with_rows(self, x: Array, y: Array) -> Data:
        """Other rows of the same columns, as raw values; split and scaled as these are.

        Raises:
            ValueError: there are too many or too few.
        """
        if not 1 <= len(x) <= MAX_POINTS:
            raise ValueError(f"there are 1 to {MAX_POINTS} examples")
        found = Data(x, y, GivenData(), self.input_names, self.target_names)
        if self.split is not None:
            found = found.with_split(self.split)
        return found if self.scaling is None else found.with_scaling(self.scaling.kind)

    def with_split(self, split: Split | None) -> Data:
        """The same rows, some of them kept from training; what is scaled is scaled anew.

        Raises:
            ValueError: as `Split.test_rows` does.
        """
        rows = np.empty(0, np.intp) if split is None else split.test_rows(self.raw[1])
        found = replace(self, test_rows=rows, split=split)
        return found if self.scaling is None else found.with_scaling(self.scaling.kind)

    def scaled_as(self, kind: str) -> Data:
        """The same rows, scaled by a kind anew, or as they are where it is empty."""
        x, y = self.raw
        return self.with_scaling(kind) if kind else replace(self, x=x, y=y, scaling=None)

    def with_scaling(self, kind: str, constants: Scaling | None = None) -> Data:
        """The same rows, scaled by given constants, or by those of the training rows.

        Raises:
            ValueError: a value is too large to be scaled.
        """
        x, y = self.raw
        rows = self.train_rows
        scaling = constants or Scaling.fitted(kind, x[rows], y[rows], scales_targets=classes(y) is None)
        of_x, of_y = scaled_rows(x, scaling.x, "input"), scaled_rows(y, scaling.y, "target")
        return replace(self, x=of_x, y=of_y, scaling=scaling, raw=(x, y))
