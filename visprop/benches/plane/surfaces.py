"""The functions of two variables that can be chosen."""

from __future__ import annotations

from functools import lru_cache

from visprop.benches.values import Values
from visprop.notation.calculus.real_function import RealFunction, read

ARTICLE, TYPED = "article", "typed"
FORMULAS = {
    ARTICLE: "sin(x) + z²",
    "bowl": "x²/2 + 2z²",
    "saddle": "x² − z²",
    "hills": "sin(x) sin(z)",
}
"""The formulas of those that can be chosen by name."""
VARIABLES = ("x", "z")


@lru_cache(maxsize=64)
def read_surface(text: str) -> RealFunction:
    """A function of x and z from text.

    Raises:
        ValueError: it is none, in words.
    """
    return read(text, VARIABLES)


def surface_of(values: Values) -> RealFunction:
    """The function that is chosen."""
    return read_surface(FORMULAS.get(values["function"], values["formula"]))
