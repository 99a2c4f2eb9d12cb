"""Where the parts of a network stand on the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from visprop.figures.base.shapes import Points
from visprop.figures.base.style import MIN_SIZE, TEXT_SIZE

MAX_LABELLED_EDGES = 64
"""Networks with more edges show their weights when pointed at only."""
MAX_RADIUS = 30.0
"""The largest radius of a neuron."""
MAX_GAP = 190.0
"""The largest distance between neighbours of a layer."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Places of one network on a page of a given size, in points.

    Attributes:
        units: for layers 0 … L the units' centres, each of shape (n_l, 2).
        radii: the radius of each layer's units; the inputs are small.
        texts: for each layer the size of numbers in and beside its units; 0 if they would not be legible.
        targets_x: the column of the targets y.
        cost: the centre of the cost.
        heading_y: the line of the layers' headings.
        key_y: the line of the key below the network.
        label_at: for layers 1 … L, where along each edge its weight stands, of shape (n_l, n_{l−1}): a share from source to
            neuron, or NaN if there is no place for it; empty if no edge is labelled.
        label_size: the size of the weights' numbers.
    """

    units: tuple[Points, ...]
    radii: tuple[float, ...]
    texts: tuple[float, ...]
    targets_x: float
    cost: tuple[float, float]
    heading_y: float
    key_y: float
    label_at: tuple[Points, ...]
    label_size: float

    def edge_ends(self, layer: int) -> Points:
        """The edges into a layer from rim to rim, of shape (n_l, n_{l−1}, 4)."""
        return self._edges[layer - 1]

    @cached_property
    def _edges(self) -> tuple[Points, ...]:
        return tuple(self._edges_into(layer) for layer in range(1, len(self.units)))

    def _edges_into(self, layer: int) -> Points:
        source, sink = self.units[layer - 1], self.units[layer]
        start = np.broadcast_to(source[None, :, :], (len(sink), len(source), 2))
        end = np.broadcast_to(sink[:, None, :], start.shape)
        along = end - start
        unit = along / np.linalg.norm(along, axis=2, keepdims=True)
        return np.concatenate((start + unit * self.radii[layer - 1], end - unit * self.radii[layer]), axis=2)


@lru_cache(maxsize=16)
def network_layout(sizes: tuple[int, ...], width: float, height: float, label_width: float) -> Layout:
    """Lay a network out from left to right.

    Args:
        sizes: (n_0, …, n_L).
        width, height: of the page in points.
        label_width: how wide a weight's number is at the usual text size.
    """
    columns = len(sizes)
    top, bottom = 46.0, 34.0
    left = max(64.0, min(96.0, 0.12 * width))
    right = max(170.0, min(236.0, 0.30 * width))
    step_x = (width - left - right) / (columns - 1)
    room = height - top - bottom
    gaps = [min(room / n, MAX_GAP) for n in sizes]
    radii = [max(1.5, min(0.26 * gap, 0.19 * step_x, MAX_RADIUS)) for gap in gaps]
    texts = [_legible(min(TEXT_SIZE, 0.215 * gap, 0.75 * radius)) for gap, radius in zip(gaps, radii, strict=True)]
    texts[0] = _legible(min(TEXT_SIZE, 0.6 * gaps[0]))
    radii[0] = max(1.2, min(4.0, 0.3 * gaps[0]))
    middle, end_x = top + room / 2, left + (columns - 1) * step_x
    units = tuple(_column(n, left + i * step_x, middle, gap) for i, (n, gap) in enumerate(zip(sizes, gaps, strict=True)))
    size = min(text for text in texts[1:])
    layout = Layout(
        units,
        tuple(radii),
        tuple(texts),
        targets_x=end_x + 0.36 * right,
        cost=(width - max(52.0, 0.24 * right), middle),
        heading_y=20.0,
        key_y=height - 14.0,
        label_at=(),
        label_size=size,
    )
    edges = sum(m * n for m, n in zip(sizes, sizes[1:], strict=False))
    if not size or edges > MAX_LABELLED_EDGES:
        return layout
    return replace(layout, label_at=_label_places(layout, (label_width * size / TEXT_SIZE + 6.0, size * 1.25)))


def _legible(size: float) -> float:
    return size if size >= MIN_SIZE else 0.0


def _column(n: int, x: float, middle: float, step: float) -> Points:
    y = middle + (np.arange(n) - (n - 1) / 2) * step
    return np.column_stack((np.full(n, x), y))


def _label_places(layout: Layout, box: tuple[float, float]) -> tuple[Points, ...]:
    """A place along each edge for its weight, so that no two numbers overlap, nor a number a neuron or a second edge.

    Greedy, edge by edge: of some places along the edge the one that is crossed least; none where all collide.
    """
    taken: list[tuple[float, float, float, float]] = []
    for column, radius, text in zip(layout.units[1:], layout.radii[1:], layout.texts[1:], strict=True):
        for x, y in column:
            taken.append((x - radius, y - radius, x + radius, y + radius))
            # A neuron's own numbers stand above and below it.
            half = max(radius, 0.5 * box[0] + 0.7 * text)
            taken += [
                (x - half, y - radius - 1.5 * text, x + half, y - radius),
                (x - half, y + radius, x + half, y + radius + 1.5 * text),
            ]
    places = []
    for layer in range(1, len(layout.units)):
        ends = layout.edge_ends(layer)
        lines = ends.reshape(-1, 4)
        at = np.full(ends.shape[:2], np.nan)
        # Beginning with the flattest edges: the steep ones have more room to give way.
        for j, k in sorted(np.ndindex(*ends.shape[:2]), key=lambda jk: abs(ends[jk][3] - ends[jk][1])):
            at[j, k] = _best_place(ends[j, k], lines, taken, box)
            if not np.isnan(at[j, k]):
                taken.append(_box_at(ends[j, k], float(at[j, k]), box))
        places.append(at)
    return tuple(places)


def _best_place(edge: Points, lines: Points, taken: list[tuple[float, float, float, float]], box: tuple[float, float]) -> float:
    best, best_score = np.nan, np.inf
    for t in (0.66, 0.72, 0.60, 0.78, 0.34, 0.28, 0.40, 0.54, 0.46, 0.22, 0.84, 0.50):
        here = _box_at(edge, t, box)
        if any(_overlap(here, other) for other in taken):
            continue
        crossed = sum(_crosses(line, here) for line in lines) - 1
        score = 3.0 * crossed + abs(t - 0.66)
        if score < best_score:
            best, best_score = t, score
    return best


def _box_at(edge: Points, t: float, box: tuple[float, float]) -> tuple[float, float, float, float]:
    x, y = edge[0] + t * (edge[2] - edge[0]), edge[1] + t * (edge[3] - edge[1])
    return (x - box[0] / 2, y - box[1] / 2, x + box[0] / 2, y + box[1] / 2)


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _crosses(line: Points, box: tuple[float, float, float, float]) -> bool:
    """Whether a line from left to right passes through a box."""
    x1, y1, x2, y2 = (float(value) for value in line)
    left, right = max(box[0], min(x1, x2)), min(box[2], max(x1, x2))
    if left > right:
        return False
    slope = (y2 - y1) / (x2 - x1)
    y_left, y_right = y1 + slope * (left - x1), y1 + slope * (right - x1)
    return min(y_left, y_right) < box[3] and max(y_left, y_right) > box[1]
