"""Writing a run as the tree of a file."""

from __future__ import annotations

import csv
import errno
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.rates import RATE_RULES
from visprop.scenario.data.data import CsvData, Data, FunctionData, GivenData, MadeData, Source
from visprop.scenario.data.regular import read_regular, refuse_unreadable
from visprop.scenario.files.whole import write_whole
from visprop.scenario.initialisers import INITIALISERS
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training

MAX_EMBEDDED = 5_000_000
"""An imported table of more characters than this is written to a file of its own."""

Tree = dict[str, Any]


def run_document(run: Run, folder: Path | None) -> Tree:
    """The fields of a run; a CSV file is named only where it lies in the folder, or where none is given."""
    scenario = run.scenario
    network = scenario.network
    return {
        "title": scenario.title,
        "notes": scenario.notes,
        "network": {"sizes": list(network.sizes), "activations": list(network.activations), "cost": network.cost},
        "parameters": _parameters(scenario),
        **_beginning(run),
        "data": _data(scenario.data, folder),
        "training": _training(scenario.training),
        **_start(run),
    }


def _parameters(scenario: Scenario) -> Tree:
    initial = scenario.initial
    has_scale = INITIALISERS[initial.init].scale is not None
    return {
        **_given(scenario),
        "init": initial.init,
        **({"scale": initial.scale} if has_scale else {}),
        "seed": initial.seed,
        "frozen": list(scenario.frozen),
        "tied": [list(group) for group in scenario.tied],
    }


def _training(training: Training) -> Tree:
    schedule, stop = training.eta_schedule, training.stop
    rule, about = RATE_RULES[schedule.rule], OPTIMISERS[training.optimiser].about
    decay = {
        "rule": rule.name,
        **({"every": schedule.every} if rule.every else {}),
        **({"factor": schedule.factor} if rule.factor else {}),
    }
    return {
        "strategy": training.strategy,
        "batch_size": training.batch_size,
        "eta": training.eta,
        **({} if schedule.is_constant else {"eta_schedule": decay}),
        "optimiser": training.optimiser,
        **({"constants": {about[symbol].name: value for symbol, value in training.constants}} if training.constants else {}),
        "l1": training.l1,
        "l2": training.l2,
        "seed": training.seed,
        "shuffle": training.shuffle,
        **({"stop": dict(stop.limits)} if stop else {}),
    }


def _given(scenario: Scenario) -> Tree:
    layers = scenario.network.layers(scenario.p0)
    return {"weights": [weights.tolist() for weights, _ in layers], "biases": [biases.tolist() for _, biases in layers]}


def _beginning(run: Run) -> Tree:
    if run.beginning is None:
        return {}
    return {"beginning": {**_given(run.begun.scenario), **_start(run.begun).get("start", {})}}


def _start(run: Run) -> Tree:
    if not run.update:
        return {}
    names = run.scenario.optimiser.memory
    parts = {name: part.tolist() for name, part in zip(names, run.memory, strict=False)}
    return {"start": {"update": run.update, "memory": {"updates": run.age, **parts} if run.memory else None}}


# Data


def _data(data: Data, folder: Path | None) -> Tree:
    return {**_source(data, folder), **_test(data)}


def _source(data: Data, folder: Path | None) -> Tree:
    """By its source, where that gives these very examples again; else in full."""
    found = _WRITERS[type(data.source)](data, folder)
    return found if found is not None else _in_full(data)


def _in_full(data: Data) -> Tree:
    x, y = data.raw
    names = {"input_names": list(data.input_names)} if data.input_names else {}
    names |= {"target_names": list(data.target_names)} if data.target_names else {}
    return {"x": x.tolist(), "y": y.tolist(), **names, **_scale(data)}


def _made(data: Data, folder: Path | None) -> Tree | None:
    source = data.source
    assert isinstance(source, MadeData)
    if data.scaling is not None:
        # A data set is written as it is made; scaled, it is written in full, with its constants.
        return None
    low, high = source.targets
    return {
        "dataset": source.dataset,
        "points": source.points,
        "noise": source.noise,
        "seed": source.seed,
        "targets": [low, high],
    }


def _function(data: Data, folder: Path | None) -> Tree | None:
    source = data.source
    assert isinstance(source, FunctionData)
    if data.scaling is not None:
        return None
    return {"function": source.function, "points": source.points, "seed": source.seed}


def _csv(data: Data, folder: Path | None) -> Tree | None:
    source = data.source
    assert isinstance(source, CsvData)
    if folder is not None and not _is_same(data, source, folder):
        return None
    classes = {"classes": list(source.classes)} if source.classes else {}
    return {"csv": source.csv, "inputs": list(source.inputs), "targets": list(source.targets), **classes, **_scale(data)}


_WRITERS: dict[type[Source], Callable[[Data, Path | None], Tree | None]] = {
    MadeData: _made,
    FunctionData: _function,
    CsvData: _csv,
    GivenData: lambda data, folder: None,
}


def _is_same(data: Data, source: CsvData, folder: Path) -> bool:
    # Imported late, as in reading.
    from visprop.scenario.data.csv_table import csv_data

    try:
        there = csv_data(source, folder)
    except ValueError:
        return False
    return all(np.array_equal(a, b) for a, b in zip(there.raw, data.raw, strict=True))


def _scale(data: Data) -> Tree:
    if data.scaling is None:
        return {}
    constants = {
        axis: {"shift": shift.tolist(), "spread": spread.tolist()}
        for axis, (shift, spread) in (("x", data.scaling.x), ("y", data.scaling.y))
    }
    return {"scale": data.scaling.kind, "constants": constants}


def _test(data: Data) -> Tree:
    split = data.split
    if split is None:
        return {}
    return {"test": {"share": split.share, "seed": split.seed, "stratified": split.stratified}}


class TableInTheWay(FileExistsError):
    """Where a large table would be written beside its scenario lies another one, which no scenario of that name names."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EEXIST, "there is another table already, which the imported one would replace", str(path))
        self.path = path

    def __reduce__(self) -> tuple[type[TableInTheWay], tuple[Path]]:
        # Raised in a process of its own it comes here.
        return type(self), (self.path,)


@dataclass(frozen=True)
class _Table:
    """A table that is to be written beside a scenario."""

    path: Path
    content: bytes

    def write(self) -> None:
        write_whole(self.path, self.content)


def prepared(run: Run, path: Path, may_replace: bool) -> tuple[Run, _Table | None]:
    """The run as it is saved to a file, and the table that is written beside it where a large one is not in its folder.

    Raises:
        OSError: as `save` does.
    """
    data = run.scenario.data
    if not isinstance(data.source, CsvData) or _is_same(data, data.source, path.parent):
        return run, None
    if len(json.dumps([values.tolist() for values in data.raw])) <= MAX_EMBEDDED:
        return run, None
    beside = path.with_name(path.stem + ".data.csv")
    source, content = _table_of(data, beside.name)
    refuse_unreadable(content, beside.name)
    if beside.exists() and not may_replace and not _names_table(path, beside.name) and beside.read_bytes() != content:
        raise TableInTheWay(beside)
    return replace(run, scenario=run.scenario.with_data(replace(data, source=source))), _Table(beside, content)


def _names_table(path: Path, name: str) -> bool:
    """Whether the scenario file that is replaced has this table for its own."""
    try:
        return bool(json.loads(read_regular(path))["data"].get("csv") == name)
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return False


def _table_of(data: Data, name: str) -> tuple[CsvData, bytes]:
    inputs = tuple(map(data.input_name, range(data.x.shape[1])))
    # Words that became outputs may bear the name of an input.
    targets = tuple(map(data.target_name, range(data.y.shape[1])))
    targets = tuple(f"{name} (target)" if name in inputs else name for name in targets)
    text = StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow([*inputs, *targets])
    table.writerows(map(repr, row) for row in np.column_stack(data.raw).tolist())
    return CsvData(name, inputs, targets), text.getvalue().encode()


def written(tree: Tree) -> str:
    """A tree as the text of a file."""
    return _compact(tree) + "\n"


def _compact(value: Any, indent: int = 0) -> str:
    """JSON with an object's fields on lines of their own and lists of numbers on one."""
    if isinstance(value, dict) and value:
        inner = ",\n".join(
            f"{' ' * (indent + 2)}{json.dumps(key)}: {_compact(entry, indent + 2)}" for key, entry in value.items()
        )
        return f"{{\n{inner}\n{' ' * indent}}}"
    if isinstance(value, list) and value and isinstance(value[0], list):
        return f"[{', '.join(_rows(value))}]"
    return _JSON.encode(value)


_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_AT_ONCE = 500
"""About so many numbers are encoded at once: the encoder lets no other thread go on meanwhile, and takes long to begin."""


def _rows(value: list[Any]) -> Iterator[str]:
    """The entries of a list of lists; of rows of numbers several at once."""
    if value[0] and isinstance(value[0][0], list):
        yield from map(_compact, value)
        return
    count = max(1, _AT_ONCE // max(1, len(value[0])))
    for start in range(0, len(value), count):
        yield _JSON.encode(value[start : start + count])[1:-1]
