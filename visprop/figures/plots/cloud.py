"""A swarm as a cloud on the landscape: where each run ended, and the ways of some of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.figures.base.shapes import Dots, Facets, Path, Points, Shape, Targets
from visprop.figures.base.style import Theme, mix
from visprop.figures.choices import Range
from visprop.figures.plots.plane import Basis, landscape_range
from visprop.timeline.swarm.swarm import Swarm

MOST_PATHS = 128
"""The ways of so many runs are drawn at most."""
_KEPT = 0.02
"""Which share of the points may lie outside to each side."""
_DOT, _SQUARE = 2.6, 2.3
_REACH = 6.0
_NOWHERE = -1e4


@dataclass(frozen=True, eq=False)
class Cloud:
    """Runs as they are seen in a plane.

    Attributes:
        ends: where each ended, of shape (R, 2).
        paths: the ways of some of them, of shape (some, places, 2).
        reached: for each run whether it is at the goal.
        diverged: for each run whether it diverged, so that its end is no place to be.
    """

    ends: Points
    paths: Array
    reached: NDArray[np.bool_]
    diverged: NDArray[np.bool_]

    @classmethod
    def of(cls, swarm: Swarm, basis: Basis) -> Cloud:
        """Of a swarm, projected."""
        chosen = np.unique(np.linspace(0, swarm.plan.count - 1, MOST_PATHS).astype(int))
        # A way that diverges would lead out of every picture.
        chosen = chosen[~swarm.diverged[chosen]]
        paths = basis.coordinates(swarm.paths[chosen].astype(np.float64))
        return cls(basis.coordinates(swarm.p), paths, swarm.reached, swarm.diverged)

    @property
    def range(self) -> Range:
        """Both axes' ranges, in which nearly all of it lies."""
        points = np.vstack((self.ends[~self.diverged], self.paths.reshape(-1, 2)))
        if not len(points):
            points = self.ends
        return landscape_range(np.quantile(points, (_KEPT, 1.0 - _KEPT), axis=0))

    def drawn(self, to_page: Callable[[Points], Points], theme: Theme) -> list[Shape]:
        """Ways, and over them ends: discs at the goal, squares above it."""
        ground = mix(theme.low, theme.high, 0.35)
        ways = tuple(way for way in (to_page(path) for path in self.paths) if np.isfinite(way).all())
        shapes: list[Shape] = [Path(ways, mix(theme.ink, ground, 0.62), 0.7)] if ways else []
        ends = to_page(self.ends)
        return shapes + self.marks(ends, np.asarray(np.isfinite(ends).all(axis=1)), theme)

    def marks(self, places: Points, chosen: NDArray[np.bool_], theme: Theme) -> list[Shape]:
        """The ends of some runs, which lie at places of the page: discs at the goal, squares above it."""
        chosen = chosen & ~self.diverged
        above, at_goal = places[chosen & ~self.reached], places[chosen & self.reached]
        shapes: list[Shape] = [self._squares(above, theme)] if len(above) else []
        if len(at_goal):
            shapes += [Dots(at_goal, _DOT + 0.8, theme.paper), Dots(at_goal, _DOT, theme.forward)]
        return shapes

    @staticmethod
    def _squares(places: Points, theme: Theme) -> Shape:
        corners = np.array([(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]) * _SQUARE
        fills = np.tile(np.array(theme.negative, float), (len(places), 1))
        return Facets(places[:, None] + corners, fills, theme.paper, 0.7)

    def targets(self, places: Points) -> Targets:
        """The ends, which lie at places of the page, to be pointed at and clicked."""
        there = np.isfinite(places).all(axis=1) & ~self.diverged
        places = np.where(there[:, None], places, _NOWHERE)
        return Targets(lambda i: Key("run", i + 1), np.column_stack((places, places)), _REACH)
