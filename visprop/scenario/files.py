"""Scenario files: JSON, validated on load, saved without loss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.costs import COSTS
from visprop.engine.network import MAX_LAYER, Network
from visprop.engine.optimisers import OPTIMISERS, PLAIN
from visprop.engine.schedule import STRATEGIES
from visprop.scenario.data import (
    MAX_POINTS,
    CsvData,
    Data,
    FunctionData,
    GivenData,
    MadeData,
    csv_data,
    function_data,
    made_data,
)
from visprop.scenario.datasets import DATASETS
from visprop.scenario.fields import Field, FieldError
from visprop.scenario.scenario import INITIAL_SCALE, Scenario, Training, draw_parameters

VERSION = 1
"""The version of the file format, in its field `visprop`."""
SUFFIX = ".visprop"
"""How a scenario file's name ends."""
MAX_DEPTH = 32
"""The most layers a network in a file may have."""
MAX_SEED = 2**32 - 1
"""The largest seed."""


def load(path: Path) -> Scenario:
    """Read a scenario file.

    Raises:
        FieldError: a field is missing, unknown or wrong; the message begins with its path.
        OSError: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FieldError(f"the file: not UTF-8 ({error.reason} at byte {error.start})") from error
    return loads(text, path.parent)


def loads(text: str, folder: Path) -> Scenario:
    """A scenario from the text of a file that lies in a folder, as `load` does."""
    try:
        document = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        raise FieldError(f"the file: not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise FieldError("the file: nested too deeply") from error
    root = Field(document)
    root.keys("visprop", "title", "notes", "network", "parameters", "data", "training")
    if root["visprop"].value != VERSION or isinstance(root["visprop"].value, bool):
        raise root["visprop"].fail(f"version {VERSION}")
    network = _read_network(root["network"])
    training = _read_training(root["training"])
    data = _read_data(root["data"], network, training.seed, folder)
    return _read_parameters(
        root["parameters"], network, data, training, root.get("title", "").text(), root.get("notes", "").text()
    )


def _refuse_constant(name: str) -> Any:
    raise FieldError(f"the file: {name} is not a finite number")


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise FieldError(f"{key}: given twice")
        result[key] = value
    return result


def _read_network(field: Field) -> Network:
    field.keys("sizes", "activations", "cost")
    sizes = tuple(size.whole(1, MAX_LAYER) for size in field["sizes"].items())
    if not 2 <= len(sizes) <= MAX_DEPTH + 1:
        raise field["sizes"].error(f"expected 2 to {MAX_DEPTH + 1} entries, got {len(sizes)}")
    activations = tuple(name.choice(tuple(ACTIVATIONS)) for name in field["activations"].items(len(sizes) - 1))
    cost = field.get("cost", next(iter(COSTS))).choice(tuple(COSTS))
    try:
        return Network(sizes, activations, cost)
    except ValueError as error:
        raise field["activations"].error(str(error)) from error


def _read_training(field: Field) -> Training:
    field.keys("strategy", "batch_size", "eta", "seed", "shuffle", "optimiser")
    default = Training()
    eta = field.get("eta", default.eta)
    if eta.real(0.0) == 0.0:
        raise eta.fail("a number above 0")
    return Training(
        strategy=field.get("strategy", default.strategy).choice(tuple(STRATEGIES)),
        batch_size=field.get("batch_size", default.batch_size).whole(1, MAX_POINTS),
        eta=eta.real(),
        seed=field.get("seed", default.seed).whole(0, MAX_SEED),
        shuffle=field.get("shuffle", default.shuffle).flag(),
        optimiser=field.get("optimiser", default.optimiser).choice(tuple(OPTIMISERS)),
    )


def _read_data(field: Field, network: Network, seed: int, folder: Path) -> Data:
    n_in, n_out = network.sizes[0], network.sizes[-1]
    if field.has("dataset"):
        field.keys("dataset", "points", "noise")
        if n_in != 2 or n_out > 2:
            raise field.error("a made-up data set has 2 inputs and 1 or 2 outputs")
        made = MadeData(
            field["dataset"].choice(tuple(DATASETS)),
            field.get("points", 500).whole(2, MAX_POINTS),
            field.get("noise", 0.0).real(0.0, 1.0),
        )
        data = made_data(made, seed, n_out)
    elif field.has("function"):
        field.keys("function", "points")
        if n_out != 1:
            raise field.error("a function has 1 output")
        sampled = FunctionData(field["function"].text(), field.get("points", 50).whole(2, MAX_POINTS))
        data = _made(field["function"], lambda: function_data(sampled, seed, n_in))
    elif field.has("csv"):
        field.keys("csv", "inputs", "targets")
        source = CsvData(
            field["csv"].text(),
            tuple(name.text() for name in field["inputs"].items(n_in)),
            tuple(name.text() for name in field["targets"].items()),
        )
        if not source.targets:
            raise field["targets"].error("expected at least one column")
        data = _made(field["csv"], lambda: csv_data(source, folder))
        if data.y.shape[1] != n_out:
            raise field["targets"].error(f"they make {data.y.shape[1]} outputs, the network has {n_out}")
    else:
        field.keys("x", "y")
        data = Data(_matrix(field["x"], None, n_in), _matrix(field["y"], len(field["x"].value), n_out), GivenData())
    _check_targets(field, network, data)
    return data


def _made(field: Field, make: Any) -> Data:
    try:
        data: Data = make()
    except ValueError as error:
        raise field.error(str(error)) from error
    return data


def _check_targets(field: Field, network: Network, data: Data) -> None:
    """A pair of activation and cost may be made for some targets alone, as cross-entropy is for probabilities."""
    reason = network.pair.refuse_targets(data.y)
    if reason:
        raise field.error(reason)


def _matrix(field: Field, rows: int | None, columns: int) -> Array:
    values = [[entry.real() for entry in row.items(columns)] for row in field.items(rows)]
    if not 1 <= len(values) <= MAX_POINTS:
        raise field.error(f"expected 1 to {MAX_POINTS} examples, got {len(values)}")
    return np.array(values, dtype=np.float64)


def _read_parameters(field: Field, network: Network, data: Data, training: Training, title: str, notes: str) -> Scenario:
    given = field.has("weights") or not field.has("init")
    field.keys("frozen", "tied", *(("weights", "biases") if given else ("init", "scale")))
    frozen = tuple(_parameter_name(name, network) for name in field.get("frozen", []).items())
    tied = tuple(tuple(_parameter_name(name, network) for name in group.items()) for group in field.get("tied", []).items())
    groups = tuple(_tied_group(group, names, network) for group, names in zip(field.get("tied", []).items(), tied, strict=True))
    scale = INITIAL_SCALE
    if given:
        p0 = _given_parameters(field, network)
    else:
        field["init"].choice(("uniform",))
        scale = field.get("scale", INITIAL_SCALE).real(0.0, 1e6)
        p0 = draw_parameters(network, training.seed, scale, groups)
    return Scenario(title, network, p0, data, training, notes, frozen, tied, scale)


def _given_parameters(field: Field, network: Network) -> Array:
    layers = []
    for layer, (weights, biases) in enumerate(
        zip(field["weights"].items(network.depth), field["biases"].items(network.depth), strict=True), start=1
    ):
        n, m = network.sizes[layer], network.sizes[layer - 1]
        w = [[entry.real() for entry in row.items(m)] for row in weights.items(n)]
        layers.append((np.array(w), np.array([entry.real() for entry in biases.items(n)])))
    return network.join(layers)


def _parameter_name(field: Field, network: Network) -> str:
    try:
        network.select(field.text())
    except ValueError as error:
        raise field.error(str(error)) from error
    return field.text()


def _tied_group(field: Field, names: tuple[str, ...], network: Network) -> NDArray[np.intp]:
    if not names:
        raise field.error("a tied group names at least one parameter")
    group = np.concatenate([network.select(name) for name in names])
    if len(set(group.tolist())) != len(group):
        raise field.error("a parameter is named twice")
    return group


def dumps(scenario: Scenario, folder: Path) -> str:
    """The text of a scenario's file, parameters in full; a CSV file is named only where it lies in the same folder."""
    network, training = scenario.network, scenario.training
    layers = network.layers(scenario.p0)
    document = {
        "visprop": VERSION,
        "title": scenario.title,
        "notes": scenario.notes,
        "network": {"sizes": list(network.sizes), "activations": list(network.activations), "cost": network.cost},
        "parameters": {
            "weights": [weights.tolist() for weights, _ in layers],
            "biases": [biases.tolist() for _, biases in layers],
            "frozen": list(scenario.frozen),
            "tied": [list(group) for group in scenario.tied],
        },
        "data": _data_document(scenario.data, folder),
        "training": {
            "strategy": training.strategy,
            "batch_size": training.batch_size,
            "eta": training.eta,
            "seed": training.seed,
            "shuffle": training.shuffle,
            **({"optimiser": training.optimiser} if training.optimiser != PLAIN else {}),
        },
    }
    return _compact(document) + "\n"


def save(scenario: Scenario, path: Path) -> None:
    """Write a scenario file; loading it gives bit-identical parameters and data. An existing file is replaced at once."""
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(dumps(scenario, path.parent), encoding="utf-8")
    temporary.replace(path)


def _data_document(data: Data, folder: Path) -> dict[str, Any]:
    source = data.source
    # Made-up data depend on the seed, which new weights change, and a CSV file may lie elsewhere: where the source would
    # not give these very examples again, they are written in full.
    if isinstance(source, CsvData) and _same_csv(data, source, folder):
        return {"csv": source.csv, "inputs": list(source.inputs), "targets": list(source.targets)}
    if isinstance(source, FunctionData) and data.x.shape[1] == 1:
        return {"function": source.function, "points": source.points}
    return {"x": data.x.tolist(), "y": data.y.tolist()}


def _same_csv(data: Data, source: CsvData, folder: Path) -> bool:
    try:
        there = csv_data(source, folder)
    except ValueError:
        return False
    return np.array_equal(there.x, data.x) and np.array_equal(there.y, data.y)


def _compact(value: Any, indent: int = 0) -> str:
    """JSON with an object's fields on lines of their own and lists of numbers on one."""
    if isinstance(value, dict) and value:
        inner = ",\n".join(
            f"{' ' * (indent + 2)}{json.dumps(key)}: {_compact(entry, indent + 2)}" for key, entry in value.items()
        )
        return f"{{\n{inner}\n{' ' * indent}}}"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
