"""The cost curve: φ at each update, of one training or of several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import Axes, axes_shapes, frame_box
from visprop.figures.base.shapes import Clip, Disc, Figure, Label, Path, Segments, Shape
from visprop.figures.base.style import SMALL_SIZE, Theme
from visprop.figures.base.text import Run, plain
from visprop.notation.expression.numbers import DIGITS, number

HIGHEST = 1e300
"""Costs above this are not drawn: a diagram that holds them has no numbers left for its ends."""
_LEGEND_ROW = 15.0


@dataclass(frozen=True, eq=False)
class Curve:
    """φ over all training examples at sampled updates.

    Attributes:
        updates: ascending, the present one last; in units of the first training's updates.
        costs: φ at each.
        name: which training it is; empty for the only one.
        is_late: whether more samples come if time is given.
    """

    updates: Array
    costs: Array
    name: str = ""
    is_late: bool = False


def cost_axes(size: tuple[float, float], curves: Sequence[Curve], log: bool) -> Axes:
    """The diagram's frame for some curves."""
    every = np.concatenate([curve.costs for curve in curves])
    finite = every[np.abs(every) < HIGHEST]
    high = float(finite.max(initial=0.0)) or 1.0
    if log:
        positive = finite[finite > 0.0]
        low = float(positive.min(initial=high))
        y_range = (low / 1.3, high * 1.3)
    else:
        y_range = (0.0, high * 1.08)
    last = max(float(curve.updates[-1]) for curve in curves)
    top = 34 + (_LEGEND_ROW * len(curves) + 6 if len(curves) > 1 else 0)
    return Axes(64, top, max(40.0, size[0] - 86), max(40.0, size[1] - top - 52), (0.0, max(10.0, last)), y_range, log)


def cost_figure(
    curves: Sequence[Curve], size: tuple[float, float], theme: Theme, log: bool = False, digits: int = DIGITS
) -> Figure:
    """φ against the update.

    Args:
        curves: the training first, then those it is compared with.
        size: width and height in points.
        theme: the colours.
        log: whether φ is on a logarithmic scale.
        digits: significant digits.
    """
    axes = cost_axes(size, curves, log)
    title = (Run("φ", italic=True), *plain(", mean cost over the examples" + (", log scale" if log else "")))
    shapes: list[Shape] = axes_shapes(axes, plain("update"), title, theme, grid=True)
    lines: list[Shape] = []
    ends: list[Shape] = []
    for i, curve in reversed(list(enumerate(curves))):
        points = axes.to_page(curve.updates, curve.costs)
        points = points[np.isfinite(points).all(axis=1)]
        lines.append(Path((points,), theme.runs[i], 1.8))
        if len(points):
            x, y = (float(value) for value in points[-1])
            ends += _numbered(x, y, i, theme) if len(curves) > 1 else _valued(x, y, float(curve.costs[-1]), axes, theme, digits)
    shapes += [Clip(axes.rectangle, tuple(lines)), frame_box(axes, theme), *ends]
    if len(curves) > 1:
        shapes += _legend(curves, axes, theme, digits)
    return Figure(*size, theme.paper, tuple(shapes), plot=axes.rectangle)


def _numbered(x: float, y: float, index: int, theme: Theme) -> list[Shape]:
    return [Disc(x, y, 7.0, theme.paper, theme.runs[index], 1.8), Label(x, y, plain(str(index + 1)), SMALL_SIZE, theme.ink)]


def _valued(x: float, y: float, value: float, axes: Axes, theme: Theme, digits: int) -> list[Shape]:
    left_half, up = x < axes.x + axes.width / 2, y > axes.y + 22
    label = Label(
        x + (8 if left_half else -8), y - 8 if up else y + 8, plain(number(value, digits)), SMALL_SIZE, theme.ink,
        0.0 if left_half else 1.0, 1.0 if up else 0.0, behind=theme.paper,
    )  # fmt: skip
    return [Disc(x, y, 4.5, theme.accent, theme.ink, 1.2), label]


def _legend(curves: Sequence[Curve], axes: Axes, theme: Theme, digits: int) -> list[Shape]:
    """The trainings with their numbers and their present cost, above the diagram's title."""
    shapes: list[Shape] = []
    for i, curve in enumerate(curves):
        y = 16.0 + _LEGEND_ROW * i
        row = f"{i + 1}  {curve.name}: {number(float(curve.costs[-1]), digits)}"
        shapes.append(Segments(np.array([(axes.x - 40, y, axes.x - 20, y)]), theme.runs[i], 2.4))
        shapes.append(Label(axes.x - 12, y, plain(row), SMALL_SIZE, theme.ink, across=0.0))
    return shapes
