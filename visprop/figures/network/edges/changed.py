"""What an update changed: beside each number that of before, struck through; where not all have room, by how much; or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from visprop.engine.arrays import Array
from visprop.figures.base.lines import head_bounds, passed
from visprop.figures.base.placing import Bounds, bounds, overlap
from visprop.figures.base.shapes import Label, Points, Shape
from visprop.figures.base.style import EDGE_WIDTHS, Theme
from visprop.figures.base.text import Run
from visprop.figures.network.forms.node import set_number, struck
from visprop.figures.network.layout.places import Layout
from visprop.figures.network.measures import TEXT
from visprop.notation.expression.numbers import LEAST_DIGITS, number

Place = tuple[int, int]
"""An edge, by its neuron j and its source k, from 0."""
_NEXT = 1.05
"""How far over or under a number the other stands, in its size."""


def small(layout: Layout) -> float:
    """The size of what was before."""
    return max(layout.least, TEXT.mark * layout.text)


def old_runs(value: float, layout: Layout) -> tuple[Run, ...]:
    """A number of before the update, as it was written."""
    return set_number(number(value, layout.digits), layout.is_short)


def changed_labels(
    layout: Layout, layer: int, labels: Mapping[Place, Label], pair: tuple[Array, Array], taken: Sequence[Bounds], theme: Theme
) -> tuple[dict[Place, Label], list[Shape]]:
    """What stands beside the numbers of the edges into a layer, of all or of none; and the lines through it.

    Args:
        layout: the network's.
        layer: of the edges.
        labels: the numbers, which are those of now.
        pair: what the edges showed before the update, and what they show now, each of shape (n_l, n_{l−1}).
        taken: the room of other texts.
        theme: the colours.
    """
    before, after = pair
    stands = [*taken, *map(bounds, labels.values()), *layout.rims(layer - 1), *layout.rims(layer), *_heads(layout, layer)]
    changes = after - before

    def old(at: Place) -> tuple[Run, ...]:
        return old_runs(float(before[at]), layout)

    def change(at: Place) -> tuple[Run, ...]:
        value = float(changes[at])
        return set_number(f"{'+' if value > 0.0 else ''}{number(value, LEAST_DIGITS)}", layout.is_short)

    if found := _all_beside(layout, layer, labels, old, stands, theme):
        return found, [struck(label) for label in found.values()]
    return _all_beside(layout, layer, labels, change, stands, theme), []


def _all_beside(
    layout: Layout,
    layer: int,
    labels: Mapping[Place, Label],
    runs: Callable[[Place], tuple[Run, ...]],
    stands: Sequence[Bounds],
    theme: Theme,
) -> dict[Place, Label]:
    """A text over or under each number; none at all where one has no room."""
    found: dict[Place, Label] = {}
    ends, size = layout.edge_ends(layer), small(layout)
    for at, label in labels.items():
        taken = [*stands, *map(bounds, found.values())]
        others = np.array([ends[one] for one in np.ndindex(*ends.shape[:2]) if one != at]).reshape(-1, 4)
        tried = (
            Label(label.x, label.y + side * _NEXT * label.size, runs(at), size, theme.faint, label.across) for side in (-1.0, 1.0)
        )
        free = next((one for one in tried if _is_free(bounds(one), taken, others, layout)), None)
        if free is None:
            return {}
        found[at] = free
    return found


def _is_free(box: Bounds, taken: Sequence[Bounds], lines: Points, layout: Layout) -> bool:
    """Whether nothing stands in a box, and no line but that of its own edge passes through it."""
    is_inside = box[1] > layout.top - layout.text and box[3] < layout.legend_top - layout.foot
    return is_inside and not any(overlap(box, other) for other in taken) and not passed(lines, [box]).any()


def _heads(layout: Layout, layer: int) -> list[Bounds]:
    return [head_bounds(edge, EDGE_WIDTHS[1]) for edge in layout.edge_ends(layer).reshape(-1, 4)]
