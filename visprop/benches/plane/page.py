"""The article's algebra, line by line with this moment's numbers; of earlier steps what came out."""

from __future__ import annotations

from collections.abc import Callable

from visprop.benches.chains import UNKNOWN, by_rules, facts, hat, phi
from visprop.benches.pictures import BenchMoment
from visprop.benches.plane.algebra import (
    NABLA,
    STEPPED,
    Letters,
    P,
    fall_by_any_step,
    fall_downhill,
    plane_found,
    square_found,
)
from visprop.benches.plane.state import Part, Plane
from visprop.benches.plane.surfaces import VARIABLES
from visprop.benches.promises import share_told
from visprop.figures.moment import ViewOptions
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.applied import Square
from visprop.notation.expression.arithmetic import Minus, Product, Sum
from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import SYMBOLS, Style, Symbol
from visprop.notation.expression.functions import Tuple
from visprop.notation.expression.numbers import number
from visprop.notation.layout.build import change_of, negative, quotient, scripted, summed, times
from visprop.notation.layout.nodes import Index, Script, Word

_TITLE = "The tangent plane and the step"


def plane_page(moment: BenchMoment, options: ViewOptions) -> Page:
    """What is shown at a step, in formulas and words."""
    known: Plane = moment.frame.state
    letters = Letters(known)
    blocks: list[Block] = [
        Note(f"φ(x, z) = {known.function.text}; p = (v₁, v₂) = (x, z)"),
    ]
    known_of_p = [*letters.v, letters.height]
    if known.why:
        return Page(_TITLE, [*blocks, *facts(known_of_p, options.digits), Note(f"There is no tangent plane at p: {known.why}.")])
    written = _Written(known, options.digits)
    return Page(_TITLE, blocks + facts([*known_of_p, *written.earlier()], options.digits) + written.now())


class _Written:
    """Writes what belongs to each step."""

    def __init__(self, known: Plane, digits: int) -> None:
        self._known, self._digits = known, digits
        self._by_part: dict[Part, Callable[[], list[Block]]] = {
            Part.BY_X: lambda: self._partial(0),
            Part.BY_Z: lambda: self._partial(1),
            Part.TANGENT: self._tangent,
            Part.ANY: self._any,
            Part.DOWN: self._down,
            Part.DECREASE: self._decrease,
            Part.GENERAL: self._general,
        }

    def now(self) -> list[Block]:
        """What this step adds."""
        write = self._by_part.get(self._known.part)
        return write() if write is not None else []

    def earlier(self) -> list[Symbol]:
        """What came out of the steps before it."""
        known, letters = self._known, Letters(self._known, self._known.step)
        found = list[Symbol](letters.r[: max(0, known.part - 1)])
        if known.part > Part.TANGENT:
            found.append(letters.s)
        if known.part >= Part.DOWN:
            found.append(letters.eta)
        if known.part > Part.DOWN:
            found += letters.change
        return found

    def _partial(self, i: int) -> list[Block]:
        """A partial derivative by the rules, and its number at p."""
        known, name, other = self._known, VARIABLES[i], VARIABLES[1 - i]
        by = quotient(scripted("φ"), scripted(name))
        result = known.function.derivative(name).layout()
        r = Letters(known).r[i]
        return [
            Note(f"The partial derivative by {name}", is_heading=True),
            Note(f"{other} is held at {number(known.p[1 - i], self._digits)}: it is a number like any other."),
            *by_rules(known.function, name),
            Equation(Symbol(by, UNKNOWN), Symbol(result, UNKNOWN)),
            Equation(r, r),
            Note(f"It is the slope of the curve that the surface has where {other} is held."),
        ]

    def _tangent(self) -> list[Block]:
        letters = Letters(self._known)
        gradient = Tuple(letters.r)
        numbers = Style(numbers=True, digits=self._digits)
        sign = "=" if gradient.is_exact(numbers) else "≈"
        return [
            Note("The tangent plane: its slopes are the partial derivatives", is_heading=True),
            Equation(Symbol(NABLA, UNKNOWN), Symbol(gradient.layout(SYMBOLS), UNKNOWN)),
            Equation(Symbol(NABLA, UNKNOWN), Symbol(gradient.layout(numbers), UNKNOWN), sign=sign),
            *plane_found(letters, numbers),
        ]

    def _any(self) -> list[Block]:
        letters = Letters(self._known, self._known.any_step)
        return [
            Note("Any step Δp", is_heading=True),
            *facts(letters.change, self._digits),
            *fall_by_any_step(letters),
            Note("Row 19 of the errata: the article gives the two vectors of a dot product m and k numbers; it is one length."),
        ]

    def _down(self) -> list[Block]:
        letters = Letters(self._known, self._known.step)
        down = negative(times(letters.eta.name, NABLA))
        r1, r2 = self._known.slopes
        wrong, right = (number(value, self._digits) for value in ((r1 + r2) ** 2, r1**2 + r2**2))
        # Where one of both is 0 the misprint gives the right number.
        misled = f", which would be {wrong} here and not {right}" if wrong != right else ""
        return [
            Note("The step against the gradient", is_heading=True),
            Equation(Symbol(change_of(P), UNKNOWN), Symbol(down, UNKNOWN)),
            *(Equation(change, Minus(Product((letters.eta, r)))) for change, r in zip(letters.change, letters.r, strict=True)),
            Note("Row 15 of the errata: the article has Δp = (r₁, r₂) here; it is ∇φ(p) that is (r₁, r₂)."),
            *fall_downhill(letters),
            *square_found(letters),
            Note(f"Row 7 of the errata: the article has (r₁ + r₂)·(r₁ + r₂){misled}."),
            Equation(Symbol(hat(P), UNKNOWN), Symbol(hat(STEPPED), UNKNOWN), sign="≥"),
            Note("No square is below 0, so this holds; both are equal only where ∇φ(p) is 0 (the article has >)."),
        ]

    def _decrease(self) -> list[Block]:
        known = self._known
        letters = Letters(known, known.step)
        assert known.there is not None
        assert known.step is not None
        came = known.came
        assert came is not None
        there = Symbol(phi(STEPPED), known.there)
        return [
            Note("What is promised, and what comes", is_heading=True),
            Equation(Symbol(Word("promised"), known.step.fall), Product((letters.eta, letters.square))),
            Equation(there, there),
            Equation(Symbol(Word("came"), came), Sum((letters.height, Minus(there)))),
            Note(share_told(came, known.step.fall)),
        ]

    def _general(self) -> list[Block]:
        known = self._known
        letters = Letters(known, known.step)
        assert known.step is not None
        change = Symbol(change_of(scripted("v", below="i")), UNKNOWN)
        each = Symbol(negative(times(letters.eta.name, scripted("r", below="i"))), UNKNOWN)
        squares = summed("i=1", Script(scripted("r", below="i"), Index("2")), "k")
        return [
            Note("Any number of parameters", is_heading=True),
            Note("If p is k numbers, φ has a partial derivative by each of them, and each has its own change:"),
            Equation(change, each),
            Note("The tangent promises a sum of k squares, which is never below 0:"),
            Equation(Symbol(Word("promised"), UNKNOWN), Symbol(times(letters.eta.name, squares), UNKNOWN)),
            Note("Here k is 2:"),
            Equation(Symbol(Word("promised"), known.step.fall), Product((letters.eta, Sum(tuple(Square(r) for r in letters.r))))),
        ]
