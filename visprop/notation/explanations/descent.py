"""Gradient descent at p: the tangent φ̂, the decrease that it promises, and the one that comes.

In one dimension, in two, and in all (the article's "Gradient descent").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visprop.engine.arrays import Array
from visprop.engine.key import Key
from visprop.engine.optimisers import PLAIN
from visprop.notation.expression.applied import Square
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import SYMBOLS, Expr, Symbol, Variable
from visprop.notation.expression.matrices import SquaredNorm
from visprop.notation.expression.numbers import counted
from visprop.notation.layout.build import between, called, change_of, commas, minus, operator, plus, scripted, tight
from visprop.notation.layout.nodes import Brackets, Fence, Hat, Letter, Node
from visprop.notation.notations.quantities import Quantities, ratio

_UNKNOWN = float("nan")
_HAT = Hat(Letter("φ"))
_NABLA_PHI = tight("∇", "φ")
_PASSES = 1.0
"""As how many passes over all examples one value of φ counts."""


@dataclass(frozen=True)
class _Axis:
    """One dimension: a parameter's symbol at p, and its slope r = ∂φ/∂p."""

    p: Symbol
    r: Symbol
    coordinate: int


def descent(q: Quantities, along: Key | None, axes: tuple[Key, Key] | None) -> list[Block]:
    """The tangent at the p of now, with the learning rate of the next update.

    Args:
        q: symbols and numbers.
        along: the parameter of the one dimension; None for that with the steepest slope.
        axes: those of the two dimensions; None for the two steepest.
    """
    frame, scenario = q.frame, q.frame.scenario
    phi, slope = frame.totals.phi(frame.p), frame.totals.slope(frame.p)
    if phi is None or slope is None:
        return [Note("computing φ and ∇φ over all examples …")]
    if not slope.size:
        return [Note("Every parameter is frozen: nothing is learnt.")]
    page = _Descent(q, Symbol(called(scripted("φ"), scripted("p")), phi), slope, scenario.eta(frame.done))
    order = np.argsort(-np.abs(slope), kind="stable")
    steepest = [scenario.network.parameter(int(scenario.freedom.leaders[at])) for at in order[:2]]
    found: list[Block] = [Equation(page.phi, page.phi)]
    if way := _way(q):
        found.append(Note(f"{way}; Δ_φ is the step −η∇φ over all examples from the p of now, by plain descent."))
    found += page.in_one(along or steepest[0])
    if axes is not None or len(steepest) == 2:
        found += page.in_two(axes or (steepest[0], steepest[1]))
    return [*found, *page.in_all()]


def _square(value: float) -> Symbol:
    return Symbol(between((_NABLA_PHI, _NABLA_PHI), operator("·")), value)


def _way(q: Quantities) -> str:
    """What the update at hand goes by, in words, where it is not −∇φ at the p of now."""
    frame = q.frame
    if frame.goes_down_phi:
        return ""
    if frame.scenario.training.optimiser != PLAIN:
        return f"The training goes by {frame.scenario.optimiser.words}"
    if not frame.scenario.descends_phi:
        if len(frame.examples) == 1 and not frame.scenario.objective.has_penalty:
            return f"The update goes along −∇c of example {frame.position.example}"
        return f"The update goes along −∇φ_B over {counted(len(frame.examples), 'example')}"
    return "The update is done: this is what comes next"


class _Descent:
    """Writes the three parts."""

    def __init__(self, q: Quantities, phi: Symbol, slope: Array, eta: float) -> None:
        self._q, self.phi, self._slope = q, phi, slope
        self._eta = Symbol(scripted("η"), eta)
        # Δ is the run's own update; another step has another name.
        self._below = "φ" if _way(q) else ""

    def in_one(self, key: Key) -> list[Block]:
        """r = Dφ, s = φ(p) − p r, φ̂, Δp = −η r, and both decreases."""
        heading = Note(f"In one dimension: φ as a function of {self._q.naming.text(key)}", is_heading=True)
        axis = self._axis(key, "")
        if axis is None:
            return [heading, Note("It is frozen: φ is not lowered by it.")]
        v = Variable()
        p, r = axis.p, axis.r
        step = Symbol(self._change(p), -self._eta.number() * r.number(), p.key)
        return [
            heading,
            Equation(r, Symbol(tight("D", "φ", Brackets(p.name, Fence.PLAIN)), r.engine_value)),
            Equation(self._s([axis]), self._foot([axis])),
            Equation(self._hat([v]), Sum((Product((r, v)), self._s([axis])))),
            Equation(step, Minus(Product((self._eta, r)))),
            *self._decreases([axis], Product((self._eta, r, r)), self._stepped(p)),
        ]

    def in_two(self, keys: tuple[Key, Key]) -> list[Block]:
        """r_1 and r_2, s, φ̂, r·r, and both decreases."""
        first, second = (self._q.naming.text(key) for key in keys)
        heading = Note(f"In two dimensions: φ as a function of {first} and {second}", is_heading=True)
        axes = [axis for i, key in enumerate(keys, start=1) if (axis := self._axis(key, str(i))) is not None]
        if len(axes) < 2:
            return [heading, Note("One of them is frozen.")]
        square = Symbol(
            between((scripted("r"), scripted("r")), operator("·")), float(np.square([axis.r.number() for axis in axes]).sum())
        )
        stepped = commas([self._stepped(axis.p) for axis in axes])
        bound = [Variable(scripted("v", below=str(i))) for i in (1, 2)]
        slopes = [Equation(axis.r, ratio(Symbol(scripted("φ"), _UNKNOWN), axis.p, axis.r.engine_value)) for axis in axes]
        tangent = Sum((*(Product((axis.r, v)) for axis, v in zip(axes, bound, strict=True)), self._s(axes)))
        return [
            heading,
            *slopes,
            Equation(self._s(axes), self._foot(axes)),
            Equation(self._hat(bound), tangent),
            Equation(square, Sum(tuple(Square(axis.r) for axis in axes))),
            *self._decreases(axes, Product((self._eta, square)), stepped),
        ]

    def _change(self, p: Symbol) -> Node:
        """Δp, or Δ_φ p where the run goes another way."""
        return change_of(p.name, self._below)

    def _stepped(self, p: Symbol) -> Node:
        """p + Δp."""
        return plus(p.name, self._change(p))

    def in_all(self) -> list[Block]:
        """∇φ·∇φ over all that is free to move, and both decreases."""
        count = self._slope.size
        square = _square(float(self._slope @ self._slope))
        nabla = Symbol(_NABLA_PHI, self._slope)
        return [
            Note(f"In all {count} dimensions" if count > 1 else "In the only dimension", is_heading=True),
            Equation(square, SquaredNorm(nabla)),
            *self._decreases(None, Product((self._eta, square)), self._stepped(Symbol(scripted("p"), _UNKNOWN))),
        ]

    def _axis(self, key: Key, below: str) -> _Axis | None:
        """A dimension; None if the parameter is frozen."""
        q, scenario = self._q, self._q.frame.scenario
        index = scenario.network.single(key)
        coordinate = int(scenario.freedom.coordinate[index])
        if coordinate < 0:
            return None
        inner = q.parameter(key.layer, key.j - 1, key.k - 1 if key.k else None)
        p = Symbol(inner.name, float(q.frame.p[index]), inner.key)
        return _Axis(p, Symbol(scripted("r", below=below), float(self._slope[coordinate]), key), coordinate)

    def _foot(self, axes: list[_Axis]) -> Expr:
        """φ(p) − p·∇φ(p)."""
        return Sum((self.phi, *(Minus(Product((axis.p, axis.r))) for axis in axes)))

    def _s(self, axes: list[_Axis]) -> Symbol:
        """Where the tangent meets p = 0."""
        return Symbol(scripted("s"), self._foot(axes).number())

    def _hat(self, arguments: Sequence[Variable]) -> Symbol:
        """φ̂, the tangent, of its arguments."""
        return Symbol(called(_HAT, commas([v.name for v in arguments])), _UNKNOWN, fixed=True)

    def _decreases(self, axes: list[_Axis] | None, promised: Expr, stepped: Node) -> list[Block]:
        """φ(p) − φ̂(p + Δp), which the tangent promises, and φ(p) − φ(p + Δp), which comes."""
        promise = Symbol(minus(self.phi.name, called(_HAT, stepped)), promised.number())
        found: list[Block] = [Equation(promise, promised, "promised")]
        after = self._after(axes)
        if after is None:
            return [*found, Note("computing φ there …")]
        there = Symbol(called(scripted("φ"), stepped), after)
        came = Sum((self.phi, Minus(there)))
        left = Symbol(came.layout(SYMBOLS), came.number())
        return [*found, Equation(there, there), Equation(left, came, "came")]

    def _after(self, axes: list[_Axis] | None) -> float | None:
        """φ where the step in some dimensions leads; in all for None."""
        frame, scenario = self._q.frame, self._q.frame.scenario
        step = np.zeros_like(self._slope)
        at = slice(None) if axes is None else [axis.coordinate for axis in axes]
        step[at] = -self._eta.number() * self._slope[at]
        name = ("after", None if axes is None else tuple(axis.coordinate for axis in axes), self._eta.number())
        p = frame.p
        return frame.totals.of(p, name, _PASSES, lambda: scenario.objective.value(p + scenario.freedom.spread(step)))
