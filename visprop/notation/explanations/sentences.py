"""What each line of the algorithm does, in one plain sentence."""

from __future__ import annotations

from visprop.timeline.program import Kind, Line


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


def next_hint(line: Line, depth: int, keys: str) -> str:
    """What is there, and what the keys for the next line bring, for one who has just begun."""
    after = "compute layer 1" if line.kind is Kind.INPUT else "execute the next line"
    return f"{line_sentence(line, depth)} Press {keys} to {after}."
