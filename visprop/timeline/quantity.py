"""One number of a frame by its name, to be watched or to be checked."""

from __future__ import annotations

import re

import numpy as np

from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind

_NAME = re.compile(r"(Δw|Δb|a|z|δ|w|b)(\d+)\[(\d+)(?:,(\d+))?\]")
_SPELLINGS = {"delta": "δ", "dw": "Δw", "db": "Δb", "phi": "φ"}


def canonical(name: str) -> str:
    """A name as it is shown: `delta2[1]` is δ2[1], `dw2[1,2]` is Δw2[1,2], `phi` is φ."""
    name = name.replace(" ", "")
    for spelling, symbol in _SPELLINGS.items():
        if name.startswith(spelling):
            return symbol + name.removeprefix(spelling)
    return name


def quantity(frame: Frame, name: str) -> float | None:
    """A number of a frame; None where it is not known yet.

    Names are a, z, δ, w, b, Δw and Δb with their layer and indices (`δ2[1]`, `Δw2[1,2]`), c for the cost of the example and φ for
    the mean cost over all examples.

    Raises:
        ValueError: the network has no such number.
    """
    name = canonical(name)
    if name == "c":
        return frame.cost
    if name == "φ":
        data = frame.scenario.data
        return frame.scenario.network.mean_cost(frame.p, data.x, data.y)
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(f"{name!r} is not a quantity, such as a1[2], z1[2], δ2[1], w2[1,2], b2[1], Δw2[1,2], c or φ")
    letter, layer, j, k = match[1], int(match[2]), int(match[3]) - 1, int(match[4] or 1) - 1
    _require(frame, name, letter, layer, j, match[4])
    if letter in ("w", "b"):
        return float(frame.scenario.network.layers(frame.p)[layer - 1]["wb".index(letter)][(j, k) if letter == "w" else j])
    if letter in ("Δw", "Δb"):
        pair = frame.update(layer)
        return None if pair is None else float(pair[0][j, k] if letter == "Δw" else pair[1][j])
    values = {"a": frame.a, "z": frame.z, "δ": frame.delta}[letter](layer)
    return None if values is None else float(values[j])


def _require(frame: Frame, name: str, letter: str, layer: int, j: int, k: str | None) -> None:
    sizes = frame.scenario.network.sizes
    first = 0 if letter == "a" else 1
    is_weight = letter.endswith("w")
    fits = first <= layer < len(sizes) and 0 <= j < sizes[layer] and is_weight == (k is not None)
    if not fits or (k is not None and not 1 <= int(k) <= sizes[layer - 1]):
        raise ValueError(f"the network has no {name}")


def computed_quantities(frame: Frame) -> list[str]:
    """The names of all that the lines up to the present one computed for this example, in the order of the lines."""
    names: list[str] = []
    sizes = frame.scenario.network.sizes
    for line in frame.program.lines[1 : frame.position.line + 1]:
        if line.kind is Kind.COST:
            names.append("c")
        elif line.kind is not Kind.UPDATE:
            letters = ("z", "a") if line.kind is Kind.FORWARD else ("δ",)
            names += [f"{letter}{line.layer}[{j + 1}]" for j in range(sizes[line.layer]) for letter in letters]
    return names


TOLERANCE = 1e-3
"""How far an answer may be off, relative to the number: it may have been rounded to four digits."""


def is_right(answer: float, value: float) -> bool:
    """Whether an answer is the number, but for rounding."""
    return bool(np.isclose(answer, value, rtol=TOLERANCE, atol=1e-12))
