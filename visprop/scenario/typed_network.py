"""A network of one's own as it is typed: sizes, matrices and examples as a textbook prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.network import MAX_DEPTH, MAX_LAYER, Network
from visprop.scenario.data.data import MAX_POINTS, Data
from visprop.scenario.data.function import typed_number
from visprop.scenario.fresh import fresh, one_example
from visprop.scenario.scenario import Scenario, own_title

_BETWEEN_SIZES = re.compile(r"[\s,;\-–−→>×]+")
_BETWEEN_ROWS = re.compile(r"\]\s*,?\s*\[|;|\n")
_BETWEEN_CELLS = re.compile(r"\s*,\s+|[\s&]+")
_ARROW = re.compile(r"->|→|=>|\||:")
"""What may stand between the inputs and the targets of an example."""


@dataclass(frozen=True)
class Typed:
    """What stands in the fields.

    Attributes:
        sizes: such as 2-3-1.
        weights, biases: a matrix and a row for each layer from 1 on; empty, or missing, where they are drawn.
        examples: a row each, inputs and then targets; empty for one that is made up.
        hidden, last: the activations of the hidden layers and of the last.
        cost: its name.
        title: empty for one after the sizes.
    """

    sizes: str
    weights: tuple[str, ...] = ()
    biases: tuple[str, ...] = ()
    examples: str = ""
    hidden: str = "logistic"
    last: str = "logistic"
    cost: str = "half_squared_error"
    title: str = ""


def typed_sizes(text: str) -> tuple[int, ...]:
    """The sizes of layers, from 2-3-1, 2, 3, 1 or 2 3 1.

    Raises:
        ValueError: they are none.
    """
    parts = [part for part in _BETWEEN_SIZES.split(text) if part]
    are_numbers = all(part.isascii() and part.isdigit() and 1 <= int(part) <= MAX_LAYER for part in parts)
    if not are_numbers or not 2 <= len(parts) <= MAX_DEPTH + 1:
        raise ValueError(f"2 to {MAX_DEPTH + 1} whole numbers from 1 to {MAX_LAYER}, such as 2-3-1")
    return tuple(map(int, parts))


def typed_matrix(text: str, rows: int | None, columns: int) -> Array:
    """A matrix of shape (rows, columns), any number of rows for None.

    Rows stand in lines, behind semicolons or in brackets, their numbers or formulas between spaces, tabs, commas or &; a block
    that lost its lines, and a column where a row is wanted, are read as well.

    Raises:
        ValueError: it is none of this shape.
    """
    lines = [line.strip(" \t[]{},") for line in _BETWEEN_ROWS.split(text)]
    # A column where a row is wanted has a number in each line.
    wanted = 1 if rows == 1 and sum(map(bool, lines)) > 1 else columns
    found = [[typed_number(cell) for cell in _cells(line, wanted)] for line in lines if line]
    every = [value for row in found for value in row]
    if rows is not None and len(every) == rows * columns and (len(found) == 1 or rows == 1):
        return np.array(every, dtype=np.float64).reshape(rows, columns)
    if rows is not None and len(found) != rows:
        raise ValueError(f"{_counted(rows, 'row')} needed, not {len(found)}")
    for i, row in enumerate(found, start=1):
        if len(row) != columns:
            raise ValueError(f"row {i} needs {_counted(columns, 'number')}, not {len(row)}")
    return np.array(every, dtype=np.float64).reshape(-1, columns)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _cells(line: str, columns: int) -> list[str]:
    """The cells of a row. A comma without a space behind it parts cells, unless it is a decimal one."""
    cells = [cell for cell in _BETWEEN_CELLS.split(line) if cell]
    if len(cells) == 1 and len(cells) != columns and line.count(",") == columns - 1:
        return line.split(",")
    return cells


def own_network(typed: Typed) -> Scenario:
    """The scenario that is typed in.

    Raises:
        ValueError: something in it does not fit; the text begins with the field's name.
    """
    with _in_field("Sizes"):
        sizes = typed_sizes(typed.sizes)
    network = Network(sizes, (*(typed.hidden,) * (len(sizes) - 2), typed.last), typed.cost)
    with _in_field("Examples"):
        data = _examples(typed.examples, sizes) if typed.examples.strip() else one_example(network)
    scenario = fresh(typed.title.strip() or own_title(network), network, data)
    p = scenario.p0.copy()
    for layer, (weights, biases) in enumerate(network.layers(p), start=1):
        _take(weights, typed.weights, layer, f"Weights of layer {layer}")
        _take(biases[None], typed.biases, layer, f"Biases of layer {layer}")
    return scenario.with_parameters(p)


def _take(block: Array, texts: tuple[str, ...], layer: int, name: str) -> None:
    """Write what is typed for a layer into a block of p; nothing where it is drawn."""
    text = texts[layer - 1] if layer <= len(texts) else ""
    if text.strip():
        with _in_field(name):
            block[...] = typed_matrix(text, *block.shape)


def _examples(text: str, sizes: tuple[int, ...]) -> Data:
    table = typed_matrix(_ARROW.sub(" ", text), None, sizes[0] + sizes[-1])
    if not 1 <= len(table) <= MAX_POINTS:
        raise ValueError(f"there are 1 to {MAX_POINTS:,} of them")
    return Data(table[:, : sizes[0]].copy(), table[:, sizes[0] :].copy())


@contextmanager
def _in_field(name: str) -> Iterator[None]:
    """Say in which field an error is."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
