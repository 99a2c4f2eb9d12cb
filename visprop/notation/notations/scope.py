"""Which neurons and inputs a notation is asked about."""

from __future__ import annotations

from dataclasses import dataclass

from visprop.engine.key import Key
from visprop.notation.expression.expr import SYMBOLS, Style
from visprop.timeline.program import Kind, Line


@dataclass(frozen=True)
class Scope:
    """Which neurons and inputs of a line's layer the equations are written for, as indices from 0.

    Attributes:
        neurons: j.
        inputs: k.
        biases: whether the biases are asked about.
        layer: the layer of the parameters, where the line itself has none.
    """

    neurons: tuple[int, ...]
    inputs: tuple[int, ...]
    biases: bool = True
    layer: int = 0

    @staticmethod
    def for_line(sizes: tuple[int, ...], line: Line, focus: Key | None, whole: bool) -> Scope:
        """The scope of a line: a focus in its layer alone, or the first two and the last."""
        layer = line.layer or (focus.number if focus is not None and line.kind is Kind.UPDATE else 0)
        if line.kind in (Kind.INPUT, Kind.COST):
            count = sizes[0] if line.kind is Kind.INPUT else sizes[-1]
            return Scope(some(count, whole), ())
        layer = layer if 1 <= layer < len(sizes) else len(sizes) - 1
        neurons, inputs = some(sizes[layer], whole), some(sizes[layer - 1], whole)
        if focus is None or focus.number != layer or not 0 < focus.j <= sizes[layer]:
            return Scope(neurons, inputs, True, layer)
        j = (focus.j - 1,)
        if focus.letter == "w" and focus.k <= sizes[layer - 1]:
            return Scope(j, (focus.k - 1,), False, layer)
        return Scope(j, () if focus.letter == "b" else inputs, True, layer)

    def columns(self) -> list[int | None]:
        """The inputs, and None for the bias."""
        return [*self.inputs, None] if self.biases else list(self.inputs)


def some(count: int, whole: bool) -> tuple[int, ...]:
    """Which of so many neurons or inputs are written: the first two and the last of many, if not all are wanted."""
    style = Style(whole=whole) if whole else SYMBOLS
    return tuple(i for i in style.shown(count) if i is not None)
