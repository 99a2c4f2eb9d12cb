"""The functions whose derivative is written: of which variables, and which of those are constants."""

from __future__ import annotations

from collections.abc import Mapping

from visprop.benches.values import Values
from visprop.notation.calculus.reading import read_term
from visprop.notation.calculus.terms import names_in, size
from visprop.notation.expression.numbers import counted

VARIABLES = ("x", "z", "t")
"""What y can depend on."""

_MOST_PARTS = 22
"""The second derivative of a formula of more numbers, letters and operations would fill the page."""

TYPED = "typed"
"""The choice of a function that is typed."""

FUNCTIONS: Mapping[str, tuple[str, str, int]] = {
    "square": ("x², the article's", "x^2", 1),
    "sine and square": ("sin x + z², the article's", "sin(x) + z^2", 2),
    "product": ("x² z", "x^2 z", 2),
    "logistic": ("σ x, the logistic function", "σ(x)", 1),
    "three": ("x z + exp t", "x z + exp(t)", 3),
}
"""The functions that can be chosen: their words, their formulas, and of how many variables they are."""


def read_function(text: str) -> None:
    """Whether a text is a function of x, z and t.

    Raises:
        ValueError: it is none.
    """
    read_term(text, VARIABLES)


def text_of(values: Values) -> str:
    """The formula that is set."""
    choice = values["function"]
    return str(values["typed"]) if choice == TYPED else FUNCTIONS[choice][1]


def variables(values: Values) -> tuple[str, ...]:
    """The letters in the formula that are not numbers: variables, and those that are held constant."""
    return VARIABLES[: int(values["count"])]


def constants(values: Values) -> tuple[str, ...]:
    """Which of them are constants."""
    return tuple(name for name in variables(values) if name != values["by"] and values[f"constant_{name}"])


def settled(values: Values, changed: frozenset[str]) -> Values:
    """A function comes with its variables; what is differentiated by varies."""
    found = values
    if "function" in changed and values["function"] != TYPED:
        found = found.put({"count": FUNCTIONS[values["function"]][2]})
    elif changed & {"function", "typed"} and values["function"] == TYPED and "count" not in changed:
        # As many letters as stand in what is typed, so that none has to be asked for first.
        used = [VARIABLES.index(name) + 1 for name in names_in(read_term(values["typed"], VARIABLES))]
        found = found.put({"count": max(int(values["count"]), *used, 1)})
    if found["by"] not in variables(found):
        found = found.put({"by": "x"})
    return found.put({f"constant_{found['by']}": False})


def unfit(values: Values) -> str:
    """Why a formula and its variables do not go together."""
    names, term = variables(values), read_term(text_of(values), VARIABLES)
    if values["order"] > 1 and (parts := size(term)) > _MOST_PARTS:
        return f"y has {parts} numbers, letters and operations, and {_MOST_PARTS} can be differentiated twice"
    unknown = sorted(names_in(term) - set(names))
    if unknown:
        return f"{unknown[0]} is in the formula, and there is {counted(len(names), 'variable')}: {', '.join(names)}"
    return "" if values["by"] in names else f"{values['by']} is to be differentiated by, and is no variable of the function"
