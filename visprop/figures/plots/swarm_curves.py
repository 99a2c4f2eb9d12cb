"""A swarm's costs as a fan, median and quartiles of each rate, and below it the share of the runs that is at the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.axes import HIGHEST, Axes, aligned, axes_in, axes_shapes, least_range
from visprop.figures.base.omission import Omission
from visprop.figures.base.shapes import Clip, Colour, Figure, Label, Path, Segments, Shape, Targets
from visprop.figures.base.style import TEXT_SIZE, Theme, mix
from visprop.figures.base.text import Run, plain, width
from visprop.figures.plots.swarm_words import heading, in_letters, run_name
from visprop.figures.swarm_told import share_told
from visprop.timeline.swarm.swarm import Swarm

MOST_BANDS = 3
"""Of so many rates the quartiles are drawn; of more they would hide one another."""
MOST_RUNS = 256
"""So many runs' own curves are drawn at most."""
_ASTRAY = 4.0
"""Costs that are so many times what they began with do not widen the range."""
_LOWER = 0.3
"""Which part of the page the shares take."""


def swarm_figure(
    swarm: Swarm,
    size: tuple[float, float],
    theme: Theme,
    digits: int,
    log: bool = False,
    each: bool = False,
    opened: int | None = None,
) -> Figure:
    """The fan of cost curves, and the share at the goal below it.

    Args:
        swarm: what is drawn.
        size: width and height in points.
        theme: the colours.
        digits: significant digits.
        log: whether costs are on a logarithmic scale.
        each: whether some of the runs' own curves are drawn.
        opened: which run, from 0, one is on; None for another one.
    """
    upper, lower, head = _frames(swarm, size, theme, digits, log, opened)
    updates = np.array(swarm.plan.samples, float)
    shapes: list[Shape] = [*head, *axes_shapes(upper, () if lower else plain("update"), _cost_title(log), theme)]
    fan, names = _fan(swarm, upper, theme, updates)
    own = _each(swarm, upper, theme, updates) if each else []
    if opened is not None:
        points = _run_points(swarm, upper, updates)[opened]
        fan.append(Path((points,), theme.ink, 1.4))
        names.append((float(points[-1, 1]), run_name(opened), theme.ink))
    shapes += [Clip(upper.rectangle, (*own, *fan)), *_goal(swarm, upper, theme), *_at_ends(names, upper)]
    if lower is not None:
        shapes += axes_shapes(lower, plain("update"), plain("% at the goal"), theme)
        lines, names = _shares(swarm, lower, theme, updates)
        shapes += [Clip(lower.rectangle, tuple(lines)), *_at_ends(names, lower)]
    lost = () if lower is not None else (Omission("the share at the goal", is_number=True),)
    return Figure(*size, theme.paper, tuple(shapes), (_targets(swarm, upper, updates),), plot=upper.rectangle, omitted=lost)


def _frames(
    swarm: Swarm, size: tuple[float, float], theme: Theme, digits: int, log: bool, opened: int | None
) -> tuple[Axes, Axes | None, list[Shape]]:
    """The diagram of the costs, that of the shares where there is room, and what is said above them."""
    text = TEXT_SIZE
    head, top = heading(swarm, size, theme, digits)
    below = _LOWER * size[1] if size[1] >= 250.0 else 0.0
    x_range = (0.0, float(max(1, swarm.plan.updates)))
    widest = ["upper quartile"] if len(swarm.plan.etas) == 1 else [f"{_name(swarm, i)}: 100 %" for i in _rates(swarm)]
    widest += [] if opened is None else [run_name(opened)]
    right = max(width(in_letters(name), 0.92 * text) for name in widest)
    upper = axes_in(size, x_range, _cost_range(swarm, log), top + 2.2 * text, below, log)
    upper = replace(upper, width=max(60.0, upper.width - right), counts=True)
    if not below:
        return upper, None, head
    start = size[1] - below + 1.8 * text
    lower = replace(upper, y=start, height=max(24.0, below - 5.3 * text), y_range=(0.0, 104.0), log=False)
    return *aligned(upper, lower), head


def _rates(swarm: Swarm) -> range:
    return range(len(swarm.plan.etas))


def _name(swarm: Swarm, index: int) -> str:
    return f"η = {swarm.plan.etas[index]:g}"


def hue(theme: Theme, index: int) -> Colour:
    """The hue of a rate's lines."""
    return theme.runs[(index + 1) % len(theme.runs)]


def _cost_title(log: bool) -> tuple[Run, ...]:
    return (Run("φ", italic=True), *plain(", log scale" if log else ""))


def _cost_range(swarm: Swarm, log: bool) -> tuple[float, float]:
    """What holds the quartiles of all rates but where they diverge, and the goal."""
    quantiles = np.array([swarm.quantiles(swarm.of_eta(i)) for i in _rates(swarm)])
    values, begun = quantiles.ravel(), quantiles[:, :, 0].max()
    most = min(HIGHEST, _ASTRAY * begun) if np.isfinite(begun) and begun > 0.0 else HIGHEST
    values = values[np.isfinite(values) & (values <= most) & ((values > 0.0) | (not log))]
    if log:
        goal = [swarm.plan.goal] if swarm.plan.goal > 0.0 else []
        low, high = (float(end(np.append(values, goal))) if values.size else 1.0 for end in (np.min, np.max))
        return low / 1.5, high * 1.5
    low, high = least_range(0.0, float(values.max(initial=swarm.plan.goal)))
    return min(0.0, float(values.min(initial=0.0))), high * 1.05


def _fan(swarm: Swarm, axes: Axes, theme: Theme, updates: Array) -> tuple[list[Shape], list[tuple[float, str, Colour]]]:
    """Band and median of each rate, and what stands at their ends."""
    bands: list[Shape] = []
    lines: list[Shape] = []
    names: list[tuple[float, str, Colour]] = []
    for index in _rates(swarm):
        quantiles = np.nan_to_num(swarm.quantiles(swarm.of_eta(index)), nan=np.inf)
        low, middle, high = (axes.to_page(updates, np.minimum(one, HIGHEST)) for one in quantiles)
        colour = hue(theme, index)
        if len(swarm.plan.etas) <= MOST_BANDS:
            bands.append(Path((np.vstack((low, high[::-1])),), None, fill=mix(theme.paper, colour, 0.2), closed=True))
            lines += [Path((one,), mix(theme.paper, colour, 0.55), 0.9) for one in (low, high)]
        lines.append(Path((middle,), colour, 2.2, dashed=index >= len(theme.runs)))
        if len(swarm.plan.etas) == 1:
            names += [(high[-1, 1], "upper quartile", theme.faint), (low[-1, 1], "lower quartile", theme.faint)]
        names.append((middle[-1, 1], "median" if len(swarm.plan.etas) == 1 else _name(swarm, index), colour))
    return [*bands, *lines], names


def _each(swarm: Swarm, axes: Axes, theme: Theme, updates: Array) -> list[Shape]:
    """Some of the runs' own curves, thin."""
    chosen = np.unique(np.linspace(0, swarm.plan.count - 1, MOST_RUNS).astype(int))
    lines = [axes.to_page(updates, np.minimum(swarm.costs(slice(run, run + 1))[0], HIGHEST)) for run in chosen]
    kept = tuple(line for line in lines if np.isfinite(line).all())
    return [Path(kept, mix(theme.paper, theme.ink, 0.3), 0.6)] if kept else []


def _goal(swarm: Swarm, axes: Axes, theme: Theme) -> list[Shape]:
    """The goal as a line of its own."""
    low, high = axes.y_range
    if not low < swarm.plan.goal < high:
        return []
    x1, y = (float(one) for one in axes.to_page(np.array([axes.x_range[0]]), np.array([swarm.plan.goal]))[0])
    line = Segments(np.array([(x1, y, axes.x + axes.width, y)]), theme.forward, 1.1, dashed=True)
    return [line, Label(x1 + 6.0, y - 4.0, plain("goal"), axes.small, theme.forward, 0.0, 1.0, behind=theme.paper)]


def _shares(swarm: Swarm, axes: Axes, theme: Theme, updates: Array) -> tuple[list[Shape], list[tuple[float, str, Colour]]]:
    """The share of each rate's runs that is at the goal; rates that end with one share are named together."""
    lines: list[Shape] = []
    ends: dict[str, list[tuple[int, float]]] = {}
    for index in _rates(swarm):
        shares = swarm.share_by(swarm.of_eta(index))
        points = axes.to_page(updates, 100.0 * shares)
        lines.append(Path((points,), hue(theme, index), 2.2, dashed=index >= len(theme.runs)))
        ends.setdefault(share_told(float(shares[-1])), []).append((index, float(points[-1, 1])))
    names = []
    for share, rates in ends.items():
        index, y = rates[0]
        if len(swarm.plan.etas) == 1:
            names.append((y, share, hue(theme, index)))
        elif len(rates) == 1:
            names.append((y, f"{_name(swarm, index)}: {share}", hue(theme, index)))
        else:
            names.append((y, f"{len(rates)} rates: {share}", theme.faint))
    return lines, names


def _at_ends(names: Sequence[tuple[float, str, Colour]], axes: Axes) -> list[Shape]:
    """Names at the right of a diagram, each as near to its line's end as the others let it."""
    line, bottom = 1.25 * axes.small, axes.y + axes.height
    wanted = sorted((min(max(y, axes.y), bottom), name, colour) for y, name, colour in names)
    places = [y for y, _, _ in wanted]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + line)
    # What has been pushed below the axis pushes the others up again.
    ceiling = bottom
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], ceiling)
        ceiling = places[i] - line
    x = axes.x + axes.width + 6.0
    return [
        Label(x, y, in_letters(name), axes.small, colour, across=0.0)
        for y, (_, name, colour) in zip(places, wanted, strict=True)
        if y > axes.y - 2.0 * line
    ]


def _targets(swarm: Swarm, axes: Axes, updates: Array) -> Targets:
    """The runs' own curves, to be pointed at and clicked, whether they are drawn or not."""
    places = _run_points(swarm, axes, updates)
    ends = np.concatenate((places[:, :-1], places[:, 1:]), axis=2).reshape(-1, 4)
    return Targets(partial(_run_at, len(updates) - 1), ends, 5.0)


def _run_points(swarm: Swarm, axes: Axes, updates: Array) -> Array:
    """The runs' own curves on the page, of shape (runs, samples, 2)."""
    count, samples = swarm.curves.shape
    heights = np.minimum(np.nan_to_num(swarm.costs(slice(None)), nan=np.inf), HIGHEST)
    found: Array = axes.to_page(np.tile(updates, count), heights.ravel()).reshape(count, samples, 2)
    return found


def _run_at(parts: int, index: int) -> Key:
    return Key("run", index // parts + 1)
