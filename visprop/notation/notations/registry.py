"""Equations, and the choice of notation."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from visprop.notation.expression.blocks import Equation, Scope
from visprop.notation.notations import components, euler, leibniz, vectorised
from visprop.notation.notations.quantities import Quantities
from visprop.timeline.frame import Frame
from visprop.timeline.program import Line


class Notation(Enum):
    """The four notations."""

    COMPONENTS = "components"
    VECTORISED = "vectorised"
    EULER = "euler"
    LEIBNIZ = "leibniz"


_WRITERS: dict[Notation, Callable[[Quantities, Line, Scope], list[Equation]]] = {
    Notation.COMPONENTS: components.equations,
    Notation.VECTORISED: vectorised.equations,
    Notation.EULER: euler.equations,
    Notation.LEIBNIZ: leibniz.equations,
}


def equations(frame: Frame, line: Line, notation: Notation, focus: str = "", whole: bool = False) -> list[Equation]:
    """The equations of a line, those of many neurons abridged to the first two and the last.

    Args:
        frame: their numbers; what is not known by then has none.
        line: the line of the algorithm.
        notation: how they are written.
        focus: a parameter or neuron (`w2[1,2]`, `b2[1]`, `a2[1]`) to which they are narrowed, where it is in this line.
        whole: whether all are listed.
    """
    network = frame.scenario.network
    scope = Scope.of(network.sizes, line, focus, whole)
    return _WRITERS[notation](Quantities(frame), line, scope)


def concerning(frame: Frame, notation: Notation, name: str, whole: bool = False) -> list[Equation]:
    """The equations in which a parameter or a neuron is computed or changed: forward, backward, and in the update."""
    layer, program = int(name[1:].split("[")[0]), frame.program
    numbers = (program.forward_line(layer), program.backward_line(layer), program.update_line)
    return [found for number in numbers for found in equations(frame, program.lines[number], notation, name, whole)]
