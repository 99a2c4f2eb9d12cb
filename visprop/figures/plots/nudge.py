"""Proof by nudging: how far ΔC/Δw is from ∂c/∂w, for every size of the nudge."""

from __future__ import annotations

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.backprop import mean_gradient
from visprop.engine.check import nudge_quotient
from visprop.figures.base.axes import Axes, axes_shapes, frame_box
from visprop.figures.base.shapes import Clip, Disc, Figure, Path
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, plain
from visprop.scenario.scenario import Scenario

EXPONENTS = np.linspace(-12.0, 0.0, 49)
"""The sizes of the nudge, as powers of ten."""
_FLOOR = 1e-18


def nudge_errors(scenario: Scenario, p: Array, index: int) -> Array:
    """|ΔC/Δw − ∂φ/∂w| for each nudge 10^exponent of one parameter, over all examples; central differences."""
    x, y = scenario.train.x, scenario.train.y
    slope = mean_gradient(scenario.network, p, x, y)[index]
    quotients = [nudge_quotient(scenario.network, p, x, y, index, 10.0**exponent) for exponent in EXPONENTS]
    errors: Array = np.abs(np.array(quotients) - slope)
    return errors


def nudge_figure(errors: Array, exponent: float, size: tuple[float, float], theme: Theme) -> Figure:
    """The error curve with its V: below, rounding spoils the quotient; above, the curvature does.

    Args:
        errors: as `nudge_errors` gives them.
        exponent: the present nudge, which is marked.
        size: width and height in points.
        theme: the colours.
    """
    shown = np.maximum(errors, _FLOOR)
    y_range = (float(shown.min()) / 3.0, float(shown.max()) * 3.0)
    axes = Axes(70, 34, size[0] - 92, size[1] - 86, (float(EXPONENTS[0]), float(EXPONENTS[-1])), y_range, log=True)
    points = axes.to_page(EXPONENTS, shown)
    at = points[int(np.argmin(np.abs(EXPONENTS - exponent)))]
    x_title = (*plain("log"), Run("10", script=-1), Run(" ε", italic=True))
    shapes = axes_shapes(axes, x_title, plain("|ΔC/Δw − ∂φ/∂w|, log scale"), theme, grid=True)
    shapes.append(Clip(axes.rectangle, (Path((points,), theme.ink, 1.8),)))
    shapes += [frame_box(axes, theme), Disc(float(at[0]), float(at[1]), 4.5, theme.accent, theme.ink, 1.2)]
    return Figure(*size, theme.paper, tuple(shapes), plot=axes.rectangle)
