"""What the window tells of a network's run in a few words: what it is, and the numbers of the present."""

from __future__ import annotations

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.directions import length
from visprop.notation.expression.numbers import counted, number
from visprop.notation.glossary import meaning_of
from visprop.scenario.scenario import Scenario
from visprop.session.quality_words import equal_or_pending, quality_words
from visprop.timeline.frame import Frame

MEANINGS = "\n".join(
    (
        meaning_of("φ"),
        meaning_of("‖∇φ‖"),
        "promised and actual decrease are those of φ over the examples of this update: by the tangent plane, and as it came",
    )
)
"""Of the numbers that are told."""


def in_short(scenario: Scenario) -> str:
    """Sizes, activations and the number of examples."""
    network = scenario.network
    functions = dict.fromkeys(ACTIVATIONS[name].words for name in network.activations)
    return " · ".join(("–".join(map(str, network.sizes)), ", ".join(functions), counted(len(scenario.train), "example")))


def numbers_told(frame: Frame, digits: int, at_speed: bool) -> list[str]:
    """φ, its slope and how good it is; at speed φ alone; at an update line what the update promised and brought."""
    if at_speed:
        return [f"φ {equal_or_pending(frame.phi, digits)}"]
    slope = frame.slope_of_phi
    norm = None if slope is None else length(slope)
    phi, *quality = quality_words(frame, digits)
    parts = [phi, f"‖∇φ‖ {equal_or_pending(norm, digits)}", *quality]
    if frame.p_next is None:
        return parts
    # They belong to the cost of the examples of this update alone, as their tip says.
    promised, actual = (_told(value, digits) for value in (frame.promised_decrease, frame.actual_decrease))
    return [*parts, f"this update: promised {promised}, actual {actual}"]


def example_told(frame: Frame) -> str:
    """Which of all the examples is at work, where an update takes one."""
    count, size = len(frame.scenario.train), len(frame.examples)
    return f"of {size}" if size > 1 or count == 1 else f"(row {frame.example + 1} of {count})"


def _told(value: float | None, digits: int) -> str:
    """A number, or that it is still being computed."""
    return "…" if value is None else number(value, digits)
