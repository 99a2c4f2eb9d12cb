"""What the views of the cost draw of a moment: landscape, slice, its curve, and the monitor of the training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visprop.figures.base.shapes import Figure
from visprop.figures.choices import Ranges
from visprop.figures.landscape_work import draw_landscape, finished_landscape
from visprop.figures.messages import words_figure
from visprop.figures.moment import NetworkMoment, Size, ViewOptions
from visprop.figures.monitor_work import moment_diagrams
from visprop.figures.plots.cost import Curve, cost_figure
from visprop.figures.plots.diagrams import stacked_figure
from visprop.figures.plots.monitor import Line, lines_of, monitor_figure, moved_end
from visprop.figures.plots.plot_options import LandscapeOptions, MonitorOptions, SliceOptions
from visprop.figures.plots.slice import Slice, slice_of, slice_passes
from visprop.figures.plots.slice_picture import slice_figure
from visprop.timeline.contender import describe
from visprop.timeline.history import OtherRun

NO_FREE = "No landscape: all parameters are frozen, so φ is one number. Release two of them for a map, or one for a curve."
NO_CURVE = "No curve yet: it goes from update to update, and none is made."


def no_landscape(moment: NetworkMoment, options: ViewOptions) -> str:
    """Why there is no landscape, in words; empty where there is one."""
    return "" if moment.frame.scenario.freedom.count else NO_FREE


def draw_map(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The landscape as it is chosen: a map or a surface; a curve, or words, where there are not two free parameters."""
    return draw_line(moment, options, size) or draw_landscape(finished_landscape(moment, options), options, size)


def draw_line(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure | None:
    """What stands for the landscape where fewer than two parameters are free to move; None where two are."""
    scenario = moment.frame.scenario
    if scenario.freedom.count > 1:
        return None
    if reason := no_landscape(moment, options):
        return words_figure(size, options.theme, reason)
    only = scenario.network.parameter(int(scenario.freedom.leaders[0]))
    return draw_slice(moment, options.choose(SliceOptions.along, only), size)


def draw_surface(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The landscape as a surface."""
    return draw_map(moment, options.choose(LandscapeOptions.solid, True), size)


_QUICK = 3e9
"""As many multiplications as a first picture may take, about a second."""


def moment_slice(moment: NetworkMoment, options: ViewOptions) -> Slice | None:
    """The slice of a moment; None while it is being computed."""
    grid = 2 * options.grid - 1
    scenario, own = moment.frame.scenario, options.of(SliceOptions)
    eta = scenario.eta(moment.frame.done) if own.eta is None else own.eta
    reach = _shared_reach(options) if own.reach is None else own.reach
    choice, is_bent = (own.along, eta, reach, grid), own.curvature and not moment.at_speed
    p = moment.frame.p
    totals, passes = moment.frame.totals, slice_passes(grid, is_bent)
    found = totals.of(p, ("slice", is_bent, *choice), passes, lambda: slice_of(scenario, p, *choice, is_bent=is_bent))
    size = float(passes) * p.size * len(scenario.train)
    if found is not None or size <= _QUICK:
        return found if found is None else replace(found, is_update=moment.frame.goes_down_phi)
    # A first one of some of the examples, marked so, until the true one is there.
    every = int(np.ceil(size / _QUICK))
    return totals.of(p, ("quick slice", *choice), passes / every, lambda: slice_of(scenario, p, *choice, every))


def _shared_reach(options: ViewOptions) -> float | None:
    """How far the slice goes along −∇φ where it shares its axis with others."""
    ends = None if options.scale is None or options[SliceOptions.along] is not None else options.scale.x
    return None if ends is None else max(map(abs, ends))


def draw_slice(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The slice."""
    found = moment_slice(replace(moment, frame=moment.frame.at_once()), options)
    assert found is not None, "nothing is pending where all is computed at once"
    return slice_figure(found, size, options.theme, moment.naming(options), options.digits, options.scale)


def moment_curves(moment: NetworkMoment, deadline: float = np.inf) -> list[Curve]:
    """The training's cost curve and those of the trainings beside it, over the first one's updates.

    Samples that are not computed before the deadline (in `perf_counter` seconds) are left out.
    """
    own = moment.history.costs(moment.frame.done, deadline)
    name = describe(moment.frame.scenario.training, len(moment.frame.scenario.train)) if moment.contenders else ""
    updates, costs = moved_end(np.array(own.updates, float), own.values, moment.eased)
    curves = [Curve(updates, costs, name, own.is_late)]
    for rival in moment.contenders:
        found = rival.past.costs(rival.update, deadline)
        curves.append(Curve(np.array(found.updates) * rival.pace, found.values, rival.name, found.is_late))
    return curves


def no_curve(moment: NetworkMoment, options: ViewOptions) -> str:
    """Why there is no cost curve, in words; empty where there is one."""
    return "" if any(len(curve.updates) > 1 for curve in moment_curves(moment)) else NO_CURVE


def draw_cost(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The cost curve."""
    if reason := no_curve(moment, options):
        return words_figure(size, options.theme, reason)
    curves, log = moment_curves(moment), options[MonitorOptions.log_cost]
    return cost_figure(curves, size, options.theme, log, options.digits, options.scale)


def moment_lines(moment: NetworkMoment, deadline: float = np.inf) -> tuple[list[Line], bool]:
    """What the monitor draws of the training, of those beside it and of other runs; whether more comes if time is given."""
    own = moment.history.measures(moment.frame.done, deadline)
    is_compared = any(run.is_compared for run in moment.others)
    training, count = moment.frame.scenario.training, len(moment.frame.scenario.train)
    # The numbers are those of map and curves.
    name = f"1, {describe(training, count)}" if moment.contenders else "this run" if is_compared else ""
    lines, is_late = [line.ending_at(moment.eased) for line in lines_of(own.updates, own.values, name)], own.is_late
    lines += _each_update(moment, name)
    for i, rival in enumerate(moment.contenders, start=1):
        found = rival.past.measures(rival.update, deadline)
        lines += lines_of(np.array(found.updates) * rival.pace, found.values, f"{i + 1}, {rival.name}", i)
        is_late = is_late or found.is_late
    for i, run in enumerate(moment.others, start=len(moment.contenders) + 1):
        # Those that are compared come first.
        drawn, are_late = _compared_lines(run, i, deadline) if run.is_compared else _pale_line(run, deadline)
        lines += drawn
        is_late = is_late or are_late
    return lines, is_late


def _compared_lines(run: OtherRun, hue: int, deadline: float) -> tuple[list[Line], bool]:
    found = run.past.measures(run.update, deadline)
    return lines_of(found.updates, found.values, f"run “{run.name}”", hue), found.is_late


def _pale_line(run: OtherRun, deadline: float) -> tuple[list[Line], bool]:
    costs = run.past.costs(run.update, deadline)
    line = Line(np.array(costs.updates, float), costs.values, f"run “{run.name}”", hue=-1)
    return [line] if len(costs.updates) > 1 else [], costs.is_late


def _each_update(moment: NetworkMoment, name: str) -> list[Line]:
    """c of each update, where it is another number than φ at it."""
    updates, costs = moment.history.each(moment.frame.done)
    scenario = moment.frame.scenario
    is_phi = scenario.schedule.size >= len(scenario.train) and not scenario.objective.has_penalty
    if len(updates) < 2 or is_phi:
        return []
    return [Line(updates, costs, f"{name}: c of each update" if name else "c of each update", is_pale=True)]


def no_history(moment: NetworkMoment, options: ViewOptions) -> str:
    """Why there is no history, in words; empty where there is one."""
    return "" if any(len(line.updates) > 1 for line in moment_lines(moment)[0]) else NO_CURVE


def _shared(options: ViewOptions) -> Ranges | None:
    """The ranges that the history shares with others."""
    scale = options.scale
    return None if scale is None or scale.x is None or scale.y is None else (scale.x, scale.y)


def draw_history(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The history of the training."""
    if reason := no_history(moment, options):
        return words_figure(size, options.theme, reason)
    (lines, _), own = moment_lines(moment), options.of(MonitorOptions)
    (diagrams, _), ranges = moment_diagrams(moment, options), own.ranges or _shared(options)
    look = (own.log_cost, ranges, float(moment.frame.done))
    if diagrams:
        return stacked_figure(lines, diagrams, size, options.theme, *look)
    return monitor_figure(lines, size, options.theme, *look)
