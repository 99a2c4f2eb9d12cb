"""The bench Notations: one derivative as Euler, Leibniz, Lagrange and Newton write it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from visprop.benches.bench import Bench
from visprop.benches.controls import Control, Number, OneOf, Text, Tick
from visprop.benches.notations.functions import FUNCTIONS, TYPED, VARIABLES, read_function, settled, unfit, variables
from visprop.benches.notations.notations_page import written
from visprop.benches.notations.notations_steps import known_numbers, state_of, steps
from visprop.benches.notations.subject import X_RANGE
from visprop.benches.notations.table_picture import draw_table
from visprop.benches.notations.tangent_picture import draw_tangent
from visprop.benches.pictures import page, picture
from visprop.benches.values import Values

_STARTS = {"x": 0.8, "z": 1.5, "t": -0.5}


def _is_typed(values: Values) -> bool:
    return str(values["function"]) == TYPED


def _has_several(values: Values) -> bool:
    return len(variables(values)) > 1


def _has(name: str, values: Values) -> bool:
    return name in variables(values)


def _may_be_constant(name: str, values: Values) -> bool:
    return _has(name, values) and name != str(values["by"])


def _of_each() -> Iterator[Control]:
    """Whether a variable is a constant, and where it is."""
    for name in VARIABLES:
        yield Tick(
            f"constant_{name}", f"{name} is constant", f"Whether {name} is a number that never varies",
            applies=partial(_may_be_constant, name),
        )  # fmt: skip
    for name in VARIABLES:
        yield Number(
            f"at_{name}", f"At {name} =", f"Where {name} is, at the point", low=X_RANGE[0], high=X_RANGE[1], start=_STARTS[name],
            applies=partial(_has, name),
        )  # fmt: skip


BENCH = Bench(
    controls=(
        OneOf(
            "function", "y", "What y is", start="square",
            choices={**{name: words for name, (words, _, _) in FUNCTIONS.items()}, TYPED: "typed"},
        ),
        Text(
            "typed", "y =", "A formula in x, z and t", start="x sin(z)", check=read_function,
            examples=("x^3 - 2x", "x sin(z)", "exp(-x z)", "ln(x^2 + z^2)", "x z t"), keys=("²", "³", "√", "π", "σ"),
            applies=_is_typed,
        ),
        Number(
            "count", "Letters", "How many of x, z and t are in it",
            low=1, high=len(VARIABLES), start=1, step=1, is_whole=True, applies=_is_typed,
        ),
        OneOf(
            "by", "By", "By which variable it is differentiated",
            choices={name: name for name in VARIABLES}, start="x", applies=_has_several,
        ),
        Number("order", "Times", "How often it is differentiated", low=1, high=2, start=1, step=1, is_whole=True),
        *_of_each(),
    ),
    steps=steps,
    state=state_of,
    views=(
        picture("notations-table", "Side by side", "How each notation writes the derivative, and what that denotes", draw_table),
        picture("notations-curve", "Curve", "The curve with its tangent at the point, which can be dragged", draw_tangent),
        page("notations-page", "Notations", "The notations with what each of their signs denotes", written),
    ),
    unfit=unfit,
    settled=settled,
    numbers=known_numbers,
)  # fmt: skip
"""The bench."""
