"""How equations are written, and the one of the present line: of the selected neuron, or else of the first."""

from __future__ import annotations

from dataclasses import replace

from visprop.figures.base.typeset import is_set
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.pages.banner import LineEquation
from visprop.figures.pages.equation_options import EquationOptions
from visprop.figures.pages.line_breaking import equation_rows, short_pieces
from visprop.notation.explanations.sentences import frame_sentence
from visprop.notation.expression.blocks import Equation, symbols_only
from visprop.notation.expression.expr import Style
from visprop.notation.layout.nodes import Node
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import equations
from visprop.timeline.program import Kind


def equation_style(options: ViewOptions) -> Style:
    """How equations are written."""
    own = options.of(EquationOptions)
    return Style(digits=options.digits, whole=own.whole, sums=own.sums)


def line_equations(moment: NetworkMoment, options: ViewOptions) -> tuple[Equation, ...]:
    """The equation of the present line, and what follows from it for the same neuron or parameter; none of a line without."""
    frame = moment.frame
    q = Quantities(frame, options.dress, whole=False)
    line = equations(q, frame.line, options.notation, moment.selected)
    every = iter(line if options.dress.has_numbers else symbols_only(line))
    found = next((one for one in every if isinstance(one, Equation)), None)
    if found is None:
        return ()
    after = next(every, None) if frame.line.kind in _FOLLOWED else None
    return (found, after) if isinstance(after, Equation) and _follows(after, found) else (found,)


def line_equation(moment: NetworkMoment, options: ViewOptions) -> LineEquation | None:
    """The equation of the present line, as it is set in one row; None of a line that has none."""
    frame, told = moment.frame, line_equations(moment, options)
    if not told:
        return None
    # In the one line above the network a sum of many terms is always abridged.
    style = replace(equation_style(options), whole=False)
    then = short_pieces(told[1], style) if len(told) > 1 else ()
    return LineEquation(frame_sentence(frame), equation_rows(told[0], style), then)


_FOLLOWED = (Kind.FORWARD, Kind.UPDATE)
"""The lines that make something of what they have just computed."""


def _follows(after: Equation, before: Equation) -> bool:
    """Whether an equation makes of what another has given what the same neuron or parameter is then."""
    is_of_the_same = after.left.key is not None and after.left.key == before.left.key
    return is_of_the_same and any(leaf.name == before.left.name for leaf in after.reduced.leaves())


def unset(equation: LineEquation) -> list[Node]:
    """The formulas of an equation that are not set yet, which takes longer than a picture may."""
    return [piece.node for row in (*equation.rows, equation.then) for piece in row if not is_set(piece.node)]
