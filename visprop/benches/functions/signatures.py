"""The types of the constants, as the article gives them."""

from __future__ import annotations

from collections.abc import Callable

from visprop.benches.functions.terms import ARITHMETIC, FUNCTIONS
from visprop.benches.functions.types import REAL, Arrow, Power, Product, Type

FUNCTION = Arrow(REAL, REAL)
"""ℝ → ℝ."""


def signature(name: str, unknown: Callable[[int], Type], length: int) -> Type:
    """The type of a constant.

    Args:
        name: of the constant.
        unknown: gives τ₁, τ₂ and τ₃.
        length: n.
    """
    if name in ARITHMETIC:
        return Arrow(Product((REAL, REAL)), REAL)
    if name in FUNCTIONS:
        return FUNCTION
    match name:
        case "D":
            return Arrow(FUNCTION, FUNCTION)
        case "∇":
            return Arrow(Arrow(Power(REAL, length), REAL), Power(FUNCTION, length))
        case "★":
            return Arrow(Product((Power(FUNCTION, length), Power(REAL, length))), Power(REAL, length))
        case "·":
            return Arrow(Product((FUNCTION, FUNCTION)), FUNCTION)
        case "∘":
            first, second, third = unknown(1), unknown(2), unknown(3)
            return Arrow(Product((Arrow(second, third), Arrow(first, second))), Arrow(first, third))
        case "π":
            return REAL
    raise KeyError(name)
