"""What can be set: the curve, p, two points on its tangent, η, how many steps, and what the reader predicts."""

from __future__ import annotations

from visprop.benches.controls import Control, Number, OneOf, Stroke, Text, Tick
from visprop.benches.slope.curves import ARTICLE, DRAWN, TYPED
from visprop.benches.slope.spline import spline_through
from visprop.benches.values import Values
from visprop.notation.calculus.real_function import read

REACH = 6.0
"""p is at most so far from 0, and the two points are from p."""
LEAST_RUN = 0.1
"""The two points of the tangent are so far apart at least when one of them is brought to the other."""
LEAST_ETA, MOST_ETA = 0.01, 12.0
UNSAID, LEFT, STAYS, RIGHT = "unsaid", "left", "stays", "right"
"""What can be predicted of p."""
UNASKED = "unasked"
"""Nothing is to be predicted, as a lesson asks by itself."""

_LINE = (
    *((-5.5, 4.6), (-4.9, 3.0), (-4.3, 1.7), (-3.5, 0.8), (-2.7, 0.9), (-1.9, 1.7), (-1.0, 2.6)),
    *((-0.2, 2.9), (0.6, 2.4), (1.5, 1.0), (2.3, -0.3), (3.1, -0.9), (3.9, -0.6), (4.7, 0.8), (5.5, 3.2)),
)
"""A curve with two valleys, until one is drawn."""

_STARTS = {
    ARTICLE: {"p": 4.0, "first": -2.0, "second": 0.0, "eta": 1.0, "span": 6.0},
    "sine": {"p": 1.0, "first": -1.0, "second": 0.5, "eta": 0.5, "span": 6.0},
    "square": {"p": 1.5, "first": -0.5, "second": 0.5, "eta": 0.1, "span": 2.5},
    "valleys": {"p": 2.75, "first": -0.5, "second": 0.5, "eta": 0.1, "span": 3.5},
    TYPED: {},
    DRAWN: {"p": 1.5, "first": -1.0, "second": 1.0, "eta": 0.5, "span": 6.0},
}
"""What suits a curve when it is chosen."""


def controls() -> tuple[Control, ...]:
    """All of them, in the order in which they are shown."""
    prediction = OneOf(
        "prediction",
        "Prediction",
        "Where p goes by Δp = −η Dφ(p): the sign is not shown before you have said it",
        choices={UNSAID: "not yet", LEFT: "p moves left", STAYS: "p stays", RIGHT: "p moves right", UNASKED: "not asked for"},
        start=UNSAID,
    )
    return (*_of_curve(), *_numbers(), prediction)


def _of_curve() -> tuple[Control, ...]:
    names = {"sine": "sin x", "square": "x²", "valleys": "x⁴/16 − x²/2"}
    choices = {ARTICLE: "the article's, x²/8", **names, TYPED: "typed", DRAWN: "drawn by hand"}
    return (
        OneOf("curve", "Curve", "The function φ whose minimum is looked for", choices=choices, start=ARTICLE),
        Text(
            "formula",
            "φ(x)",
            "A formula in x",
            start="x² − 2x",
            check=read,
            examples=("x² − 2x", "sin(x) + x²/10", "exp(x)/20", "ln(1 + x²)", "tanh(x)", "σ(3x)", "|x|", "√(1 + x²)"),
            keys=("²", "³", "√", "π", "σ", "|", "·"),
            applies=lambda values: values["curve"] == TYPED,
        ),
        Stroke(
            "line",
            "Line",
            "Drawn by hand in the picture",
            start=_LINE,
            applies=lambda values: values["curve"] == DRAWN,
        ),
    )


def _numbers() -> tuple[Control, ...]:
    return (
        Number("p", "p", "Where the tangent touches the curve", low=-REACH, high=REACH, start=4.0),
        Number("eta", "η", "The learning rate: how far a step goes", low=LEAST_ETA, high=MOST_ETA, start=1.0),
        Number("first", "First point", "How far from p the first point on the tangent is", low=-REACH, high=REACH, start=-2.0),
        Number("second", "Second point", "How far from p the second point on the tangent is", low=-REACH, high=REACH, start=0.0),
        Number("count", "Steps", "How many steps of descent are made", low=1, high=60, start=20, step=1, is_whole=True),
        Tick("other", "Second tangent", "Draws the tangent at another place too, where the slope is another one"),
        Number(
            "q",
            "At",
            "Where the second tangent touches the curve",
            low=-REACH,
            high=REACH,
            start=-2.0,
            applies=lambda values: bool(values["other"]),
        ),
        Number("span", "Width", "How far the picture reaches to each side", low=1.0, high=12.0, start=6.0, step=0.5),
    )


def unfit(values: Values) -> str:
    """Why values do not go together; empty if they do."""
    if values["first"] == values["second"]:
        return "the two points on the tangent are to be different, as no slope is 0/0"
    try:
        spline_through(values["line"])
    except ValueError as error:
        return str(error)
    return ""


def settled(values: Values, changed: frozenset[str]) -> Values:
    """What suits a curve that was chosen; no prediction for another curve; two points that stay apart."""
    if "curve" in changed:
        values = values.put({name: value for name, value in _STARTS[values["curve"]].items() if name not in changed})
    if changed & {"curve", "formula", "line"} and "prediction" not in changed and values["prediction"] != UNASKED:
        values = values.put({"prediction": UNSAID})
    moved = "first" if "first" in changed else "second"
    if changed & {"first", "second"} and abs(values["first"] - values["second"]) < LEAST_RUN:
        return values.put({moved: _beside(values["second" if moved == "first" else "first"], values[moved])})
    return values


def _beside(kept: float, moved: float) -> float:
    """A place beside the point that is kept: on the side from which the other was brought, if there is room."""
    place = kept + (LEAST_RUN if moved >= kept else -LEAST_RUN)
    if abs(place) > REACH:
        place = 2.0 * kept - place
    return round(place, 10)
