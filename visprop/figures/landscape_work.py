"""The landscape of a moment: what has to be computed for it, and how it is put together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.shapes import Figure, Points
from visprop.figures.choices import Legend, Place, PlaneChoice, Range, Span
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.network.options import NetworkChoices
from visprop.figures.plots.contours import landscape_figure
from visprop.figures.plots.landscape import Landscape, Trail, computed, example_steps, going, landscape_of, trail_of
from visprop.figures.plots.plane import Basis, basis_of, landscape_range
from visprop.figures.plots.plot_options import LandscapeOptions
from visprop.figures.plots.surface3d import surface_figure
from visprop.notation.naming import Naming
from visprop.scenario.scenario import Scenario

_ASTRAY = 40.0
"""Other trainings' points that are further away do not widen the range."""


@dataclass(frozen=True, eq=False)
class Request:
    """A surface that is wanted.

    Attributes:
        scenario: the experiment.
        place: the p that the plane goes through.
        basis: the directions.
        ranges: of both axes.
    """

    scenario: Scenario
    place: Place
    basis: Basis
    ranges: Range

    def same_as(self, other: Request) -> bool:
        """Whether both ask for the same surface."""
        is_same = self.scenario is other.scenario and self.basis is other.basis and self.ranges == other.ranges
        # The same update of another run is another place.
        return is_same and self.place.update == other.place.update and np.array_equal(self.place.p, other.place.p)


@dataclass(frozen=True, eq=False)
class Surface:
    """φ over a grid, of shape (ys, xs), as it was requested.

    Attributes:
        request: what was asked for.
        xs, ys: the grid.
        costs: φ over it.
        examples: of how many training examples it is made.
        is_final: whether no finer one is to come.
    """

    request: Request
    xs: Array
    ys: Array
    costs: Array
    examples: int
    is_final: bool = True


def present_place(moment: NetworkMoment) -> Place:
    """Where p is."""
    frame = moment.frame
    return Place(frame.done, frame.p if moment.untried is None else moment.untried)


def moment_basis(moment: NetworkMoment, choice: PlaneChoice, deadline: float = np.inf) -> Basis | None:
    """The directions of the chosen plane; None while they are pending, or while more of the path comes if time is given."""
    path = np.empty((0, moment.frame.p.size))
    if choice.span is Span.PCA:
        samples = moment.history.parameters(moment.frame.done, deadline)
        if samples.is_late:
            return None
        path = samples.values
    return basis_of(choice, moment.frame.totals, path)


def moment_trails(moment: NetworkMoment, basis: Basis, deadline: float = np.inf) -> tuple[tuple[Trail, ...], float]:
    """The ways of the training and of those beside it; the share of the first one's movement that lies in the plane."""
    p = moment.moving.p
    first, share = trail_of(moment.history, moment.frame.done, basis, p, deadline=deadline)
    if moment.untried is not None or moment.way < 1.0:
        first = replace(first, points=np.vstack((first.points[:-1], basis.coordinates(p))))
    others = []
    for rival in moment.contenders:
        others.append(trail_of(rival.past, rival.update, basis, rival.p, rival.name, deadline)[0])
    return (first, *others), share


def moment_range(trails: tuple[Trail, ...]) -> Range:
    """The range that shows the trails; one that has gone astray would leave nothing of the others to be seen."""
    points: Points = np.vstack([trail.points for trail in trails])
    reach = max(_ASTRAY, 4.0 * float(np.max(np.ptp(trails[0].points, axis=0))))
    near = np.abs(points - trails[0].points[-1]).max(axis=1) < reach
    return landscape_range(points[near])


def moment_landscape(
    moment: NetworkMoment, options: ViewOptions, surface: Surface, trails: tuple[Trail, ...], share: float
) -> Landscape:
    """The landscape of a surface that was computed, with what is known of p itself."""
    scenario, p, own = moment.frame.scenario, moment.frame.p, options.of(LandscapeOptions)
    basis = surface.request.basis.named(Naming.of(scenario, options.dress))
    steps, count = np.empty((0, 2)), len(scenario.train)
    note = "" if surface.examples == count else f"surface from {surface.examples:,} of {count:,} examples"
    is_other = surface.request.place.update != moment.frame.done and own.plane.held is None
    if (is_other or not surface.is_final) and not moment.at_speed:
        # Of an earlier moment, or a coarse one: the one that is wanted is on its way.
        note = ", ".join(filter(None, (note, "computing …")))
    if own.example_steps and not moment.at_speed:
        steps = example_steps(scenario, p, moment.frame.examples, basis, moment.frame.eta)
    found = landscape_of(
        moment.frame.totals, basis, (surface.xs, surface.ys, surface.costs), trails, p, surface.request.place.update,
        is_held=own.plane.held is not None, share=share, steps=steps, tangent=own.tangent, has_bar=own.colour_bar,
        note=note, **({} if options.scale is None else {"span": options.scale.heights, "middle": options.scale.middle}),
    )  # fmt: skip
    if moment.way < 1.0:
        # On its way the point stays on the surface.
        return replace(found, cost=found.at(*(float(at) for at in found.here)))
    ahead = None if moment.at_speed else going(moment.frame)
    if ahead is None:
        return found
    with np.errstate(over="ignore", invalid="ignore"):
        seen = (float(ahead[0] @ basis.u), float(ahead[0] @ basis.v))
    return replace(found, going=(seen, ahead[1]))


def _shared(options: ViewOptions) -> Range | None:
    """The ranges that the plane shares with others."""
    scale = options.scale
    return None if scale is None or scale.x is None or scale.y is None else (scale.x, scale.y)


def finished_landscape(moment: NetworkMoment, options: ViewOptions) -> Landscape:
    """The landscape of a moment in full quality, in float64; it waits for all that is pending."""
    moment, plane = moment.at_once(), options[LandscapeOptions.plane]
    basis = moment_basis(moment, plane)
    assert basis is not None, "nothing is pending where all is computed at once"
    trails, share = moment_trails(moment, basis)
    place = plane.held or present_place(moment)
    ranges = plane.ranges or _shared(options) or moment_range(trails)
    request = Request(moment.frame.scenario, place, basis, ranges)
    grid = computed(request.scenario, basis, place.p, request.ranges, options.grid, moment.surface)
    return moment_landscape(moment, options, Surface(request, *grid, len(moment.frame.scenario.train)), trails, share)


def draw_landscape(landscape: Landscape, options: ViewOptions, size: tuple[float, float], quick: bool = False) -> Figure:
    """The map, or the surface as it is turned; a quick one has a coarser net."""
    own = options.of(LandscapeOptions)
    if not own.solid:
        return landscape_figure(landscape, size, options.theme, options[NetworkChoices.key] is not Legend.NONE)
    camera = replace(own.camera, stride=4) if quick else own.camera
    return surface_figure(landscape, size, options.theme, camera)
