"""Up to which curvature a rule of updates is stable: the edge that a training of all rows at once comes to and stays at.

Cohen et al., Gradient descent on neural networks typically occurs at the edge of stability, 2021, and of what divides by a
root of squares, Adaptive gradient methods at the edge of stability, 2022.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.registry import require
from visprop.engine.written import value

_SUBSCRIPTS = {"β1": "β₁", "β2": "β₂"}


@dataclass(frozen=True)
class Edge:
    """The law of one rule: along an eigenvector, updates die away below it, and grow above.

    Attributes:
        name: of what it is the law, as the user reads it.
        formula: the largest stable curvature, as a formula in η and the constants.
        scale: (memory, t, constants) → D, by which each coordinate of the gradient is divided after t updates, of the memory's
            length; the law then is one of D^(−½) ∇²φ D^(−½). None where nothing is divided.
    """

    name: str
    formula: str
    scale: Callable[[Sequence[Array], int, Mapping[str, float]], Array] | None

    def __post_init__(self) -> None:
        require(self, "edge of stability", ("η" in self.formula, f"formula is to be one in η, not {self.formula!r}"))

    def at(self, eta: float, constants: Mapping[str, float]) -> float:
        """The largest stable curvature at a learning rate."""
        known = {"η": np.array(eta), **{symbol: np.array(number) for symbol, number in constants.items()}}
        with np.errstate(all="ignore"):
            return float(value(self.formula, known))

    @property
    def written(self) -> str:
        """The formula as it is read: `2(1 + β)/η`."""
        text = self.formula.replace("*", "").replace("-", "−")
        for symbol, shown in _SUBSCRIPTS.items():
            text = text.replace(symbol, shown)
        return text

    def in_short(self, constants: Mapping[str, float]) -> str:
        """The same with the numbers of the constants: `3.8/η`."""
        return f"{self.at(1.0, constants):.6g}/η"


PLAIN_EDGE = Edge("gradient descent", "2/η", None)
HEAVY_BALL = Edge("heavy ball", "2*(1 + β)/η", None)
NESTEROV = Edge("Nesterov's momentum", "2*(1 + β)/((1 + 2*β)*η)", None)


def _of_rmsprop(memory: Sequence[Array], t: int, c: Mapping[str, float]) -> Array:
    return np.sqrt(memory[0]) + c["ε"]


def _of_adam(memory: Sequence[Array], t: int, c: Mapping[str, float]) -> Array:
    root: Array = np.sqrt(memory[1] / (1.0 - c["β2"] ** t)) + c["ε"]
    return (1.0 - c["β1"] ** t) * root


RMSPROP = Edge("RMSProp", "2/η", _of_rmsprop)
ADAM = Edge("Adam", "2*(1 + β1)/((1 - β1)*η)", _of_adam)
