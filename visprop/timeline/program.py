"""The algorithm of a scenario as lines; the lines are the positions at which one can stop."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a line of the algorithm does."""

    INPUT = "input"
    FORWARD = "forward"
    COST = "cost"
    BACKWARD = "backward"
    UPDATE = "update"


@dataclass(frozen=True)
class Line:
    """One line of the algorithm.

    Attributes:
        number: 0 for the input, then 1 … 2L + 2.
        kind: what it does.
        layer: the layer it works on, 1 … L; 0 for the input, the cost and the update.
    """

    number: int
    kind: Kind
    layer: int


class Program:
    """The article's algorithm for a network of L layers.

    Line 0 takes an example. Lines 1 … L go forward, L + 1 is the cost, L + 2 … 2L + 1 go backward from layer L to 1, and
    2L + 2 updates the parameters, once all examples of the update are done.

    Args:
        depth: L.
    """

    def __init__(self, depth: int) -> None:
        kinds = [(Kind.INPUT, 0)]
        kinds += [(Kind.FORWARD, layer) for layer in range(1, depth + 1)]
        kinds += [(Kind.COST, 0)]
        kinds += [(Kind.BACKWARD, layer) for layer in range(depth, 0, -1)]
        kinds += [(Kind.UPDATE, 0)]
        self.depth = depth
        self.lines = tuple(Line(number, kind, layer) for number, (kind, layer) in enumerate(kinds))

    @property
    def update_line(self) -> int:
        """The number of the line that updates the parameters: 2L + 2."""
        return len(self.lines) - 1

    def number(self, kind: Kind, layer: int = 0) -> int:
        """The number of the line of a kind that works on a layer."""
        match kind:
            case Kind.INPUT:
                return 0
            case Kind.FORWARD:
                return self.forward_line(layer)
            case Kind.COST:
                return self.cost_line
            case Kind.BACKWARD:
                return self.backward_line(layer)
            case Kind.UPDATE:
                return self.update_line

    def forward_line(self, layer: int) -> int:
        """The number of the line that computes a layer's activations."""
        return layer

    def backward_line(self, layer: int) -> int:
        """The number of the line that computes a layer's δ."""
        return 2 * self.depth + 2 - layer

    @property
    def cost_line(self) -> int:
        """The number of the line that computes the cost: L + 1."""
        return self.depth + 1
