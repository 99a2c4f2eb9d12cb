"""What is asked: the numbers of a pass and of its update, by the equations that give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import ClassVar

import numpy as np

from visprop.engine.activations import ACTIVATIONS
from visprop.engine.closeness import margin_of
from visprop.engine.costs import COSTS
from visprop.engine.key import Key
from visprop.export.worksheet.questions import Group, Origin, Sheet, row_written, written_margin
from visprop.lessons.markup import Formula, Written
from visprop.notation.explanations.pages import line_title
from visprop.notation.expression.blocks import Equation
from visprop.notation.expression.expr import NUMBERS, SYMBOLS, Symbol, unnamed
from visprop.notation.expression.numbers import rounded
from visprop.notation.expression.rows import Side, guarded
from visprop.notation.expression.substitution import substituted
from visprop.notation.layout.build import operator
from visprop.notation.layout.latex import latex
from visprop.notation.layout.nodes import Row
from visprop.notation.layout.text import plain
from visprop.notation.notations.components import COMPONENTS
from visprop.notation.notations.quantities import Quantities
from visprop.notation.notations.registry import equations
from visprop.timeline.position import Position
from visprop.timeline.program import Kind, Line
from visprop.timeline.quantity import TOLERANCE
from visprop.timeline.timeline import Timeline

MOST_ASKED = 100
"""Of a larger network the equations are abridged: of the neurons of a layer the first two and the last are asked."""
MOST_GIVEN = 300
"""Of more parameters nobody computes a pass by hand."""
_DIGITS = 4
"""So many digits those keep who write down what they found on the way."""
_TIMES = 4.0
"""By how often what rounding moves an answer it may be off: others round otherwise."""


@dataclass(frozen=True, eq=False)
class Blank:
    """One number of a pass.

    Attributes:
        equation: gives it; its left side is what it is called.
        noted: what those find who go on with what they noted, of few digits.
    """

    equation: Equation
    noted: float

    choices: ClassVar[tuple[Written, ...]] = ()

    @cached_property
    def name(self) -> str:
        """What it is called, with an arrow where it gets a new value."""
        return plain(self.equation.left.name) + (f" {self.equation.sign}" if self.equation.sign != "=" else "")

    @property
    def asked(self) -> Written:
        """Its name, and the sign behind it."""
        return (Formula(Row((self.equation.left.name, operator(self.equation.sign)))),)

    @cached_property
    def value(self) -> float:
        """The answer."""
        return float(np.asarray(self.equation.result))

    @cached_property
    def tolerance(self) -> float:
        """How far an answer may be off: twice as far as if computed of right numbers, or more where rounding adds up."""
        moved = abs(self.noted - self.value)
        by_rounding = _TIMES * moved if np.isfinite(moved) else 0.0
        return written_margin(max(margin_of(self.value, 2.0 * TOLERANCE), by_rounding))

    @property
    def formula(self) -> list[Side]:
        """The first hint: the equation in symbols."""
        return [Side("", self.equation.left, SYMBOLS), Side(self.equation.sign, self.equation.reduced, SYMBOLS)]

    @property
    def substituted(self) -> list[Side]:
        """The second one: the same with numbers, without the result."""
        right, style = self.equation.reduced, guarded(self.equation.reduced, self.equation.result, NUMBERS)
        is_exact = right.is_exact(style)
        sign = self.equation.sign if self.equation.sign != "=" else "=" if is_exact else "≈"
        return [Side("", self.equation.left, SYMBOLS), Side(sign, right, style)]

    @property
    def solution(self) -> list[Written]:
        """The second hint, with the result behind it."""
        value = unnamed(self.equation.result)
        found, result = self.substituted, Side("=" if value.is_exact(NUMBERS) else "≈", value, NUMBERS)
        is_result = found[-1].expr.text(found[-1].style) == value.text(NUMBERS)
        return [row_written([found[0], result] if is_result else [*found, result])]

    def hints(self, level: int) -> list[Written]:
        """Those up to a level: none, the formula, and with numbers."""
        return [row_written(row) for row in (self.formula, self.substituted)[:level]]


def pass_sheet(timeline: Timeline, at: Position, origin: Origin) -> Sheet:
    """What is asked about the passes of an example, and about the update, if that is made of this example alone.

    Raises:
        ValueError: the network is too large to be computed by hand.
        Diverged: a number is not finite.
    """
    if (count := timeline.scenario.network.parameter_count) > MOST_GIVEN:
        raise ValueError(f"a worksheet gives every number: {count:,} weights and biases are more than {MOST_GIVEN}")
    at = timeline.walk.passed(at)
    passes = Quantities(timeline.frame(at))
    is_alone = timeline.walk.size_of(at.update) == 1
    last = Position(at.update, at.example, timeline.program.update_line)
    update = Quantities(timeline.frame(last)) if is_alone else None
    groups = _groups(passes, update, whole=True)
    if sum(len(group.blanks) for group in groups) > MOST_ASKED:
        groups = _groups(passes, update, whole=False)
    return Sheet(origin, timeline.scenario.title, _words(passes, is_alone), _given(passes), groups)


def _groups(passes: Quantities, update: Quantities | None, whole: bool) -> list[Group]:
    notes = _Notes()
    found = []
    for line in passes.frame.program.lines[1:]:
        q = update if line.kind is Kind.UPDATE else passes
        blanks = [] if q is None else list(_blanks(q, line, whole, notes))
        if blanks:
            found.append(Group(line_title(line), blanks))
    return found


def _blanks(q: Quantities, line: Line, whole: bool, notes: _Notes) -> Iterator[Blank]:
    """The numbers of a line that no line before it has; a gradient is not asked where its step is."""
    # The update is one of all layers, of which an equation is about one.
    layers = [Key("w", layer) for layer in range(q.network.depth, 0, -1)] if line.kind is Kind.UPDATE else [None]
    found = chain.from_iterable(equations(q, line, COMPONENTS, layer, whole) for layer in layers)
    known = [one for one in found if one.is_known and not np.ndim(one.result)]
    has_steps = any(plain(one.left.name).startswith("Δ") for one in known)
    for equation in known:
        if not (has_steps and plain(equation.left.name).startswith("∂")) and not notes.holds(equation):
            yield Blank(equation, notes.noted(equation))


class _Notes:
    """What was noted on the way, of few digits, by names."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Symbol] = {}

    def holds(self, equation: Equation) -> bool:
        """Whether a number was noted before; a new value of a parameter is another one than the old."""
        return (latex(equation.left.name), equation.sign) in self._found

    def noted(self, equation: Equation) -> float:
        """What an equation gives with the numbers that were noted before, which is noted as well."""
        known = {name: symbol for (name, sign), symbol in self._found.items() if sign == "="}
        with np.errstate(all="ignore"):
            exact = float(np.asarray(substituted(equation.reduced, known).value(_DIGITS)))
        value = rounded(exact, _DIGITS) if np.isfinite(exact) else exact
        self._found[latex(equation.left.name), equation.sign] = replace(equation.left, engine_value=value)
        return value


def _words(q: Quantities, is_alone: bool) -> str:
    network = q.network
    names = ", ".join(ACTIVATIONS[name].words for name in network.activations)
    what = "one forward and one backward pass" + (", and the update" if is_alone else "")
    return (
        f"Compute {what}; the activations of layer 0 are the inputs x. Activations by layer: {names}. "
        f"Cost: {COSTS[network.cost].words}. "
        f"Write at least {_DIGITS} significant digits, and go on with them."
    )


def _given(q: Quantities) -> list[list[Written]]:
    sizes = q.network.sizes
    found = [[*(q.x(k) for k in range(sizes[0])), *(q.y(j) for j in range(sizes[-1])), q.eta]]
    for layer, (m, n) in enumerate(zip(sizes, sizes[1:], strict=False), start=1):
        found += [[*(q.w(layer, j, k) for k in range(m)), q.b(layer, j)] for j in range(n)]
    return [[_told(symbol) for symbol in row] for row in found]


def _told(symbol: Symbol) -> Written:
    """A number that is given: its name, and what it is."""
    sign = "=" if symbol.is_exact(NUMBERS) else "≈"
    return row_written([Side("", symbol, SYMBOLS), Side(sign, symbol, NUMBERS)])
