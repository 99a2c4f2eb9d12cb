"""What the picture of a moment spans, so that others can be drawn on the same scale."""

from __future__ import annotations

import numpy as np

from visprop.figures.base.axes import HIGHEST
from visprop.figures.cost_drawing import moment_curves, moment_lines, moment_slice
from visprop.figures.landscape_work import finished_landscape
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.network.edges.constants import bias_values
from visprop.figures.network.edges.values import FLOORS, edge_values, scale_of
from visprop.figures.network.options import NetworkChoices
from visprop.figures.plots.cost import cost_ranges
from visprop.figures.plots.levels import middle_of
from visprop.figures.plots.monitor import usual_ranges
from visprop.figures.plots.plot_options import MonitorOptions
from visprop.figures.plots.slice import slice_ranges
from visprop.figures.scale import Scale


def network_span(moment: NetworkMoment, options: ViewOptions) -> Scale:
    """How large the largest number on an edge is."""
    frame, own = moment.frame, options.of(NetworkChoices)
    layers = range(1, frame.scenario.network.depth + 1)
    values = [edge_values(frame, layer, own.edges) for layer in layers]
    if own.constants:
        values += [bias_values(frame, layer, own.edges) for layer, known in enumerate(values, start=1) if known is not None]
    return Scale(widest=scale_of(values, FLOORS[own.edges]))


def landscape_span(moment: NetworkMoment, options: ViewOptions) -> Scale:
    """The plane's part, and how low and high φ is in it; of one free parameter, or none, there is none."""
    if moment.frame.scenario.freedom.count < 2:
        return Scale()
    found = finished_landscape(moment, options)
    finite = found.costs[np.abs(found.costs) < HIGHEST]
    x, y = ((float(along[0]), float(along[-1])) for along in (found.xs, found.ys))
    if not finite.size:
        return Scale(x, y)
    return Scale(x, y, (float(np.min(finite)), float(np.max(finite))), middle_of(finite))


def cost_span(moment: NetworkMoment, options: ViewOptions) -> Scale:
    """The updates, and the costs."""
    return Scale(*cost_ranges(moment_curves(moment), options[MonitorOptions.log_cost]))


def history_span(moment: NetworkMoment, options: ViewOptions) -> Scale:
    """The same of the monitor."""
    return Scale(*usual_ranges(moment_lines(moment)[0], options[MonitorOptions.log_cost]))


def slice_span(moment: NetworkMoment, options: ViewOptions) -> Scale:
    """The way, and φ along it."""
    found = moment_slice(moment.at_once(with_past=False), options)
    assert found is not None, "nothing is pending where all is computed at once"
    return Scale(*slice_ranges(found))
