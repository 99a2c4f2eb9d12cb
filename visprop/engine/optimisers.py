"""How an update is made of a gradient: plain descent, and optimisers that remember past gradients.

g is ∇φ of the update with frozen parameters left out and tied ones added up, t counts updates from 1, and all is done on each
parameter by itself. What an optimiser remembers starts at 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.fast import Call

MOMENTUM = 0.9
"""β of momentum and of Nesterov's: the share of the last velocity that is kept."""
DECAY = 0.99
"""α of RMSProp: the share of the last mean square that is kept."""
DECAY_MEAN, DECAY_SQUARE = 0.9, 0.999
"""β₁ and β₂ of Adam: the shares of the last mean and mean square that are kept."""
EPSILON = 1e-8
"""ε, which keeps RMSProp and Adam from dividing by 0."""


class Clock:
    """η and the number of the update, and what Adam's corrections are by then, as 0-d arrays that calls can read.

    Args:
        eta: η of the update that comes after so many others.

    Attributes:
        eta: η of the present update.
        rate: η/(1 − β₁ᵗ).
        square: 1/(1 − β₂ᵗ).
    """

    def __init__(self, eta: Callable[[int], float]) -> None:
        self._eta_at = eta
        self._done = self._remembered = 0
        self.eta, self.rate, self.square = np.array(eta(0)), np.array(0.0), np.array(0.0)

    def set(self, done: int, remembered: int) -> None:
        """Be before the update that comes after `done` others, of which the optimiser remembers some."""
        self._done, self._remembered = done, remembered
        self.eta[...] = self._eta_at(done)

    def next_rate(self) -> None:
        """Let η be that of the present update, and go on to the next."""
        self.eta[...] = self._eta_at(self._done)
        self._done += 1

    def tick(self) -> None:
        """Go on to the next update as the optimiser counts."""
        self._remembered += 1
        self.rate[...] = self.eta / (1.0 - DECAY_MEAN**self._remembered)
        self.square[...] = 1.0 / (1.0 - DECAY_SQUARE**self._remembered)


@dataclass(frozen=True)
class Optimiser:
    """A rule for updates.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        memory: the symbols of what it remembers, each an array of p's length.
        constants: its constants by their symbols; with a t after it, one stands for its power by the update's number.
        rules: what it computes, one after the other, as formulas in g, η, memory and constants: a symbol of the memory gets a
            new value, Δ is the update.
        step: (g, memory, η, t) → (Δp, memory after), explaining; nothing is changed in place.
        calls: (g, memory, scratch, clock) → the same as calls in place, which leave −Δp in g.
    """

    name: str
    words: str
    memory: tuple[str, ...]
    constants: tuple[tuple[str, float], ...]
    rules: tuple[tuple[str, str], ...]
    step: Callable[[Array, Sequence[Array], float, int], tuple[Array, tuple[Array, ...]]]
    calls: Callable[[Array, Sequence[Array], Array, Clock], list[Call]]


def _plain(g: Array, memory: Sequence[Array], eta: float, t: int) -> tuple[Array, tuple[Array, ...]]:
    """Δp = −η g (the article's "General case")."""
    return -eta * g, ()


def _plain_calls(g: Array, memory: Sequence[Array], scratch: Array, clock: Clock) -> list[Call]:
    return [(np.multiply, (g, clock.eta, g))]


def _momentum(g: Array, memory: Sequence[Array], eta: float, t: int) -> tuple[Array, tuple[Array, ...]]:
    """v ← βv + g, Δp = −ηv (Polyak, Some methods of speeding up the convergence of iteration methods, 1964)."""
    v = MOMENTUM * memory[0] + g
    return -eta * v, (v,)


def _momentum_calls(g: Array, memory: Sequence[Array], scratch: Array, clock: Clock) -> list[Call]:
    (v,) = memory
    return [*_velocity(g, v), (np.multiply, (v, clock.eta, g))]


def _velocity(g: Array, v: Array) -> list[Call]:
    return [(np.multiply, (v, np.array(MOMENTUM), v)), (np.add, (v, g, v))]


def _nesterov(g: Array, memory: Sequence[Array], eta: float, t: int) -> tuple[Array, tuple[Array, ...]]:
    """v ← βv + g, Δp = −η(g + βv), p being ahead of itself (Sutskever et al., On the importance of initialization …, 2013)."""
    v = MOMENTUM * memory[0] + g
    return -eta * (g + MOMENTUM * v), (v,)


def _nesterov_calls(g: Array, memory: Sequence[Array], scratch: Array, clock: Clock) -> list[Call]:
    (v,) = memory
    ahead: list[Call] = [(np.multiply, (v, np.array(MOMENTUM), scratch)), (np.add, (g, scratch, g))]
    return [*_velocity(g, v), *ahead, (np.multiply, (g, clock.eta, g))]


def _rmsprop(g: Array, memory: Sequence[Array], eta: float, t: int) -> tuple[Array, tuple[Array, ...]]:
    """s ← αs + (1 − α)g², Δp = −ηg/(√s + ε) (Hinton, Neural Networks for Machine Learning, lecture 6e, 2012)."""
    s = DECAY * memory[0] + (1.0 - DECAY) * g * g
    return -eta * g / (np.sqrt(s) + EPSILON), (s,)


def _rmsprop_calls(g: Array, memory: Sequence[Array], scratch: Array, clock: Clock) -> list[Call]:
    (s,) = memory
    return [
        *_mean_square(g, s, scratch, DECAY),
        (np.sqrt, (s, scratch)),
        (np.add, (scratch, np.array(EPSILON), scratch)),
        (np.divide, (g, scratch, g)),
        (np.multiply, (g, clock.eta, g)),
    ]


def _mean_square(g: Array, s: Array, scratch: Array, decay: float) -> list[Call]:
    return [
        (np.multiply, (g, g, scratch)),
        (np.multiply, (scratch, np.array(1.0 - decay), scratch)),
        (np.multiply, (s, np.array(decay), s)),
        (np.add, (s, scratch, s)),
    ]


def _adam(g: Array, memory: Sequence[Array], eta: float, t: int) -> tuple[Array, tuple[Array, ...]]:
    """m ← β₁m + (1 − β₁)g, s ← β₂s + (1 − β₂)g², Δp = −η m̂/(√ŝ + ε) with m̂ = m/(1 − β₁ᵗ) and ŝ = s/(1 − β₂ᵗ).

    Kingma and Ba, Adam: a method for stochastic optimization, 2015, algorithm 1.
    """
    m = DECAY_MEAN * memory[0] + (1.0 - DECAY_MEAN) * g
    s = DECAY_SQUARE * memory[1] + (1.0 - DECAY_SQUARE) * g * g
    mean, square = m / (1.0 - DECAY_MEAN**t), s / (1.0 - DECAY_SQUARE**t)
    return -eta * mean / (np.sqrt(square) + EPSILON), (m, s)


def _adam_calls(g: Array, memory: Sequence[Array], scratch: Array, clock: Clock) -> list[Call]:
    m, s = memory
    return [
        (clock.tick, ()),
        *_mean_square(g, s, scratch, DECAY_SQUARE),
        (np.multiply, (g, np.array(1.0 - DECAY_MEAN), scratch)),
        (np.multiply, (m, np.array(DECAY_MEAN), m)),
        (np.add, (m, scratch, m)),
        (np.multiply, (s, clock.square, scratch)),
        (np.sqrt, (scratch, scratch)),
        (np.add, (scratch, np.array(EPSILON), scratch)),
        (np.divide, (m, scratch, g)),
        (np.multiply, (g, clock.rate, g)),
    ]


PLAIN = "gradient_descent"
"""The name of plain gradient descent."""

OPTIMISERS: dict[str, Optimiser] = {
    optimiser.name: optimiser
    for optimiser in (
        Optimiser(PLAIN, "gradient descent", (), (), (("Δ", "-η*g"),), _plain, _plain_calls),
        Optimiser(
            "momentum", "momentum", ("v",), (("β", MOMENTUM),),
            (("v", "β*v + g"), ("Δ", "-η*v")), _momentum, _momentum_calls,
        ),
        Optimiser(
            "nesterov", "Nesterov", ("v",), (("β", MOMENTUM),),
            (("v", "β*v + g"), ("Δ", "-η*(g + β*v)")), _nesterov, _nesterov_calls,
        ),
        Optimiser(
            "rmsprop", "RMSProp", ("s",), (("α", DECAY), ("ε", EPSILON)),
            (("s", "α*s + (1 - α)*g^2"), ("Δ", "-η*(g/(sqrt(s) + ε))")), _rmsprop, _rmsprop_calls,
        ),
        Optimiser(
            "adam", "Adam", ("m", "s"), (("β1", DECAY_MEAN), ("β2", DECAY_SQUARE), ("ε", EPSILON)),
            (
                ("m", "β1*m + (1 - β1)*g"),
                ("s", "β2*s + (1 - β2)*g^2"),
                ("Δ", "-η*((m/(1 - β1t))/(sqrt(s/(1 - β2t)) + ε))"),
            ),
            _adam, _adam_calls,
        ),
    )
}  # fmt: skip
"""Every optimiser by its name."""
