"""Curvature: CPU time of a product with ∇²φ in gradients, of λ_max, and of all of ∇²φ beside torch.func.hessian.

λ_max is followed over frames of ten updates each. All take turns in one process on one thread. PyTorch is no dependency:
`pip install torch==2.13.0` for the last column.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import numpy as np

from tests.benchmarks.timing import ratio, side_by_side
from visprop.engine.curvature import Follower, top_curvatures
from visprop.engine.hessian import hessian
from visprop.engine.objective import Objective
from visprop.engine.r_operator import HessianProducts
from visprop.scenario.builtin import open_scenario

ROUNDS = 7
CASES = (("sine", 200, True), ("spiral", 100, True), ("iris", 100, True), ("digits", 10, False))
"""Scenario, how often each is done a round, and whether all of ∇²φ is."""


def many(run: Callable[[], object], times: int) -> Callable[[], None]:
    """So many of it one after the other: a single one is shorter than the clock is fine."""

    def run_many() -> None:
        for _ in range(times):
            run()

    return run_many


def by_torch(objective: Objective, p: np.ndarray) -> Callable[[], np.ndarray]:
    """The same by torch.func.hessian, of the cost written for it."""
    import torch

    torch.set_num_threads(1)
    network = objective.network
    x, y, at = (torch.tensor(values) for values in (objective.x, objective.y, p))
    functions = {"tanh": torch.tanh, "identity": lambda z: z, "softmax": lambda z: z, "logistic": torch.sigmoid}

    def phi(q: torch.Tensor) -> torch.Tensor:
        a = x
        for start, n, k, name in zip(network.offsets, network.sizes[1:], network.sizes, network.activations, strict=False):
            block = q[start : start + n * (k + 1)].reshape(n, k + 1)
            a = functions[name](a @ block[:, :-1].T + block[:, -1])
        if network.activations[-1] == "softmax":
            return -(y * torch.log_softmax(a, 1)).sum(1).mean()
        return 0.5 * ((a - y) ** 2).sum(1).mean()

    whole = torch.func.hessian(phi)
    return lambda: whole(at).numpy()


def main() -> None:
    """Print a line for each scenario; times are medians of rounds, ratios medians of the ratios of a round."""
    for name, times, is_whole in CASES:
        net = open_scenario(name)
        objective, p = net.objective, net.p0
        products, follower, v = HessianProducts(objective), Follower(objective), np.ones(objective.freedom.count)
        products.at(p)
        descent, state, places = net.descent(), p, []
        for update in range(0, 400, 10):
            state = descent.run(state, update, 10)
            places.append(state)
        frames = cycle(places)
        candidates: dict[str, tuple[Callable[[], object], int]] = {
            "gradient": (lambda: objective.slope(p), times),  # noqa: B023
            "product": (lambda: products.times(v), times),  # noqa: B023
            "followed": (lambda: follower.at(next(frames)), times),  # noqa: B023
            "λ_max": (lambda: top_curvatures(objective, p), max(1, times // 20)),  # noqa: B023
        }
        if is_whole:
            theirs = by_torch(objective, p)
            assert np.allclose(theirs(), hessian(objective, p), atol=1e-10)
            candidates["whole"] = lambda: hessian(objective, p), max(1, times // 10)  # noqa: B023
            candidates["torch"] = theirs, max(1, times // 20)
        times_of = {name: times for name, (_, times) in candidates.items()}
        taken = side_by_side({name: many(*candidate) for name, candidate in candidates.items()}, ROUNDS)
        found = {name: seconds / times_of[name] for name, seconds in taken.items()}
        cells = [f"{word} {1e3 * np.median(values):.3f} ms" for word, values in found.items()]
        ratios = {"product/gradient": ("product", "gradient"), **({"torch/whole": ("torch", "whole")} if is_whole else {})}
        cells += [f"{word} {ratio(found, *names):.2f}" for word, names in ratios.items()]
        print(f"{name:<8}{p.size:>6} parameters {len(objective.x):>6} rows  " + "  ".join(cells))


if __name__ == "__main__":
    main()
