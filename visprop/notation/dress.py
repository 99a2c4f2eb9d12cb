"""What a dress is: how abstractly a network is written, from any f and p to w and b and to any sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from visprop.engine.registry import require
from visprop.scenario.scenario import Scenario
from visprop.timeline.program import Kind


@dataclass(frozen=True)
class Dress:
    """One way of naming a network's parameters and functions, in network, listing and equations alike.

    Attributes:
        name: on the command line.
        words: as the user reads it.
        tip: what it shows, in a sentence.
        unfit: why a scenario cannot be dressed so, in words; empty if it can.
        weight: the letter of a weight.
        is_opened: whether a neuron is written as σ(w a + b), not as f p a.
        has_biases: whether a neuron's bias is written as an argument and learnt; else it belongs to f.
        has_one_bias: whether all biases are one constant, called b.
        has_numbers: whether it shows numbers: symbols alone where f and C are any.
        is_general: whether layer and neurons are any as well: l, j and k.
        has_types: whether the picture has each layer's function with its type above it.
        passes: the letter of what is passed back in the network's picture.
    """

    name: str
    words: str
    tip: str
    unfit: Callable[[Scenario], str]
    weight: str = "w"
    is_opened: bool = True
    has_biases: bool = True
    has_one_bias: bool = False
    has_numbers: bool = True
    is_general: bool = False
    has_types: bool = False
    passes: str = "δ"

    def __post_init__(self) -> None:
        require(
            self, "dress",
            (self.weight in ("w", "p"), f"weight is w or p, not {self.weight!r}"),
            (self.passes in ("δ", "d"), f"passes is δ or d, not {self.passes!r}"),
            (not self.has_one_bias or not self.has_biases, "biases that are one constant are not learnt"),
        )  # fmt: skip

    @property
    def has_slope_by_bias(self) -> bool:
        """Whether there is a b to derive by, be it learnt or one constant; else it belongs to f."""
        return self.has_biases or self.has_one_bias

    @property
    def computed(self) -> Mapping[Kind, tuple[str, ...]]:
        """The letters of what a line computes for each neuron, as a `Key` has them."""
        forward = ("z", "a") if self.is_opened else ("a",)
        return {Kind.FORWARD: forward, Kind.BACKWARD: ("d" if self.passes == "δ" else "da",)}

    def has(self, letter: str) -> bool:
        """Whether there is a quantity with a `Key`'s letter in it."""
        match letter:
            case "b":
                return self.has_slope_by_bias
            case "db":
                return self.has_biases
            case "z":
                return self.is_opened
            case "d":
                return self.passes == "δ"
            case _:
                return True


NEURONS = Dress("neurons", "w and b", "Each neuron with its weights and its bias", lambda _: "")
"""The dress that every network can wear."""
