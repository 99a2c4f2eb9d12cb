"""The cost surface, 101 × 101, side by side. Milliseconds; in brackets the ratio to a surface by structure written out by hand.

The loop over a forward pass visits a sample of the grid; its time is scaled up. The reference by structure is written for each
case apart, in plain NumPy and float64: what no coordinate touches once, the next layers in blocks.
"""

from __future__ import annotations

import numpy as np

from tests.benchmarks.timing import ratio, report, side_by_side
from visprop.engine.landscape import Plane, surface
from visprop.engine.network import Network

CASES = (
    ((2, 2, 2, 2, 2), 4, ("w1[1,1]", "w1[2,1]")),
    ((2, 8, 8, 1), 250, ("w1[1,1]", "w1[2,1]")),
    ((2, 8, 8, 1), 250, ("w1[1,1]", "w3[1,1]")),
    ((64, 30, 10), 1797, ("w1[1,1]", "w1[2,1]")),
    ((64, 30, 10), 1797, ("w1[1,1]", "w2[1,1]")),
    ((2, 8, 8, 1), 250, None),
)
GRID = 101
SAMPLE = 300
"""How many of the grid points the loop really visits; its time is scaled up."""


def sigma(z):
    """The logistic function, in place."""
    z *= 0.5
    np.tanh(z, out=z)
    z *= 0.5
    z += 0.5
    return z


def reference(network, p, plane, names, grid, x, y):
    """φ over the grid, of shape (α, β), by hand."""
    layers = network.layers(p)
    if names is None:
        return two_directions(network, p, plane, grid, x, y)
    (w1, b1), (w2, b2) = layers[0], layers[1]
    z1 = x @ w1.T + b1
    a1 = sigma(z1.copy())
    column = sigma(z1[:, 0] + grid[:, None] * x[:, 0])
    if names[1].startswith("w1"):
        other = sigma(z1[:, 1] + grid[:, None] * x[:, 0])
        rest = a1[:, 2:] @ w2[:, 2:].T + b2
        u = rest.T[:, None, :] + w2[:, 0, None, None] * column
        v = w2[:, 1, None, None] * other
        costs = np.empty((GRID, GRID))
        for i in range(GRID):
            a = sigma(u[:, i, None, :] + v)
            costs[i] = behind(a, layers[2:], y)
        return costs
    costs = np.empty((GRID, GRID))
    for i in range(GRID):
        before = a1.T.copy()
        before[0] = column[i]
        for w, b in layers[1:-1]:
            before = sigma(w @ before + b[:, None])
        z = layers[-1][0] @ before + layers[-1][1][:, None]
        moved = sigma(z[0] + grid[:, None] * before[0])
        fixed = 0.5 * np.square(sigma(z[1:]) - y.T[1:]).sum()
        costs[i] = (0.5 * np.square(moved - y[:, 0]).sum(axis=1) + fixed) / len(x)
    return costs


def behind(a, layers, y):
    """The mean cost of each β from the activations (n, β, m) of a layer."""
    for w, b in layers:
        a = sigma((w @ a.reshape(len(a), -1)).reshape(len(w), *a.shape[1:]) + b[:, None, None])
    a -= y.T[:, None, :]
    return 0.5 * np.einsum("jbm,jbm->b", a, a) / len(y)


def two_directions(network, p, plane, grid, x, y):
    """The first layer is affine in both coordinates; behind it the weights differ at each point."""
    (w, b), (wu, bu), (wv, bv) = (network.layers(q)[0] for q in (p, plane.u, plane.v))
    z, zu, zv = ((a @ x.T + c[:, None]) for a, c in ((w, b), (wu, bu), (wv, bv)))
    costs = np.empty((GRID, GRID))
    for i, alpha in enumerate(grid):
        a = sigma((z + alpha * zu)[:, None, :] + grid[:, None] * zv[:, None, :])
        for (w, b), (wu, bu), (wv, bv) in zip(*(network.layers(q)[1:] for q in (p, plane.u, plane.v)), strict=True):
            flat = a.reshape(len(a), -1)
            shape = (len(w), *a.shape[1:])
            at = ((w + alpha * wu) @ flat).reshape(shape) + (b + alpha * bu)[:, None, None]
            at += grid[:, None] * ((wv @ flat).reshape(shape) + bv[:, None, None])
            a = sigma(at)
        a -= y.T[:, None, :]
        costs[i] = 0.5 * np.einsum("jbm,jbm->b", a, a) / len(y)
    return costs


def main() -> None:
    """Print a line for each case."""
    rng = np.random.default_rng(0)
    grid = np.linspace(-2.0, 2.0, GRID)
    for sizes, count, names in CASES:
        network = Network(sizes, ("logistic",) * (len(sizes) - 1))
        p = rng.normal(size=network.parameter_count)
        x, y = rng.normal(size=(count, sizes[0])), rng.random((count, sizes[-1]))
        if names is None:
            plane = Plane(p, rng.normal(size=p.size), rng.normal(size=p.size))
        else:
            first, second = (int(network.select(name)[0]) for name in names)
            plane = Plane.of_parameters(p, first, second)
        points = [(a, b) for b in grid for a in grid][:: GRID * GRID // SAMPLE]

        def loop(network=network, plane=plane, points=points, x=x, y=y) -> None:
            for a, b in points:
                network.mean_cost(plane.p + a * plane.u + b * plane.v, x, y)

        def structure(dtype, network=network, plane=plane, x=x, y=y) -> None:
            surface(network, plane, grid, grid, x, y, dtype)

        def by_hand(network=network, p=p, plane=plane, names=names, x=x, y=y):
            return reference(network, p, plane, names, grid, x, y)

        np.testing.assert_allclose(by_hand().T, surface(network, plane, grid, grid, x, y), rtol=1e-9)
        times = side_by_side(
            {
                "by hand": by_hand,
                "loop": loop,
                "float64": lambda s=structure: s(np.float64),
                "float32": lambda s=structure: s(np.float32),
            },
            rounds=3,
        )
        times["loop"] *= GRID * GRID / len(points)
        label = "two directions" if names is None else ", ".join(names)
        report(
            f"{'-'.join(map(str, sizes))}, {count}, {label} (loop / float32: {ratio(times, 'loop', 'float32'):.0f}) ",
            times,
            1e-3,
            1,
            "by hand",
        )


if __name__ == "__main__":
    main()
