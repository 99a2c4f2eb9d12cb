"""The path of a training over a map, point by point in words."""

from __future__ import annotations

from visprop.figures.base.axes import Axes
from visprop.figures.base.told import Group, Item, Sort
from visprop.figures.plots.landscape import Landscape, Trail
from visprop.notation.layout.said import said

_REACH = 9.0
"""How far about a point is its own, in points."""


def path_groups(landscape: Landscape, axes: Axes, digits: int) -> list[Group]:
    """A group for each training, the newest point first: one who comes wants to know where it is now."""
    return [_of_trail(landscape, axes, at, digits) for at in range(len(landscape.trails))]


def _of_trail(landscape: Landscape, axes: Axes, at: int, digits: int) -> Group:
    trail: Trail = landscape.trails[at]
    page = axes.to_page(*trail.points.T)

    def item(index: int) -> Item:
        i = len(page) - 1 - index
        x, y = map(float, page[i])

        def tell() -> str:
            words = landscape.place_told(trail.points[i], digits), landscape.point_told(trail, i, digits)
            return said("\n".join(words)).replace("\n", "; ")

        return Item(tell, (x - _REACH, y - _REACH, 2 * _REACH, 2 * _REACH))

    name = f"path of {trail.name}" if trail.name else "path of the training"
    return Group(name, ("path", at), Sort.WORDS, len(page), item)
