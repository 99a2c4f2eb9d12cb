"""Where the numbers of edges stand: in one column between two layers, evenly spaced, each in a gap of its own line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visprop.figures.base.lines import heads_bounds
from visprop.figures.base.placing import Bounds
from visprop.figures.base.shapes import Points
from visprop.figures.base.style import EDGE_WIDTHS
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import CLEAR

MOST_LABELLED, MOST_CHOSEN = 64, 100
"""A network with more edges than the first is drawn as a crowd, and one with more than the second without numbers on edges."""
_LINE = 1.12
"""The least distance of two numbers, in their size."""


def column_shares(
    ends: Points,
    ports: tuple[float, float],
    text: float,
    wide: float,
    heads: tuple[float, float],
    taken: Sequence[Bounds] = (),
    apart_from: Points | None = None,
    is_clear: bool = False,
) -> Points:
    """Where each edge's number stands so that all are in one column, as shares of the edges; NaN if no column does.

    With n sources and m targets of pitches P_s and P_t they are evenly spaced at n P_s / (n P_s + P_t) of the way, grouped by
    target, and at P_s / (P_s + m P_t), grouped by source.

    Args:
        ends: the edges of a layer from rim to rim, of shape (m, n, 4).
        ports: where, from left to right, the edges of one source meet, and those of one neuron.
        text: the numbers' size.
        wide: the width of the widest.
        heads: how much is kept free for arrow heads at the beginning and at the end.
        taken: where other texts stand.
        apart_from: shares of the same edges at which other numbers stand.
        is_clear: whether no other line may pass behind one.
    """
    starts, tips = float(np.max(ends[:, :, 0])), float(np.min(ends[:, :, 2]))
    other = None if apart_from is None else float((ends[..., 0] + apart_from * (ends[..., 2] - ends[..., 0])).mean())
    texts = np.array(taken).reshape(-1, 4)
    xs = ports[0] + np.array(_candidates(ends, is_second=apart_from is not None)) * (ports[1] - ports[0])
    fits = (xs - wide / 2 >= starts + heads[0]) & (xs + wide / 2 <= tips - heads[1])
    if other is not None:
        fits &= np.abs(xs - other) >= wide + 2 * CLEAR.number
    xs = xs[fits]
    lines = ends.reshape(-1, 4)
    at: Points = (xs[:, None] - lines[:, 0]) / (lines[:, 2] - lines[:, 0])
    y = np.sort(lines[:, 1] + at * (lines[:, 3] - lines[:, 1]), axis=1)
    least = np.diff(y, axis=1).min(axis=1, initial=np.inf)
    # The first that is most evenly spaced, which the two places named above are where they are among them.
    for i in np.argsort(-np.round(least, 3), kind="stable"):
        if least[i] < _LINE * text:
            break
        if _meets(texts, xs[i], y[i], wide, text):
            continue
        if not (is_clear and _has_crossed(lines, float(xs[i]), y[i], wide, text)):
            shares: Points = at[i].reshape(ends.shape[:2])
            return shares
    return np.full(ends.shape[:2], np.nan)


def _has_crossed(lines: Points, x: float, y: Points, wide: float, text: float) -> bool:
    """Whether another line than its own passes behind a number of a column."""
    half = np.array((wide / 2, _DIGIT * text / 2))
    centres = np.column_stack((np.full(len(y), x), y))
    return bool((_crossings(lines, centres - half, centres + half) > 1).any())


def _meets(texts: Points, x: float, y: Points, wide: float, text: float) -> bool:
    """Whether a number of a column would lie on another text."""
    near = texts[(texts[:, 0] < x + wide / 2) & (texts[:, 2] > x - wide / 2)]
    return bool(((near[:, 1] < y[:, None] + 0.5 * text) & (near[:, 3] > y[:, None] - 0.5 * text)).any())


_INTO_ONE = (0.36, 0.3)
"""Where the numbers of edges into a single neuron stand, and a second one: near their sources, where they part."""
_COLUMNS = np.arange(0.2, 0.81, 0.04).tolist()
"""Where else a column is tried."""


def _candidates(ends: Points, is_second: bool) -> Sequence[float]:
    m, n = ends.shape[:2]
    by_target, by_source = 2 / 3, 1 / 3
    if n > 1 and m > 1:
        source, target = ends[0, 1, 1] - ends[0, 0, 1], ends[1, 0, 3] - ends[0, 0, 3]
        by_target, by_source = n * source / (n * source + target), source / (source + m * target)
    elif n > 1:
        by_target, by_source = _INTO_ONE
    elif m == 1:
        by_target = by_source = 1 / 2
    first = (by_source, by_target) if is_second or n > m == 1 else (by_target, by_source)
    # Others may leave the heads free where these do not.
    return (*first, *sorted(_COLUMNS, key=lambda share: abs(share - first[0])))


@dataclass(frozen=True)
class Scattered:
    """Where the numbers of edges stand, each by itself.

    Attributes:
        shares: along each edge into a layer, of shape (m, n); NaN where there is no place.
        aside: how far over (below 0) or under its line each stands, in points, of the same shape; 0 on the line.
    """

    shares: Points
    aside: Points


def scattered(layers: list[Points], taken: list[Bounds], text: float, wide: float, most_crossed: int | None) -> list[Scattered]:
    """Places for the numbers of a network where columns do not do: edge by edge, of level ones over or under the line at last.

    Args:
        layers: the edges into each layer, of shape (m, n, 4).
        taken: what stands on the page already.
        text: the numbers' size.
        wide: the width of the widest.
        most_crossed: how many other lines may pass behind a number; None for any number.
    """
    box = room_of(text, wide)
    boxes = np.array(taken).reshape(-1, 4)
    found = []
    for ends in layers:
        at, aside = np.full(ends.shape[:2], np.nan), np.zeros(ends.shape[:2])
        lines, before = ends.reshape(-1, 4), boxes
        # Beginning with the flattest edges: the steep ones have more room to give way.
        for j, k in sorted(np.ndindex(*ends.shape[:2]), key=lambda jk: abs(ends[jk][3] - ends[jk][1])):
            at[j, k] = best_share(ends[j, k], lines, boxes, box, most_crossed)
            if np.isnan(at[j, k]):
                off = _OFF_CLEAR if most_crossed == 0 else _OFF
                at[j, k], aside[j, k] = _beside(ends[j, k], lines, boxes, text, wide, off)
            if np.isnan(at[j, k]) and most_crossed == 0:
                # On paper a layer has all its numbers or none.
                boxes = before
                break
            if not np.isnan(at[j, k]):
                boxes = np.vstack((boxes, box_at(_moved(ends[j, k], float(aside[j, k])), float(at[j, k]), *box)))
        found.append(Scattered(at, aside))
    return found


_LEVEL = 0.2
"""Up to this slope a number may stand over or under its line."""
_OFF, _OFF_CLEAR = (0.72, 1.035), (0.72, 0.8, 1.035)
"""How far from the line it stands then, in its size; on paper, where there is less room."""


_DIGIT = 0.62
"""How high a digit is there, in its size: a little less, as nothing else is as near."""


_BESIDE = (0.45, 0.4, 0.5, 0.35, 0.55, 0.6)
"""Where along a level edge a number over or under it is tried, the best places first."""


def _moved(edge: Points, down: float) -> Points:
    moved: Points = edge + np.array((0.0, down, 0.0, down))
    return moved


def _beside(edge: Points, lines: Points, taken: Points, text: float, wide: float, off: tuple[float, ...]) -> tuple[float, float]:
    """A place over or under the middle of a level edge where no other line and no text is; NaN if there is none."""
    if abs(edge[3] - edge[1]) > _LEVEL * (edge[2] - edge[0]):
        return float("nan"), 0.0
    for share in _BESIDE:
        for side in (sign * share_of * text for share_of in off for sign in (-1.0, 1.0)):
            box = np.array(box_at(_moved(edge, side), share, wide, _DIGIT * text))
            meets = (box[:2] < taken[:, 2:]).all(axis=1) & (taken[:, :2] < box[2:]).all(axis=1)
            if not meets.any() and not _crossings(lines, box[None, :2], box[None, 2:])[0]:
                return share, side
    return float("nan"), 0.0


_SHARES = np.array((0.66, 0.72, 0.60, 0.34, 0.28, 0.40, 0.54, 0.46, 0.22, 0.50, 0.78, 0.69, 0.63, 0.57, 0.37, 0.31, 0.25, 0.43))
"""Where along an edge its number is tried, the best places first."""


def room_of(text: float, wide: float) -> tuple[float, float]:
    """Width and height of what a number takes, with the distance that lines and others keep from it."""
    return wide + 2 * CLEAR.number, _LINE * text


_CROSSING = 3.0
"""How much worse a line that is crossed is than being a whole edge off the best place."""
_EVERYWHERE = np.linspace(0.1, 0.9, 41)
"""Where a number is tried that is to stand near a given place."""


def best_share(edge: Points, lines: Points, taken: Points, box: tuple[float, float], most_crossed: int | None) -> float:
    """The share of an edge at which its number has room, and crosses the fewest other lines; NaN if it has none.

    Args:
        edge: from rim to rim.
        lines: the edges of its layer, itself among them, of shape (n, 4).
        taken: what stands on the page already, of shape (n, 4).
        box: width and height of what it takes.
        most_crossed: how many other lines may pass behind it; None for any number.
    """
    low, high, free = _room_along(edge, taken, box, _SHARES)
    crossed = _crossings(lines, low, high) - 1
    if most_crossed is not None:
        free &= crossed <= most_crossed
    if not free.any():
        return float("nan")
    score = np.where(free, _CROSSING * crossed + np.abs(_SHARES - _SHARES[0]), np.inf)
    return float(_SHARES[np.argmin(score)])


def nearest_share(edge: Points, taken: Points, box: tuple[float, float], wanted: float) -> float:
    """The share of an edge nearest to the wanted one at which its number has room, whatever it crosses; NaN if it has none."""
    _, _, free = _room_along(edge, taken, box, _EVERYWHERE)
    shares = _EVERYWHERE[free]
    return float(shares[np.argmin(np.abs(shares - wanted))]) if len(shares) else float("nan")


def _room_along(
    edge: Points, taken: Points, box: tuple[float, float], shares: Points
) -> tuple[Points, Points, NDArray[np.bool_]]:
    """The corners of a number at each share of an edge, and whether it is free of what stands there already."""
    centres = edge[:2] + shares[:, None] * (edge[2:] - edge[:2])
    low, high = centres - np.array(box) / 2, centres + np.array(box) / 2
    meets = (low[:, None] < taken[:, 2:]).all(axis=2) & (taken[:, :2] < high[:, None]).all(axis=2)
    free: NDArray[np.bool_] = np.logical_not(np.any(meets, axis=1))
    return low, high, free


def _crossings(lines: Points, low: Points, high: Points) -> NDArray[np.intp]:
    """How many lines from left to right pass through each of some boxes."""
    x1, y1, x2, y2 = lines.T
    left, right = np.maximum(low[:, :1], x1), np.minimum(high[:, :1], x2)
    slope = (y2 - y1) / np.maximum(x2 - x1, 1e-9)
    at = np.stack((y1 + slope * (left - x1), y1 + slope * (right - x1)))
    passes = (left <= right) & (at.min(axis=0) < high[:, 1:]) & (at.max(axis=0) > low[:, 1:])
    found: NDArray[np.intp] = passes.sum(axis=1)
    return found


def box_at(edge: Points, share: float, wide: float, high: float) -> Bounds:
    """The room around a place of an edge."""
    x, y = edge[0] + share * (edge[2] - edge[0]), edge[1] + share * (edge[3] - edge[1])
    return float(x - wide / 2), float(y - high / 2), float(x + wide / 2), float(y + high / 2)


def occupied(layout: Layout, flows_back: bool, has_heads: bool = True) -> list[Bounds]:
    """The room of the neurons and of the edges' heads; if what flows back is to have room, with heads at their beginnings."""
    found: list[Bounds] = []
    for layer in range(1, len(layout.units)):
        found += layout.rims(layer)
        if not has_heads:
            continue
        edges = layout.edge_ends(layer).reshape(-1, 4)
        lines = np.vstack((edges, edges[:, [2, 3, 0, 1]])) if flows_back and layer > 1 else edges
        found += [tuple(box) for box in heads_bounds(lines, EDGE_WIDTHS[1]).tolist()]
    return found
