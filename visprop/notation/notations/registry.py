"""Equations, and the choice of notation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from visprop.engine.key import Key
from visprop.engine.registry import Registry
from visprop.notation.expression.blocks import Equation, computed_alone
from visprop.notation.layout.latex import latex
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.dresses import written_in
from visprop.notation.notations.euler import EULER
from visprop.notation.notations.leibniz import LEIBNIZ
from visprop.notation.notations.leibniz_chain import LEIBNIZ_CHAIN
from visprop.notation.notations.notation import Notation
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.scope import Scope
from visprop.notation.notations.vectorised import VECTORISED
from visprop.timeline.program import Line

NOTATIONS: Registry[Notation] = Registry((COMPONENTS, VECTORISED, EULER, LEIBNIZ, LEIBNIZ_CHAIN))
"""Every notation by its name, in the order in which they are offered."""


def equations(q: Quantities, line: Line, notation: Notation, focus: Key | None = None, whole: bool = False) -> Iterator[Equation]:
    """The equations of a line, those of many neurons abridged to the first two and the last; each is made as it is read.

    Args:
        q: their symbols and numbers; what is not known by then has none.
        line: the line of the algorithm.
        notation: how they are written.
        focus: a parameter or neuron (`w2[1,2]`, `b2[1]`, `a2[1]`) to which they are narrowed, where it is in this line.
        whole: whether all are listed.
    """
    scope = Scope.for_line(q.network.sizes, line, focus, whole)
    found = _once(written_in(q.dress, notation).equations(q, line, scope if q.dress.has_biases else replace(scope, biases=False)))
    return found if q.frame.scenario.is_right else map(computed_alone, found)


def _once(found: Iterable[Equation]) -> Iterator[Equation]:
    """Equations without those that say again what a parameter at several places is."""
    said = set[tuple[str, str]]()
    for equation in found:
        name = (latex(equation.left.name), equation.sign)
        if name not in said or not name[0]:
            said.add(name)
            yield equation


def concerning(q: Quantities, notation: Notation, key: Key, whole: bool = False) -> Iterator[Equation]:
    """The equations in which a parameter or a neuron is computed or changed: forward, backward, and in the update.

    Of a parameter at several places the backward pass ends where its last place is.
    """
    program, last = q.frame.program, q.places.last(key.parameter) if key.parameter.is_parameter else key
    about = [(program.forward_line(key.layer), key), (program.backward_line(key.layer), key)]
    about += [(program.backward_line(last.layer), last)] if last.layer != key.layer else []
    about.append((program.update_line, key))
    return (found for number, one in about for found in equations(q, program.lines[number], notation, one, whole))
