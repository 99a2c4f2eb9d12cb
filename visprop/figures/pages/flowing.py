"""The statements of a listing in lines: side by side as long as there is room, and broken where one is too long."""

from __future__ import annotations

import re

from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import TEXT_SIZE
from visprop.figures.base.text import Run, formula_runs, width

GAP = 22.0
"""Between columns."""
_INDENT = 20.0
"""How far what follows a statement's first line is moved to the right."""

Statements = tuple[tuple[float, tuple[Run, ...]], ...]
"""Side by side, with where each begins."""


def wide(text: str) -> float:
    """How wide a statement is, in points."""
    return width(formula_runs(text), TEXT_SIZE + 1)


def flowing(texts: list[str], room: float, bound: Colour) -> tuple[Statements, ...]:
    """Statements one behind the other as long as there is room, each that is too long for a line broken at its spaces."""
    lines: list[list[tuple[float, tuple[Run, ...]]]] = []
    x = room
    for text in texts:
        for i, part in enumerate(_broken(text, room)):
            needed = wide(part)
            if i or x + GAP + needed > room:
                lines.append([])
                x = _INDENT if i else -GAP
            lines[-1].append((x + GAP if not i else x, formula_runs(part, bound)))
            x = lines[-1][-1][0] + needed
    return tuple(tuple(line) for line in lines)


def _broken(text: str, room: float) -> list[str]:
    """A statement in parts that fit into a line, an operator at the beginning of each but the first."""
    if wide(text) <= room:
        return [text]
    lines = [""]
    for piece in re.split(r"(?<=[^ ]) (?=[+−=⊙×DΣσ])", text):
        longer = f"{lines[-1]} {piece}".strip()
        if lines[-1] and wide(longer) > room - _INDENT:
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines
