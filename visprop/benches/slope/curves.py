"""The curves that can be chosen: the article's, some known ones, one that is typed, and one that is drawn by hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from visprop.benches.controls import Point
from visprop.benches.slope.spline import Spline, spline_through
from visprop.benches.values import Values
from visprop.engine.arrays import Array
from visprop.notation.calculus.real_function import RealFunction, read

ARTICLE, TYPED, DRAWN = "article", "typed", "drawn"
"""What the choices are called that are more than a formula."""
FORMULAS = {ARTICLE: "x²/8", "sine": "sin(x)", "square": "x²", "valleys": "x⁴/16 − x²/2"}
"""The formulas of the curves that can be chosen by name.

The article prints no formula with its Figure 1. Of all parabolas x²/8 alone touches the figure's left tangent in the middle of
the two points that are named on it, (−3, 1) and (−1, 0), and the right one, through (2, 0) and (4, 2), at one of its two.
"""


@dataclass(frozen=True, eq=False)
class Curve:
    """A function φ of one number.

    Attributes:
        form: by its formula, or as a spline.
    """

    form: RealFunction | Spline

    def values(self, xs: ArrayLike) -> Array:
        """φ at each place; nan where it has no value."""
        with np.errstate(all="ignore"):
            return self.form(xs) if isinstance(self.form, RealFunction) else self.form.value(xs)

    def value(self, x: float) -> float:
        """φ(x); nan if there is none."""
        return float(self.values(x))

    def slope(self, x: float) -> float:
        """Dφ(x); nan if there is none."""
        with np.errstate(all="ignore"):
            return float(self.form.slope("x", x) if isinstance(self.form, RealFunction) else self.form.slope(x))

    def why_none(self, x: float) -> str:
        """Why there is no tangent at x, in words; empty if there is one."""
        if np.isfinite(self.value(x)) and np.isfinite(self.slope(x)):
            return ""
        reason = self.form.why_none("x", x) if isinstance(self.form, RealFunction) else ""
        return reason or "the numbers there are too large for float64"

    @property
    def text(self) -> str:
        """φ(x) in plain text; empty for one that is drawn."""
        return self.form.text if isinstance(self.form, RealFunction) else ""


def curve_of(values: Values) -> Curve:
    """The curve that is chosen."""
    chosen = values["curve"]
    if chosen == DRAWN:
        return _drawn(values["line"])
    return _formula(FORMULAS.get(chosen, values["formula"]))


@lru_cache(maxsize=64)
def _formula(text: str) -> Curve:
    return Curve(read(text))


@lru_cache(maxsize=16)
def _drawn(line: tuple[Point, ...]) -> Curve:
    return Curve(spline_through(line))
