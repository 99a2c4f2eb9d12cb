"""The cost surface, 101 × 101, side by side. Milliseconds; in brackets the ratio to the loop over a forward pass."""

from __future__ import annotations

import numpy as np

from tests.benchmarks.timing import report, side_by_side
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

        times = side_by_side(
            {"loop": loop, "float64": lambda s=structure: s(np.float64), "float32": lambda s=structure: s(np.float32)}, rounds=2
        )
        times["loop"] *= GRID * GRID / len(points)
        label = "two directions" if names is None else ", ".join(names)
        report(f"{'-'.join(map(str, sizes))}, {count}, {label}", times, 1e-3, 1, "loop")


if __name__ == "__main__":
    main()
