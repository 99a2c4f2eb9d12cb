"""A slice: φ along one parameter or along −∇φ, with its tangent at p and what an update promises and brings.

The article's one-dimensional case and its Figure 1, drawn from the network that is being trained.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.landscape import Plane, objective_surface
from visprop.engine.objective import Objective
from visprop.figures.base.axes import Axes, axes_shapes, frame_box
from visprop.figures.base.shapes import Clip, Disc, Figure, Label, Path, Segments, Shape
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme
from visprop.figures.base.text import Run, key_symbol, plain, width
from visprop.figures.plots.contours import arrow
from visprop.figures.plots.cost import HIGHEST
from visprop.figures.plots.plane import coordinate_of
from visprop.notation.expression.numbers import DIGITS, equal_to
from visprop.notation.scripts import Naming
from visprop.scenario.scenario import Scenario

GRID = 201
"""Points of the curve."""
WALK = 12
"""How many updates along the slice are tried out."""
_FAR = 60.0


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

    @property
    def step(self) -> float:
        """Δp along the line, −ηφ′."""
        return -self.eta * self.slope

    @property
    def promised(self) -> float:
        """The decrease that the tangent promises, ηφ′² (along −∇φ that is η‖∇φ‖²)."""
        return self.eta * self.slope**2

    @property
    def came(self) -> float:
        """The decrease that comes, φ(p) − φ(p + Δp)."""
        return self.cost - float(self.heights[1]) if len(self.heights) > 1 else float("nan")

    @property
    def verdict(self) -> str:
        """How η does along this line."""
        if abs(self.slope) < 1e-12:
            return "at rest: the slope is 0"
        if len(self.heights) <= WALK or self.heights[-1] > self.heights[0] * (1 + 1e-9):
            return "diverging: φ rises"
        if np.any(np.diff(np.sign(np.diff(self.walk))) != 0) and abs(self.walk[-1] - self.walk[-2]) > 1e-3 * abs(self.step):
            return "thrashing: it jumps over the minimum"
        if self.heights[0] - self.heights[-1] < 0.5 * (self.heights[0] - self._lowest_ahead()):
            return "too small: it creeps"
        return "right"

    def _lowest_ahead(self) -> float:
        """The lowest φ on the way down from p."""
        ahead = self.costs[self.xs >= self.x] if self.slope < 0.0 else self.costs[self.xs <= self.x][::-1]
        rising = np.flatnonzero(np.diff(ahead) > 0.0)
        return float(np.min(ahead[: rising[0] + 1]) if rising.size and rising[0] else np.min(ahead, initial=self.cost))


def slice_of(
    scenario: Scenario,
    p: Array,
    along: Key | None = None,
    eta: float | None = None,
    reach: float | None = None,
    grid: int = GRID,
    every: int = 1,
) -> Slice:
    """The slice along a parameter, or along −∇φ if none is named.

    Args:
        scenario: the experiment.
        p: the parameters.
        along: a weight or bias; None for steepest descent.
        eta: the learning rate; None for the scenario's own.
        reach: how far the slice goes to each side of p; None to show the walk.
        grid: points of the curve.
        every: of how many training rows one is taken, for a quick picture; 1 for all.

    Raises:
        ValueError: there is no such parameter, or it is not a single one.
    """
    objective, freedom = scenario.objective, scenario.freedom
    note = ""
    if every > 1:
        objective = objective.over(np.arange(0, len(objective.x), every))
        note = f"from {len(objective.x):,} of {len(scenario.train):,} examples, computing …"
    slope = objective.slope(p)
    if along is not None:
        direction = np.zeros_like(slope)
        direction[coordinate_of(scenario, along)] = 1.0
        origin = float(p[scenario.network.single(along)])
    else:
        with np.errstate(over="ignore", invalid="ignore"):
            direction = -slope / (float(np.linalg.norm(slope)) or 1.0)
        origin = 0.0
    eta = scenario.training.eta if eta is None else eta
    walk, heights = _walked(objective, p, direction, eta)
    far = np.abs(walk[np.abs(walk) < _FAR]).max(initial=0.0)
    reach = max(1.0, 1.3 * float(far)) if reach is None else reach
    # Round, so that the axes do not tremble from update to update.
    reach = float(2.0 ** (np.ceil(2 * np.log2(reach)) / 2))
    ts = np.linspace(-reach, reach, grid)
    costs = objective_surface(objective, Plane(p, freedom.spread(direction), np.zeros_like(p)), ts, np.zeros(1))[0]
    return Slice(
        along, ts + origin, costs, origin, float(heights[0]), float(slope @ direction), eta, walk + origin, heights, note
    )


def slice_passes(grid: int) -> int:
    """As how many passes over all examples a slice counts: its walk goes forward and back, its curve forward."""
    return 4 * WALK + grid


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


def slice_axes(found: Slice, size: tuple[float, float]) -> Axes:
    """The diagram's frame: it holds the curve and the tangent's beginning."""
    finite = found.costs[np.abs(found.costs) < HIGHEST]
    cost = min(found.cost, HIGHEST)
    low, high = float(np.min(finite, initial=cost)), float(np.max(finite, initial=cost))
    low = min(low, max(cost - found.promised, low - 0.6 * (high - low)))
    room = 0.06 * ((high - low) or max(1.0, abs(high)))
    x_range = (float(found.xs[0]), float(found.xs[-1]))
    return Axes(64, 66, max(40.0, size[0] - 86), max(40.0, size[1] - 118), x_range, (low - room, high + room))


def slice_figure(found: Slice, size: tuple[float, float], theme: Theme, naming: Naming, digits: int = DIGITS) -> Figure:
    """The curve, the tangent at p, p and p + Δp, both decreases as lengths and as numbers, and the walk that η leads to."""
    axes = slice_axes(found, size)
    title = (*plain("along −∇"), Run("φ", italic=True)) if found.along is None else key_symbol(found.along, naming)
    shapes = axes_shapes(axes, title, (), theme, grid=True)
    inside: list[Shape] = []
    ends = np.array([found.xs[0], found.xs[-1]])
    tangent = axes.to_page(ends, found.cost + found.slope * (ends - found.x))
    inside.append(Path((axes.cut(tangent),), theme.backward, 1.3, dashed=True))
    curve = axes.to_page(found.xs, found.costs)
    inside.append(Path((curve[np.isfinite(curve).all(axis=1)],), theme.ink, 2.0))
    walk = axes.to_page(found.walk, found.heights)
    for start, end in zip(walk[1:], walk[2:], strict=False):
        inside += arrow(start, end, theme.faint, 0.9, 6.0)
    inside += _decreases(found, axes, theme)
    for x, y in walk[2:]:
        inside.append(Disc(float(x), float(y), 2.6, theme.paper, theme.faint, 1.0))
    shapes += [Clip(axes.rectangle, tuple(inside)), frame_box(axes, theme)]
    for i, (x, y) in enumerate(walk[:2]):
        if axes.x <= x <= axes.x + axes.width and axes.y <= y <= axes.y + axes.height:
            shapes.append(Disc(float(x), float(y), 5.0, theme.accent if i == 0 else theme.paper, theme.ink, 1.4))
            name = (Run("p", italic=True),) if i == 0 else (Run("p", italic=True), *plain(" + Δ"), Run("p", italic=True))
            above = i == 0
            place = float(y) - 11 if above else float(y) + 13
            shapes.append(Label(float(x), place, name, SMALL_SIZE, theme.ink, down=1.0 if above else 0.0, behind=theme.paper))
    return Figure(*size, theme.paper, (*shapes, *_captions(found, axes, theme, digits)), plot=axes.rectangle)


def _decreases(found: Slice, axes: Axes, theme: Theme) -> list[Shape]:
    """From φ(p) down to the tangent and down to the curve, at p + Δp."""
    if len(found.walk) < 2:
        return []
    x = found.x + found.step
    heights = np.array([found.cost, found.cost - found.promised, found.heights[1]])
    (px, level), (_, tangent), (_, curve) = axes.to_page(np.full(3, x), heights)
    start = axes.to_page(np.array([found.x]), np.array([found.cost]))[0]
    shapes: list[Shape] = [Path((axes.cut(np.array([start, (px, level)])),), theme.faint, 0.9, dashed=True)]
    shapes.append(Segments(np.array([(px - 3, level, px - 3, tangent)]), theme.backward, 3.0))
    shapes.append(Segments(np.array([(px + 3, level, px + 3, curve)]), theme.forward, 3.0))
    return shapes


def _promise(found: Slice) -> tuple[Run, ...]:
    """η∇φ·∇φ, or along one parameter ηDφ·Dφ, as the article has it."""
    slope = (Run("∇" if found.along is None else "D"), Run("φ", italic=True))
    return (Run("η", italic=True), *slope, Run("·"), *slope)


def _captions(found: Slice, axes: Axes, theme: Theme, digits: int) -> list[Shape]:
    """What η does, and both decreases: three lines above the diagram."""
    x, y = axes.x, axes.y - 46
    head = (Run("η", italic=True), *plain(f" {equal_to(found.eta, 3)}: {found.verdict}"))
    shapes: list[Shape] = [Label(x, y, head, TEXT_SIZE, theme.ink, across=0.0, bold=True)]
    tangent = (
        *(*plain("tangent: "), Run("r", italic=True), *plain(f" {equal_to(found.slope, digits)}, ")),
        *(Run("s", italic=True), *plain(f" {equal_to(found.cost - found.x * found.slope, digits)}")),
    )
    if 1.15 * width(head, TEXT_SIZE) + 20 + width(tangent, SMALL_SIZE) < axes.width:
        shapes.append(Label(axes.x + axes.width, y, tangent, SMALL_SIZE, theme.backward, across=1.0))
    rows = (
        ((*plain("promised "), *_promise(found), *plain(f" {equal_to(found.promised, digits)}")), theme.backward),
        ((*plain("came "), Run("φ", italic=True), *plain("("), Run("p", italic=True), *plain(") − "), Run("φ", italic=True),
          *plain("("), Run("p", italic=True), *plain(" + Δ"), Run("p", italic=True),
          *plain(f") {equal_to(found.came, digits)}")), theme.forward),
    )  # fmt: skip
    for i, (runs, colour) in enumerate(rows, start=1):
        shapes.append(Segments(np.array([(x, y + 16 * i, x + 14, y + 16 * i)]), colour, 3.0))
        shapes.append(Label(x + 20, y + 16 * i, runs, SMALL_SIZE, theme.ink, across=0.0))
    if found.note:
        place = (axes.x + axes.width - 6, axes.y + 10)
        shapes.append(Label(*place, plain(found.note), SMALL_SIZE, theme.faint, across=1.0, behind=theme.paper))
    return shapes
