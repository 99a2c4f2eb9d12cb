"""What stands above the picture: what is seen, with its number, and a second line in grey."""

from __future__ import annotations

import numpy as np

from visprop.benches.headings import Runs, heading
from visprop.benches.promises import came_told
from visprop.benches.slope.state import Part, Slope
from visprop.benches.slope.story import MOVES, WANTED, judged
from visprop.figures.base.shapes import Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, formula_runs, plain
from visprop.notation.expression.numbers import equal_to, number

P, DELTA_P = formula_runs("p"), (*plain("Δ"), Run("p", italic=True))
PHI_P, SLOPE_P = formula_runs("φ(p)"), formula_runs("Dφ(p)")


def head(known: Slope, digits: int, page: float, text: float, theme: Theme) -> list[Shape]:
    """What is seen, with its number, and why."""
    return heading(*_Words(known, digits).lines(), page, text, theme)


class _Words:
    def __init__(self, known: Slope, digits: int) -> None:
        self._known, self._digits = known, digits

    def lines(self) -> tuple[list[Runs], list[Runs]]:
        """Wordings of the first line and of the second, the longest of each first."""
        known = self._known
        if known.why:
            return [formula_runs("No tangent at p")], [plain(known.why)]
        if known.waits:
            return [formula_runs("Where does p go?")], [formula_runs(WANTED), plain("say it first: “Prediction”")]
        place = (*P, *self._is(known.p), *plain(",  "), *PHI_P, *self._is(known.height))
        match known.part:
            case Part.CURVE:
                name = formula_runs(f"φ(x) = {known.curve.text}") if known.curve.text else plain("A curve drawn by hand")
                return [name, plain("The curve")], [place]
            case Part.TANGENT:
                return [formula_runs("The tangent at p")], [(*plain("it touches the curve where "), *place), place]
            case Part.TRIANGLE:
                return self._triangle()
            case Part.RULES:
                return [(*SLOPE_P, *self._is(known.r or 0.0))], [
                    plain("by the rules of differentiation: the slope of the tangent")
                ]
            case Part.LINE:
                return self._tangent()
            case Part.ASKED:
                return [formula_runs("Where does p go?")], [self._rule(), plain("left, right, or nowhere?")]
            case _:
                return self._step()

    def _is(self, value: float) -> Runs:
        return plain(f" {equal_to(value, self._digits)}")

    def _rule(self) -> Runs:
        eta = (Run("η", italic=True), *self._is(self._known.eta))
        return (*DELTA_P, *plain(" = −"), Run("η", italic=True), *plain(" "), *SLOPE_P, *plain("  with "), *eta)

    def _triangle(self) -> tuple[list[Runs], list[Runs]]:
        triangle = self._known.triangle
        assert triangle is not None
        rise, run = (number(value, self._digits) for value in (triangle.rise, triangle.run))
        quotient = (*plain(f" = {rise} / {run}".replace("/ −", "/ (−") + (")" if run.startswith("−") else "")),)
        slope = plain(f" {equal_to(triangle.slope, self._digits)}")
        points = (f"({number(x, self._digits)}, {number(y, self._digits)})" for x, y in _corners(self._known))
        return [
            (*plain("slope = rise / run"), *quotient, *slope),
            (*plain("slope"), *quotient, *slope),
            (*plain("slope"), *slope),
        ], [plain(f"the points {' and '.join(points)} of the tangent")]

    def _tangent(self) -> tuple[list[Runs], list[Runs]]:
        known = self._known
        assert known.r is not None
        assert known.s is not None
        r, s = (Run("r", italic=True), *self._is(known.r)), (Run("s", italic=True), *self._is(known.s))
        name = (Run("φ̂", italic=True), *formula_runs("(v) = r v + s"))
        return [name], [(*r, *plain(" is its slope,  "), *s, *plain(" its height at 0")), (*r, *plain(",  "), *s)]

    def _step(self) -> tuple[list[Runs], list[Runs]]:
        known, step, walk = self._known, self._known.step, self._known.walk
        assert step is not None
        if walk is not None:
            eta = (Run("η", italic=True), *self._is(known.eta), *plain(": "))
            return [(*eta, *plain(walk.verdict.word))], [formula_runs(walk.reason), formula_runs(walk.reason.split(",")[0])]
        if known.part == Part.MOVED:
            change = (*DELTA_P, *self._is(step.change))
            said = judged(known).removeprefix("; ")
            return [(*change, *formula_runs(f": {MOVES[step.way]}")), change], [formula_runs(said) if said else self._rule()]
        told = f"promised {number(step.promised, self._digits)}, {came_told(step.came, self._digits)}"
        if not np.isfinite(step.came):
            return [formula_runs(told)], []
        share = f"{number(100.0 * step.came / step.promised, 3)} % of the promise comes" if step.promised else "nothing moves"
        return [plain(told)], [plain(share)]


def _corners(known: Slope) -> tuple[tuple[float, float], tuple[float, float]]:
    assert known.triangle is not None
    return (known.triangle.x1, known.triangle.y1), (known.triangle.x2, known.triangle.y2)
