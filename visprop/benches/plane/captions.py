"""What stands above the pictures: what is seen, with its number, and a second line in grey."""

from __future__ import annotations

import numpy as np

from visprop.benches.headings import Runs, heading
from visprop.benches.plane.state import Pair, Part, Plane
from visprop.figures.base.shapes import Shape
from visprop.figures.base.style import Theme
from visprop.figures.base.text import Run, formula_runs, plain
from visprop.notation.expression.numbers import equal_to, is_exact, number

DELTA_P: Runs = (*plain("Δ"), Run("p", italic=True))
DOWN: Runs = (*plain("−∇"), Run("φ", italic=True))
_GRADIENT: Runs = (*plain("∇"), *formula_runs("φ(p)"))


def head(known: Plane, digits: int, page: float, text: float, theme: Theme) -> list[Shape]:
    """What is seen, with its number, and more of it."""
    return heading(*_Words(known, digits).lines(), page, text, theme)


def pair(values: Pair, digits: int) -> str:
    """Two numbers with their sign before them: = (1, 2)."""
    sign = "=" if all(is_exact(value, digits) for value in values) else "≈"
    return f" {sign} ({number(values[0], digits)}, {number(values[1], digits)})"


class _Words:
    def __init__(self, known: Plane, digits: int) -> None:
        self._known, self._digits = known, digits

    def lines(self) -> tuple[list[Runs], list[Runs]]:
        """Wordings of the first line and of the second, the longest of each first."""
        known = self._known
        if known.why:
            return [formula_runs("No tangent plane at p"), plain("No tangent plane")], [plain(known.why)]
        place = (Run("p", italic=True), *plain(pair(known.p, self._digits)))
        here = (*place, *plain(",  "), *formula_runs("φ(p)"), *self._is(known.height))
        match known.part:
            case Part.SURFACE:
                return [formula_runs(f"φ(x, z) = {known.function.text}"), plain("The surface")], [here, place]
            case Part.BY_X | Part.BY_Z:
                i = int(known.part)
                held = formula_runs(f"the slope in {'xz'[i - 1]} where {'zx'[i - 1]} is held")
                r = (*formula_runs(f"r{'₁₂'[i - 1]}"), *self._is(known.slopes[i - 1]))
                return [r], [(*held, *plain(" at"), *self._at(known.p[2 - i])), held]
            case Part.TANGENT:
                gradient = known.gradient
                assert gradient is not None
                flat = (*formula_runs("r₁ x + r₂ z + s"), *plain("  with  "), *formula_runs("s"), *self._is(known.s or 0.0))
                return [(*_GRADIENT, *plain(pair(gradient, self._digits)))], [(*plain("the tangent plane is  "), *flat), flat]
            case _:
                return self._step()

    def _is(self, value: float) -> Runs:
        return plain(f" {equal_to(value, self._digits)}")

    def _at(self, value: float) -> Runs:
        return plain(f" {number(value, self._digits)}")

    def _step(self) -> tuple[list[Runs], list[Runs]]:
        known = self._known
        if known.part == Part.ANY:
            assert known.any_step is not None
            fall = (*plain("−"), *_GRADIENT, *plain("·"), *DELTA_P, *self._is(known.any_step.fall))
            change = (*DELTA_P, *plain(pair(known.any_step.change, self._digits)))
            return [fall], [(*plain("so much the tangent plane falls by  "), *change), change]
        assert known.step is not None
        change = (*DELTA_P, *plain(pair(known.step.change, self._digits)))
        square = (Run("η", italic=True), *_GRADIENT, *plain("·"), *_GRADIENT, *self._is(known.step.fall))
        if known.came is None:
            return [square], [(*plain("so much the tangent plane falls by  "), *change), change]
        came = plain("nothing: no value there" if not np.isfinite(known.came) else number(known.came, self._digits))
        both = (*plain(f"promised {number(known.step.fall, self._digits)}, came "), *came)
        return [both], [(*square, *plain("  is promised,  "), *change), square, change]
