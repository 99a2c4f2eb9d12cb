"""The registry of optimisers: plain gradient descent, and those that remember past gradients."""

from __future__ import annotations

from math import inf

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.edge import ADAM, HEAVY_BALL, NESTEROV, PLAIN_EDGE, RMSPROP
from visprop.engine.fast import Call
from visprop.engine.optimiser import Buffers, Clock, Constants, Given, Optimiser, Range, prove
from visprop.engine.registry import Registry

_RANGES: dict[str, Range] = {
    "β": Range("beta", "share of the last velocity that is kept", 0.0, 1.0),
    "α": Range("alpha", "share of the last mean square that is kept", 0.0, 1.0),
    "β1": Range("beta1", "share of the last mean that is kept", 0.0, 1.0),
    "β2": Range("beta2", "share of the last mean square that is kept", 0.0, 1.0),
    "λ": Range("weight_decay", "by which share p shrinks beside the gradient's step, times η", 0.0, 1e3),
    "ε": Range("epsilon", "what keeps from dividing by 0", 1e-300, 1.0),
}
"""The ranges of the constants that the program's own have, by their symbols."""


def _ranges(*symbols: str) -> tuple[Range, ...]:
    return tuple(_RANGES[symbol] for symbol in symbols)


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

OPTIMISERS: Registry[Optimiser] = Registry(
    (
        Optimiser(PLAIN, "gradient descent", (), (), (), (("Δ", "-η*g"),), _plain, _plain_calls, PLAIN_EDGE, compared_at=inf),
        Optimiser(
            "momentum", "momentum", ("v",), (("β", 0.9),), _ranges("β"),
            (("v", "β*v + g"), ("Δ", "-η*v")), _momentum, _momentum_calls, HEAVY_BALL, inf,
        ),
        Optimiser(
            "nesterov", "Nesterov", ("v",), (("β", 0.9),), _ranges("β"),
            (("v", "β*v + g"), ("Δ", "-η*(g + β*v)")), _nesterov, _nesterov_calls, NESTEROV, None,
        ),
        Optimiser(
            "momentum_with_eta", "momentum, η in the velocity", ("v",), (("β", 0.9),), _ranges("β"),
            (("v", "β*v - η*g"), ("Δ", "v")), _momentum_with_eta, _momentum_with_eta_calls, HEAVY_BALL, None,
        ),
        Optimiser(
            "nesterov_with_eta", "Nesterov, η in the velocity", ("v",), (("β", 0.9),), _ranges("β"),
            (("v", "β*v - η*g"), ("Δ", "β*v - η*g")), _nesterov_with_eta, _nesterov_with_eta_calls, NESTEROV, None,
        ),
        Optimiser(
            "rmsprop", "RMSProp", ("s",), (("α", 0.99), ("ε", 1e-8)), _ranges("α", "ε"),
            (("s", "α*s + (1 - α)*g^2"), ("Δ", "-η*(g/(sqrt(s) + ε))")), _rmsprop, _rmsprop_calls, RMSPROP, 0.01,
        ),
        Optimiser(
            "adam", "Adam", ("m", "s"), (("β1", 0.9), ("β2", 0.999), ("ε", 1e-8)), _ranges("β1", "β2", "ε"),
            (
                ("m", "β1*m + (1 - β1)*g"),
                ("s", "β2*s + (1 - β2)*g^2"),
                ("Δ", "-η*((m/(1 - β1t))/(sqrt(s/(1 - β2t)) + ε))"),
            ),
            _adam, _adam_calls, ADAM, 0.05,
        ),
        Optimiser(
            "adamw", "AdamW", ("m", "s"), (("β1", 0.9), ("β2", 0.999), ("ε", 1e-8), ("λ", 0.01)),
            _ranges("β1", "β2", "ε", "λ"),
            (
                ("m", "β1*m + (1 - β1)*g"),
                ("s", "β2*s + (1 - β2)*g^2"),
                ("Δ", "-η*((m/(1 - β1t))/(sqrt(s/(1 - β2t)) + ε) + λ*p)"),
            ),
            _adamw, _adamw_calls, None, None,
        ),
    ),
    prove,
)  # fmt: skip
"""Every optimiser by its name. RMSProp and Adam move each parameter by about η, whatever the gradient."""
