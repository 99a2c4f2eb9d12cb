"""The history of a training: φ and the cost of the test rows, accuracies, and other trainings beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import HIGHEST, Axes, aligned, axes_in, axes_shapes, value_range
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Clip, Colour, Dots, Figure, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, plain, width
from visprop.figures.choices import Ranges
from visprop.figures.plots.line_names import Named, named_beside
from visprop.timeline.quality import COLUMNS

LINE_WIDTH = 1.8
"""How wide a line is, in points."""
DOT = 2.4
"""The radius of a line of one sample, which has no length, in points."""


@dataclass(frozen=True, eq=False)
class Line:
    """One quantity of one training.

    Attributes:
        updates, values: at samples; values that are NaN or infinite are not drawn.
        name: what it is.
        hue: an index into the theme's runs; −1 for a run that one is not on, which is pale.
        is_dashed: whether it is of the test rows.
        is_pale: whether it lies behind the others, as the noise of which they are the mean.
        is_share: whether it is a share, drawn in a diagram of its own below.
        is_law: whether it is a law's, beside which others stand.
    """

    updates: Array
    values: Array
    name: str
    hue: int = 0
    is_dashed: bool = False
    is_share: bool = False
    is_pale: bool = False
    is_law: bool = False

    def ending_at(self, share: float) -> Line:
        """The line with its end on the way from the sample before."""
        updates, values = moved_end(self.updates, self.values, share)
        return replace(self, updates=updates, values=values)


LineKey = tuple[str, int, int]
"""A line's name, its hue and its place among the others."""


def keyed(lines: Sequence[Line]) -> dict[LineKey, Line]:
    """Lines by what tells whose curve is whose; one that gets another hue, as it is compared now, gets another curve."""
    return {(line.name, line.hue, i): line for i, line in enumerate(lines)}


def moved_end(updates: Array, values: Array, share: float) -> tuple[Array, Array]:
    """Samples whose last one is on its way from the one before, a share of it."""
    if share >= 1.0 or len(updates) < 2:
        return updates, values
    updates, values = updates.copy(), values.copy()
    for samples in (updates, values):
        samples[-1] = samples[-2] + share * (samples[-1] - samples[-2])
    return updates, values


def lines_of(updates: Sequence[int] | Array, measures: Array, name: str = "", hue: int = 0) -> list[Line]:
    """The lines of a training: φ, test cost, and the accuracies, as far as there are any.

    Args:
        updates: n of them.
        measures: of shape (n, columns), as the history gives them.
        name: which training it is; empty for the only one.
        hue: an index into the theme's runs.
    """
    before = f"{name}: " if name else ""
    at = np.asarray(updates, float)
    return [
        Line(at, measures[:, i], before + column.words, hue, column.is_of_test, column.is_share)
        for i, column in enumerate(COLUMNS)
        if len(measures) and np.isfinite(measures[:, i]).any()
    ]


def usual_ranges(lines: Sequence[Line], log: bool) -> Ranges:
    """Ranges that hold all of them but the other runs, which may have gone much further."""
    lines = [line for line in lines if line.hue >= 0]
    costs = np.concatenate([_ranged(line) for line in lines if not line.is_share] or [np.zeros(1)])
    costs = costs[(np.abs(costs) < HIGHEST) & ((costs > 0.0) | (not log))]
    last = max((float(line.updates[-1]) for line in lines if len(line.updates)), default=1.0)
    first = min((float(line.updates[0]) for line in lines if len(line.updates)), default=0.0)
    low, high = (float(np.min(costs)), float(np.max(costs))) if costs.size else (0.1, 1.0)
    if log:
        return (first, max(first + 1.0, last)), (low / 1.3, high * 1.3)
    low, high = value_range(low, high)
    low = 0.0 if 0.0 <= low < 0.5 * high else low - 0.08 * ((high - low) or abs(high) or 1.0)
    return (first, max(first + 1.0, last)), (low, high + 0.06 * ((high - low) or 1.0))


def _ranged(line: Line) -> Array:
    """What of a line is to be seen in any case; of noise not the rarest peaks."""
    finite = line.values[np.isfinite(line.values)]
    return np.quantile(finite, (0.02, 0.98)) if line.is_pale and finite.size else line.values


def monitor_figure(
    lines: Sequence[Line],
    size: tuple[float, float],
    theme: Theme,
    log: bool = False,
    ranges: Ranges | None = None,
    cursor: float | None = None,
) -> Figure:
    """The costs against the update, and below them the accuracies where there are any.

    Args:
        lines: what is drawn.
        size: width and height in points.
        theme: the colours.
        log: whether costs are on a logarithmic scale.
        ranges: what is seen of it; None for all.
        cursor: the update at which we are; None to leave it out.
    """
    (x_range, y_range), text = ranges or usual_ranges(lines, log), TEXT_SIZE
    shares = [line for line in lines if line.is_share]
    around = 5.1 * text
    lower = max(around + _LEAST_SHARES, 0.3 * size[1]) if shares and size[1] >= 280.0 else 0.0
    names = [line for line in lines if not line.is_share]
    upper = replace(axes_in(size, x_range, y_range, 2.6 * text, lower, log), counts=True)
    told_where = named_beside([_named(line, upper, theme) for line in names], upper, theme) if _are_few(names) else None
    if told_where is None:
        key, rows = legend(told(names), size[0] - 16.0, 1.9 * text, theme, text)
        top = 3.4 * text + max(0.0, (rows - 1) * 1.3 * text)
        upper = replace(axes_in(size, x_range, y_range, top, lower, log), counts=True)
    start, high = size[1] - lower + 1.6 * text, max(_LEAST_SHARES, lower - around)
    below = replace(upper, y=start, height=high, y_range=(-0.02, 1.02), log=False)
    if lower:
        upper, below = aligned(upper, below)
    shapes: list[Shape] = axes_shapes(upper, () if lower else plain("update"), cost_title(log), theme)
    shapes += [*drawn(names, upper, theme), *(key if told_where is None else told_where)]
    if lower:
        shapes += axes_shapes(below, plain("update"), plain("accuracy"), theme)
        shapes += drawn(shares, below, theme)
        shapes += cursor_shapes(below, cursor, theme)
    shapes += cursor_shapes(upper, cursor, theme)
    lost = (Omission("accuracy", is_number=True),) if shares and not lower else ()
    return Figure(*size, theme.paper, tuple(shapes), plot=upper.rectangle, omitted=lost)


_LEAST_SHARES = 30.0
"""How high the diagram of the accuracies is at least, in points."""
_MOST_BESIDE = 4
"""Of more lines the names stand in rows above the diagram."""


def _are_few(lines: Sequence[Line]) -> bool:
    """Whether each line can have its name beside it."""
    return len(lines) <= _MOST_BESIDE and all(line.hue >= 0 for line in lines)


def _named(line: Line, axes: Axes, theme: Theme) -> Named:
    # A pale line's name is read on paper.
    hue = theme.faint if line.is_pale else hue_of(line, theme)
    return Named(axes.to_page(line.updates, line.values), line_words(line.name), hue)


def cost_title(log: bool) -> tuple[Run, ...]:
    """What stands above the costs."""
    return plain("cost, log scale" if log else "cost")


def drawn(lines: Sequence[Line], axes: Axes, theme: Theme) -> list[Shape]:
    """The curves of some lines, within the frame of their diagram."""
    shapes: list[Shape] = []
    dots: list[Shape] = []
    for line in reversed(lines):
        points = axes.to_page(line.updates, line.values)
        points = points[np.isfinite(points).all(axis=1)]
        hue = hue_of(line, theme)
        if line.is_pale and len(points) > _DENSE * axes.width:
            shapes.append(Path((_band(points),), None, fill=hue, closed=True))
        elif len(points) == 1:
            # The rim, where the first sample is, does not cut it.
            dots += [Dots(points, DOT, hue)] if axes.holds(points).all() else []
        else:
            shapes.append(Path((points,), hue, LINE_WIDTH, dashed=line.is_dashed))
    return [Clip(axes.rectangle, tuple(shapes)), *dots]


_DENSE = 1.0
"""So many points to a point of the page run together; then what they fill is drawn as a band."""
_COLUMN = 2.0


def _band(points: Points) -> Points:
    """The outline of what a line fills that goes up and down within each column of the page, of shape (n, 2)."""
    columns = np.floor(points[:, 0] / _COLUMN).astype(np.intp)
    starts = np.flatnonzero(np.diff(columns, prepend=columns[0] - 1))
    across, up = points[starts, 0], points[:, 1]
    low, high = np.maximum.reduceat(up, starts), np.minimum.reduceat(up, starts)
    return np.column_stack((np.concatenate((across, across[::-1])), np.concatenate((high, low[::-1]))))


def hue_of(line: Line, theme: Theme) -> Colour:
    """The hue of a training's lines."""
    if line.is_law:
        return theme.faint
    hue = theme.rule if line.hue < 0 else theme.runs[line.hue % len(theme.runs)]
    return mix(theme.paper, hue, 0.35) if line.is_pale else hue


def cursor_shapes(axes: Axes, cursor: float | None, theme: Theme) -> list[Shape]:
    """The line of now, where it is in sight."""
    if cursor is None or not axes.x_range[0] <= cursor <= axes.x_range[1]:
        return []
    x = float(axes.to_page(np.array([cursor]), np.array([axes.y_range[0] or 1.0]))[0, 0])
    return [Segments(np.array([[x, axes.y, x, axes.y + axes.height]]), theme.faint, 1.0)]


_VARIABLE = re.compile("(φ$|c(?= of each update))")


def line_words(name: str) -> tuple[Run, ...]:
    """A line's name, in which φ and c are variables."""
    parts = filter(None, _VARIABLE.split(name))
    return tuple(run for part in parts for run in ((Run(part, italic=True),) if part in "φc" else plain(part)))


def told(lines: Sequence[Line]) -> list[Line]:
    """What the legend names: of the other runs it says only which they are."""
    others = [line for line in lines if line.hue < 0]
    return [*(line for line in lines if line.hue >= 0), *(replace(line, name="other runs") for line in others[:1])]


def legend(lines: Sequence[Line], room: float, y: float, theme: Theme, text: float) -> tuple[list[Shape], int]:
    """What each line is, above the diagram, in as many rows as it takes."""
    shapes: list[Shape] = []
    x, rows, small = 8.0, 1, 0.92 * text
    for line in lines:
        runs = line_words(line.name)
        wide = 30.0 + width(runs, small)
        if x + wide > room and x > 8.0:
            x, rows = 8.0, rows + 1
        at = y - text + (rows - 1) * 1.3 * text
        shapes.append(Segments(np.array([[x, at, x + 22.0, at]]), hue_of(line, theme), LINE_WIDTH, dashed=line.is_dashed))
        shapes.append(Label(x + 28.0, at, runs, small, theme.ink, across=0.0))
        x += wide + 14.0
    return shapes, rows
