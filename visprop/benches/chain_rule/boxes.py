"""Which functions stand in the boxes, and the examples of the article."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from visprop.benches.values import Values
from visprop.notation.calculus.chain import Chain, chain
from visprop.notation.calculus.reading import read_term
from visprop.notation.calculus.terms import Variable, every, names_in, size

MOST_BOXES = 4
"""So many functions stand one behind the other at most."""

_MOST_PARTS = 120
"""A formula of more numbers, variables and signs is not written out."""

_LETTERS = ("x", "m", "n")

TYPED = "typed"
"""The choice of a function that is typed."""

FUNCTIONS: Mapping[str, tuple[str, str]] = {
    "power m": ("xᵐ", "x^m"),
    "power n": ("xⁿ", "x^n"),
    "square": ("x²", "x^2"),
    "sin": ("sin x", "sin(x)"),
    "exp": ("exp x", "exp(x)"),
    "logistic": ("σ x, the logistic function", "σ(x)"),
}
"""The functions that can be chosen: their words, and their formulas."""

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "sine of square": ("sin", "square"),
    "powers": ("power m", "power n"),
    "three": ("logistic", "sin", "square"),
}
"""Functions that go together, the outermost first."""

OWN = "own"
"""The choice of no example."""


def read_box(text: str) -> None:
    """Whether a text is a function of x, in which m and n may occur.

    Raises:
        ValueError: it is none.
    """
    read_term(text, _LETTERS)


def chosen(values: Values) -> tuple[str, ...]:
    """What is chosen for each box, the outermost first."""
    return tuple(values[f"function{i}"] for i in range(1, int(values["count"]) + 1))


def text_of(values: Values, i: int) -> str:
    """The formula of box i, from 1."""
    choice = values[f"function{i}"]
    return str(values[f"typed{i}"]) if choice == TYPED else FUNCTIONS[choice][1]


def _texts(values: Values) -> tuple[str, ...]:
    return tuple(text_of(values, i) for i in range(1, int(values["count"]) + 1))


def chain_of(values: Values) -> Chain:
    """The boxes one behind the other; the same one for the same boxes."""
    return _chain(_texts(values), float(values["m"]), float(values["n"]))


@lru_cache(maxsize=16)
def _chain(texts: tuple[str, ...], m: float, n: float) -> Chain:
    return chain(texts, {"m": m, "n": n})


def unfit(values: Values) -> str:
    """Why boxes do not go together: put into one another they would fill pages."""
    parts = 1
    for text in reversed(_texts(values)):
        body = read_term(text, _LETTERS)
        inner = sum(part == Variable("x") for part in every(body))
        parts = size(body) + inner * (parts - 1)
    return (
        f"the boxes put into one another have {parts} parts, and {_MOST_PARTS} can be written out" if parts > _MOST_PARTS else ""
    )


def uses(values: Values, letter: str) -> bool:
    """Whether m or n occurs in one of the boxes."""
    return any(letter in names_in(read_term(text, _LETTERS)) for text in _texts(values))


def are_powers(values: Values) -> bool:
    """Whether it is the article's power of a power."""
    return chosen(values) == EXAMPLES["powers"]


def settled(values: Values, changed: frozenset[str]) -> Values:
    """An example sets the boxes; boxes that are no example are one's own."""
    if "example" in changed and values["example"] != OWN:
        functions = EXAMPLES[values["example"]]
        return values.put({"count": len(functions), **{f"function{i}": one for i, one in enumerate(functions, start=1)}})
    found = next((name for name, functions in EXAMPLES.items() if functions == chosen(values)), OWN)
    return values.put({"example": found})
