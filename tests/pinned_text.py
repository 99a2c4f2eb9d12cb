"""What is pinned of a page or a picture: its text without the numbers, and one sum of them all in which each has a weight."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

import numpy as np

from visprop.figures.base.shapes import Clip, Figure, Formula, Handle, Targets
from visprop.figures.base.text import Run as Letters
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import Node

_NUMBER = re.compile(r"[−-]?\d+(?:[.,]\d+)?(?:(?:e|×10|\s*\\cdot\s*10\^)[-−{}⁻⁰¹²³⁴⁵⁶⁷⁸⁹\d]+)?")
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_PLAIN = str.maketrans("−,", "-.")
_TURN = (math.sqrt(5.0) - 1.0) / 2.0
"""The golden section: no two numbers near each other have weights alike."""

FEW_NUMBERS = 40
"""Of more points, as of a contour, how many there are may depend on a last digit."""


def figure_text(figure: Figure) -> str:
    """All of a figure, a part a line."""
    parts: tuple[object, ...] = (*figure.shapes, *figure.targets, *figure.handles, *figure.presses)
    return "\n".join((part_text((figure.background, figure.plot, figure.sheet)), *map(part_text, parts), ""))


def figure_numbers(figure: Figure) -> Iterator[float]:
    """All numbers of a figure: places, sizes, and those that are written in it."""
    parts = (
        figure.width,
        figure.height,
        figure.shapes,
        figure.targets,
        figure.plot,
        figure.handles,
        figure.sheet,
        figure.presses,
    )
    return part_numbers(parts)


def has_formula(shapes: Iterable[object]) -> bool:
    """Whether a formula is among some shapes: how wide it is, another version of the library that sets it says otherwise."""
    return any(isinstance(shape, Formula) or (isinstance(shape, Clip) and has_formula(shape.shapes)) for shape in shapes)


def text_numbers(text: str) -> Iterator[float]:
    """The numbers that a text tells, those without end between −1 and 1: a large one does not hide the others."""
    for found in _NUMBER.findall(text):
        if "10" in found and ("×" in found or "cdot" in found):
            continue
        value = float(found.translate(_PLAIN))
        yield value / (1.0 + abs(value))


def weighed(numbers: Iterable[float]) -> float:
    """The sum of numbers, each with a weight between 1 and 2 by its place; what is not finite counts as 0."""
    values = np.fromiter(numbers, float)
    weights = 1.0 + np.arange(1, values.size + 1) * _TURN % 1.0
    return float(np.where(np.isfinite(values), values, 0.0) @ weights)


def of_shape(text: str) -> str:
    """A text without its numbers, and whether they are exact."""
    return re.sub(r"\[\(.*?\]", "[]", _NUMBER.sub("#", text)).replace(r"\approx", "=").replace("≈", "=")


def _is_colour(part: object) -> bool:
    return isinstance(part, tuple) and len(part) == 3 and all(type(value) is int for value in part)


def part_numbers(part: object) -> Iterator[float]:
    """The numbers of anything that a figure is made of."""
    if isinstance(part, np.ndarray):
        yield from _of_array(part)
    elif isinstance(part, bool) or _is_colour(part):
        return
    elif isinstance(part, float | int):
        yield float(part)
    elif isinstance(part, str | Node):
        yield from text_numbers(part if isinstance(part, str) else latex(part))
    else:
        for inner in _inner(part):
            yield from part_numbers(inner)


def _inner(part: object) -> Iterable[object]:
    """What a part has that may have numbers; of what can be pointed at some names, of what is dragged where it leads."""
    if isinstance(part, Targets):
        return (part.ends, part.reach, *map(part.key, range(min(len(part.ends), 3))))
    if isinstance(part, Handle):
        moved = part.moved(part.x + 10.0, part.y - 7.0)
        return (part.x, part.y, part.reach, *(moved[name] for name in sorted(moved)))
    if isinstance(part, tuple | list):
        return part
    return [getattr(part, field.name) for field in fields(part)] if is_dataclass(part) else ()


def _of_array(array: np.ndarray) -> Iterator[float]:
    """Where its points lie, and from where to where they go; of pixels and colours how bright they are, and where."""
    if array.dtype.kind == "u":
        pixels = np.stack([(array >> shift) & 255 for shift in (16, 8, 0)], axis=-1) / 255.0
        for axis in range(array.ndim):
            along = np.linspace(0.5, 1.5, array.shape[axis])
            yield from (pixels.mean(axis=tuple(other for other in range(array.ndim) if other != axis)).T @ along).tolist()
        return
    if array.size <= FEW_NUMBERS:
        yield from array.ravel().tolist()
        return
    points = array.reshape(len(array), -1)
    for value in (np.fmin.reduce(points), np.fmax.reduce(points), points[0], points[-1]):
        yield from value.tolist()


def part_text(part: object) -> str:
    """A part as text: its kind, and what it has."""
    if isinstance(part, np.ndarray):
        return f"[{part.shape}: {' '.join(f'{value:.1f}' for value in part.ravel().tolist())}]"
    if isinstance(part, float):
        return f"{part:.1f}"
    if _is_colour(part):
        # In letters, as its numbers are no numbers of the mathematics.
        return f"hue {bytes(part).hex().translate(_LETTERS)}"  # type: ignore[arg-type]
    if isinstance(part, Letters):
        return f"Run({' '.join(map(_named, part._fields, part))})"
    if isinstance(part, tuple | list):
        return f"({' '.join(map(part_text, part))})"
    if isinstance(part, Node):
        return latex(part)
    if is_dataclass(part) and not isinstance(part, type):
        inner = " ".join(_named(field.name, getattr(part, field.name)) for field in fields(part))
        return f"{type(part).__name__}({inner})"
    return "function" if callable(part) else str(part)


def _named(name: str, value: object) -> str:
    """A field; a formula is told in LaTeX."""
    return f"{'latex' if isinstance(value, Node) else name}={part_text(value)}"
