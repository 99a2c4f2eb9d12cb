"""Reading the examples: one entry for each way in which a file may give them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from visprop.engine.network import Network
from visprop.scenario.data.data import MAX_POINTS, CsvData, Data, FunctionData, GivenData, MadeData
from visprop.scenario.data.datasets import DATASETS
from visprop.scenario.data.making import function_data, made_data
from visprop.scenario.data.scaling import NO_SCALE, SCALINGS, Constants, Scaling
from visprop.scenario.data.split import Split
from visprop.scenario.files.fields import Field

MAX_SEED = 2**32 - 1
"""The largest seed."""
_SCALED = ("scale", "constants")


def read_data(field: Field, network: Network, old_seed: int | None, folder: Path) -> Data:
    """The examples of a network; `old_seed` is that of a file of version 1, which has one for all."""
    kind = next((name for name in _READERS if field.has(name)), "x")
    data = _READERS[kind](field, network, old_seed, folder)
    if old_seed is None and field.has("test"):
        data = _kept_from(data, field["test"])
    data = _scaled(data, field)
    reason = network.pair.refuse_targets(data.y)
    if reason:
        # A pair of activation and cost may be made for some targets alone, as cross-entropy is for probabilities.
        raise field.error(reason)
    return data


def _keys(field: Field, old_seed: int | None, *names: str, later: tuple[str, ...] = ()) -> None:
    """The keys of every version, and those that came later."""
    field.keys(*names, *(() if old_seed is not None else ("test", *later)))


def _read_made(field: Field, network: Network, old_seed: int | None, folder: Path) -> Data:
    _keys(field, old_seed, "dataset", "points", "noise", later=("seed", "targets"))
    if network.sizes[0] != 2 or network.sizes[-1] > 2:
        raise field.error("a made-up data set has 2 inputs and 1 or 2 outputs")
    low, high = (value.real() for value in field.get("targets", [0.0, 1.0]).items(2))
    if low >= high:
        raise field["targets"].error("the first target is below the second")
    made = MadeData(
        field["dataset"].choice(tuple(DATASETS)),
        field.get("points", 500).whole(2, MAX_POINTS),
        field.get("noise", 0.0).real(0.0, 1.0),
        field.get("seed", old_seed or 0).whole(0, MAX_SEED),
        (low, high),
    )
    return made_data(made, network.sizes[-1])


def _read_function(field: Field, network: Network, old_seed: int | None, folder: Path) -> Data:
    _keys(field, old_seed, "function", "points", later=("seed",))
    if network.sizes[-1] != 1:
        raise field.error("a function has 1 output")
    points, seed = field.get("points", 50).whole(2, MAX_POINTS), field.get("seed", old_seed or 0).whole(0, MAX_SEED)
    sampled = FunctionData(field["function"].text(), points, seed)
    return _made(field["function"], lambda: function_data(sampled, network.sizes[0]))


def _read_csv(field: Field, network: Network, old_seed: int | None, folder: Path) -> Data:
    _keys(field, old_seed, "csv", "inputs", "targets", later=("classes", *_SCALED))
    source = CsvData(
        field["csv"].text(),
        tuple(name.text() for name in field["inputs"].items()),
        tuple(name.text() for name in field["targets"].items()),
        tuple(name.text() for name in field.get("classes", []).items()),
    )
    if not source.inputs or not source.targets:
        raise field.error("a CSV file gives at least one input and one target")
    # Imported late: most scenarios have no table beside them.
    from visprop.scenario.data.csv_table import csv_data

    data = _made(field["csv"], lambda: csv_data(source, folder))
    n_in, n_out = network.sizes[0], network.sizes[-1]
    if data.x.shape[1] != n_in:
        raise field["inputs"].error(f"gives {data.x.shape[1]} inputs, the network has {n_in}")
    if data.y.shape[1] != n_out:
        raise field["targets"].error(f"gives {data.y.shape[1]} outputs, the network has {n_out}")
    return data


def _read_given(field: Field, network: Network, old_seed: int | None, folder: Path) -> Data:
    _keys(field, old_seed, "x", "y", later=("input_names", "target_names", *_SCALED))
    n_in, n_out = network.sizes[0], network.sizes[-1]
    x = field["x"].matrix(None, n_in)
    if not 1 <= len(x) <= MAX_POINTS:
        raise field["x"].error(f"expected 1 to {MAX_POINTS} examples, got {len(x)}")
    y = field["y"].matrix(len(x), n_out)
    return Data(x, y, GivenData(), _names(field, "input_names", n_in), _names(field, "target_names", n_out))


def _names(field: Field, key: str, count: int) -> tuple[str, ...]:
    return tuple(name.text() for name in field[key].items(count)) if field.has(key) else ()


_READERS: dict[str, Callable[[Field, Network, int | None, Path], Data]] = {
    "dataset": _read_made,
    "function": _read_function,
    "csv": _read_csv,
    "x": _read_given,
}


def _made(field: Field, make: Callable[[], Data]) -> Data:
    try:
        return make()
    except ValueError as error:
        raise field.error(str(error)) from error


def _kept_from(data: Data, field: Field) -> Data:
    field.keys("share", "seed", "stratified")
    share = field["share"]
    if not 0.0 < share.real() < 1.0:
        raise share.fail("a number above 0 and below 1")
    split = Split(share.real(), field.get("seed", 0).whole(0, MAX_SEED), field.get("stratified", False).flag())
    return _made(field, lambda: data.with_split(split))


def _scaled(data: Data, field: Field) -> Data:
    kind = field.get("scale", NO_SCALE).choice((*SCALINGS, NO_SCALE))
    if kind == NO_SCALE:
        if field.has("constants"):
            raise field["constants"].error("nothing is scaled")
        return data
    if not field.has("constants"):
        return _made(field["scale"], lambda: data.with_scaling(kind))
    constants = field["constants"]
    constants.keys("x", "y")
    (n_in, n_out) = (values.shape[1] for values in data.raw)
    return data.with_scaling(kind, Scaling(kind, _constants(constants["x"], n_in), _constants(constants["y"], n_out)))


def _constants(field: Field, columns: int) -> Constants:
    field.keys("shift", "spread")
    spread = field["spread"].numbers(columns)
    if not np.all(spread > 0.0):
        raise field["spread"].fail("numbers above 0")
    return field["shift"].numbers(columns), spread
