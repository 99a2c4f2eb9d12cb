"""What else the monitor can show of each update beside cost and accuracy: a gauge each, with one line or several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.curvature import PASSES
from visprop.engine.directions import length
from visprop.engine.key import Key
from visprop.engine.objective import SATURATED
from visprop.engine.registry import Registry, require
from visprop.scenario.scenario import Scenario
from visprop.timeline.frame import Frame
from visprop.timeline.quantity import LETTERS, quantity
from visprop.timeline.sharpness import divisor_of, edge_at, largest, stability
from visprop.timeline.spreads import SPREADS, spread_key, tenths


class GaugeLine(NamedTuple):
    """One line of a gauge: what it is, and whether it is a law's, beside which the others stand."""

    words: str
    is_law: bool = False


@dataclass(frozen=True)
class Gauge:
    """Something that is told of each update, in a diagram of its own.

    Attributes:
        name: on the command line.
        words: as the user reads it.
        title: what stands above its diagram, for a scenario.
        lines: those of its diagram, for a scenario.
        values: what they show on the update line, a number a line, NaN where there is none; None while it is pending. Of the
            frame it uses no sums over the examples but through `quantity`, so that another thread may compute it.
        passes: as how many passes over all examples it counts.
        per_octave: how many samples are taken between an update and that of twice its number.
        is_share: whether it goes from 0 to 1.
        is_spread: whether its lines are the bounds of bins that hold as many numbers each.
        is_size: whether it is above 0, and told on a logarithmic scale where the cost is.
        follow: whether the first line's largest curvature is followed while the training runs.
        key: the quantity that it is, or the layer of which it tells; None for another one.
        note: what is said beside the title, for a scenario, the longest words first; nothing where there is nothing to say.
    """

    name: str
    words: str
    title: Callable[[Scenario], str]
    lines: Callable[[Scenario], tuple[GaugeLine, ...]]
    values: Callable[[Frame], Array | None]
    passes: float
    per_octave: int = 128
    is_share: bool = False
    is_spread: bool = False
    is_size: bool = False
    follow: bool = False
    key: Key | None = None
    note: Callable[[Scenario], tuple[str, ...]] = lambda scenario: ()

    def __post_init__(self) -> None:
        require(self, "gauge", (self.passes >= 0.0, f"passes are to be 0 or more, not {self.passes:g}"))


def _one(words: str) -> Callable[[Scenario], tuple[GaugeLine, ...]]:
    return lambda scenario: (GaugeLine(words),)


def _step(frame: Frame) -> Array:
    """‖Δp‖ of the update just made, by q as ‖∇φ‖ is; NaN before the first."""
    if frame.p_next is None:
        return np.array([np.nan])
    return np.array([length(frame.scenario.freedom.coordinates(frame.p_next - frame.p_before))])


def _by_layer(scenario: Scenario) -> tuple[GaugeLine, ...]:
    return tuple(GaugeLine(f"layer {layer}") for layer in range(1, scenario.network.depth + 1))


def _layers(frame: Frame) -> Array:
    """The norm of ∇φ over the coordinates of each layer; NaN where none is free."""
    scenario = frame.scenario
    slope = scenario.objective.slope(frame.p)
    return np.array([length(slope[part]) if part.size else np.nan for part in scenario.coordinates_by_layer])


def _silent(frame: Frame) -> Array:
    """The share of each layer's units whose σ′ is next to nothing for every training row."""
    with np.errstate(all="ignore"):
        slopes = (step.slope for step in frame.scenario.network.passes(frame.p, frame.scenario.train.x))
        return np.array([np.nan if s is None else np.mean(np.abs(s).max(axis=0) < SATURATED) for s in slopes])


def _curvature_title(scenario: Scenario) -> str:
    edge = stability(scenario).edge
    is_felt = edge is not None and edge.scale is not None
    return "λ_max, the largest curvature of φ" + (f" as {scenario.optimiser.words} feels it" if is_felt else "")


def _curvature_note(scenario: Scenario) -> tuple[str, ...]:
    law = stability(scenario)
    return (law.words, law.in_short) if law.edge is None else ()


def _curvature_lines(scenario: Scenario) -> tuple[GaugeLine, ...]:
    edge = stability(scenario).edge
    own = (GaugeLine("λ_max"),)
    return own if edge is None else (*own, GaugeLine(edge.in_short(dict(scenario.optimiser.constants)), is_law=True))


def _curvature(frame: Frame) -> Array:
    """λ_max as the optimiser feels it, and the edge where there is one."""
    scenario = frame.scenario
    return curvature_row(scenario, largest(scenario, frame.p, divisor_of(frame)), frame.done)


def curvature_row(scenario: Scenario, curvature: float, done: int) -> Array:
    """What the lines of the curvature's diagram show after so many updates: λ_max, and the edge where there is a law."""
    return np.array([curvature, edge_at(scenario, done)][: len(_curvature_lines(scenario))])


GAUGES: Registry[Gauge] = Registry(
    (
        Gauge(
            "gradient", "norm of the gradient, ‖∇φ‖", lambda scenario: "‖∇φ‖", _one("‖∇φ‖"),
            lambda frame: np.array([length(frame.scenario.objective.slope(frame.p))]), 3.0, is_size=True,
        ),
        Gauge("step", "length of the step, ‖Δp‖", lambda scenario: "‖Δp‖ of each update", _one("‖Δp‖"), _step, 0.0, is_size=True),
        Gauge("layers", "norm of the gradient by layer", lambda scenario: "‖∇φ‖ by layer", _by_layer, _layers, 3.0, is_size=True),
        Gauge(
            "silent", "units that pass nothing back, by layer",
            lambda scenario: f"share of units whose slope is below {SATURATED:g} for every row", _by_layer, _silent, 1.0,
            is_share=True,
        ),
        Gauge(
            "curvature", "largest curvature, λ_max", _curvature_title, _curvature_lines, _curvature, PASSES, per_octave=64,
            follow=True, note=_curvature_note,
        ),
    )
)  # fmt: skip
"""Every gauge by its name, in the order in which their diagrams stand."""


def gauge_of(name: str) -> Gauge:
    """The gauge of a name, that of a watched quantity, or that of how the numbers of a layer are spread.

    Raises:
        ValueError: it is neither.
    """
    if name in GAUGES:
        return GAUGES[name]
    if (layer := spread_key(name.replace(" ", ""))) is not None:
        return _spread(layer)
    try:
        key = Key.parse(name)
    except ValueError:
        key = None
    if key is None or key.letter not in LETTERS or (key.letter not in ("c", "phi") and not key.indices):
        known = f"{', '.join(GAUGES)}, nor a quantity, such as a1[2], d1[2], w2[1,2] or c"
        raise ValueError(f"{name!r} is neither {known}, nor a layer, such as w2 or a1")
    return Gauge(str(key), str(key), lambda scenario: str(key), _one(str(key)), lambda frame: _watched(frame, key), 0.0, key=key)


def _spread(key: Key) -> Gauge:
    """How the numbers of a layer are spread."""
    spread = SPREADS[key.letter]
    words = spread.words.format(key.number)
    bounds = ("least", *(f"{i} %" for i in range(10, 50, 10)), "median", *(f"{i} %" for i in range(60, 100, 10)), "largest")
    return Gauge(
        str(key), words, lambda scenario: words, lambda scenario: tuple(map(GaugeLine, bounds)), lambda frame: tenths(frame, key),
        spread.passes, is_spread=True, key=key,
        note=lambda scenario: ("a fifth of them in each shade, around the median", "a fifth in each shade"),
    )  # fmt: skip


def _watched(frame: Frame, key: Key) -> Array | None:
    value = quantity(frame, key)
    if value is None and (key.letter == "phi" or frame.is_pending):
        return None
    return np.array([np.nan if value is None else value])
