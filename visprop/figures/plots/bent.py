"""The bent space: the rows, and the grid of the inputs with them, as they go from layer to layer to the last hidden one.

Each layer first turns and stretches what comes (z = W a + b, in which straight lines stay straight), and then bends it (σ).
For the last layer, whatever it is, a level of its output is a straight line in the space of the layer before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from visprop.engine.accuracy import classes, midpoint
from visprop.engine.activations import ACTIVATIONS
from visprop.engine.arrays import Array
from visprop.engine.network import Network
from visprop.figures.base.axes import HIGHEST, least_range, ticks
from visprop.figures.plots.example_marks import some_rows
from visprop.figures.plots.parting import can_be_parted
from visprop.figures.plots.predictions import Rows
from visprop.scenario.scenario import Scenario

MOST_ROWS = 500
"""Of more rows only so many are drawn, evenly chosen."""
_FITTED_ROWS = 2000
"""From so many training rows principal components are taken at most."""
GRID_LINES, GRID_POINTS = 11, 61
"""How many lines of the grid run each way, and through how many points each."""
_BORDER = 161
"""On how many places a side of the inputs it is looked where the network decides."""
_ROOM = 0.08
_LEVELS = 7
_FAR = 1e6
"""An activation has come to its bounds there."""


@dataclass(frozen=True, eq=False)
class Basis:
    """From the units of a layer to what is drawn of them: the units themselves, or two principal components of many.

    Attributes:
        middle: what is taken off, of shape (n,).
        ways: the directions, of shape (d, n).
        shares: of the variance that the components have; empty where the units themselves are drawn.
    """

    middle: Array
    ways: Array
    shares: tuple[float, ...] = ()

    def of(self, values: Array) -> Array:
        """Coordinates of shape (…, d) for values of shape (…, n)."""
        with np.errstate(over="ignore", invalid="ignore"):
            found: Array = (values - self.middle) @ self.ways.T
        return found


@dataclass(frozen=True, eq=False)
class Stage:
    """Where all stands once a part of a layer has been computed.

    Attributes:
        layer: the layer, 0 for the inputs.
        is_bent: whether σ has been applied; else it is z that is seen.
        basis: what of the units is drawn.
        rows: places of the rows, of shape (m, d), d being 2 or 3.
        grid: the lines of the grid, each of shape (k, d).
        border: where the network decides, likewise.
        ranges: from where to where what is drawn reaches, of shape (d, 2).
    """

    layer: int
    is_bent: bool
    basis: Basis
    rows: Array
    grid: tuple[Array, ...]
    border: tuple[Array, ...]
    ranges: Array


@dataclass(frozen=True, eq=False)
class Last:
    """What the last layer makes of the space before it.

    Attributes:
        weights, biases: z^L of a place: weights of shape (n_L, d) by its coordinates, and biases of shape (n_L,).
        levels: z^L of the first output where a line stands: where it decides, or at round values of the output.
        names: the output at these levels, in raw values; empty where it decides.
        is_upper: for each part between two levels whether the upper class is told there; empty for no classes.
        ranks: whether of several outputs the one with the greatest z is the greatest: by softmax, and by what only rises.
    """

    weights: Array
    biases: Array
    levels: tuple[float, ...]
    names: tuple[float, ...]
    is_upper: tuple[bool, ...]
    ranks: bool


@dataclass(frozen=True, eq=False)
class Bent:
    """All stages of a network at some p.

    Attributes:
        network: which.
        shown: the rows that are drawn, as they stand in the data.
        stages: the inputs, z¹, a¹, z², … up to the last hidden layer.
        last: the last layer.
        is_classes: whether several outputs tell one class each.
        right, count: how many of so many training rows are told rightly; 0 of 0 where the targets are no classes.
        can_be_parted: of two classes and at most two units, whether a straight line could part the training rows: in the inputs,
            and in the last hidden layer; None where that is not known.
    """

    network: Network
    shown: Rows
    stages: tuple[Stage, ...]
    last: Last
    is_classes: bool
    right: int
    count: int
    can_be_parted: tuple[bool | None, bool | None]


def bent_of(scenario: Scenario, p: Array) -> Bent:
    """All stages at p, as the network sees the data."""
    network, data = scenario.network, scenario.data
    shown = some_rows(len(data), MOST_ROWS)
    train = scenario.train
    lines = _grid(data.x)
    border = _border(scenario, p)
    followed = [data.x[shown], train.x[:_FITTED_ROWS], *lines, *border]
    cuts = np.cumsum([len(part) for part in followed])[:-1]
    stages: list[Stage] = []
    basis = _basis(followed[1])
    stages.append(_stage(0, True, basis, followed, len(lines), None))
    with np.errstate(over="ignore", invalid="ignore"):
        for layer, step in enumerate(list(network.passes(p, np.vstack(followed)))[:-1], start=1):
            z, a = (np.split(values, cuts) for values in (step.z, step.a))
            basis = _basis(a[1])
            own = Basis(z[1].mean(axis=0), basis.ways, basis.shares) if basis.shares else basis
            stages.append(_stage(layer, False, own, z, len(lines), None))
            stages.append(_stage(layer, True, basis, a, len(lines), _bounds(network.activations[layer - 1])))
    wanted = classes(data.y)
    found = None if wanted is None else scenario.accuracy(p, train)
    right = 0 if found is None else round(found * len(train))
    parted = _parted(scenario, p)
    return Bent(
        network, shown, tuple(stages), _last(scenario, p, stages[-1]), wanted is not None and data.y.shape[1] > 1,
        right, len(train) if wanted is not None else 0, parted,
    )  # fmt: skip


def _basis(rows: Array) -> Basis:
    """What of a layer is drawn: up to three units themselves, of more the first two principal components of some rows."""
    n = rows.shape[1]
    if n <= 3:
        # One unit is drawn along a line.
        return Basis(np.zeros(n), np.eye(max(2, n), n))
    finite = rows[np.isfinite(rows).all(axis=1)]
    if not len(finite):
        return Basis(np.zeros(n), np.eye(2, n), (0.0, 0.0))
    # Made small, so that no square is too large for float64.
    scale = float(np.max(np.abs(finite))) or 1.0
    middle = (finite / scale).mean(axis=0)
    _, sizes, ways = np.linalg.svd(finite / scale - middle, full_matrices=False)
    whole = float((sizes**2).sum()) or 1.0
    ways = np.vstack((ways[:2], np.zeros((max(0, 2 - len(ways)), n))))
    # Which way a component points is a matter of choice: its largest part is positive.
    signs = np.sign(ways[np.arange(2), np.abs(ways).argmax(axis=1)])
    shares = [float(size**2) / whole for size in (*sizes[:2], 0.0, 0.0)[:2]]
    return Basis(middle * scale, ways * np.where(signs == 0.0, 1.0, signs)[:, None], (shares[0], shares[1]))


def _stage(layer: int, is_bent: bool, basis: Basis, parts: list[Array], lines: int, bounds: tuple[float, float] | None) -> Stage:
    """A stage of the values of rows, of training rows, of the grid and of the border."""
    rows, _, *others = (basis.of(part) for part in parts)
    ranges = np.array([_range(np.concatenate([part[:, i] for part in (rows, *others[:lines])])) for i in range(rows.shape[1])])
    if bounds is not None and not basis.shares:
        room = 0.1 * (bounds[1] - bounds[0])
        units = basis.ways.shape[1]
        ranges[:units] = bounds[0] - room, bounds[1] + room
    return Stage(layer, is_bent, basis, rows, tuple(others[:lines]), tuple(others[lines:]), ranges)


def _range(values: Array) -> tuple[float, float]:
    values = np.clip(values[np.isfinite(values)], -HIGHEST, HIGHEST)
    low, high = (float(np.min(values)), float(np.max(values))) if values.size else (0.0, 1.0)
    room = _ROOM * (high - low) or 0.5
    return least_range(low - room, high + room)


def _bounds(name: str) -> tuple[float, float] | None:
    """Between what an activation lies; None where it has no bounds."""
    activation = ACTIVATIONS[name]
    if not activation.is_bounded:
        return None
    low, high = activation.value(np.array([-_FAR, _FAR])).tolist()
    return min(low, high), max(low, high)


def _grid(x: Array) -> list[Array]:
    """Lines over the range of one input or of two; none for more, of which a grid would have too many sides."""
    ranges = [_range(column) for column in x.T]
    if x.shape[1] == 1:
        return [np.linspace(*ranges[0], 4 * GRID_POINTS)[:, None]]
    if x.shape[1] != 2:
        return []
    lines: list[Array] = []
    for fixed in (0, 1):
        along = np.linspace(*ranges[1 - fixed], GRID_POINTS)
        for value in np.linspace(*ranges[fixed], GRID_LINES).tolist():
            pair = (np.full(GRID_POINTS, value), along)
            lines.append(np.column_stack(pair if fixed == 0 else pair[::-1]))
    return lines


def _border(scenario: Scenario, p: Array) -> list[Array]:
    """Where the network decides between classes, as lines over two inputs; none where there are no classes, or other inputs."""
    network, data = scenario.network, scenario.data
    if network.sizes[0] != 2 or classes(data.y) is None:
        return []
    # Imported late: the first window has no such picture.
    import contourpy

    xs, ys = (np.linspace(*_range(column), _BORDER) for column in data.x.T)
    with np.errstate(over="ignore", invalid="ignore"):
        z, a = network.outputs(p, np.stack(np.meshgrid(xs, ys), axis=-1))
        if data.y.shape[1] == 1:
            fields = [(z[..., 0], level) for level in _levels(network, [midpoint(data.y)])]
        else:
            told = z if _ranks(network) else a
            fields = [(told[..., k] - np.delete(told, k, axis=-1).max(axis=-1), 0.0) for k in range(z.shape[-1])]
    lines: list[Array] = []
    for field, level in fields:
        generator = contourpy.contour_generator(xs, ys, np.ma.masked_invalid(field), line_type="Separate")
        lines += [np.asarray(line) for line in generator.lines(level) if len(line) > 1]
    return lines


# The last layer


def _last(scenario: Scenario, p: Array, before: Stage) -> Last:
    network, data, basis = scenario.network, scenario.data, before.basis
    weights, biases = network.layers(p)[-1]
    with np.errstate(over="ignore", invalid="ignore"):
        by_place, at_middle = weights @ basis.ways.T, weights @ basis.middle + biases
    if classes(data.y) is None:
        y = np.clip(data.raw[1][:, 0], -HIGHEST, HIGHEST)
        raw = ticks(float(np.min(y)), float(np.max(y)), _LEVELS)
        shift, spread = (0.0, 1.0) if data.scaling is None else (float(part[0]) for part in data.scaling.y)
        found = [(level, value) for value in raw for level in _levels(network, [(value - shift) / spread])]
        return Last(by_place, at_middle, tuple(one for one, _ in found), tuple(value for _, value in found), (), True)
    if data.y.shape[1] > 1:
        return Last(by_place, at_middle, (), (), (), _ranks(network))
    middle = midpoint(data.y)
    levels = _levels(network, [middle])
    sides = [-_FAR, *levels, _FAR]
    inner = np.array([(low + high) / 2 for low, high in zip(sides, sides[1:], strict=False)])
    told = ACTIVATIONS[network.activations[-1]].value(inner) > middle
    return Last(by_place, at_middle, tuple(levels), (), tuple(told.tolist()), True)


_RISING = np.linspace(-12.0, 12.0, 97)


def _ranks(network: Network) -> bool:
    """Whether the output with the greatest z is the greatest."""
    activation = ACTIVATIONS[network.activations[-1]]
    return not activation.is_elementwise or bool((np.diff(activation.value(_RISING)) > 0.0).all())


def _levels(network: Network, values: list[float]) -> list[float]:
    """z where the first output has one of some values, ascending; of softmax none, as its outputs hang together."""
    activation = ACTIVATIONS[network.activations[-1]]
    if not activation.is_elementwise:
        return []
    return sorted(level for value in values for level in crossings(activation.value, value))


_SCANNED = np.concatenate((-np.geomspace(1e3, 1e-3, 400), [0.0], np.geomspace(1e-3, 1e3, 400)))


def crossings(function: Callable[[Array], Array], value: float) -> Iterator[float]:
    """Where a function of one number takes a value between −1,000 and 1,000, by bisection."""
    above = function(_SCANNED) - value > 0.0
    for i in np.flatnonzero(above[1:] != above[:-1]).tolist():
        low, high = float(_SCANNED[i]), float(_SCANNED[i + 1])
        for _ in range(80):
            middle = low / 2 + high / 2
            low, high = (low, middle) if bool(function(np.array([middle]))[0] - value > 0.0) != bool(above[i]) else (middle, high)
        yield low / 2 + high / 2


def _parted(scenario: Scenario, p: Array) -> tuple[bool | None, bool | None]:
    """Whether a straight line could part two classes of training rows in the inputs, and in the last hidden layer."""
    network, train = scenario.network, scenario.train
    wanted = classes(scenario.data.y)
    if wanted is None or len(set(wanted.tolist())) != 2:
        return None, None
    kinds = wanted[scenario.data.train_rows]
    with np.errstate(over="ignore", invalid="ignore"):
        spaces = [train.x, *(step.a for step in network.passes(p, train.x))][:-1]
    return _can_part(spaces[0], kinds), _can_part(spaces[-1], kinds)


def _can_part(space: Array, kinds: Rows) -> bool | None:
    if space.shape[1] > 2 or not np.isfinite(space).all():
        return None
    flat = space if space.shape[1] == 2 else np.column_stack((space, np.zeros(len(space))))
    first, second = (flat[kinds == kind] for kind in np.unique(kinds)) if len(np.unique(kinds)) == 2 else (flat, flat[:0])
    return True if not len(second) else can_be_parted(first, second)
