"""A landscape at once, for tests: the program computes it beside its window."""

from __future__ import annotations

from visprop.figures.choices import Place, PlaneChoice
from visprop.figures.plots.landscape import Landscape, computed, landscape_of, trail_of
from visprop.figures.plots.plane import basis_of, landscape_range
from visprop.timeline.history import History

GRID = 101
"""Grid points a side."""


def landscape_at(history: History, update: int, choice: PlaneChoice, grid: int = GRID, tangent: bool = False) -> Landscape:
    """The landscape through p after an update, or the one that is held, with the path up to there; in float64.

    Args:
        history: of the training.
        update: how many updates are done.
        choice: the plane.
        grid: grid points a side.
        tangent: whether the tangent plane is shown.
    """
    timeline, scenario = history.timeline, history.scenario
    path = history.parameters(update).values
    basis = basis_of(choice, timeline.totals.at_once(), path)
    assert basis is not None, "nothing is pending where all is computed at once"
    p = timeline.parameters(update)
    trail, share = trail_of(history, update, basis, p)
    reference = choice.held or Place(update, p)
    ranges = choice.ranges or landscape_range(trail.points)
    xs, ys, costs = computed(scenario, basis, reference.p, ranges, grid)
    held = choice.held is not None
    totals = timeline.totals.at_once()
    return landscape_of(totals, basis, (xs, ys, costs), (trail,), p, reference.update, is_held=held, share=share, tangent=tangent)
