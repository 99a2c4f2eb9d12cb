"""Proof by nudging: how far ΔC/Δw is from ∂c/∂w, for every size of the nudge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.check import nudge_quotient
from visprop.engine.objective import Indices
from visprop.figures.base.axes import axes_in, axes_shapes
from visprop.figures.base.shapes import Clip, Disc, Figure, Path
from visprop.figures.base.style import TEXT_SIZE, Theme
from visprop.figures.base.text import Run, plain
from visprop.scenario.scenario import Scenario

EXPONENTS = np.linspace(-12.0, 0.0, 49)
"""The sizes of the nudge, as powers of ten."""
_FLOOR = 1e-18


def members_of(scenario: Scenario, index: int) -> Indices:
    """What moves with a parameter: itself and what is tied to it; what is frozen moves by itself all the same."""
    coordinate = scenario.freedom.coordinate
    return np.flatnonzero(coordinate == coordinate[index]) if coordinate[index] >= 0 else np.array([index])


@dataclass(frozen=True, eq=False)
class Nudges:
    """One parameter at p, nudged by every size.

    Attributes:
        cost: φ(p).
        slope: ∂φ/∂ the parameter, by backpropagation.
        quotients: the central difference for each nudge 10^exponent.
        nudged: φ with each nudge.
    """

    cost: float
    slope: float
    quotients: Array
    nudged: Array

    @property
    def errors(self) -> Array:
        """|ΔC/Δw − ∂φ/∂w| for each nudge."""
        found: Array = np.abs(self.quotients - self.slope)
        return found


def nudges_of(scenario: Scenario, p: Array, index: int) -> Nudges:
    """Every nudge of one parameter, with what is tied to it, over all training rows."""
    objective, members = scenario.objective, members_of(scenario, index)
    gradient = objective.cost_gradient(p) + objective.penalty_gradient(p)
    sizes = 10.0**EXPONENTS
    quotients = [nudge_quotient(objective, p, members, float(size)) for size in sizes]
    nudged = []
    for size in sizes:
        moved = p.copy()
        moved[members] += size
        nudged.append(objective.value(moved))
    return Nudges(objective.value(p), float(gradient[members].sum()), np.array(quotients), np.array(nudged))


def nudge_passes() -> int:
    """As how many passes over all examples the nudges count."""
    return 3 * len(EXPONENTS) + 4


def nudge_figure(errors: Array, exponent: float, size: tuple[float, float], theme: Theme) -> Figure:
    """The error curve with its V: below, rounding spoils the quotient; above, the curvature does.

    Args:
        errors: as `Nudges` has them.
        exponent: the present nudge, which is marked.
        size: width and height in points.
        theme: the colours.
    """
    shown = np.maximum(errors, _FLOOR)
    y_range = (float(shown.min()) / 3.0, float(shown.max()) * 3.0)
    axes = axes_in(size, (float(EXPONENTS[0]), float(EXPONENTS[-1])), y_range, 2.6 * TEXT_SIZE, log=True)
    points = axes.to_page(EXPONENTS, shown)
    at = points[int(np.argmin(np.abs(EXPONENTS - exponent)))]
    x_title = (*plain("log"), Run("10", script=-1), Run(" ε", italic=True))
    shapes = axes_shapes(axes, x_title, plain("|ΔC/Δw − ∂φ/∂w|, log scale"), theme)
    shapes.append(Clip(axes.rectangle, (Path((points,), theme.ink, 1.8),)))
    shapes.append(Disc(float(at[0]), float(at[1]), 4.5, theme.ink, theme.paper, 1.6))
    return Figure(*size, theme.paper, tuple(shapes), plot=axes.rectangle)
