"""A slice: φ along one parameter or along −∇φ, with its tangent at p and what an update promises and brings.

The article's one-dimensional case and its Figure 1, drawn from the network that is being trained.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.curvature import PASSES, top_curvatures
from visprop.engine.directions import unit
from visprop.engine.key import Key
from visprop.engine.landscape import Plane, objective_surface
from visprop.engine.objective import LEAST_TOLD, SATURATED, Objective
from visprop.engine.r_operator import HessianProducts
from visprop.figures.base.axes import HIGHEST, Axes, axes_in, value_range
from visprop.figures.base.style import TEXT_SIZE
from visprop.figures.plots.plane import coordinate_of
from visprop.figures.scale import Ends, Scale
from visprop.notation.expression.numbers import number
from visprop.scenario.scenario import Scenario

GRID = 201
"""Points of the curve."""
WALK = 12
"""How many updates along the slice are tried out."""
_FAR = 60.0


class Bend(NamedTuple):
    """How φ bends at p.

    Attributes:
        along: the second derivative along the line.
        largest: λ_max, that along the direction in which it is largest.
    """

    along: float
    largest: float


@dataclass(frozen=True, eq=False)
class Slice:
    """φ along a line through p.

    Attributes:
        along: the parameter along which it goes; None for along −∇φ.
        xs: coordinates along the line; those of the parameter itself, or the way from p.
        costs: φ there.
        x: p's own coordinate.
        cost: φ(p).
        slope: φ′(p) along the line.
        eta: the learning rate η that is tried out.
        walk: coordinates of p and of the updates x ← x − ηφ′(x) from there, as far as they are finite.
        heights: φ at each.
        note: of how many examples φ is made, where it is not all of them; empty where it is.
        resolution: by how much φ must change for float64 to tell.
        slopes: of each layer the largest σ′ over all examples; NaN for one that has none.
        is_update: whether the step along −∇φ is the update that the training makes: of all examples at once, by plain descent.
        bend: how φ bends at p; None where that is not asked for.
    """

    along: Key | None
    xs: Array
    costs: Array
    x: float
    cost: float
    slope: float
    eta: float
    walk: Array
    heights: Array
    note: str = ""
    resolution: float = 0.0
    slopes: tuple[float, ...] = ()
    is_update: bool = False
    bend: Bend | None = None

    @property
    def edge(self) -> float:
        """2/η: of a parabola that bends more, a step with this η ends higher than it began."""
        return 2.0 / self.eta

    @property
    def parabola(self) -> Array:
        """What bends just so much, with φ's value and slope at p, over `xs`: there the step ends as high as it began."""
        ts = self.xs - self.x
        with np.errstate(over="ignore", invalid="ignore"):
            return self.cost + self.slope * ts + 0.5 * self.edge * ts * ts

    @property
    def reach(self) -> float:
        """How far it goes from p downhill."""
        return float(max(self.xs[-1] - self.x, self.x - self.xs[0]))

    @property
    def step(self) -> float:
        """Δp along the line, −ηφ′."""
        return -self.eta * self.slope

    @property
    def promised(self) -> float:
        """The decrease that the tangent promises, ηφ′² (along −∇φ that is η‖∇φ‖²)."""
        # A product overflows to ∞, a power of Python's raises.
        return self.eta * self.slope * self.slope

    @property
    def came(self) -> float:
        """The decrease that comes, φ(p) − φ(p + Δp)."""
        return self.cost - float(self.heights[1]) if len(self.heights) > 1 else float("nan")

    @property
    def share(self) -> float:
        """The share of the promised decrease that comes."""
        with np.errstate(all="ignore"):
            return float(np.float64(self.came) / np.float64(self.promised))

    @property
    def is_unseen(self) -> bool:
        """Whether the decrease that the tangent promises is too small for φ to show it."""
        return bool(self.promised < LEAST_TOLD * self.resolution)

    @property
    def verdict(self) -> str:
        """How η does along this line."""
        if self.slope == 0.0:
            return AT_REST
        if self.is_unseen:
            return UNSEEN
        if not np.isfinite(self.share):
            return ZONES[-1].words
        return next(zone.words for zone in ZONES if self.share >= zone.least)

    @property
    def reason(self) -> str:
        """Why, with its number."""
        if self.verdict in (AT_REST, UNSEEN):
            first = "The slope is 0" if self.verdict == AT_REST else "A step changes φ by less than float64 tells"
            return f"{first}: {self._why_flat}"
        zone = next(zone for zone in ZONES if zone.words == self.verdict)
        return (
            zone.reason.format(abs(100.0 * self.share)) if np.isfinite(self.share) else "φ is beyond all numbers after the step."
        )

    @property
    def _why_flat(self) -> str:
        """Why no step is to be seen, and what helps."""
        flat = [(slope, layer) for layer, slope in enumerate(self.slopes, start=1) if slope < SATURATED]
        if flat:
            slope, layer = min(flat)
            of = f"σ′ is {number(slope, 2)} at most" if slope else "σ′ is 0"
            return f"{of} in layer {layer}, its neurons are saturated; smaller weights help, a larger η does not."
        if abs(self.cost) > _AWAY * self.resolution and self.slope and self.along is None:
            return "η is too small to be seen; a larger one helps."
        return "here no step goes down." if self.verdict == AT_REST else "φ is as low here as it can be told."


@dataclass(frozen=True)
class Zone:
    """Rates that do alike.

    Attributes:
        words: how they do.
        least: the least share of the promise that comes.
        reason: what that means, with a gap for the share in percent.
    """

    words: str
    least: float
    reason: str


AT_REST = "at rest"
UNSEEN = "nothing can be seen"
_AWAY = 1e4
"""How many times its resolution φ is where it is surely not at its least."""
ZONES = (
    Zone(
        "small", 0.9, "The curve is still straight: {:.3g} % of the promised decrease came; a longer step would go further down."
    ),
    Zone("about right", 0.3, "The curve bends, and still the step goes well down: {:.3g} % of the promised decrease came."),
    Zone("jumps across", 0.0, "The curve turns up before the step ends: only {:.3g} % of the promised decrease came."),
    Zone("climbs", -np.inf, "φ is larger after the step: it rose by {:.3g} % of the decrease that was promised."),
)
"""From the smallest rates to the largest, by the share of the promise that comes true."""


def _direction(scenario: Scenario, p: Array, along: Key | None, slope: Array) -> tuple[Array, float]:
    """In which direction of q the slice goes, and which coordinate p has there."""
    if along is None:
        return unit(-slope), 0.0
    direction = np.zeros_like(slope)
    direction[coordinate_of(scenario, along)] = 1.0
    return direction, float(p[scenario.network.single(along)])


def slice_of(
    scenario: Scenario,
    p: Array,
    along: Key | None = None,
    eta: float | None = None,
    reach: float | None = None,
    grid: int = GRID,
    every: int = 1,
    is_bent: bool = False,
) -> Slice:
    """The slice along a parameter, or along −∇φ if none is named.

    Args:
        scenario: the experiment.
        p: the parameters.
        along: a weight or bias; None for steepest descent.
        eta: the learning rate; None for the scenario's own.
        reach: how far the slice goes from p downhill, and two fifths of it uphill; None for so far that the step is in it and
            the curve is not straight.
        grid: points of the curve.
        every: of how many training rows one is taken, for a quick picture; 1 for all.
        is_bent: whether it tells how φ bends at p.

    Raises:
        ValueError: there is no such parameter, or it is not a single one.
    """
    objective, freedom = scenario.objective, scenario.freedom
    note = ""
    if every > 1:
        objective = objective.over(np.arange(0, len(objective.x), every))
        note = f"from {len(objective.x):,} of {len(scenario.train):,} examples, computing …"
    slope = objective.slope(p)
    direction, origin = _direction(scenario, p, along, slope)
    eta = scenario.training.eta if eta is None else eta
    walk, heights = _walked(objective, p, direction, eta)
    with np.errstate(over="ignore", invalid="ignore"):
        slope_along = float(slope @ direction)
    reach = _bent(objective, p, freedom.spread(direction), (float(heights[0]), slope_along), eta) if reach is None else reach
    # Round, so that the axes do not tremble from update to update.
    reach = float(2.0 ** (np.ceil(2 * np.log2(reach)) / 2))
    # Downhill, where the steps go, there is more to be seen.
    ts = np.linspace(-_BEHIND * reach, reach, grid) if slope_along <= 0.0 else np.linspace(-reach, _BEHIND * reach, grid)
    costs = objective_surface(objective, Plane(p, freedom.spread(direction), np.zeros_like(p)), ts, np.zeros(1))[0]
    return Slice(
        along, ts + origin, costs, origin, float(heights[0]), slope_along, eta, walk + origin, heights, note,
        objective.resolution(p), objective.steepest_slopes(p), is_update=False,
        bend=_bend(objective, p, direction) if is_bent else None,
    )  # fmt: skip


def _bend(objective: Objective, p: Array, direction: Array) -> Bend:
    products = HessianProducts(objective)
    products.at(p)
    with np.errstate(over="ignore", invalid="ignore"):
        return Bend(float(products.times(direction) @ direction), float(top_curvatures(objective, p)[0][0]))


_BENT, _FURTHER, _LONGEST = 0.22, 2**0.5, 18
"""By which share of its tangent's fall a curve must depart from it; by how much the reach grows until it does, and how often."""
_BEHIND = 0.4
"""Which share of the reach the slice goes uphill."""


def _bent(objective: Objective, p: Array, moved: Array, line: tuple[float, float], eta: float) -> float:
    """How far to go along a line from p so that the step fits and φ is not straight."""
    cost, slope = line
    step = abs(eta * slope)
    reach = max(1.3 * step if step < _FAR else 1.0, 0.02)
    with np.errstate(all="ignore"):
        for _ in range(_LONGEST):
            ahead = objective.value(p - np.sign(slope) * reach * moved)
            if not np.isfinite(ahead) or abs(ahead - cost + abs(slope) * reach) > _BENT * abs(slope) * reach:
                break
            reach *= _FURTHER
    return reach


def slice_passes(grid: int, is_bent: bool = False) -> float:
    """As how many passes over all examples a slice counts: its walk goes forward and back, its curve forward."""
    return 6 + 4 * WALK + _LONGEST + grid + (PASSES if is_bent else 0.0)


def _walked(objective: Objective, p: Array, direction: Array, eta: float) -> tuple[Array, Array]:
    """t of gradient descent along the line from p, and φ there; it ends where a number is no longer finite."""
    moved = objective.freedom.spread(direction)
    ts, heights = [0.0], [objective.value(p)]
    with np.errstate(all="ignore"):
        for _ in range(WALK):
            t = ts[-1] - eta * float(objective.slope(p + ts[-1] * moved) @ direction)
            height = objective.value(p + t * moved)
            if not np.isfinite(height):
                break
            ts.append(t)
            heights.append(height)
    return np.array(ts), np.array(heights)


LOW_PAGE = 24.0 * TEXT_SIZE
"""On a lower page both decreases stand in one row and the reason is left out: the curve is to have room."""
_NO_ZONES = 18.0 * TEXT_SIZE
"""On a lower page there is no room for the zones below the axis."""


def has_zones(size: tuple[float, float]) -> bool:
    """Whether a page has room for the zones of the rates."""
    return size[1] >= _NO_ZONES


def slice_ranges(found: Slice) -> tuple[Ends, Ends]:
    """The way, and φ along it with the tangent's beginning."""
    finite = found.costs[np.abs(found.costs) < HIGHEST]
    cost = min(found.cost, HIGHEST)
    low, high = float(np.min(finite, initial=cost)), float(np.max(finite, initial=cost))
    low = min(low, max(cost - found.promised, low - 0.6 * (high - low)))
    low, high = value_range(low, high)
    room = 0.06 * ((high - low) or max(1.0, abs(high)))
    return (float(found.xs[0]), float(found.xs[-1])), (low - room, high + room)


def slice_axes(found: Slice, size: tuple[float, float], scale: Scale | None = None) -> Axes:
    """The diagram's frame: it holds the curve and the tangent's beginning, or what is shared with others."""
    (x_range, y_range), shared = slice_ranges(found), scale or Scale()
    rows = (4.1 if size[1] < LOW_PAGE else 6.6) + (0.0 if found.bend is None else 1.4)
    below = 4.2 * TEXT_SIZE if has_zones(size) else 0.0
    return axes_in(size, shared.x or x_range, shared.y or y_range, rows * TEXT_SIZE, below)
