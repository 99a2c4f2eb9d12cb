"""Where the letters of a label stand on the page, and what room they take: for painter, files and layout alike."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.figures.base.shapes import Label
from visprop.figures.base.text import CAP_HEIGHT, SUB_DROP, PlacedRun, place

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_DESCENT = 0.2
"""How far letters reach below the baseline, in the font's size."""


@dataclass(frozen=True)
class PlacedLabel:
    """A label's runs, and the box behind them.

    Attributes:
        runs: from left to right.
        x, y: the beginning of their baseline, from the label's own place, turned by its angle.
        box: x, y, width, height of the paper behind it, likewise.
    """

    runs: tuple[PlacedRun, ...]
    x: float
    y: float
    box: tuple[float, float, float, float]


def placed(label: Label) -> PlacedLabel:
    """Where the letters of a label stand."""
    runs = place(label.runs, label.size, label.bold)
    total = max((one.x + one.width for one in runs), default=0.0)
    cap = CAP_HEIGHT * label.size
    x, y = -label.across * total, (1.0 - label.down) * cap
    scripts = {run.script for run in label.runs}
    above = cap + 1.0 + (0.2 * label.size if 1 in scripts else 0.0)
    below = 1.0 + (SUB_DROP * label.size if -1 in scripts else 0.0)
    return PlacedLabel(runs, x, y, (x - 2.0, y - above, total + 4.0, above + below))


def bounds(label: Label) -> Bounds:
    """The room that an upright label takes, from the top of its capitals or superscripts to below its descenders."""
    place_ = placed(label)
    x, y = label.x + place_.x, label.y + place_.y
    right = x + max((one.x + one.width for one in place_.runs), default=0.0)
    top = min((y + one.y - CAP_HEIGHT * one.size for one in place_.runs), default=y)
    bottom = max((y + one.y + _depth(one) * one.size for one in place_.runs), default=y)
    return x, top, right, bottom


_LOW = set("gjpqyηφβρμγξζχψςςQ()[]{},;|∫/")


def _depth(run: PlacedRun) -> float:
    return _DESCENT if _LOW & set(run.run.text) else 0.02


def overlap(a: Bounds, b: Bounds, slack: float = 0.0) -> bool:
    """Whether two boxes meet by more than a slack."""
    return a[0] < b[2] - slack and b[0] < a[2] - slack and a[1] < b[3] - slack and b[1] < a[3] - slack
