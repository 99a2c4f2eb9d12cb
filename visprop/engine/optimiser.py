"""What an optimiser is: how an update is made of a gradient, explained, in place, and as formulas.

g is ∇φ of the update with frozen parameters left out and tied ones added up, t counts updates from 1, and all is done on each
parameter by itself. What an optimiser remembers starts at 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.edge import Edge
from visprop.engine.fast import Call
from visprop.engine.registry import require
from visprop.engine.written import value

Constants = Mapping[str, float]
"""The constants of an optimiser by their symbols."""


class Range(NamedTuple):
    """What a constant may be: from `low`, and below `end`; `name` is its name in a file, `words` what the user reads."""

    name: str
    words: str
    low: float
    end: float


class Clock:
    """η and the number of the update, and what Adam's corrections are by then, as 0-d arrays that calls can read.

    Args:
        eta: η of the update that comes after so many others.

    Attributes:
        eta: η of the present update.
        rate: η/(1 − β₁ᵗ).
        square: 1/(1 − β₂ᵗ).
    """

    def __init__(self, eta: Callable[[int], float | Array]) -> None:
        self._eta_at = eta
        self._done = self._remembered = 0
        self.eta, self.square = np.array(eta(0)), np.array(0.0)
        self.rate = np.zeros(self.eta.shape)

    def set(self, done: int, remembered: int) -> None:
        """Be before the update that comes after `done` others, of which the optimiser remembers some."""
        self._done, self._remembered = done, remembered
        self.eta[...] = self._eta_at(done)

    def next_rate(self) -> None:
        """Let η be that of the present update, and go on to the next."""
        self.eta[...] = self._eta_at(self._done)
        self._done += 1

    def count(self) -> int:
        """Go on to the next update as the optimiser counts; its number t."""
        self._remembered += 1
        return self._remembered

    def tick(self, of_mean: float, of_square: float) -> None:
        """Go on to the next update as the optimiser counts, with β₁ and β₂."""
        self.count()
        self.rate[...] = self.eta / (1.0 - of_mean**self._remembered)
        self.square[...] = 1.0 / (1.0 - of_square**self._remembered)


class Given(NamedTuple):
    """What an update is made of: g, p, what is remembered, η, the update's number t, and the constants.

    Of many runs in lockstep all have an axis for them, and so has η where it is not the same of all.
    """

    g: Array
    p: Array
    memory: Sequence[Array]
    eta: float | Array
    t: int
    c: Constants


@dataclass(frozen=True, eq=False)
class Buffers:
    """The same for the fast path: buffers, of p's length, and a clock that knows η and t; `free` is 1 where p moves, else 0."""

    g: Array
    p: Array
    free: Array
    memory: Sequence[Array]
    clock: Clock
    c: Constants

    @cached_property
    def scratch(self) -> Array:
        """One more for what lies between, made for those that need it."""
        return np.empty_like(self.g)


@dataclass(frozen=True)
class Optimiser:
    """A rule for updates.

    Attributes:
        name: as it stands in a scenario file.
        words: as the user reads it.
        memory: the symbols of what it remembers, each an array of p's length.
        constants: its constants by their symbols, with their usual values; with a t after it, one stands for its power by the
            update's number.
        ranges: what each of them may be, in their order.
        rules: what it computes, one after the other, as formulas in g, p, η, memory and constants: a symbol of the memory gets a
            new value, Δ is the update.
        stepped: → (Δp, memory after), explaining; nothing is changed in place.
        called: → the same as calls in place, which leave −Δp in g.
        edge: up to which curvature it is stable, of all rows at once; None where no law is known.
        compared_at: the largest η at which it is proposed for a comparison, infinity for any; None if it is not proposed.
    """

    name: str
    words: str
    memory: tuple[str, ...]
    constants: tuple[tuple[str, float], ...]
    ranges: tuple[Range, ...]
    rules: tuple[tuple[str, str], ...]
    stepped: Callable[[Given], tuple[Array, tuple[Array, ...]]]
    called: Callable[[Buffers], list[Call]]
    edge: Edge | None
    compared_at: float | None

    def __post_init__(self) -> None:
        targets, names = [target for target, _ in self.rules], {about.name for about in self.ranges}
        require(
            self, "optimiser",
            (len(self.constants) == len(self.ranges), "constants and ranges are to be equally many"),
            (self.compared_at is None or self.compared_at > 0.0, "compared_at is to be above 0"),
            (len(names) == len(self.ranges), "two of its ranges have one name"),
            (sorted(targets) == sorted((*self.memory, "Δ")), f"rules are to give Δ and {self.memory}, each once, not {targets}"),
            *(
                (about.low <= number < about.end, f"constant {symbol} is to be from {about.low:g}, and below {about.end:g}")
                for (symbol, number), about in zip(self.constants, self.ranges, strict=False)
            ),
        )  # fmt: skip

    @property
    def about(self) -> dict[str, Range]:
        """What each constant may be, by its symbol."""
        return {symbol: about for (symbol, _), about in zip(self.constants, self.ranges, strict=True)}

    def with_constants(self, others: Constants) -> Optimiser:
        """The same rule with some of its constants changed.

        Raises:
            ValueError: it has no such constant, or one is out of its range.
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
        return self.called(Buffers(g, p, free, memory, clock, dict(self.constants)))


def explained(stepped: Callable[[Given], tuple[Array, tuple[Array, ...]]]) -> Callable[[Buffers], list[Call]]:
    """The calls of the fast path from what explains, for an optimiser that has no hand-written ones."""

    def called(buffers: Buffers) -> list[Call]:
        def fill() -> None:
            # What stands in the buffers is overwritten: nothing of it is handed on.
            memory = [part.copy() for part in buffers.memory]
            given = Given(
                buffers.g.copy(), buffers.p * buffers.free, memory, buffers.clock.eta.copy()[()], buffers.clock.count(), buffers.c
            )
            step, after = stepped(given)
            np.negative(step, out=buffers.g)
            for part, now in zip(buffers.memory, after, strict=True):
                part[...] = now

        return [(fill, ())]

    return called


_TRIED, _ETA = 5, 0.1


def prove(optimiser: Optimiser) -> None:
    """Try three updates explained, in place and by the rules.

    Raises:
        ValueError: they are not the same, or the rules cannot be written.
    """
    g = np.array([[0.5, -1.0, 0.25, 2.0, 0.0], [1.5, -0.5, 0.125, -2.0, 0.0], [0.25, 0.75, -1.0, 1.0, 0.0]])
    p, free, clock = np.linspace(-1.0, 1.0, _TRIED), np.ones(_TRIED), Clock(lambda update: _ETA)
    memory = tuple(np.zeros(_TRIED) for _ in optimiser.memory)
    kept, buffer = [part.copy() for part in memory], np.empty(_TRIED)
    calls = optimiser.calls(buffer, p, free, kept, clock)
    for t, gradient in enumerate(g, start=1):
        buffer[:] = gradient
        for call, arguments in calls:
            call(*arguments)
        by_rules = by_the_rules(optimiser, gradient, p, memory, _ETA, t)
        step, memory = optimiser.step(gradient.copy(), p, memory, _ETA, t)
        found = {"called": (-buffer, *kept), "rules": (by_rules["Δ"], *(by_rules[name] for name in optimiser.memory))}
        for way, values in found.items():
            if not all(np.allclose(one, other, 1e-9, 1e-12) for one, other in zip(values, (step, *memory), strict=True)):
                raise ValueError(f"the optimiser {optimiser.name!r}: {way} and stepped differ at update {t}")
    _prove_edge(optimiser)


def _prove_edge(optimiser: Optimiser) -> None:
    """A rule that is linear in its past dies away along a curvature below its edge, and grows along one above."""
    edge = optimiser.edge
    if edge is None or edge.scale is not None:
        return
    size, highest = 1 + len(optimiser.memory), edge.at(_ETA, dict(optimiser.constants))
    for curvature, is_stable in ((0.999 * highest, True), (1.001 * highest, False)):
        # Each column is what becomes of one of p and memory.
        p, *memory = np.eye(size)
        step, after = optimiser.step(curvature * p, p, memory, _ETA, 1)
        if (bool(np.abs(np.linalg.eigvals(np.array((p + step, *after)))).max() < 1.0)) != is_stable:
            raise ValueError(f"the optimiser {optimiser.name!r}: edge: it is {'not ' * is_stable}stable at {curvature:g}")


def by_the_rules(optimiser: Optimiser, g: Array, p: Array, memory: Sequence[Array], eta: float, t: int) -> dict[str, Array]:
    """Δ, and what is remembered after it by its symbols, as the formulas give them one after the other."""
    known = {"g": g, "p": p, "η": np.array(eta), **dict(zip(optimiser.memory, memory, strict=True))}
    for name, constant in optimiser.constants:
        known[name], known[f"{name}t"] = np.array(constant), np.array(constant**t)
    for target, formula in optimiser.rules:
        known[target] = np.broadcast_to(value(formula, known), g.shape)
    return known
