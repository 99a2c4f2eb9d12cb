"""The cost curve: φ at each update, of one training or of several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.axes import HIGHEST, Axes, axes_in, axes_shapes, value_range
from visprop.figures.base.drawn import Drawn, parted
from visprop.figures.base.placing import CLOSE, Room, around, resampled
from visprop.figures.base.shapes import Clip, Disc, Dots, Figure, Label, Path, Points, Segments, Shape
from visprop.figures.base.style import SMALL_SIZE, TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, plain, width
from visprop.figures.scale import Ends, Scale
from visprop.notation.expression.numbers import DIGITS, number

_ROW = 1.3
"""The distance of two rows, in the size of text."""
_MOST_DOTS = 400


@dataclass(frozen=True, eq=False)
class Curve:
    """φ over all training examples at sampled updates.

    Attributes:
        updates: ascending, the present one last; in units of the first training's updates.
        costs: φ at each.
        name: which training it is; empty for the only one.
        is_late: whether more samples come if time is given.
    """

    updates: Array
    costs: Array
    name: str = ""
    is_late: bool = False


def cost_ranges(curves: Sequence[Curve], log: bool) -> tuple[Ends, Ends]:
    """The updates and costs of some curves: as high as they go, and down to 0 where they come near to it."""
    every = np.concatenate([curve.costs for curve in curves])
    finite = every[np.abs(every) < HIGHEST]
    high = float(finite.max(initial=0.0)) or 1.0
    low, high = value_range(float(finite.min(initial=high)), high)
    if log:
        positive = finite[finite > 0.0]
        y_range = (float(positive.min(initial=high)) / 1.3, high * 1.3)
    elif 0.0 <= low < 0.5 * high:
        y_range = (0.0, high * 1.08)
    else:
        room = 0.08 * ((high - low) or abs(high) or 1.0)
        y_range = (low - room, high + room)
    last = max(float(curve.updates[-1]) for curve in curves)
    return (0.0, max(1.0, last)), y_range


def cost_axes(size: tuple[float, float], curves: Sequence[Curve], log: bool, scale: Scale | None = None) -> Axes:
    """The diagram's frame for some curves."""
    x_range, y_range = cost_ranges(curves, log)
    shared = scale or Scale()
    x_range, y_range = shared.x or x_range, shared.y or y_range
    text = TEXT_SIZE
    top = 2.6 * text + (_ROW * text * len(curves) + 4.0 if len(curves) > 1 else 0.0)
    return replace(axes_in(size, x_range, y_range, top, log=log), counts=True)


def cost_figure(
    curves: Sequence[Curve],
    size: tuple[float, float],
    theme: Theme,
    log: bool = False,
    digits: int = DIGITS,
    scale: Scale | None = None,
) -> Figure:
    """φ against the update; of a curve that goes up and down its running mean, over its points.

    Args:
        curves: the training first, then those it is compared with.
        size: width and height in points.
        theme: the colours.
        log: whether φ is on a logarithmic scale.
        digits: significant digits.
        scale: what it shares with others; None for its own.
    """
    axes = cost_axes(size, curves, log, scale)
    noisy = any(is_noisy(curve.costs) for curve in curves)
    shapes: list[Drawn] = [*axes_shapes(axes, plain("update"), _title(axes, log, noisy), theme)]
    lines: list[Shape] = []
    ends: list[Shape] = []
    drawn: list[Points] = []
    for i, curve in reversed(list(enumerate(curves))):
        points = axes.to_page(curve.updates, curve.costs)
        points = points[np.isfinite(points).all(axis=1)]
        if is_noisy(curve.costs):
            mean = axes.to_page(curve.updates, running_mean(curve.costs))
            dots = points[:: max(1, len(points) // _MOST_DOTS)]
            lines += [Dots(dots, 1.3, mix(theme.runs[i], theme.paper, 0.6)), Path((mean,), theme.runs[i], 2.2)]
        else:
            lines.append(Path((points,), theme.runs[i], 2.2))
        drawn.append(points)
        if len(points):
            ends += _end(points[-1], i, theme, len(curves) > 1)
    shapes += [Clip(axes.rectangle, tuple(lines)), *ends]
    if len(curves) == 1 and len(drawn[0]):
        shapes += _said(axes, drawn[0], curves[0], theme, digits, log)
    else:
        shapes += _names(curves, axes, theme, digits)
    every, lost = parted(shapes)
    return Figure(*size, theme.paper, every, plot=axes.rectangle, omitted=lost)


def _title(axes: Axes, log: bool, is_noisy: bool) -> tuple[Run, ...]:
    whole, more = ", mean cost over the examples", ", log scale" if log else ""
    told = ("; dots: at each update, line: its running mean", "; line: running mean") if is_noisy else ()
    for words in (*(f"{whole}{more}{one}" for one in told), *(more + one for one in told), whole + more, more):
        runs = (Run("φ", italic=True), *plain(words))
        if width(runs, axes.text) < axes.width:
            break
    return runs


def is_noisy(costs: Array) -> bool:
    """Whether a curve goes up and down so often that it is told by its mean."""
    if len(costs) < 80:
        return False
    with np.errstate(over="ignore", invalid="ignore"):
        steps = np.diff(costs)
    return bool((np.sign(steps[1:]) * np.sign(steps[:-1]) < 0.0).mean() > 0.3)


def running_mean(costs: Array) -> Array:
    """The mean over a 25th of the curve around each sample; over less at its ends."""
    half = max(1, len(costs) // 50)
    with np.errstate(over="ignore", invalid="ignore"):
        total = np.concatenate(((0.0,), np.cumsum(costs)))
    at = np.arange(len(costs))
    reach = np.minimum(half, np.minimum(at, len(costs) - 1 - at))
    mean: Array = (total[at + reach + 1] - total[at - reach]) / (2 * reach + 1)
    return mean


def _end(place: Points, index: int, theme: Theme, is_numbered: bool) -> list[Shape]:
    x, y = (float(value) for value in place)
    if not is_numbered:
        return [Disc(x, y, 4.5, theme.ink, theme.paper, 1.6)]
    return [Disc(x, y, 7.0, theme.paper, theme.runs[index], 1.8), Label(x, y, plain(str(index + 1)), SMALL_SIZE, theme.ink)]


_NEAR = 110.0
_CROWDED = 30.0
"""How many times its greatest a curve's middle must be smaller, so that a logarithmic scale is offered."""


def _said(axes: Axes, points: Points, curve: Curve, theme: Theme, digits: int, log: bool) -> list[Drawn]:
    """The present cost beside its point, and that a logarithmic scale would show more where the curve lies on its axis."""
    x, y = (float(value) for value in points[-1])
    page = (4.0, axes.y, axes.x + axes.width, axes.y + axes.height - 3.0)
    # What is further from the end than its number could reach is in nobody's way.
    before = max(0, int(np.searchsorted(points[:, 0], x - _NEAR)) - 1)
    room = Room(page, [resampled(points[before:], CLOSE)], [(x - 6, y - 6, x + 6, y + 6)])
    value = Label(x, y, plain(number(float(curve.costs[-1]), digits)), axes.small, theme.ink, behind=theme.paper)
    places = (one for away in (9.0, 16.0, 26.0) for one in around(x, y, away, value))
    shapes = list(room.put_or_tell(places, "the present cost", is_number=True))
    high, middle = float(np.max(curve.costs)), float(np.sort(curve.costs)[len(curve.costs) // 2])
    if not log and 0.0 < middle < high / _CROWDED and len(curve.costs) > 8:
        offer = plain("most of it lies on the axis: a log scale shows more")
        place = Label(axes.x + axes.width, axes.y + 1.2 * axes.text, offer, axes.small, theme.faint, across=1.0)
        shapes += room.put([place])
    return shapes


def _names(curves: Sequence[Curve], axes: Axes, theme: Theme, digits: int) -> list[Shape]:
    """The trainings by their numbers at the ends of their curves, with their present cost, above the diagram."""
    shapes: list[Shape] = []
    for i, curve in enumerate(curves):
        y = 0.9 * axes.text + _ROW * axes.text * i
        row = plain(f"{i + 1}  {curve.name}: {number(float(curve.costs[-1]), digits)}")
        while len(row[0].text) > 8 and 40 + width(row, axes.small) > axes.x + axes.width - 6:
            row = plain(row[0].text.rstrip("…")[:-1] + "…")
        shapes.append(Segments(np.array([(8.0, y, 28.0, y)]), theme.runs[i], 2.4))
        shapes.append(Label(36.0, y, row, axes.small, theme.ink, across=0.0))
    return shapes
