"""The cost curve: φ at each update."""

from __future__ import annotations

import numpy as np

from visprop.engine.activations import Array
from visprop.figures.axes import Axes, axes_shapes, frame_box
from visprop.figures.shapes import Clip, Disc, Figure, Label, Path, Shape
from visprop.figures.style import SMALL_SIZE, Theme
from visprop.figures.text import Run, plain
from visprop.notation.numbers import DIGITS, number


def cost_axes(size: tuple[float, float], updates: list[int], costs: Array, log: bool) -> Axes:
    """The diagram's frame for a history of costs."""
    finite = costs[np.isfinite(costs)]
    high = float(finite.max(initial=0.0)) or 1.0
    if log:
        positive = finite[finite > 0.0]
        low = float(positive.min(initial=high))
        y_range = (low / 1.3, high * 1.3)
    else:
        y_range = (0.0, high * 1.08)
    return Axes(64, 34, max(40.0, size[0] - 86), max(40.0, size[1] - 86), (0.0, float(max(10, updates[-1]))), y_range, log)


def cost_figure(
    updates: list[int], costs: Array, size: tuple[float, float], theme: Theme, log: bool = False, digits: int = DIGITS
) -> Figure:
    """φ over all training examples against the update.

    Args:
        updates: the sampled updates, ascending; the last one is the present.
        costs: φ at each.
        size: width and height in points.
        theme: the colours.
        log: whether φ is on a logarithmic scale.
        digits: significant digits.
    """
    axes = cost_axes(size, updates, costs, log)
    points = axes.to_page(np.array(updates), costs)
    points = points[np.isfinite(points).all(axis=1)]
    title = (Run("φ", italic=True), *plain(", mean cost over the examples" + (", log scale" if log else "")))
    shapes: list[Shape] = axes_shapes(axes, plain("update"), title, theme, grid=True)
    shapes.append(Clip(axes.rectangle, (Path((points,), theme.ink, 1.8),)))
    shapes.append(frame_box(axes, theme))
    if len(points):
        x, y = points[-1]
        shapes.append(Disc(x, y, 4.5, theme.accent, theme.ink, 1.2))
        left_half = x < axes.x + axes.width / 2
        text = plain(number(float(costs[-1]), digits))
        up = y > axes.y + 22
        shapes.append(
            Label(x + (8 if left_half else -8), y - 8 if up else y + 8, text, SMALL_SIZE, theme.ink,
                  0.0 if left_half else 1.0, 1.0 if up else 0.0, behind=theme.paper)
        )  # fmt: skip
    return Figure(*size, theme.paper, tuple(shapes), plot=axes.rectangle)
