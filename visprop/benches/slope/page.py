"""The article's algebra, line by line with this moment's numbers; of earlier steps what came out."""

from __future__ import annotations

from collections.abc import Callable

from visprop.benches.chains import UNKNOWN, facts, hat, one_by_one, phi
from visprop.benches.pictures import BenchMoment
from visprop.benches.promises import share_told
from visprop.benches.slope.algebra import (
    STEPPED,
    Letters,
    P,
    fall_of_tangent,
    tangent_found,
)
from visprop.benches.slope.curves import ARTICLE
from visprop.benches.slope.rules import rules
from visprop.benches.slope.settings import UNASKED
from visprop.benches.slope.state import Part, Slope
from visprop.benches.slope.story import MOVES, WANTED, judged
from visprop.benches.slope.walk import Verdict
from visprop.figures.moment import ViewOptions
from visprop.notation.explanations.pages import Page
from visprop.notation.expression.applied import Square
from visprop.notation.expression.arithmetic import Fraction, Minus, Product, Sum
from visprop.notation.expression.blocks import Block, Equation, Note
from visprop.notation.expression.expr import Style, Symbol
from visprop.notation.expression.numbers import number
from visprop.notation.layout.build import negative, scripted, tight, times
from visprop.notation.layout.nodes import Brackets, Word

_TITLE = "The tangent and the step"
_MOST_ROWS = 5
"""So many steps of descent are written at the beginning of a long one."""


def slope_page(moment: BenchMoment, options: ViewOptions) -> Page:
    """What is shown at a step, in formulas and words."""
    known: Slope = moment.frame.state
    style = Style(digits=options.digits)
    blocks: list[Block] = [Note(f"φ(x) = {known.curve.text}")] if known.curve.text else []
    of_p = [Symbol(P, known.p), Symbol(phi(P), known.height)]
    if known.why:
        return Page(_TITLE, [*blocks, *facts(of_p, style.digits), Note(f"There is no tangent at p: {known.why}.")])
    written = _Written(known, style, moment.frame.values["curve"] == ARTICLE)
    return Page(_TITLE, blocks + facts([*of_p, *written.earlier()], style.digits) + written.now())


class _Written:
    """Writes what belongs to each step."""

    def __init__(self, known: Slope, style: Style, is_article: bool) -> None:
        self._known, self._style, self._is_article = known, style, is_article
        self._by_part: dict[Part, Callable[[], list[Block]]] = {
            Part.TANGENT: self._tangent,
            Part.TRIANGLE: self._triangle,
            Part.RULES: self._rules,
            Part.LINE: self._line,
            Part.ASKED: self._asked,
            Part.MOVED: self._moved,
            Part.DECREASE: self._decrease,
            Part.MANY: self._many,
        }

    def now(self) -> list[Block]:
        """What this step adds."""
        if self._known.waits:
            return [Note("Your prediction", is_heading=True), Note(f"What follows is hidden: {WANTED}.")]
        write = self._by_part.get(self._known.part)
        return write() if write is not None else []

    def earlier(self) -> list[Symbol]:
        """What came out of the steps before it."""
        known = self._known
        if known.part <= Part.RULES:
            return []
        letters = Letters(known)
        found = [letters.slope]
        if known.part > Part.LINE:
            found += [letters.s, letters.eta]
        if known.part > Part.MOVED and known.step is not None:
            found.append(letters.change)
        return found

    def _tangent(self) -> list[Block]:
        return [
            Note("The tangent", is_heading=True),
            Note("It touches the curve at p and is parallel to the curve there."),
            *self._figure_1(),
        ]

    def _figure_1(self) -> list[Block]:
        """What is said of the article's two tangents."""
        if not self._is_article:
            return []
        return [
            Note("Figure 1 has two tangents: at p = 4, through (2, 0) and (4, 2), and at p = −2, through (−3, 1) and (−1, 0)."),
            Note("The article gives no formula for its curve; x²/8 is the parabola that has both, touching one in the middle."),
        ]

    def _triangle(self) -> list[Block]:
        known = self._known
        triangle = known.triangle
        assert triangle is not None
        x1, x2, y1, y2 = (
            Symbol(scripted(letter, below=str(i)), value)
            for letter, i, value in (
                *(("x", 1, triangle.x1), ("x", 2, triangle.x2)),
                *(("y", 1, triangle.y1), ("y", 2, triangle.y2)),
            )
        )
        run, rise = Symbol(Word("run"), triangle.run), Symbol(Word("rise"), triangle.rise)
        return [
            Note("Two points on the tangent", is_heading=True),
            *facts((x1, y1, x2, y2), self._style.digits),
            Equation(rise, Sum((y2, Minus(y1)))),
            Equation(run, Sum((x2, Minus(x1)))),
            Equation(Symbol(Word("slope"), triangle.slope), Fraction(rise, run)),
            Note("Another pair gives another rise and run and the same quotient; its sign is whether φ rises or falls at p."),
            *self._misprint(),
        ]

    def _misprint(self) -> list[Block]:
        if not self._is_article:
            return []
        return [
            Note("Row 18 of the errata, on Figure 1's left tangent: the article changes y by 1, “from 1 to 0”, over x by −2."),
            Note("From (−3, 1) to (−1, 0) the rise is −1 and the run 2; the quotient, −0.5, is right. Try p = −2, points ∓1."),
        ]

    def _rules(self) -> list[Block]:
        return [Note("The derivative by rules", is_heading=True), *rules(self._known.curve, self._known.p, Letters(self._known))]

    def _line(self) -> list[Block]:
        return [
            Note("The tangent as a function: its slope r is Dφ(p)", is_heading=True),
            *tangent_found(Letters(self._known), self._style),
        ]

    def _asked(self) -> list[Block]:
        known = self._known
        letters = Letters(known)
        rule = negative(times(letters.eta.name, letters.slope.name))
        return [
            Note("A step down", is_heading=True),
            Equation(Symbol(letters.change.name, UNKNOWN), Symbol(rule, UNKNOWN)),
            Note("Does p move to the left, to the right, or not at all?"),
            *self._said(),
        ]

    def _said(self) -> list[Block]:
        known = self._known
        if known.prediction == UNASKED:
            return []
        return [Note(f"Your prediction: {MOVES[known.prediction]}." if known.prediction in MOVES else f"Now {WANTED}.")]

    def _moved(self) -> list[Block]:
        known, letters = self._known, Letters(self._known)
        assert known.step is not None
        there = Symbol(STEPPED, known.p + known.step.change)
        return [
            Note("A step down", is_heading=True),
            Equation(letters.change, Minus(Product((letters.eta, letters.slope)))),
            Equation(there, Sum((letters.p, letters.change))),
            Note(f"So {MOVES[known.step.way]}{judged(known)}."),
            Note("The sign of Δp is opposite to that of the slope: p goes where the tangent falls."),
        ]

    def _decrease(self) -> list[Block]:
        known, letters = self._known, Letters(self._known)
        step = known.step
        assert step is not None
        eta, slope, height = letters.eta, letters.slope, letters.height
        there = Symbol(phi(STEPPED), step.height)
        came = Sum((height, Minus(there)))
        return [
            Note("What the tangent promises", is_heading=True),
            *fall_of_tangent(letters),
            Note("With Δp = −η Dφ(p):"),
            *one_by_one(
                Word("promised"),
                Minus(Product((slope, Minus(Product((eta, slope)))))),
                Product((eta, Square(Symbol(Brackets(slope.name), slope.engine_value)))),
            ),
            *self._at_least(letters),
            Note("What comes", is_heading=True),
            Equation(there, there),
            Equation(Symbol(Word("came"), step.came), came),
            Note(share_told(step.came, step.promised)),
        ]

    def _at_least(self, letters: Letters) -> list[Block]:
        known = self._known
        assert known.step is not None
        before = Symbol(hat(P), known.height)
        after = Symbol(hat(STEPPED), known.tangent(known.p + known.step.change))
        sign = "=" if known.step.change == 0.0 else ">"
        both = [number(value, self._style.digits) for value in (known.height, float(after.value()))]
        # What differs in no digit that is shown would say that a number is above itself.
        here = [Note(f"Here {both[0]} {sign} {both[1]}.")] if (both[0] == both[1]) == (sign == "=") else []
        return [
            Note("Row 16 of the errata: the article concludes >, which is ≥, as both are equal where Dφ(p) = 0."),
            Equation(Symbol(before.name, UNKNOWN), Symbol(after.name, UNKNOWN), sign="≥"),
            *here,
        ]

    def _many(self) -> list[Block]:
        known, walk = self._known, self._known.walk
        assert walk is not None
        eta = Symbol(scripted("η"), known.eta)
        shown = [*range(min(_MOST_ROWS, len(walk.ps) - 1))]
        rows = list[Block]()
        for i in shown:
            at = [scripted("p", below=str(j)) for j in (i, i + 1)]
            slope = Symbol(tight("D", phi(at[0])), walk.slopes[i])
            step = Sum((Symbol(at[0], walk.ps[i]), Minus(Product((eta, slope)))))
            rows.append(Equation(Symbol(at[1], walk.ps[i + 1]), step))
        last = len(walk.ps) - 1
        end = Symbol(phi(scripted("p", below=str(last))), walk.heights[-1])
        return [
            Note(f"Many steps: {walk.verdict.word}", is_heading=True),
            Note(f"{walk.reason[:1].upper()}{walk.reason[1:]}."),
            *rows,
            *([Note(f"and so on to step {last}")] if last > len(shown) else []),
            Equation(end, end),
            Note("What the words mean, the first that holds", is_heading=True),
            *(Note(f"{one.word}: {one.meaning}") for one in Verdict),
        ]
