"""Predicted against true: each row of a regression as a point, the line on which it would be right, R² and RMSE."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import HIGHEST, Axes, axes_shapes, frame_box, least_range
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.shapes import Clip, Disc, Figure, Label, Path, Shape, Targets
from visprop.figures.base.style import TEXT_SIZE, Theme
from visprop.figures.base.text import Run, plain
from visprop.figures.plots.captions import HEAD, column_name, head
from visprop.figures.plots.confusion import parts_of
from visprop.figures.plots.example_marks import (
    apart,
    hue_of,
    key_below,
    key_beside,
    mark_entries,
    marks,
    radius_of,
    row_targets,
    sides_of,
    some_rows,
)  # fmt: skip
from visprop.figures.plots.outputs import MOST_CURVES
from visprop.figures.plots.predictions import Predictions
from visprop.notation.expression.numbers import equal_to


def predicted_axes(found: Predictions, size: tuple[float, float]) -> Axes:
    """The frame: a square with the same range at both sides."""
    text = TEXT_SIZE
    left, top, below = 5.0 * text, 4.6 * text, 4.6 * text
    side = max(40.0, min(size[0] - left - 1.6 * text, size[1] - top - below))
    x = left + max(0.0, (size[0] - left - 1.6 * text - side) / 2)
    every = np.concatenate((found.values[:, :MOST_CURVES].ravel(), found.data.raw[1][:, :MOST_CURVES].ravel()))
    every = every[np.abs(every) < HIGHEST]
    low, high = (float(np.min(every)), float(np.max(every))) if every.size else (0.0, 1.0)
    room = 0.06 * (high - low) or 0.5
    ends = least_range(low - room, high + room)
    return Axes(x, top, side, side, ends, ends, text=text)


def predicted_figure(
    found: Predictions, size: tuple[float, float], theme: Theme, digits: int, present: int | None = None, has_key: bool = True
) -> Figure:
    """The points of each output, training rows full and test rows open, the present one ringed.

    Args:
        found: the answers.
        size: width and height in points.
        theme: the colours.
        digits: significant digits.
        present: the row of the example at work, from 0; None for none.
        has_key: whether it is said what the marks are.
    """
    axes = predicted_axes(found, size)
    every = some_rows(len(found.data))
    radius, drawn = radius_of(len(found.data), axes.width), every[:0]
    ends = np.array(axes.x_range)
    inside: list[Shape] = [Path((axes.to_page(ends, ends),), theme.faint, 1.0, dashed=True)]
    targets: list[Targets] = []
    count = found.values.shape[1]
    for k in range(min(MOST_CURVES, count)):
        at = axes.to_page(found.data.raw[1][:, k], found.values[:, k])
        hue = theme.forward if count == 1 else hue_of(k, theme)
        rows = apart(at, radius, present)
        is_test, drawn = np.isin(rows, found.data.test_rows), np.union1d(drawn, rows)
        for part, is_open in ((at[rows[~is_test]], False), (at[rows[is_test]], True)):
            inside += marks(part[np.isfinite(part).all(axis=1)], radius, hue, theme, sides_of(k), is_open)
        if present is not None and np.isfinite(at[present]).all():
            inside.append(Disc(float(at[present, 0]), float(at[present, 1]), radius + 4.0, None, theme.ink, 1.6))
        targets.append(row_targets(every, at[every], radius))
    shapes = [*axes_shapes(axes, (), (), theme, grid=False), Clip(axes.rectangle, tuple(inside)), frame_box(axes, theme)]
    shapes += _titles(found, axes, theme)
    entries = [one for one in mark_entries(found.data, present is not None, len(drawn)) if one.kind is None and has_key]
    key: Sequence[Drawn] = key_beside(entries, axes, size[0], theme)
    if entries and not key:
        key = key_below(entries, axes, axes.x + axes.width, axes.y + axes.height + 3.9 * axes.text, theme)[0]
    every_shape, lost = parted([*shapes, *key, *head(_verdict(found, digits), _notes(found, digits), axes, size, theme, 8.0)])
    return Figure(*size, theme.paper, every_shape, tuple(targets), plot=axes.rectangle, head=HEAD * axes.text, omitted=lost)


def _titles(found: Predictions, axes: Axes, theme: Theme) -> list[Shape]:
    names = found.data.target_names
    name = column_name(names, 0, "y", 1) if found.values.shape[1] == 1 and names else ()
    beside = (*plain(" "), *name) if name else ()
    across = (*plain("true"), *(beside or (*plain(" "), Run("y", italic=True))))
    up = (*plain("predicted"), *(beside or (*plain(" "), Run("a", italic=True))))
    y = axes.y + axes.height + 8 + 1.35 * axes.text
    return [
        Label(axes.x + axes.width, y, across, axes.text, theme.ink, across=1.0, down=0.0),
        Label(axes.x - 4.2 * axes.text, axes.y + axes.height / 2, up, axes.text, theme.ink, angle=90.0),
    ]


def _verdict(found: Predictions, digits: int) -> str:
    """R² of the rows to test with, or of those to train with where there are none."""
    rows, name = parts_of(found)[0]
    return f"R² {_equal(found.determination(rows), digits)} on {name} rows"


def _notes(found: Predictions, digits: int) -> list[tuple[Run, ...]]:
    """RMSE of each part, in the data's own units, and R² of the other part."""
    told = []
    for at, (rows, name) in enumerate(parts_of(found)):
        more = f", R² {_equal(found.determination(rows), digits)}" if at else ""
        told.append(f"RMSE {_equal(found.root_mean_square(rows), digits)} on {name} rows{more}")
    return [plain("; ".join(told)), plain(told[0])]


def _equal(values: Array, digits: int) -> str:
    """The number of one output, or the numbers of all; a dash where there is none."""
    shown = [equal_to(value, digits) if np.isfinite(value) else "–" for value in values[:MOST_CURVES].tolist()]
    return ", ".join(shown)
