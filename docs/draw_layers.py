"""Draws docs/layers.svg: the rooms of the source and the imports between them, read from the source itself.

python docs/draw_layers.py
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from visprop.export.formats import ExportOptions
from visprop.export.registry import FORMATS, export_figure
from visprop.figures.base.shapes import Box, Figure, Label, Path as Line, Shape
from visprop.figures.base.style import LIGHT, SMALL_SIZE, TEXT_SIZE, mix
from visprop.figures.base.text import plain
from visprop.paint.start import start_painting

ROOMS = (
    "engine", "scenario", "timeline", "codegen", "notation", "figures", "benches", "kinds", "lessons", "session", "paint",
    "export", "grading", "qt", "cli",
)  # fmt: skip
"""From the ground upwards; an import that goes up is drawn in the warning colour."""
STEP, HIGH, LEFT, WIDE = 46.0, 32.0, 14.0, 200.0
NEAR, BOW = 24.0, 0.62
"""How far the bow of an arc reaches at least, and by what share of its height more."""


def imports() -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """How many imports go from one room to another, and how many lines each room has."""
    found: Counter[tuple[str, str]] = Counter()
    lines: Counter[str] = Counter()
    for path in (ROOT / "visprop").rglob("*.py"):
        room = path.relative_to(ROOT / "visprop").parts[0]
        text = path.read_text(encoding="utf-8")
        lines[room] += text.count("\n")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("visprop."):
                found[room, node.module.split(".")[1]] += 1
    return found, lines


def figure() -> Figure:
    """The rooms from the top downwards, and an arc for the imports between two of them."""
    found, lines = imports()
    height = STEP * len(ROOMS) + 30
    places = {room: height - 15 - STEP * (i + 1) + (STEP - HIGH) / 2 for i, room in enumerate(ROOMS)}
    shapes: list[Shape] = []
    for (user, used), count in sorted(found.items()):
        if user in places and used in places and user != used:
            shapes += arc(places[user] + HIGH / 2, places[used] + HIGH / 2, count)
    for room, y in places.items():
        shapes.append(Box(LEFT, y, WIDE, HIGH, LIGHT.wash, LIGHT.ink, 1.0, 6))
        shapes.append(Label(LEFT + 14, y + HIGH / 2, plain(room), TEXT_SIZE, LIGHT.ink, across=0.0))
        shapes.append(Label(LEFT + WIDE - 12, y + HIGH / 2, plain(f"{lines[room]} lines"), SMALL_SIZE, LIGHT.faint, across=1.0))
    width = LEFT + WIDE + NEAR + BOW * STEP * (len(ROOMS) - 1) + 2 * LEFT
    return Figure(width, height, LIGHT.paper, tuple(shapes))


def arc(start: float, end: float, count: int) -> list[Shape]:
    """A bow to the right from the room that imports to the one that is imported, the thicker the more imports there are."""
    goes_up = end < start
    reach = NEAR + BOW * abs(end - start)
    t = np.linspace(0.0, np.pi, 40)
    x = LEFT + WIDE + reach * np.sin(t)
    y = (start + end) / 2 + (start - end) / 2 * np.cos(t)
    colour = LIGHT.negative if goes_up else mix(LIGHT.paper, LIGHT.positive, 0.35 + 0.65 * min(1.0, count / 40))
    tip = np.array([(x[-1], y[-1]), (x[-1] + 8, y[-1] - 4), (x[-1] + 8, y[-1] + 4)])
    bow = Line((np.column_stack((x, y)),), colour, 0.6 + 0.5 * float(np.log1p(count)))
    return [bow, Line((tip,), None, 0.0, colour, closed=True)]


def main() -> None:
    """Write the picture."""
    app = start_painting()
    export_figure(figure(), ROOT / "docs" / "layers.svg", FORMATS["svg"], ExportOptions())
    del app


if __name__ == "__main__":
    main()
