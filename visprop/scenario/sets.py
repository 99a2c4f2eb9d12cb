"""The registry of data sets that come with the program, each made as it is wished for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np

from visprop.engine.registry import Registry, require
from visprop.scenario.builtin import open_scenario
from visprop.scenario.data.data import Data, FunctionData, MadeData
from visprop.scenario.data.datasets import DATASETS
from visprop.scenario.data.making import function_data, made_data


@dataclass(frozen=True)
class Wish:
    """What can be chosen of a data set.

    Attributes:
        points: how many examples.
        noise: from 0 to 1.
        seed: of what is drawn.
        targets: those of the two classes.
    """

    points: int = 500
    noise: float = 0.0
    seed: int = 0
    targets: tuple[float, float] = (-1.0, 1.0)


@dataclass(frozen=True)
class BuiltinSet:
    """One data set.

    Attributes:
        name: by which the command line and the window find it.
        words: as the user reads it.
        make: the examples as wished for.
        uses: which fields of the wish matter.
    """

    name: str
    words: str
    make: Callable[[Wish], Data]
    uses: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        known = {field.name for field in fields(Wish)}
        require(self, "data set", (self.uses <= known, f"uses are to be among {sorted(known)}, not {sorted(self.uses)}"))


def prove(found: BuiltinSet) -> None:
    """Try a data set as it is wished for first.

    Raises:
        ValueError: there are no examples, or others at the second time.
    """
    data, again = (found.make(Wish()) for _ in range(2))
    require(
        found, "data set",
        (len(data) > 0, "make is to give examples"),
        (np.array_equal(data.x, again.x) and np.array_equal(data.y, again.y), "make is to give the same for the same wish"),
    )  # fmt: skip


def _truth(table: tuple[int, int, int, int]) -> Callable[[Wish], Data]:
    """A truth table of two inputs."""
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

    def make(wish: Wish) -> Data:
        low, high = wish.targets
        return Data(x, np.where(np.array(table)[:, None] == 1, high, low).astype(float))

    return make


def _sampled(formula: str) -> Callable[[Wish], Data]:
    return lambda wish: function_data(FunctionData(formula, wish.points, wish.seed), 1)


def _drawn(name: str) -> Callable[[Wish], Data]:
    return lambda wish: made_data(MadeData(name, wish.points, wish.noise, wish.seed, wish.targets), 1)


def _of_scenario(name: str) -> Callable[[Wish], Data]:
    """The examples of a built-in scenario, all to train with and as they were given."""
    return lambda wish: open_scenario(name).data.with_split(None).scaled_as("")


_TARGETS, _POINTS = frozenset({"targets"}), frozenset({"points"})
_DRAWN = frozenset({"points", "noise", "seed", "targets"})

SETS: Registry[BuiltinSet] = Registry(
    (
        BuiltinSet("and", "AND: both inputs are 1", _truth((0, 0, 0, 1)), _TARGETS),
        BuiltinSet("or", "OR: at least one input is 1", _truth((0, 1, 1, 1)), _TARGETS),
        BuiltinSet("exclusive-or", "XOR: just one input is 1", _truth((0, 1, 1, 0)), _TARGETS),
        BuiltinSet("sine", "a sine wave", _sampled("sin(2*pi*x)"), _POINTS),
        BuiltinSet("parabola", "a parabola", _sampled("(2*x - 1)^2"), _POINTS),
        BuiltinSet("step", "a step", _sampled("(1 + sign(x - 0.5))/2"), _POINTS),
        BuiltinSet("autocoding", "eight codes of one 1 each, to be given back", _of_scenario("autocoding")),
        BuiltinSet("iris", "Fisher's irises", _of_scenario("iris")),
        BuiltinSet("digits", "1,797 handwritten digits of 8 × 8 pixels", _of_scenario("digits")),
    ),
    prove,
)  # fmt: skip
"""Every data set by its name, but those that are drawn."""


def builtin_sets() -> dict[str, BuiltinSet]:
    """Every data set by its name, with those of points in the plane."""
    return SETS | {one.name: BuiltinSet(one.name, one.words, _drawn(one.name), _DRAWN) for one in DATASETS.values()}
