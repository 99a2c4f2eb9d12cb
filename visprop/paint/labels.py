"""Where the letters of a label stand, measured with the bundled font: for the painter and for files alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from visprop.figures.base.shapes import Label
from visprop.figures.base.text import CAP_HEIGHT, SCRIPT_SIZE, SUB_DROP, SUPER_RISE, Run
from visprop.paint.fonts import figure_font


@dataclass(frozen=True)
class PlacedRun:
    """A run at its place, from the label's own origin.

    Attributes:
        run: its letters.
        x, y: where its baseline begins.
        size: of its font.
    """

    run: Run
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class PlacedLabel:
    """A label's runs, and the box behind them.

    Attributes:
        runs: from left to right, in coordinates whose origin is the label's place, turned by its angle.
        box: x, y, width, height of the paper behind it.
    """

    runs: tuple[PlacedRun, ...]
    box: tuple[float, float, float, float]


def placed(label: Label) -> PlacedLabel:
    """Where the letters of a label stand."""
    runs = _runs(label.runs, label.size, label.bold)
    total = max(one.x + width for one, width in runs)
    cap = CAP_HEIGHT * label.size
    dx, dy = -label.across * total, (1.0 - label.down) * cap
    scripts = {run.script for run in label.runs}
    above = cap + 1.0 + (0.2 * label.size if 1 in scripts else 0.0)
    below = 1.0 + (SUB_DROP * label.size if -1 in scripts else 0.0)
    moved = tuple(PlacedRun(one.run, one.x + dx, one.y + dy, one.size) for one, _ in runs)
    return PlacedLabel(moved, (dx - 2.0, dy - above, total + 4.0, above + below))


def run_font(run: PlacedRun, label: Label) -> QFont:
    """The font of a run."""
    return figure_font(run.size, run.run.italic, label.bold)


@lru_cache(maxsize=1024)
def _runs(runs: tuple[Run, ...], size: float, bold: bool) -> tuple[tuple[PlacedRun, float], ...]:
    """Each run relative to the beginning of the baseline, with its width; a subscript stands below a superscript."""
    found = []
    x = script_start = script_end = 0.0
    previous = 0
    for run in runs:
        own = size * (SCRIPT_SIZE if run.script else 1.0)
        width = QFontMetricsF(figure_font(own, run.italic, bold)).horizontalAdvance(run.text)
        if run.script:
            if not previous:
                script_start = script_end = x + (0.04 * size)
            start = script_start if previous and previous != run.script else script_end
            y = -SUPER_RISE * size if run.script > 0 else SUB_DROP * size
            found.append((PlacedRun(run, start, y, own), width))
            script_end = max(script_end, start + width)
            x = script_end
        else:
            found.append((PlacedRun(run, x, 0.0, own), width))
            x += width
        previous = run.script
    return tuple(found)
