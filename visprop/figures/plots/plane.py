"""Which plane of parameter space the landscape shows, and where p is in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.curvature import PASSES, top_curvatures
from visprop.engine.directions import gradient_directions, principal_directions, random_directions
from visprop.engine.key import Key
from visprop.engine.landscape import Plane
from visprop.engine.objective import Freedom
from visprop.figures.base.axes import HIGHEST
from visprop.figures.base.shapes import Points
from visprop.figures.base.text import Run, key_symbol, plain
from visprop.figures.choices import Place, PlaneChoice, Range, Span
from visprop.notation.expression.numbers import equal_to
from visprop.notation.naming import Naming
from visprop.scenario.scenario import Scenario
from visprop.timeline.totals import Totals

_HUGE = 1e100


@dataclass(frozen=True, eq=False)
class Basis:
    """Two orthonormal directions of q, the parameters that are free to move, and where their coordinates are 0.

    Attributes:
        u, v: the horizontal and the vertical direction, of q's length.
        origin: the q with the coordinates (0, 0).
        freedom: from q to p.
        titles: of the axes.
        words: the same as plain words.
        keys: the parameters that they are; None for other directions.
    """

    u: Array
    v: Array
    origin: Array
    freedom: Freedom
    titles: tuple[tuple[Run, ...], tuple[Run, ...]]
    words: tuple[str, str]
    keys: tuple[Key, Key] | None = None

    def named(self, naming: Naming) -> Basis:
        """The same, its parameters called by their symbols in a dress."""
        if self.keys is None:
            return self
        titles = (key_symbol(self.keys[0], naming), key_symbol(self.keys[1], naming))
        return self if titles == self.titles else replace(self, titles=titles)

    def coordinates(self, p: Array) -> Points:
        """The coordinates of parameters of shape (…, p's length), projected: of shape (…, 2)."""
        moved = self.freedom.coordinates(p) - self.origin
        along: tuple[Array, ...] = (np.asarray(moved @ self.u), np.asarray(moved @ self.v))
        found: Points = np.stack(along, axis=-1)
        return found

    def seen(self, path: Array, p: Array) -> tuple[Points, Array, float]:
        """A path as it is seen from p.

        Its coordinates, projected; for each point the share of its distance (squared) from p that lies in the plane, from 0 to 1;
        and that share of all movement towards p.
        """
        moved = self.freedom.coordinates(path) - self.freedom.coordinates(p)
        along, across = np.asarray(moved @ self.u), np.asarray(moved @ self.v)
        # Relative to the longest way, so that no square overflows.
        scale = float(np.max(np.abs(moved), initial=0.0)) or 1.0
        if not 1.0 / _HUGE < scale < _HUGE:
            moved = moved / scale
            total = np.einsum("ij,ij->i", moved, moved)
        else:
            total = np.einsum("ij,ij->i", moved, moved) / scale**2
        within = np.square(along / scale) + np.square(across / scale)
        shares: Array = np.where(total > 0.0, within / np.maximum(total, 1e-300), 1.0)
        whole = float(total.sum())
        points: Points = np.stack((along, across), axis=-1) + self.coordinates(p)
        return points, shares, float(within.sum()) / whole if whole > 0.0 else 1.0

    def point(self, p: Array, x: float, y: float) -> Array:
        """The point of the plane through p that has given coordinates."""
        here = self.coordinates(p)
        step = self.freedom.spread((x - here[0]) * self.u + (y - here[1]) * self.v)
        moved: Array = p + step
        return moved

    def through(self, p: Array) -> Plane:
        """The plane through p; α and β are offsets from p's own coordinates."""
        return Plane(p, self.freedom.spread(self.u), self.freedom.spread(self.v))


def coordinate_of(scenario: Scenario, key: Key) -> int:
    """The coordinate of q that a parameter has.

    Raises:
        ValueError: it is not a single one of this network, or it is frozen.
    """
    found = int(scenario.freedom.coordinate[scenario.network.single(key)])
    if found < 0:
        raise ValueError(f"{key} is frozen: φ is a function of what is free to move")
    return found


def default_axes(totals: Totals) -> tuple[Key, Key] | None:
    """The two free parameters or tied groups whose gradient is largest where the training starts.

    None if it is pending, or if fewer than two are free to move.
    """
    scenario = totals.scenario
    if scenario.freedom.count < 2:
        return None
    slope = totals.slope(scenario.p0)
    if slope is None:
        return None
    first, second = (scenario.network.parameter(int(scenario.freedom.leaders[at])) for at in _two_largest(np.abs(slope)))
    return first, second


def _two_largest(sizes: Array) -> tuple[int, int]:
    """Where the largest and the next stand, of equals the later ones; to sort a million of them would take a turn of its own."""
    left = sizes.copy()
    first = len(left) - 1 - int(np.argmax(left[::-1]))
    left[first] = -1.0
    return first, len(left) - 1 - int(np.argmax(left[::-1]))


def basis_of(choice: PlaneChoice, totals: Totals, path: Array) -> Basis | None:
    """The directions of a choice; None while the gradient that they are made of is pending.

    Args:
        choice: what is wanted.
        totals: sums over the examples of the experiment.
        path: p at the updates so far, of shape (n, p's length); principal components are taken of it.

    Raises:
        ValueError: a parameter is not a single one of this network, is frozen, or both are the same.
    """
    scenario = totals.scenario
    if choice.span is Span.PARAMETERS:
        names = choice.names or default_axes(totals)
        return None if names is None else _of_parameters(scenario, names)
    anchor = choice.anchor or Place(0, scenario.p0)
    p, freedom = anchor.p, scenario.freedom
    q = freedom.coordinates(p)
    # A path of one or two points has no two components.
    if choice.span is Span.PCA and len(path) > 2:
        u, v, shares = principal_directions(freedom.coordinates(path))
        words = tuple(f"component {i} ({100 * share:.3g} %)" for i, share in enumerate(shares, start=1))
        return Basis(u, v, freedom.coordinates(path[0]), freedom, (plain(words[0]), plain(words[1])), (words[0], words[1]))
    if choice.span is Span.RANDOM:
        u, v = random_directions(scenario.coordinates_by_layer, q, choice.seed)
        titles = (plain("random, scaled layer by layer"), plain("another, orthogonal"))
        return Basis(u, v, q, freedom, titles, ("first direction", "second direction"))
    if choice.span is Span.CURVATURE:
        return _of_curvatures(totals, anchor, q)
    slope = totals.slope(p)
    if slope is None:
        return None
    u, v = gradient_directions(slope, choice.seed)
    titles = ((*plain("along −∇"), Run("φ", italic=True), *plain(f" of update {anchor.update}")), plain("random, orthogonal"))
    return Basis(u, v, q, freedom, titles, ("along −∇φ", "orthogonal to it"))


def _of_curvatures(totals: Totals, anchor: Place, q: Array) -> Basis | None:
    """Along the eigenvectors of the two largest eigenvalues of ∇²φ; None while they are pending."""
    objective, p = totals.scenario.objective, anchor.p
    found = totals.of(p, "two curvatures", PASSES, lambda: top_curvatures(objective, p, 2))
    if found is None:
        return None
    values, (u, v) = found
    words = tuple(
        f"{which} curvature of update {anchor.update}, λ {equal_to(float(value), 4)}"
        for which, value in zip(("largest", "second"), values, strict=True)
    )
    return Basis(
        u, v, q, objective.freedom, (plain(words[0]), plain(words[1])), ("along the largest curvature", "along the second")
    )


def _of_parameters(scenario: Scenario, names: tuple[Key, Key]) -> Basis:
    first, second = (coordinate_of(scenario, name) for name in names)
    if first == second:
        raise ValueError("the landscape needs two different parameters")
    freedom = scenario.freedom
    u, v = (np.eye(1, freedom.count, index)[0] for index in (first, second))
    naming = Naming.of(scenario)
    words = naming.text(names[0]), naming.text(names[1])
    return Basis(u, v, np.zeros(freedom.count), freedom, ((), ()), words, names).named(naming)


_LEAST, _SHARE = 1.0, 1e-3
"""How far a range reaches at least to each side: so far, and so much of the largest coordinate."""


def landscape_range(path: Points) -> Range:
    """The range of both axes: the whole path with a margin, and at least 1 to each side of the middle, of large p more.

    Both are equally long, so that −∇φ stands at right angles to the contours. Middle and length are round, so that the plane
    need not be computed again at every update.
    """
    path = np.clip(path, -HIGHEST, HIGHEST)
    low, high = path.min(axis=0), path.max(axis=0)
    # Of parameters that are very large the range is, too, so that float64 can tell its ends apart.
    least = max(_LEAST, _SHARE * float(np.max(np.abs(path))))
    reach = float(2.0 ** (np.ceil(2 * np.log2(max(least, 1.4 * float(np.max(high / 2 - low / 2))))) / 2))
    middle = np.round((low / 2 + high / 2) / (reach / 4)) * (reach / 4)
    x, y = float(middle[0]), float(middle[1])
    return (x - reach, x + reach), (y - reach, y + reach)


def zoomed(ranges: Range, x: float, y: float, factor: float) -> Range:
    """The ranges enlarged about a point; both axes stay equally long."""
    (x1, x2), (y1, y2) = ranges
    return (x + (x1 - x) * factor, x + (x2 - x) * factor), (y + (y1 - y) * factor, y + (y2 - y) * factor)
