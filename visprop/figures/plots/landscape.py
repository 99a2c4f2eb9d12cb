"""The cost landscape: φ over a plane through p, and what of the training can be seen in it. As data, and where it is made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.landscape import SurfaceOf, objective_surface
from visprop.engine.optimisers import PLAIN
from visprop.figures.base.shapes import Points
from visprop.figures.choices import Range
from visprop.figures.plots.bands import Field
from visprop.figures.plots.cloud import Cloud
from visprop.figures.plots.levels import levels_between, levels_of
from visprop.figures.plots.plane import Basis
from visprop.notation.expression.numbers import equal_to, number
from visprop.scenario.scenario import Scenario
from visprop.timeline.frame import Frame
from visprop.timeline.history import Past
from visprop.timeline.program import Kind
from visprop.timeline.totals import Totals

MAX_STEPS = 60
"""How many examples' own updates are drawn at most."""


@dataclass(frozen=True, eq=False)
class Trail:
    """Where a training has been, projected onto the plane.

    Attributes:
        points: coordinates, of shape (n, 2), the present point last.
        inside: for each point the share of its way to the present one that lies in the plane.
        updates: the updates, n numbers.
        costs: φ at each point itself, which is not the plane's; NaN if it was not computed.
        name: which training it is; empty for the only one.
        is_late: whether more points come if time is given.
    """

    points: Points
    inside: Array
    updates: tuple[int, ...]
    costs: Array
    name: str = ""
    is_late: bool = False


class Going(Enum):
    """What an update that is not −η∇φ goes by."""

    COST = "−∇c"
    BATCH = "−∇φ_B"
    OPTIMISER = "Δp"


def going(frame: Frame) -> tuple[Array, Going] | None:
    """Where the coming update goes from the p of now, by q; None where that is −∇φ, or is still being computed."""
    scenario, is_done = frame.scenario, frame.knows(Kind.UPDATE)
    if scenario.descends_phi:
        return None
    rows = scenario.schedule.examples(frame.done) if is_done else frame.examples
    gradient = frame.totals.cost_gradient(frame.p, rows)
    if gradient is None:
        return None
    slope = scenario.objective.total_slope(gradient, frame.p)
    if scenario.training.optimiser == PLAIN:
        is_cost = len(rows) == 1 and not scenario.objective.has_penalty
        return -slope, Going.COST if is_cost else Going.BATCH
    memory, number = (frame.memory_next, frame.number + 1) if is_done else (frame.memory, frame.number)
    with np.errstate(all="ignore"):
        made = scenario.made(gradient, frame.p, memory, scenario.eta(frame.done), number, len(rows))
    return scenario.freedom.coordinates(made.step), Going.OPTIMISER


@dataclass(frozen=True, eq=False)
class Landscape:
    """φ over a plane.

    Attributes:
        basis: the directions.
        xs, ys: coordinates along them.
        costs: φ, of shape (ys, xs).
        trails: the training, and those it is compared with.
        slope: ∂φ/∂ along both directions at the present point; None while it is pending, or where it overflows.
        resolution: by how much φ must change for float64 to tell.
        going: where the coming update goes, and what that is called; None where it is −∇φ, or pending.
        cost: φ at the present point; the surface's own there while it is pending.
        update: the update through whose p the plane goes.
        is_held: whether that is kept while the training goes on.
        share: the share of all movement that lies in the plane.
        steps: the examples' own updates from the present point, projected, of shape (m, 2); none to leave them out.
        tangent: whether the tangent plane is shown.
        has_bar: whether a bar says what the shades of a map stand for.
        span, middle: from which height to which its shades go, and the middle half of what they stand for; None for its own.
        note: what is not final about the surface; empty if all is.
        cloud: a swarm over it; None for none.
    """

    basis: Basis
    xs: Array
    ys: Array
    costs: Array
    trails: tuple[Trail, ...]
    slope: tuple[float, float] | None
    cost: float
    update: int
    is_held: bool = False
    share: float = 1.0
    steps: Points = field(default_factory=lambda: np.empty((0, 2)))
    tangent: bool = False
    has_bar: bool = False
    span: tuple[float, float] | None = None
    middle: tuple[float, float] | None = None
    note: str = ""
    cloud: Cloud | None = None
    resolution: float = 0.0
    going: tuple[tuple[float, float], Going] | None = None

    @property
    def field(self) -> Field:
        """φ on its grid."""
        return Field(self.xs, self.ys, self.costs)

    @property
    def levels(self) -> Array:
        """The heights of its level lines, between which its shades lie."""
        return levels_of(self.costs) if self.span is None else levels_between(self.span, self.middle or self.span)

    @property
    def here(self) -> Points:
        """The present point, of shape (2,)."""
        point: Points = self.trails[0].points[-1]
        return point

    def place_told(self, point: Points, digits: int) -> str:
        """Where a point of the plane is, along both directions."""
        return ", ".join(f"{name} {equal_to(float(at), digits)}" for name, at in zip(self.basis.words, point, strict=True))

    def point_told(self, trail: Trail, index: int, digits: int) -> str:
        """What is known of a point of a path: its own φ, and the plane's."""
        name, plane = f"{trail.name}, " if trail.name else "", self.at(*map(float, trail.points[index]))
        return (
            f"{name}update {trail.updates[index]}: its own φ {equal_to(float(trail.costs[index]), digits)}\n"
            f"the plane here: φ ≈ {number(plane, digits)}\n"
            f"{100 * float(trail.inside[index]):.3g} % of the way from there to p lies in the plane"
        )

    def at(self, x: float, y: float) -> float:
        """φ of the plane between the grid points, bilinear; the nearest rim's outside."""
        return float(self.over(np.array([[x, y]]))[0])

    def over(self, points: Points) -> Array:
        """The same for many points, of shape (n, 2) → (n,); NaN where a coordinate is."""
        (i, s), (j, t) = (_between(values, axis) for values, axis in zip(points.T, (self.xs, self.ys), strict=True))
        with np.errstate(over="ignore", invalid="ignore"):
            low = self.costs[j, i] * (1.0 - s) + self.costs[j, i + 1] * s
            high = self.costs[j + 1, i] * (1.0 - s) + self.costs[j + 1, i + 1] * s
            found: Array = low * (1.0 - t) + high * t
        return found


def _between(values: Array, axis: Array) -> tuple[NDArray[np.intp], Array]:
    """Behind which grid line of an even axis values lie, and which share of the way to the next one; the rims' outside."""
    place = np.clip((values - axis[0]) / (axis[-1] - axis[0]), 0.0, 1.0) * (len(axis) - 1)
    before = np.minimum(np.where(np.isnan(place), 0.0, place), len(axis) - 2).astype(np.intp)
    return before, place - before


def trail_of(history: Past, update: int, basis: Basis, p: Array, name: str = "", deadline: float = np.inf) -> tuple[Trail, float]:
    """The way of a training up to an update, as it is seen from p, and the share of its movement in the plane.

    Samples that are not computed before the deadline (in `perf_counter` seconds) are left out.
    """
    updates, path, is_late = history.parameters(update, deadline)
    known = history.costs(update, deadline)
    own = dict(zip(known.updates, known.values, strict=True))
    if not updates or updates[-1] != update:
        updates, path = [*updates, update], np.vstack((path.reshape(-1, p.size), p))
    heights = np.array([own.get(k, np.nan) for k in updates])
    points, inside, share = basis.seen(path, p)
    return Trail(points, inside, tuple(updates), heights, name, is_late or known.is_late), share


def example_steps(scenario: Scenario, p: Array, examples: NDArray[np.intp], basis: Basis, eta: float) -> Points:
    """The update that each example alone would make at p by plain descent, projected: of shape (m, 2); none if one overflows."""
    data, objective = scenario.train, scenario.objective
    chosen = examples[:: -(-len(examples) // MAX_STEPS)]
    slopes = np.array([objective.total_slope(scenario.passed(p, data.x[i], data.y[i]).gradient, p) for i in chosen])
    with np.errstate(over="ignore", invalid="ignore"):
        steps = -eta * slopes
        seen = np.stack((steps @ basis.u, steps @ basis.v), axis=-1)
    return seen if np.isfinite(seen).all() else seen[:0]


def landscape_of(
    totals: Totals,
    basis: Basis,
    grid: tuple[Array, Array, Array],
    trails: tuple[Trail, ...],
    p: Array,
    update: int,
    **choices: object,
) -> Landscape:
    """A landscape from its computed grid (xs, ys, costs), with what is known of p itself."""
    gradient, cost = totals.slope(p), totals.phi(p)
    with np.errstate(over="ignore", invalid="ignore"):
        slope = None if gradient is None else (float(gradient @ basis.u), float(gradient @ basis.v))
    if slope is not None and not np.isfinite(slope).all():
        slope = None
    told = totals.resolution(p) or 0.0
    height = np.nan if cost is None else cost
    found = Landscape(basis, *grid, trails, slope, height, update, resolution=told, **choices)  # type: ignore[arg-type]
    return found if cost is not None else replace(found, cost=found.at(*(float(at) for at in found.here)))


def computed(
    scenario: Scenario, basis: Basis, p: Array, ranges: Range, grid: int, surface: SurfaceOf = objective_surface
) -> tuple[Array, Array, Array]:
    """xs, ys and φ over them, in the plane through p, in float64; `surface` is who computes it."""
    xs, ys = (np.linspace(low, high, grid) for low, high in ranges)
    x, y = basis.coordinates(p)
    return xs, ys, surface(scenario.objective, basis.through(p), xs - x, ys - y)
