"""What each line of the algorithm does, in one plain sentence."""

from __future__ import annotations

import numpy as np

from visprop.engine.accuracy import told_classes
from visprop.engine.key import Key
from visprop.engine.objective import LEAST_TOLD
from visprop.notation.expression.numbers import equal_to, number
from visprop.notation.naming import Naming
from visprop.timeline.frame import Frame
from visprop.timeline.program import Kind, Line

_MOST_NEW = 3
"""Of more new values the first and the last are named."""


def line_sentence(line: Line, depth: int) -> str:
    """What a line does, as one would say it aloud; `depth` is the number of layers."""
    match line.kind:
        case Kind.INPUT:
            return "The inputs are in."
        case Kind.FORWARD:
            source = "the inputs" if line.layer == 1 else f"those of layer {line.layer - 1}"
            return f"Layer {line.layer} computes its activations from {source}."
        case Kind.COST:
            return "The cost tells how far the output is from the target."
        case Kind.BACKWARD if line.layer == depth:
            return "Each output tells how the cost changes with its z."
        case Kind.BACKWARD:
            return f"Each neuron of layer {line.layer} takes its share of the error."
        case Kind.UPDATE:
            return "Every weight and bias takes a step down the gradient."


def frame_sentence(frame: Frame) -> str:
    """What the present line did; at the cost of an example that has a class, also which one the network tells."""
    sentence = line_sentence(frame.line, frame.program.depth)
    return (_verdict(frame) if frame.line.kind is Kind.COST else "") or sentence


def _verdict(frame: Frame) -> str:
    """Which class the outputs tell, and which is true; empty where the targets are no classes."""
    data, a = frame.scenario.data, frame.a(frame.program.depth)
    wanted = None if frame.row is None or not data.tells_classes else data.classes
    if wanted is None or a is None or not np.isfinite(a).all():
        return ""
    told, true = int(told_classes(a[None, :], data.midpoint)[0]), int(wanted[frame.row])
    taken = f"The network takes it for {data.class_name(told)}"
    if told == true:
        return f"{taken}, and so it is. The cost tells how near that is."
    return f"{taken}, but it is {data.class_name(true)}. The cost tells how far off that is."


def line_stage(line: Line) -> str:
    """Where in the algorithm a line stands, in a word or two."""
    match line.kind:
        case Kind.FORWARD | Kind.BACKWARD:
            return f"{str(line.kind.value).capitalize()} · layer {line.layer}"
        case _:
            return str(line.kind.value).capitalize()


def line_news(frame: Frame, naming: Naming) -> str:
    """The symbols of what the present line has computed: `δ³₁, δ³₂`."""
    line, sizes = frame.line, frame.scenario.network.sizes
    match line.kind:
        case Kind.INPUT:
            keys = [Key("x", 0, (k,)) for k in range(1, sizes[0] + 1)]
        case Kind.COST:
            keys = [Key("c")]
        case Kind.UPDATE:
            return f"{naming.letter('w')}, b"
        case _:
            letter = "a" if line.kind is Kind.FORWARD else "d"
            keys = [Key(letter, line.layer, (j,)) for j in range(1, sizes[line.layer] + 1)]
    if len(keys) > _MOST_NEW:
        return f"{naming.text(keys[0])} … {naming.text(keys[-1])}"
    return ", ".join(map(naming.text, keys))


def update_sentence(frame: Frame) -> str:
    """What the update at whose line the frame stands has brought of what the slope promised; before one, what brings it."""
    if not frame.knows(Kind.UPDATE):
        return "The next update takes a step down the gradient."
    promised, actual = frame.promised_decrease, frame.actual_decrease
    if promised is None or actual is None or not np.isfinite((promised, actual)).all():
        return "Every weight and bias has taken a step."
    if promised == 0.0 == actual:
        return "Nothing moved: the slope is 0."
    moved = "fell" if actual > 0.0 else "rose" if actual < 0.0 else "stayed"
    if promised < 0.0:
        # What is remembered of earlier gradients may lead uphill.
        return f"This step led up the slope, and the cost {moved}."
    if promised < LEAST_TOLD * (frame.totals.resolution(frame.p) or 0.0):
        return "The slope promised less than float64 can tell of the cost."
    if actual < 0.0:
        return "The slope promised a decrease, and the cost rose: the step was too long."
    return f"This step brought {number(100.0 * actual / promised, 3)} % of the decrease that the slope promised."


def decreases(frame: Frame, digits: int) -> tuple[str, str]:
    """The promised and the actual decrease of an update, as formulas with their numbers; empty before they are known."""
    promised, actual = frame.promised_decrease, frame.actual_decrease
    if promised is None or actual is None:
        return "", ""
    cost = "φ" if frame.is_of_all else "φ_B"
    return f"−∇{cost} · Δp {equal_to(promised, digits)}", f"{cost}(p) − {cost}(p + Δp) {equal_to(actual, digits)}"


def next_hint(line: Line, depth: int, keys: str) -> str:
    """What is there, and what the keys for the next line bring, for one who has just begun."""
    after = "compute layer 1" if line.kind is Kind.INPUT else "execute the next line"
    return f"{line_sentence(line, depth)} Press {keys} to {after}."
