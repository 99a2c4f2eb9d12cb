"""The numbers behind the plots of costs: over updates, along a line, over a plane, and by one output."""

from __future__ import annotations

import numpy as np

from visprop.engine.costs import COSTS
from visprop.figures.cost_drawing import moment_curves, moment_lines, moment_slice
from visprop.figures.landscape_work import finished_landscape
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.monitor_work import moment_diagrams
from visprop.figures.plots.cost_functions import CostFunctions, of_example, swapped
from visprop.figures.plots.diagrams import told_lines
from visprop.figures.plots.plot_options import SliceOptions
from visprop.figures.tables.numbers_table import Row, Table, listed

_PHI = "mean cost φ"
_CURVE = 201


def cost_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """φ at each sampled update, of every training."""
    curves = moment_curves(moment)
    if len(curves) == 1:
        return Table(("update", _PHI), listed(curves[0].updates, curves[0].costs))
    rows: list[Row] = [(curve.name, *row) for curve in curves for row in listed(curve.updates, curve.costs)]
    return Table(("training", "update", _PHI), rows)


def history_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """Every line of the monitor, sample by sample, with those of the further diagrams."""
    lines = [*moment_lines(moment)[0], *told_lines(moment_diagrams(moment, options)[0])]
    rows: list[Row] = [(line.name, *row) for line in lines for row in listed(line.updates, line.values)]
    return Table(("what", "update", "value"), rows)


def slice_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """φ and the tangent along the line."""
    found = moment_slice(moment.at_once(with_past=False), options)
    assert found is not None, "nothing is pending where all is computed at once"
    along = options[SliceOptions.along]
    with np.errstate(over="ignore", invalid="ignore"):
        tangent = found.cost + found.slope * (found.xs - found.x)
    return Table(("way along −∇φ" if along is None else str(along), _PHI, "tangent at p"), listed(found.xs, found.costs, tangent))


def landscape_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """φ at every point of the grid; along the one parameter that is free, where there is but one."""
    freedom, network = moment.scenario.freedom, moment.scenario.network
    if freedom.count < 2:
        return slice_table(moment, options.choose(SliceOptions.along, network.parameter(int(freedom.leaders[0]))))
    found = finished_landscape(moment, options)
    xs, ys = (along.ravel() for along in np.meshgrid(found.xs, found.ys))
    names = found.basis.words if found.basis.keys is None else tuple(map(str, found.basis.keys))
    return Table((*names, _PHI), listed(xs, ys, found.costs.ravel()))


def swapped_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """The cost of two targets as functions of the output."""
    network = moment.scenario.network
    return _functions(swapped(network.pair, COSTS[network.cost].words, options.digits))


def targets_table(moment: NetworkMoment, options: ViewOptions) -> Table:
    """The cost of the example's targets as functions of the output."""
    frame, network = moment.frame, moment.scenario.network
    return _functions(of_example(network.pair, frame.y, frame.a(network.depth), frame.cost, options.digits))


def _functions(found: CostFunctions) -> Table:
    v = np.linspace(*found.x_range, _CURVE)
    with np.errstate(all="ignore"):
        costs = [np.asarray(found.at(i, v)) for i in range(len(found.targets))]
    return Table(("output v", *(f"cost of v where the target is {target!r}" for target in found.targets)), listed(v, *costs))
