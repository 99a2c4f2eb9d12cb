"""The bench The chain rule: functions one behind the other, their local slopes, and the slope of all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from visprop.benches.bench import Bench
from visprop.benches.chain_rule.boxes import EXAMPLES, FUNCTIONS, MOST_BOXES, OWN, TYPED, read_box, settled, unfit, uses
from visprop.benches.chain_rule.boxes_picture import draw_boxes
from visprop.benches.chain_rule.chain_page import written
from visprop.benches.chain_rule.chain_steps import known_numbers, state_of, steps
from visprop.benches.chain_rule.curves_picture import draw_curves
from visprop.benches.chain_rule.through import X_RANGE
from visprop.benches.controls import Control, Number, OneOf, Text
from visprop.benches.pictures import page, picture
from visprop.benches.values import Values

_CHOICES = {**{name: words for name, (words, _) in FUNCTIONS.items()}, TYPED: "typed"}
_EXAMPLE_WORDS = ("sin x², the article's", "(xⁿ)ᵐ, the article's", "σ(sin x²), three boxes")
_STARTS = ("sin", "square", "square", "square")
_INDICES = "₁₂₃₄"


def _has(i: int, values: Values) -> bool:
    return i <= int(values["count"])


def _is_typed(i: int, values: Values) -> bool:
    return _has(i, values) and str(values[f"function{i}"]) == TYPED


def _uses(letter: str) -> Callable[[Values], bool]:
    return lambda values: uses(values, letter)


def _boxes() -> Iterator[Control]:
    """What stands in each box."""
    for i, start in enumerate(_STARTS, start=1):
        name, which = f"θ{_INDICES[i - 1]}", ", the outermost function" if i == 1 else ""
        yield OneOf(
            f"function{i}", f"{name} x", f"What {name}{which} makes of its x",
            choices=_CHOICES, start=start, applies=partial(_has, i),
        )  # fmt: skip
        yield Text(
            f"typed{i}", f"{name} x =", f"The formula of {name}: a function of x, in which m and n may stand",
            start="1/(1 + x^2)", check=read_box, examples=("1/(1 + x^2)", "tanh(x)", "ln(1 + x^2)", "3x - 1", "x^m + n"),
            keys=("²", "³", "√", "π", "σ"), applies=partial(_is_typed, i),
        )  # fmt: skip


BENCH = Bench(
    controls=(
        OneOf(
            "example", "Example", "Functions that go together",
            choices={**dict(zip(EXAMPLES, _EXAMPLE_WORDS, strict=True)), OWN: "your own"}, start="sine of square",
        ),
        Number(
            "count", "Boxes", "How many functions stand one behind the other",
            low=2, high=MOST_BOXES, start=2, step=1, is_whole=True,
        ),
        *_boxes(),
        Number("m", "m", "The exponent of xᵐ", low=-3.0, high=6.0, start=3.0, step=0.5, applies=_uses("m")),
        Number("n", "n", "The exponent of xⁿ", low=-3.0, high=6.0, start=2.0, step=0.5, applies=_uses("n")),
        Number("x", "x", "What the innermost function is given", low=X_RANGE[0], high=X_RANGE[1], start=0.8),
        Number("nudge", "Nudge Δx", "By how much x is moved to try the derivative", low=0.001, high=1.0, start=0.1, step=0.001),
    ),
    steps=steps,
    state=state_of,
    views=(
        picture("chain-boxes", "Boxes", "x goes through the boxes, and a nudge of it too", draw_boxes),
        picture("chain-curves", "Curves", "The curve of each box with its tangent; x can be dragged", draw_curves),
        page("chain-page", "The chain rule", "Euler's and Leibniz's lines side by side", written),
    ),
    unfit=unfit,
    settled=settled,
    numbers=known_numbers,
)  # fmt: skip
"""The bench."""
