"""The registry of ways to draw initial parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visprop.engine.arrays import Array
from visprop.engine.draws import normal, uniform
from visprop.engine.network import Network
from visprop.engine.registry import Registry, require

_PART = 2
"""What is drawn with a seed of parameters, beside the seed itself."""


@dataclass(frozen=True)
class Initialiser:
    """One way to draw parameters.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        scale: the scale s if none is given; None if there is none.
        draw: (network, seed, s) → p.
    """

    name: str
    words: str
    scale: float | None
    draw: Callable[[Network, int, float], Array]

    def __post_init__(self) -> None:
        require(self, "initialiser", (self.scale is None or self.scale >= 0.0, f"scale is to be from 0 on, not {self.scale}"))


def prove(initialiser: Initialiser) -> None:
    """Try an initialiser on a small network.

    Raises:
        ValueError: it does not give a finite number for each parameter, or others at the second time.
    """
    network = Network((2, 3, 1), ("logistic", "logistic"))
    p, again = (initialiser.draw(network, 3, initialiser.scale or 0.0) for _ in range(2))
    count = network.parameter_count
    require(
        initialiser, "initialiser",
        (np.shape(p) == (count,) and bool(np.isfinite(p).all()), f"draw is to give {count} numbers here, not {np.shape(p)}"),
        (np.array_equal(p, again), "draw is to give the same for the same seed"),
    )  # fmt: skip


def _uniform(network: Network, seed: int, scale: float) -> Array:
    return uniform((seed, _PART), -scale, scale, network.parameter_count)


def _normal(network: Network, seed: int, scale: float) -> Array:
    return normal((seed, _PART), scale, network.parameter_count)


def _by_layer(network: Network, p: Array, spread: Callable[[int, int], float]) -> Array:
    """Weights times a spread that depends on how many enter and leave their layer; biases 0."""
    sizes = network.sizes
    layers = [(w * spread(sizes[i], sizes[i + 1]), np.zeros_like(b)) for i, (w, b) in enumerate(network.layers(p))]
    return network.join(layers)


def _xavier(network: Network, seed: int, scale: float) -> Array:
    """U(−s√(6/(m + n)), s√(6/(m + n))) (Glorot and Bengio, Understanding the difficulty …, 2010, equation 16)."""
    return _by_layer(network, _uniform(network, seed, scale), lambda m, n: float(np.sqrt(6.0 / (m + n))))


def _he(network: Network, seed: int, scale: float) -> Array:
    """N(0, 2s²/m) (He et al., Delving deep into rectifiers, 2015, equation 10)."""
    return _by_layer(network, _normal(network, seed, scale), lambda m, n: float(np.sqrt(2.0 / m)))


INITIALISERS: Registry[Initialiser] = Registry(
    (
        Initialiser("uniform", "uniform", 0.5, _uniform),
        Initialiser("normal", "normal", 0.5, _normal),
        Initialiser("xavier", "Xavier", 1.0, _xavier),
        Initialiser("he", "He", 1.0, _he),
        Initialiser("constant", "constant", 0.5, lambda network, seed, scale: np.full(network.parameter_count, scale)),
        Initialiser("zeros", "zeros", None, lambda network, seed, scale: np.zeros(network.parameter_count)),
    ),
    prove,
)
"""Every initialiser by its name."""


@dataclass(frozen=True)
class Initial:
    """How initial parameters are drawn.

    Attributes:
        init: a name in `INITIALISERS`.
        scale: s, at least 0; where the initialiser has none, ignored.
        seed: of the draw.
    """

    init: str = "uniform"
    scale: float = 0.5
    seed: int = 0

    def draw(self, network: Network, tied: Sequence[NDArray[np.intp]]) -> Array:
        """Parameters of the network, the same for the same seed; tied ones all take the first one's value."""
        p = INITIALISERS[self.init].draw(network, self.seed, self.scale)
        for group in tied:
            p[group] = p[group[0]]
        return p


DRAWN = Initial()
"""How parameters are drawn where nothing is said."""
