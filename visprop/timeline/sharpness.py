"""λ_max, the largest curvature of φ, beside the edge of stability at which a training of all rows at once stays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.curvature import top_curvatures
from visprop.engine.edge import Edge
from visprop.scenario.scenario import Scenario
from visprop.timeline.frame import Frame


class Stability(NamedTuple):
    """Whether there is an edge in a training.

    Attributes:
        edge: its law; None where none holds.
        words: the law, or why none holds.
        in_short: that there is none, in fewer words; empty where there is one.
    """

    edge: Edge | None
    words: str
    in_short: str = ""


def stability(scenario: Scenario) -> Stability:
    """The law that holds for a training: one of the optimiser, and of all rows at once alone."""
    optimiser = scenario.optimiser
    if scenario.schedule.size < len(scenario.train):
        words = "no edge: of mini-batches batch sharpness is the gauge, not λ_max"
        return Stability(None, words, "no edge for mini-batches")
    if optimiser.edge is None:
        return Stability(None, f"no edge: no law is known for {optimiser.words}", f"no edge for {optimiser.words}")
    return Stability(optimiser.edge, f"{optimiser.edge.name}: {optimiser.edge.written}")


def edge_at(scenario: Scenario, update: int) -> float:
    """The largest stable curvature by η of the update that comes after `update` others; NaN where no law holds."""
    edge = stability(scenario).edge
    return float("nan") if edge is None else edge.at(scenario.eta(update), dict(scenario.optimiser.constants))


def divisor(scenario: Scenario, memory: tuple[Array, ...], t: int) -> Array | None:
    """D by q after t updates, with what the optimiser remembers; None where it divides by nothing. It is NaN before the first."""
    edge = stability(scenario).edge
    if edge is None or edge.scale is None:
        return None
    if t < 1:
        return np.full(scenario.freedom.count, np.nan)
    with np.errstate(all="ignore"):
        return scenario.freedom.coordinates(edge.scale(memory, t, dict(scenario.optimiser.constants)))


def divisor_of(frame: Frame) -> Array | None:
    """D by q at the p of now of a frame."""
    is_made = frame.p_next is not None
    memory, done = (frame.memory_next, frame.number) if is_made else (frame.memory, frame.number - 1)
    return divisor(frame.scenario, memory, done)


def is_felt_through(scale: Array | None) -> bool:
    """Whether an optimiser feels a curvature through D: through none, or one that is finite and above 0."""
    return scale is None or bool(np.isfinite(scale).all() and (scale > 0.0).all())


def largest(scenario: Scenario, p: Array, scale: Array | None) -> float:
    """λ_max at p, exactly: the algebraically largest eigenvalue of ∇²φ by q, or with D as the scale of D^(−½) ∇²φ D^(−½).

    NaN where nothing is free to move, nothing is felt through D, or a number is not finite.
    """
    if not scenario.freedom.count or not is_felt_through(scale):
        return float("nan")
    return float(top_curvatures(scenario.objective, p, scale=scale)[0][0])
