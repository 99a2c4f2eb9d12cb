"""What the views of a swarm draw of a moment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visprop.figures.base.shapes import Figure
from visprop.figures.landscape_work import (
    Request,
    Surface,
    draw_landscape,
    moment_basis,
    moment_landscape,
    moment_trails,
    present_place,
)
from visprop.figures.messages import words_figure
from visprop.figures.moment import NetworkMoment, Size, ViewOptions
from visprop.figures.plots.cloud import Cloud
from visprop.figures.plots.landscape import Landscape, computed
from visprop.figures.plots.plot_options import LandscapeOptions, MonitorOptions, SwarmOptions
from visprop.figures.plots.swarm_curves import swarm_figure
from visprop.figures.plots.swarm_map import swarm_map_figure
from visprop.figures.swarm_told import NO_SWARM, cloud_words
from visprop.timeline.swarm.swarm import Swarm

NO_PLANE = "No cloud: on a landscape at least two parameters are free to move. Release two of them."


def draw_swarm(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """The fan of a swarm's costs, and the share at the goal."""
    if moment.swarm is None:
        return words_figure(size, options.theme, NO_SWARM)
    log, each = options[MonitorOptions.log_cost], options[SwarmOptions.each_run]
    return swarm_figure(moment.swarm, size, options.theme, options.digits, log, each, moment.swarm_run)


def draw_swarm_map(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """A cell for each run of a swarm."""
    if moment.swarm is None:
        return words_figure(size, options.theme, NO_SWARM)
    return swarm_map_figure(moment.swarm, size, options.theme, options.digits, moment.naming(options), moment.swarm_run)


def draw_cloud(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """A swarm over the landscape, as it is chosen: a map or a surface."""
    found = cloud_picture(replace(moment, frame=moment.frame.at_once()), options, size)
    assert found is not None, "nothing is pending where all is computed at once"
    return found


def draw_cloud_surface(moment: NetworkMoment, options: ViewOptions, size: Size) -> Figure:
    """A swarm over the landscape as a surface."""
    return draw_cloud(moment, options.choose(LandscapeOptions.solid, True), size)


def cloud_picture(moment: NetworkMoment, options: ViewOptions, size: Size, deadline: float = np.inf) -> Figure | None:
    """The same, with what is there of the present path by a deadline in `perf_counter` seconds; None without a surface yet."""
    swarm, scenario = moment.swarm, moment.frame.scenario
    if swarm is None:
        return words_figure(size, options.theme, NO_SWARM)
    if scenario.freedom.count < 2:
        return words_figure(size, options.theme, NO_PLANE)
    found = _cloud_landscape(moment, swarm, options, deadline)
    return None if found is None else draw_landscape(found, options, size)


def _cloud_landscape(moment: NetworkMoment, swarm: Swarm, options: ViewOptions, deadline: float) -> Landscape | None:
    """The landscape that the whole swarm can be seen in; None while it is being computed."""
    options = options.choose(ViewOptions.scale, None)
    # Of the landscape's marks those of the present p alone would be in the swarm's way.
    for mark in (LandscapeOptions.tangent, LandscapeOptions.example_steps):
        options = options.choose(mark, False)
    plane = options[LandscapeOptions.plane]
    basis = moment_basis(moment, plane, deadline)
    if basis is None:
        return None
    cloud, place = Cloud.of(swarm, basis), plane.held or present_place(moment)
    request = Request(moment.frame.scenario, place, basis, plane.ranges or cloud.range)
    name = ("cloud", swarm, plane, options.grid)
    found = moment.frame.totals.of(
        place.p, name, options.grid**2, lambda: computed(request.scenario, basis, place.p, request.ranges, options.grid)
    )
    if found is None:
        return None
    trails, share = moment_trails(moment, basis, deadline)
    surface = Surface(request, *found, len(moment.frame.scenario.train))
    landscape = moment_landscape(moment, options, surface, trails, share)
    return replace(landscape, cloud=cloud, note=cloud_words(swarm))
