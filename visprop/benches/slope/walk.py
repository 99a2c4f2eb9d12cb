"""Many steps of descent, and what they come to, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise

import numpy as np

from visprop.benches.slope.curves import Curve
from visprop.notation.expression.numbers import counted, number

ARRIVED = 0.01
"""It arrives if the slope has fallen to this share of the steepest on the way."""
FAR = 100.0
"""It is lost if p is further from 0 than this."""
_TURNS = 2
"""It thrashes if p turns back so often."""


class Verdict(Enum):
    """What many steps come to, and when it is said."""

    AT_REST = "at rest", "the slope at p is 0, so no step moves p"
    ARRIVING = "arriving", f"the slope is at most {100 * ARRIVED:g} % of the steepest on the way"
    DIVERGING = "diverging", "the last step is the longest and φ ends higher than at p, or p leaves where φ can be followed"
    THRASHING = "thrashing", "it has not arrived, and p turned back at least twice"
    CREEPING = "creeping", "it has not arrived, and p did not turn back twice"

    def __init__(self, word: str, meaning: str) -> None:
        self.word, self.meaning = word, meaning


@dataclass(frozen=True, eq=False)
class Walk:
    """p after each step.

    Attributes:
        ps: from p itself on; where it is lost, the last one is the last that has a slope.
        heights: φ at each.
        slopes: Dφ at each.
        lost: why it ends early, in words; empty if it does not.
        verdict: what it comes to.
    """

    ps: tuple[float, ...]
    heights: tuple[float, ...]
    slopes: tuple[float, ...]
    lost: str
    verdict: Verdict

    @property
    def turns(self) -> int:
        """How often p turned back."""
        return _turns(self.ps)

    @property
    def reason(self) -> str:
        """Why the verdict is what it is, with its number."""
        share = abs(self.slopes[-1]) / max(map(abs, self.slopes)) if any(self.slopes) else 0.0
        steps, left = counted(len(self.ps) - 1, "step"), f"the slope is {number(100 * share, 3)} % of the steepest on the way"
        match self.verdict:
            case Verdict.AT_REST:
                return Verdict.AT_REST.meaning
            case Verdict.DIVERGING:
                return self.lost or f"the last step is the longest, and φ ends at {number(self.heights[-1])}"
            case Verdict.THRASHING:
                return f"p turned back {counted(self.turns, 'time')} in {steps}, and {left}"
            case _:
                return f"after {steps} {left}"


@lru_cache(maxsize=8)
def walk_on(curve: Curve, p: float, eta: float, count: int) -> Walk:
    """So many steps p ← p − η Dφ(p), as far as φ has a slope. The words and the picture of a step ask for the same."""
    ps, heights, slopes, lost = [p], [curve.value(p)], [curve.slope(p)], ""
    for i in range(1, count + 1):
        p -= eta * slopes[-1]
        height, slope = curve.value(p), curve.slope(p)
        if not np.isfinite((height, slope)).all():
            lost = f"step {i} leads to {number(p)}, where φ has no slope"
            break
        ps, heights, slopes = [*ps, p], [*heights, height], [*slopes, slope]
        if abs(p) > FAR:
            lost = f"step {i} leads to {number(p)}, further than {FAR:g} from 0"
            break
    return Walk(tuple(ps), tuple(heights), tuple(slopes), lost, _verdict(ps, heights, slopes, lost))


def _verdict(ps: list[float], heights: list[float], slopes: list[float], lost: str) -> Verdict:
    if slopes[0] == 0.0:
        return Verdict.AT_REST
    if lost:
        return Verdict.DIVERGING
    if abs(slopes[-1]) <= ARRIVED * max(map(abs, slopes)):
        return Verdict.ARRIVING
    steps = [abs(after - before) for before, after in pairwise(ps)]
    if len(steps) > 1 and steps[-1] > max(steps[:-1]) and heights[-1] > heights[0]:
        return Verdict.DIVERGING
    return Verdict.THRASHING if _turns(ps) >= _TURNS else Verdict.CREEPING


def _turns(ps: tuple[float, ...] | list[float]) -> int:
    steps = [after - before for before, after in pairwise(ps)]
    return sum(before * after < 0.0 for before, after in pairwise(steps))
