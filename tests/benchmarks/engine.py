"""The fast descent, side by side with other ways to make the same updates. Microseconds a step; in brackets the ratio."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.benchmarks.timing import report, side_by_side
from visprop.engine.descent import Descent
from visprop.engine.network import Network
from visprop.engine.objective import Freedom, Objective
from visprop.engine.schedule import Schedule

CASES = (
    ((2, 2, 2, 2, 2), 1, 8),
    ((2, 8, 8, 1), 1, 8),
    ((2, 8, 8, 1), 10, 250),
    ((2, 8, 8, 1), 250, 250),
    ((64, 30, 10), 10, 500),
    ((784, 30, 10), 10, 200),
)
STEPS = 400
ETA = 0.05


def by_hand(network: Network, p: np.ndarray, x: np.ndarray, y: np.ndarray, m: int) -> Callable[[], np.ndarray]:
    """The fastest NumPy we know for tanh layers: every call of a step written out, nothing allocated.

    [W b] in one flat vector, a constant last row in the activations, bound `dot` methods with `out`, the slopes of all layers
    in one pass, one update of the whole vector; generated as source, so that not even a loop over the calls is left.
    """
    depth, sizes = network.depth, network.sizes
    q, g = p.copy(), np.zeros_like(p)
    flat = np.zeros(sum((n + 1) * m for n in sizes[1:]))
    slopes, deltas = np.zeros_like(flat), np.zeros_like(flat)
    ends = np.cumsum([0] + [(n + 1) * m for n in sizes[1:]])
    names: dict[str, object] = {"tanh": np.tanh, "mul": np.multiply, "sub": np.subtract, "one": np.array(1.0)}
    names |= {"flat": flat, "slopes": slopes, "q": q, "g": g, "rate": np.array(ETA / m)}
    for i, n in enumerate(sizes[1:]):
        part = slice(ends[i], ends[i + 1])
        a, s, d = (buffer[part].reshape(n + 1, m) for buffer in (flat, slopes, deltas))
        a[-1] = 1.0
        names |= {f"a{i}": a[:-1], f"aT{i}": a.T, f"af{i}": a, f"s{i}": s, f"d{i}": d, f"dr{i}": d[:-1], f"sr{i}": s[:-1]}
        names |= {f"W{i}": network.blocks(q)[i].dot, f"WT{i}": network.blocks(q)[i].T.dot, f"g{i}": network.blocks(g)[i]}
        names[f"D{i}"] = d[:-1].dot
    last = depth - 1
    lines = ["W0(x, a0)", "tanh(a0, a0)"]
    for i in range(1, depth):
        lines += [f"W{i}(af{i - 1}, a{i})", f"tanh(a{i}, a{i})"]
    lines += [f"sub(a{last}, y, dr{last})", "mul(flat, flat, slopes)", "sub(one, slopes, slopes)"]
    lines.append(f"mul(dr{last}, sr{last}, dr{last})")
    for i in range(last, 0, -1):
        lines += [f"D{i}(aT{i - 1}, g{i})", f"WT{i}(dr{i}, d{i - 1})", f"mul(d{i - 1}, s{i - 1}, d{i - 1})"]
    lines += ["D0(xT, g0)", "mul(g, rate, g)", "sub(q, g, q)"]
    body = "\n        ".join(lines)
    source = f"def run(batches):\n    for x, xT, y in batches:\n        {body}\n"
    exec(source, names)
    run = names["run"]
    rows = np.column_stack((x, np.ones(len(x))))
    batches = [(rows[i : i + m].T, rows[i : i + m], y[i : i + m].T) for i in range(0, len(x) - m + 1, m)]
    order = [batches[k % len(batches)] for k in range(STEPS)]

    def steps() -> np.ndarray:
        q[:] = p
        run(order)  # type: ignore[operator]
        return q

    return steps


def textbook(network: Network, p: np.ndarray, x: np.ndarray, y: np.ndarray, m: int) -> Callable[[], np.ndarray]:
    """The equations of a textbook as they stand: a new array for every result."""

    def steps() -> np.ndarray:
        layers = [(w.copy(), b.copy()) for w, b in network.layers(p)]
        count = len(x) // m
        for k in range(STEPS):
            start = k % count * m
            a = [x[start : start + m]]
            for w, b in layers:
                a.append(np.tanh(a[-1] @ w.T + b))
            delta = (a[-1] - y[start : start + m]) * (1 - a[-1] ** 2)
            for i in range(len(layers) - 1, -1, -1):
                w, b = layers[i]
                grad_w, grad_b = delta.T @ a[i] / m, delta.mean(axis=0)
                if i:
                    delta = (delta @ w) * (1 - a[i] ** 2)
                layers[i] = (w - ETA * grad_w, b - ETA * grad_b)
        return network.join(layers)

    return steps


def torch_eager(network: Network, p: np.ndarray, x: np.ndarray, y: np.ndarray, m: int) -> Callable[[], np.ndarray]:
    """PyTorch, eager, one thread."""
    import torch

    torch.set_num_threads(1)
    tx, ty = torch.tensor(x), torch.tensor(y)

    def steps() -> np.ndarray:
        layers = [[torch.tensor(part.copy(), requires_grad=True) for part in pair] for pair in network.layers(p)]
        flat = [part for pair in layers for part in pair]
        optimiser = torch.optim.SGD(flat, lr=ETA)
        count = len(x) // m
        for k in range(STEPS):
            start = k % count * m
            a = tx[start : start + m]
            for w, b in layers:
                a = torch.tanh(torch.nn.functional.linear(a, w, b))
            (0.5 * ((a - ty[start : start + m]) ** 2).sum() / m).backward()
            optimiser.step()
            optimiser.zero_grad()
        return network.join([(w.detach().numpy(), b.detach().numpy()) for w, b in layers])

    return steps


def main() -> None:
    """Print a line for each case."""
    try:
        import torch  # noqa: F401
    except ModuleNotFoundError:
        has_torch = False
    else:
        has_torch = True
    rng = np.random.default_rng(0)
    for sizes, m, count in CASES:
        network = Network(sizes, ("tanh",) * (len(sizes) - 1))
        p = rng.normal(size=network.parameter_count) * 0.3
        x, y = rng.normal(size=(count, sizes[0])), rng.uniform(-0.8, 0.8, (count, sizes[-1]))
        every = Freedom.of_all(network.parameter_count)
        objective = Objective(network, x, y, every)
        descent, shuffled = (Descent(objective, Schedule(count, m, shuffle, 0), ETA) for shuffle in (False, True))
        candidates: dict[str, Callable[[], np.ndarray]] = {
            "by hand": by_hand(network, p, x, y, m),
            "visprop": lambda descent=descent, p=p: descent.run(p, 0, STEPS),
            "textbook": textbook(network, p, x, y, m),
        }
        if has_torch:
            candidates["torch"] = torch_eager(network, p, x, y, m)
        results = [run().copy() for run in candidates.values()]
        # It takes the same steps, with other examples.
        candidates["visprop, shuffled"] = lambda shuffled=shuffled, p=p: shuffled.run(p, 0, STEPS)
        assert all(np.allclose(result, results[0], atol=1e-10) for result in results), "they do not agree"
        times = side_by_side(candidates)
        report(f"{'-'.join(map(str, sizes))}, batch {m}", times, 1e-6, STEPS, "by hand")


if __name__ == "__main__":
    main()
