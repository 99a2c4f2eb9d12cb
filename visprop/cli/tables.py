"""Numbers written to a file as its ending says: CSV, JSON, or arrays of NumPy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import IO, Any, TypeVar

import numpy as np

from visprop.cli.arguments import as_json
from visprop.cli.command import UsageError
from visprop.engine.arrays import Array

T = TypeVar("T")

History = Iterable[tuple[Sequence[int], Array]]
"""Some updates, and φ after each of them, stretch by stretch."""


def of_ending(path: Path, kinds: Mapping[str, T]) -> T:
    """What is done for a file's ending.

    Raises:
        UsageError: there is nothing for it.
    """
    found = kinds.get(path.suffix.lower())
    if found is None:
        raise UsageError(f"{path.name}: it is written as {', '.join(kinds)}, chosen by the file's ending")
    return found


def _save_arrays(file: IO[bytes], arrays: Mapping[str, Any]) -> None:
    """Arrays by their names, which NumPy's `load` gives back."""
    np.savez(file, allow_pickle=False, **arrays)


def _history_csv(file: IO[bytes], history: History) -> None:
    file.write(b"update,phi\n")
    for updates, values in history:
        file.write("".join(f"{k},{value!r}\n" for k, value in zip(updates, values.tolist(), strict=True)).encode())


def _columns(history: History) -> dict[str, list[Any]]:
    stretches = [(list(updates), values.tolist()) for updates, values in history]
    return {
        "update": list(chain.from_iterable(updates for updates, _ in stretches)),
        "phi": list(chain.from_iterable(values for _, values in stretches)),
    }


def _history_json(file: IO[bytes], history: History) -> None:
    file.write(as_json(_columns(history)).encode())


def _history_npz(file: IO[bytes], history: History) -> None:
    _save_arrays(file, _columns(history))


HISTORIES: dict[str, Callable[[IO[bytes], History], None]] = {
    ".csv": _history_csv,
    ".json": _history_json,
    ".npz": _history_npz,
}
"""Writes a history, by the endings."""


def _trace_csv(file: IO[bytes], document: Mapping[str, Any]) -> None:
    file.write(b"name,value,derivative\n")
    file.write("".join(f"{name},{value!r},{slope}\n" for name, value, slope in _rows(document)).encode())


def _rows(document: Mapping[str, Any]) -> Iterator[tuple[str, float, str]]:
    """Each number by its name, and ∂c by it, where that is known."""
    for name, value, slope in zip(document["names"], document["p"], document["grad"], strict=True):
        # A name of two indices has a comma.
        yield f'"{name}"', value, repr(slope)
    for name in ("x", "y"):
        yield from ((f"{name}[{j}]", value, "") for j, value in enumerate(document[name], start=1))
    layers = zip(document["z"], document["a"][1:], document["delta"], strict=True)
    for layer, (z, a, delta) in enumerate(layers, start=1):
        units = enumerate(zip(z, delta, strict=True), start=1)
        yield from ((f"z{layer}[{j}]", value, repr(slope)) for j, (value, slope) in units)
        yield from ((f"a{layer}[{j}]", value, "") for j, value in enumerate(a, start=1))
    yield "c", document["cost"], "1.0"


def _trace_npz(file: IO[bytes], document: Mapping[str, Any]) -> None:
    """The same names as in JSON; of layers one array each, as these are of different lengths: `a0`, `z1`, `delta1`."""
    found: dict[str, Any] = {}
    for name, value in document.items():
        if name in ("a", "z", "delta"):
            found |= {f"{name}{at}": layer for at, layer in enumerate(value, start=0 if name == "a" else 1)}
        elif value is not None:
            found[name] = value
    _save_arrays(file, found)


def _trace_json(file: IO[bytes], document: Mapping[str, Any]) -> None:
    file.write(as_json(document).encode())


TRACES: dict[str, Callable[[IO[bytes], Mapping[str, Any]], None]] = {
    ".json": _trace_json,
    ".csv": _trace_csv,
    ".npz": _trace_npz,
}
"""Writes a trace, by the endings."""
