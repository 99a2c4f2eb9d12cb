"""What a step promises and what comes of it, in words."""

from __future__ import annotations

import math

from visprop.notation.expression.numbers import number


def falls_told(came: float) -> str:
    """How φ changes by a step: `falls by 0.5`."""
    if not math.isfinite(came):
        return "has no value there"
    return f"rises by {number(-came)}" if came < 0.0 else f"falls by {number(came)}"


def came_told(came: float, digits: int) -> str:
    """What comes, in a heading: `came 0.5`."""
    return f"came {number(came, digits)}" if math.isfinite(came) else "φ has no value there"


def share_told(came: float, promised: float) -> str:
    """How much of the promise comes, as a sentence."""
    if promised == 0.0:
        return "Nothing is promised, and nothing comes."
    if not math.isfinite(came):
        return "Where the step leads φ has no value, so nothing of the promise can be told."
    return f"What comes is {number(came / promised, 3)} of the promise; the smaller η is, the nearer this comes to 1."
