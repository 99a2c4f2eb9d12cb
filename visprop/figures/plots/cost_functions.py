"""The cost of one output as a function of it alone: C applied to a target gives a function, and each target another one.

The article: "Note that C is commutative … the partially applied functions C 2 and C 3 are not equal".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.pair import Pair
from visprop.engine.written import value
from visprop.figures.base.axes import HIGHEST, Axes, axes_in, axes_shapes
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.omission import Omission
from visprop.figures.base.placing import CLOSE, Room, around, bounds, resampled
from visprop.figures.base.shapes import Clip, Disc, Figure, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import TEXT_SIZE, Theme
from visprop.figures.base.text import Run, numbered, plain, width
from visprop.notation.expression.numbers import equal_to, number

_C, _V = Run("C", italic=True), (Run("v", italic=True),)
_POINTS, _MOST = 401, 1e100
MOST_CURVES = 4
"""As many targets have a curve: there are so many hues that are told apart."""
_LEAST_SHARE = 0.005
_SWAPPED = ((2.0, 3.0), (-1.0, 1.0), (0.2, 0.7))
"""Two numbers that are each the target of the other: the article's, signs, and shares; the first that a cost does not refuse."""


_HEAD = 3.2 * TEXT_SIZE
"""How far down the title and the line below it reach."""


@dataclass(frozen=True, eq=False)
class CostFunctions:
    """Functions C y of one output.

    Attributes:
        pair: the cost.
        targets: y of each, no two alike.
        points: (which of the functions, v, name of v) of each value that is marked.
        x_range: over which they are drawn.
        title: the first line above, and the second one.
    """

    pair: Pair
    targets: tuple[float, ...]
    points: tuple[tuple[int, float, tuple[Run, ...]], ...]
    x_range: tuple[float, float]
    title: tuple[tuple[Run, ...], tuple[Run, ...]]

    def at(self, index: int, v: float | Array) -> Array:
        """C y v of one of them."""
        return cost_at(self.pair, self.targets[index], v)


def cost_at(pair: Pair, y: float, v: float | Array) -> Array:
    """C y v: what one output costs, of the shape of v; where it has no value NaN or infinite."""
    with np.errstate(all="ignore"):
        found: Array = value(pair.factor, {}) * value(pair.term, {"y": np.asarray(y), "a": np.asarray(v, dtype=np.float64)})
        return found


def _accepts(pair: Pair, y: float) -> bool:
    """Whether a number may be a target, alone or as one of two shares."""
    return any(not pair.refuse_targets(np.array([row])) for row in ([y], [y, 1.0 - y]))


def swapped(pair: Pair, words: str, digits: int) -> CostFunctions:
    """C 2 and C 3 at 3 and 2; of a cost that refuses such targets, other two.

    Args:
        pair: the cost.
        words: what it is called.
        digits: significant digits.
    """
    first, second = next((two for two in _SWAPPED if all(_accepts(pair, y) for y in two)), (0.0, 1.0))
    one, other = float(cost_at(pair, first, second)), float(cost_at(pair, second, first))
    u, v = number(first, digits), number(second, digits)
    is_same = np.isclose(one, other, rtol=1e-12)
    told = f" {u} {v} {'=' if is_same else equal_to(one, digits)}{'' if is_same else ' ≠'} "
    head = (_C, *plain(told), _C, *plain(f" {v} {u} {equal_to(other, digits)}"))
    second_line = (*plain(f"{words}: "), _C, *plain(f" {u} ≠ "), _C, *plain(f" {v}, as functions of "), *_V)
    reach = 1.5 * (second - first)
    x_range = _within(pair, first - reach, second + reach)
    points = ((0, second, plain(f"{u} {v}")), (1, first, plain(f"{v} {u}")))
    return CostFunctions(pair, (first, second), points, x_range, (head, second_line))


def of_example(pair: Pair, y: Array, a: Array | None, cost: float | None, digits: int) -> CostFunctions:
    """C y_j for the targets of an example, with its outputs.

    Args:
        pair: the cost.
        y: the targets, of shape (n,).
        a: the outputs; None if they are not known yet.
        cost: of the example; None if it is not known yet.
        digits: significant digits.
    """
    # What is no number, or too large to be drawn with its cost, is not marked.
    a = np.full(len(y), np.nan) if a is None else np.where(np.abs(a) < _MOST, a, np.nan)
    order = np.argsort(-np.abs(y - a))
    every = list(dict.fromkeys(float(y[j]) for j in order))
    targets = tuple(sorted(every[:MOST_CURVES]))
    known = [int(j) for j in order if y[j] in targets and not np.isnan(a[j])]
    points = [(targets.index(y[j]), float(a[j]), numbered("a", len(y), j + 1)) for j in known]
    ends = [min(max(end, -_MOST), _MOST) for end in (*targets, *(v for _, v, _ in points))]
    reach = max(0.25, 0.35 * (max(ends) - min(ends)))
    symbols = (*numbered("y", 1, 1), *plain(" "), *numbered("a", 1, 1)) if len(y) == 1 else _indexed()
    total = () if len(y) == 1 else (Run("Σ"), Run("j", italic=True, script=-1), Run(" "))
    head = (Run("c", italic=True), *plain(" = "), *total, _C, *plain(" "), *symbols)
    if cost is not None:
        head = (*head, *plain(f" {equal_to(cost, digits)}"))
    which = "each target" if len(every) == len(targets) else f"{len(targets)} of {len(every)} targets, the worst met"
    below = (*plain(f"a function of the output for {which}"),)
    return CostFunctions(pair, targets, tuple(points), _within(pair, min(ends) - reach, max(ends) + reach), (head, below))


def _indexed() -> tuple[Run, ...]:
    """y_j a_j."""
    below = Run("j", italic=True, script=-1)
    return (Run("y", italic=True), below, Run(" "), Run("a", italic=True), below)


def _within(pair: Pair, low: float, high: float) -> tuple[float, float]:
    """A range; of a cost of shares what lies between 0 and 1, where it has values."""
    is_of_shares = not (_accepts(pair, -1.0) or _accepts(pair, 2.0))
    return (max(low, _LEAST_SHARE), min(high, 1.0 - _LEAST_SHARE)) if is_of_shares else (low, high)


def cost_functions_figure(found: CostFunctions, size: tuple[float, float], theme: Theme) -> Figure:
    """The functions as curves, with the values that are marked."""
    return _Picture(found, size, theme).figure()


class _Picture:
    def __init__(self, found: CostFunctions, size: tuple[float, float], theme: Theme) -> None:
        self._found, self._size, self._theme = found, size, theme
        xs = np.linspace(*found.x_range, _POINTS)
        heights = [found.at(i, xs) for i in range(len(found.targets))]
        low, end = found.x_range
        points = [point for point in found.points if low <= point[1] <= end]
        marked = [(i, v, name, c) for i, v, name in points if abs(c := float(found.at(i, v))) < HIGHEST / 2]
        self._points = [(i, name) for i, _, name, _ in marked]
        high = _heights(heights, [c for *_, c in marked])
        self._axes: Axes = axes_in(size, found.x_range, high, _HEAD + 1.2 * TEXT_SIZE)
        self._curves = [self._axes.to_page(xs[np.isfinite(own)], own[np.isfinite(own)]) for own in heights]
        self._places = [self._axes.to_page(np.array([v]), np.array([c]))[0] for _, v, _, c in marked]

    def figure(self) -> Figure:
        axes, theme = self._axes, self._theme
        shapes = axes_shapes(axes, _V, (), theme)
        lines = [Path((curve,), self._hue(i), 2.2) for i, curve in enumerate(self._curves)]
        shapes += [*self._levels(), Clip(axes.rectangle, tuple(lines))]
        for (i, _), (x, y) in zip(self._points, self._places, strict=True):
            shapes.append(Disc(float(x), float(y), 4.5, self._hue(i), theme.paper, 1.4))
        every, lost = parted([*shapes, *self._names(), *self._head()])
        return Figure(*self._size, theme.paper, every, plot=axes.rectangle, head=_HEAD, omitted=lost)

    def _hue(self, i: int) -> tuple[int, int, int]:
        return self._theme.runs[(i + 1) % len(self._theme.runs)]

    def _levels(self) -> list[Shape]:
        """From each marked value down to its v, and of two across."""
        axes = self._axes
        ends = [(x, y, x, axes.y + axes.height) for x, y in self._places]
        if len(self._places) == 2 and abs(self._places[0][1] - self._places[1][1]) < 0.5:
            ends.append((*self._places[0], *self._places[1]))
        return [Segments(np.array([end]), self._theme.faint, 1.0, dashed=True) for end in ends]

    def _names(self) -> Iterable[Drawn]:
        """C 2 beside its curve, and the marked values beside their points, where there is room."""
        axes, theme, found = self._axes, self._theme, self._found
        left, top, wide, high = axes.rectangle
        marks = [(float(x) - 6, float(y) - 6, float(x) + 6, float(y) + 6) for x, y in self._places]
        curves = [resampled(curve, CLOSE) for curve in self._curves]
        room = Room((left + 2, top, left + wide - 2, top + high - 3), [*curves, *self._across()], marks)
        for i, (curve, y) in enumerate(zip(self._curves, found.targets, strict=True)):
            label = Label(0.0, 0.0, (_C, *plain(f" {number(y, 6)}")), axes.text, self._hue(i), behind=theme.paper)
            inside = curve[(curve[:, 1] > top) & (curve[:, 1] <= top + high)]
            yield from room.put_or_tell(_along(inside, label), "names of curves", is_number=True)
        for (i, name), (x, y) in zip(self._points, self._places, strict=True):
            runs = name if name[0].italic else (_C, Run(" "), *name)
            label = Label(0.0, 0.0, runs, axes.small, self._hue(i), behind=theme.paper)
            places = (one for away in (9.0, 15.0) for one in around(float(x), float(y), away, label))
            yield from room.put_or_tell(places, "names of points", is_number=True)

    def _across(self) -> list[Points]:
        return [resampled(np.array(end.ends).reshape(2, 2), CLOSE) for end in self._levels() if isinstance(end, Segments)]

    def _head(self) -> list[Drawn]:
        axes, theme, end = self._axes, self._theme, self._size[0] - 6.0
        shapes: list[Drawn] = []
        for i, (runs, share, ink) in enumerate(zip(self._found.title, (1.3, 1.0), (theme.ink, theme.faint), strict=True)):
            size = (
                next((one for one in (share, 1.0, 0.85) if 8.0 + width(runs, one * axes.text, bold=not i) < end), 0.0) * axes.text
            )
            label = Label(8.0, (1.3 + 1.55 * i) * axes.text, runs, size, ink, across=0.0, bold=not i)
            fits = size and bounds(label)[2] < end
            shapes.append(label if fits else Omission("what is said above it", is_number=True))
        return shapes


def _along(curve: Points, label: Label) -> Iterable[Label]:
    """A label at places around points of a curve, from its ends inwards."""
    for share in (0.97, 0.9, 0.8, 0.03, 0.1, 0.2, 0.7, 0.3):
        if len(curve):
            x, y = curve[int(share * (len(curve) - 1))]
            yield from around(float(x), float(y), 9.0, label)


def _heights(curves: Sequence[Array], marks: Sequence[float]) -> tuple[float, float]:
    """From 0, or the lowest, to well above the marked values."""
    every = np.concatenate([own[np.abs(own) < HIGHEST] for own in curves])
    if not len(every):
        return 0.0, 1.0
    high = max(1.25 * max(marks, default=0.0), float(np.percentile(every, 80)))
    return min(0.0, float(every.min())), high or 1.0
