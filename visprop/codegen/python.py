"""Numbers and formulas as Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from visprop.codegen.cells import WIDTH
from visprop.engine.arrays import Array
from visprop.engine.formula import Application, Binary, Literal, Name, Negative, Tree, parse

_STRENGTHS = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}
_NEGATIVE = 3


def formula(text: str, names: Iterable[str], functions: Mapping[str, str]) -> str:
    """A formula of the registries as an expression.

    Args:
        text: the formula.
        names: what may occur in it, each called the same in Python.
        functions: what each function is in Python, with a gap `{}` for what it is of.

    Raises:
        ValueError: it is no formula, or uses what is not among these.
    """
    return _written(parse(text, list(names), functions), functions)[0]


def _written(tree: Tree, functions: Mapping[str, str]) -> tuple[str, int]:
    """The expression, and how strongly it holds together."""
    match tree:
        case Literal(number):
            return repr(int(number)) if number.is_integer() else repr(number), 5
        case Name(name):
            return name, 5
        case Negative(operand):
            return f"-{_within(operand, _NEGATIVE, functions)}", _NEGATIVE
        case Application(function, argument):
            return functions[function].format(_written(argument, functions)[0]), 5
        case Binary("^", base, exponent):
            return f"{_within(base, 5, functions)}**{_within(exponent, 4, functions)}", 4
        case Binary(sign, left, right):
            strength = _STRENGTHS[sign]
            # What is taken away, or divided by, is one thing.
            return f"{_within(left, strength, functions)} {sign} {_within(right, strength + 1, functions)}", strength


def _within(tree: Tree, strength: int, functions: Mapping[str, str]) -> str:
    text, own = _written(tree, functions)
    return text if own >= strength else f"({text})"


def number(value: float) -> str:
    """A number that reads back to the same float64."""
    return repr(float(value))


def wholes(values: Iterable[int]) -> str:
    """Whole numbers as a list."""
    return _broken([str(int(value)) for value in values], "")


def listed(values: Array, indent: str = "") -> str:
    """Numbers as a list, or as a list of rows; each reads back to the same float64."""
    if values.ndim == 1:
        return _broken([number(value) for value in values], indent)
    inner = f"{indent}    "
    rows = "".join(f"{inner}{listed(row, inner)},\n" for row in values)
    return f"[\n{rows}{indent}]"


def _broken(tokens: Sequence[str], indent: str) -> str:
    """A list in as many lines as it takes."""
    whole = f"[{', '.join(tokens)}]"
    if len(indent) + len(whole) <= WIDTH:
        return whole
    inner, lines, line = f"{indent}    ", [], ""
    for token in tokens:
        if line and len(inner) + len(line) + len(token) + 2 > WIDTH:
            lines.append(line)
            line = ""
        line += f"{' ' if line else ''}{token},"
    return "[\n" + "".join(f"{inner}{one}\n" for one in (*lines, line)) + f"{indent}]"


def array(values: Array, indent: str = "") -> str:
    """An array of NumPy; of no rows, with its shape."""
    if not values.size:
        return f"np.empty({values.shape})"
    return f"np.array({listed(np.asarray(values), indent)})"
