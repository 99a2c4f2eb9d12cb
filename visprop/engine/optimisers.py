"""How an update is made of a gradient: plain descent, and optimisers that remember past gradients.

g is ∇φ of the update with frozen parameters left out and tied ones added up, t counts updates from 1, and all is done on each
parameter by itself. What an optimiser remembers starts at 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.fast import Call

Constants = Mapping[str, float]
"""The constants of an optimiser by their symbols."""


class Range(NamedTuple):
    """What a constant may be: from `low`, and below `end`; `name` is its name in a file, `words` what the user reads."""

    name: str
    words: str
    low: float
    end: float


RANGES: dict[str, Range] = {
    "β": Range("beta", "share of the last velocity that is kept", 0.0, 1.0),
    "α": Range("alpha", "share of the last mean square that is kept", 0.0, 1.0),
    "β1": Range("beta1", "share of the last mean that is kept", 0.0, 1.0),
    "β2": Range("beta2", "share of the last mean square that is kept", 0.0, 1.0),
    "λ": Range("weight_decay", "by which share p shrinks beside the gradient's step, times η", 0.0, 1e3),
    "ε": Range("epsilon", "what keeps from dividing by 0", 1e-300, 1.0),
}
"""The range of every constant by its symbol."""


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

    def tick(self, of_mean: float, of_square: float) -> None:
        """Go on to the next update as the optimiser counts, with β₁ and β₂."""
        self._remembered += 1
        self.rate[...] = self.eta / (1.0 - of_mean**self._remembered)
        self.square[...] = 1.0 / (1.0 - of_square**self._remembered)


class Given(NamedTuple):
    """What an update is made of: g, p, what is remembered, η, the update's number t, and the constants."""

    g: Array
    p: Array
    memory: Sequence[Array]
    eta: float
    t: int
    c: Constants


class Buffers(NamedTuple):
    """The same for the fast path: buffers, of p's length, and a clock that knows η and t; `free` is 1 where p moves, else 0."""

    g: Array
    p: Array
    free: Array
    memory: Sequence[Array]
    scratch: Array
    clock: Clock
    c: Constants


@dataclass(frozen=True)
class Optimiser:
    """A rule for updates.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        memory: the symbols of what it remembers, each an array of p's length.
        constants: its constants by their symbols, which stand in `RANGES`; with a t after it, one stands for its power by the
            update's number.
        rules: what it computes, one after the other, as formulas in g, p, η, memory and constants: a symbol of the memory gets a
            new value, Δ is the update.
        stepped: → (Δp, memory after), explaining; nothing is changed in place.
        called: → the same as calls in place, which leave −Δp in g.
    """

    name: str
    words: str
    memory: tuple[str, ...]
    constants: tuple[tuple[str, float], ...]
    rules: tuple[tuple[str, str], ...]
    stepped: Callable[[Given], tuple[Array, tuple[Array, ...]]]
    called: Callable[[Buffers], list[Call]]

    def with_constants(self, others: Constants) -> Optimiser:
        """The same rule with some of its constants changed.

        Raises:
            ValueError: it has no such constant.
        """
        for symbol in others:
            if symbol not in dict(self.constants):
                raise ValueError(f"{self.words} has no constant {symbol}")
        return replace(self, constants=tuple((symbol, others.get(symbol, value)) for symbol, value in self.constants))

    def step(self, g: Array, p: Array, memory: Sequence[Array], eta: float, t: int) -> tuple[Array, tuple[Array, ...]]:
        """(Δp, memory after) of update t, explaining; g, p and each part of the memory of p's length, 0 where p is frozen."""
        return self.stepped(Given(g, p, memory, eta, t, dict(self.constants)))

    def calls(self, g: Array, p: Array, free: Array, memory: Sequence[Array], clock: Clock) -> list[Call]:
        """The same as calls in place, which leave −Δp in g; `free` is 1 where p moves, else 0."""
        return self.called(Buffers(g, p, free, memory, np.empty_like(g), clock, dict(self.constants)))


def _plain(given: Given) -> tuple[Array, tuple[Array, ...]]:
    """Δp = −η g (the article's "General case")."""
    return -given.eta * given.g, ()


def _plain_calls(buffers: Buffers) -> list[Call]:
    g, clock = buffers.g, buffers.clock
    return [(np.multiply, (g, clock.eta, g))]


def _momentum(given: Given) -> tuple[Array, tuple[Array, ...]]:
    """v ← βv + g, Δp = −ηv (Polyak, Some methods of speeding up the convergence of iteration methods, 1964)."""
    v = given.c["β"] * given.memory[0] + given.g
    return -given.eta * v, (v,)


def _momentum_calls(buffers: Buffers) -> list[Call]:
    g, memory, clock, c = buffers.g, buffers.memory, buffers.clock, buffers.c
    (v,) = memory
    return [*_velocity(g, v, c), (np.multiply, (v, clock.eta, g))]


def _velocity(g: Array, v: Array, c: Constants) -> list[Call]:
    return [(np.multiply, (v, np.array(c["β"]), v)), (np.add, (v, g, v))]


def _nesterov(given: Given) -> tuple[Array, tuple[Array, ...]]:
    """v ← βv + g, Δp = −η(g + βv), p being ahead of itself (Sutskever et al., On the importance of initialization …, 2013)."""
    v = given.c["β"] * given.memory[0] + given.g
    return -given.eta * (given.g + given.c["β"] * v), (v,)


def _nesterov_calls(buffers: Buffers) -> list[Call]:
    g, memory, scratch, clock, c = buffers.g, buffers.memory, buffers.scratch, buffers.clock, buffers.c
    (v,) = memory
    ahead: list[Call] = [(np.multiply, (v, np.array(c["β"]), scratch)), (np.add, (g, scratch, g))]
    return [*_velocity(g, v, c), *ahead, (np.multiply, (g, clock.eta, g))]


def _momentum_with_eta(given: Given) -> tuple[Array, tuple[Array, ...]]:
    """v ← βv − ηg, Δp = v: another velocity than η times one without, where η changes (as in Keras and scikit-learn)."""
    v = given.c["β"] * given.memory[0] - given.eta * given.g
    return v, (v,)


def _momentum_with_eta_calls(buffers: Buffers) -> list[Call]:
    g, memory, clock, c = buffers.g, buffers.memory, buffers.clock, buffers.c
    (v,) = memory
    return [*_velocity_with_eta(g, v, clock, c), (np.negative, (v, g))]


def _velocity_with_eta(g: Array, v: Array, clock: Clock, c: Constants) -> list[Call]:
    """The calls that leave ηg in g, and the new velocity in v."""
    return [(np.multiply, (g, clock.eta, g)), (np.multiply, (v, np.array(c["β"]), v)), (np.subtract, (v, g, v))]


def _nesterov_with_eta(given: Given) -> tuple[Array, tuple[Array, ...]]:
    """v ← βv − ηg, Δp = βv − ηg, p being ahead of itself (as in Keras and scikit-learn)."""
    v = given.c["β"] * given.memory[0] - given.eta * given.g
    return given.c["β"] * v - given.eta * given.g, (v,)


def _nesterov_with_eta_calls(buffers: Buffers) -> list[Call]:
    g, memory, scratch, clock, c = buffers.g, buffers.memory, buffers.scratch, buffers.clock, buffers.c
    (v,) = memory
    ahead: list[Call] = [(np.multiply, (v, np.array(c["β"]), scratch)), (np.subtract, (g, scratch, g))]
    return [*_velocity_with_eta(g, v, clock, c), *ahead]


def _rmsprop(given: Given) -> tuple[Array, tuple[Array, ...]]:
    """s ← αs + (1 − α)g², Δp = −ηg/(√s + ε) (Hinton, Neural Networks for Machine Learning, lecture 6e, 2012)."""
    s = given.c["α"] * given.memory[0] + (1.0 - given.c["α"]) * given.g * given.g
    return -given.eta * given.g / (np.sqrt(s) + given.c["ε"]), (s,)


def _rmsprop_calls(buffers: Buffers) -> list[Call]:
    g, memory, scratch, clock, c = buffers.g, buffers.memory, buffers.scratch, buffers.clock, buffers.c
    (s,) = memory
    return [
        *_mean_square(g, s, scratch, c["α"]),
        (np.sqrt, (s, scratch)),
        (np.add, (scratch, np.array(c["ε"]), scratch)),
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


def _adam(given: Given) -> tuple[Array, tuple[Array, ...]]:
    """m ← β₁m + (1 − β₁)g, s ← β₂s + (1 − β₂)g², Δp = −η m̂/(√ŝ + ε) with m̂ = m/(1 − β₁ᵗ) and ŝ = s/(1 − β₂ᵗ).

    Kingma and Ba, Adam: a method for stochastic optimization, 2015, algorithm 1.
    """
    m = given.c["β1"] * given.memory[0] + (1.0 - given.c["β1"]) * given.g
    s = given.c["β2"] * given.memory[1] + (1.0 - given.c["β2"]) * given.g * given.g
    mean, square = m / (1.0 - given.c["β1"] ** given.t), s / (1.0 - given.c["β2"] ** given.t)
    return -given.eta * mean / (np.sqrt(square) + given.c["ε"]), (m, s)


def _adam_calls(buffers: Buffers) -> list[Call]:
    g, memory, scratch, clock, c = buffers.g, buffers.memory, buffers.scratch, buffers.clock, buffers.c
    m, s = memory
    return [
        (clock.tick, (c["β1"], c["β2"])),
        *_mean_square(g, s, scratch, c["β2"]),
        (np.multiply, (g, np.array(1.0 - c["β1"]), scratch)),
        (np.multiply, (m, np.array(c["β1"]), m)),
        (np.add, (m, scratch, m)),
        (np.multiply, (s, clock.square, scratch)),
        (np.sqrt, (scratch, scratch)),
        (np.add, (scratch, np.array(c["ε"]), scratch)),
        (np.divide, (m, scratch, g)),
        (np.multiply, (g, clock.rate, g)),
    ]


def _adamw(given: Given) -> tuple[Array, tuple[Array, ...]]:
    """Adam's step, and of p itself a share ηλ less, which does not pass through m and s.

    Loshchilov and Hutter, Decoupled weight decay regularization, 2019, algorithm 2.
    """
    step, memory = _adam(given)
    return step - given.eta * given.c["λ"] * given.p, memory


def _adamw_calls(buffers: Buffers) -> list[Call]:
    g, p, scratch, clock = buffers.g, buffers.p, buffers.scratch, buffers.clock
    return [
        *_adam_calls(buffers),
        (np.multiply, (p, buffers.free * buffers.c["λ"], scratch)),
        (np.multiply, (scratch, clock.eta, scratch)),
        (np.add, (g, scratch, g)),
    ]


PLAIN = "gradient_descent"
"""The name of plain gradient descent."""

OPTIMISERS: dict[str, Optimiser] = {
    optimiser.name: optimiser
    for optimiser in (
        Optimiser(PLAIN, "gradient descent", (), (), (("Δ", "-η*g"),), _plain, _plain_calls),
        Optimiser(
            "momentum", "momentum", ("v",), (("β", 0.9),),
            (("v", "β*v + g"), ("Δ", "-η*v")), _momentum, _momentum_calls,
        ),
        Optimiser(
            "nesterov", "Nesterov", ("v",), (("β", 0.9),),
            (("v", "β*v + g"), ("Δ", "-η*(g + β*v)")), _nesterov, _nesterov_calls,
        ),
        Optimiser(
            "momentum_with_eta", "momentum, η in the velocity", ("v",), (("β", 0.9),),
            (("v", "β*v - η*g"), ("Δ", "v")), _momentum_with_eta, _momentum_with_eta_calls,
        ),
        Optimiser(
            "nesterov_with_eta", "Nesterov, η in the velocity", ("v",), (("β", 0.9),),
            (("v", "β*v - η*g"), ("Δ", "β*v - η*g")), _nesterov_with_eta, _nesterov_with_eta_calls,
        ),
        Optimiser(
            "rmsprop", "RMSProp", ("s",), (("α", 0.99), ("ε", 1e-8)),
            (("s", "α*s + (1 - α)*g^2"), ("Δ", "-η*(g/(sqrt(s) + ε))")), _rmsprop, _rmsprop_calls,
        ),
        Optimiser(
            "adam", "Adam", ("m", "s"), (("β1", 0.9), ("β2", 0.999), ("ε", 1e-8)),
            (
                ("m", "β1*m + (1 - β1)*g"),
                ("s", "β2*s + (1 - β2)*g^2"),
                ("Δ", "-η*((m/(1 - β1t))/(sqrt(s/(1 - β2t)) + ε))"),
            ),
            _adam, _adam_calls,
        ),
        Optimiser(
            "adamw", "AdamW", ("m", "s"), (("β1", 0.9), ("β2", 0.999), ("ε", 1e-8), ("λ", 0.01)),
            (
                ("m", "β1*m + (1 - β1)*g"),
                ("s", "β2*s + (1 - β2)*g^2"),
                ("Δ", "-η*((m/(1 - β1t))/(sqrt(s/(1 - β2t)) + ε) + λ*p)"),
            ),
            _adamw, _adamw_calls,
        ),
    )
}  # fmt: skip
"""Every optimiser by its name."""
