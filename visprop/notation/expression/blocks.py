"""What a notation produces, what else stands on a page, and which neurons a notation is asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from visprop.notation.expression.expr import SYMBOLS, Expr, Style, Symbol
from visprop.timeline.program import Kind, Line

_FOCUS = re.compile(r"([wba])(\d+)\[(\d+)(?:,(\d+))?\]")


@dataclass(frozen=True, eq=False)
class Equation:
    """left = right.

    Attributes:
        left: what is computed, with the engine's value.
        right: the expression, which is evaluated by its own structure.
        name: what the equation is called, such as BP1; empty for nothing.
        assigns: whether left gets a new value, so that it is written with an arrow.
    """

    left: Symbol
    right: Expr
    name: str = ""
    assigns: bool = False

    @property
    def sign(self) -> str:
        """What stands between both sides, in LaTeX."""
        return r"\leftarrow" if self.assigns else "="

    @property
    def is_known(self) -> bool:
        """Whether the engine has the value of the left side by now, so that numbers may be shown."""
        return not bool(np.isnan(self.left.of).any())

    @property
    def keys(self) -> set[str]:
        """What in the network the equation speaks of."""
        return self.left.keys() | self.right.keys()


@dataclass(frozen=True)
class Note:
    """A line of words between equations.

    Attributes:
        text: what it says.
        is_heading: whether it begins a new part.
    """

    text: str
    is_heading: bool = False


@dataclass(frozen=True, eq=False)
class Step:
    """A row of a derivation: an equation, its derivative, and the rule that gives it."""

    equation: Equation
    derivative: Equation
    rule: str


Block = Equation | Note | Step
"""What stands on a page, one below the other."""


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
    def of(sizes: tuple[int, ...], line: Line, focus: str, whole: bool) -> Scope:
        """The scope of a line: a focus in its layer alone, or the first two and the last."""
        match = _FOCUS.fullmatch(focus)
        layer = line.layer or (int(match[2]) if match and line.kind is Kind.UPDATE else 0)
        if line.kind in (Kind.INPUT, Kind.COST):
            count = sizes[0] if line.kind is Kind.INPUT else sizes[-1]
            return Scope(_some(count, whole), ())
        layer = layer if 1 <= layer < len(sizes) else len(sizes) - 1
        neurons, inputs = _some(sizes[layer], whole), _some(sizes[layer - 1], whole)
        if match is None or int(match[2]) != layer or int(match[3]) > sizes[layer]:
            return Scope(neurons, inputs, True, layer)
        j = (int(match[3]) - 1,)
        if match[1] == "w" and match[4] and int(match[4]) <= sizes[layer - 1]:
            return Scope(j, (int(match[4]) - 1,), False, layer)
        return Scope(j, () if match[1] == "b" else inputs, True, layer)

    def columns(self) -> list[int | None]:
        """The inputs, and None for the bias."""
        return [*self.inputs, None] if self.biases else list(self.inputs)


def _some(count: int, whole: bool) -> tuple[int, ...]:
    style = Style(whole=whole) if whole else SYMBOLS
    return tuple(i for i in style.shown(count) if i is not None)
