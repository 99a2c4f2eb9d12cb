"""What can be set: the function, p, any step from it, η, and from where the surface is seen."""

from __future__ import annotations

from visprop.benches.controls import Control, Number, OneOf, Text, Tick
from visprop.benches.plane.surfaces import ARTICLE, FORMULAS, TYPED, read_surface

REACH = 4.0
"""Both coordinates of p are at most so far from 0, and so are the changes of any step."""
LEAST_ETA, MOST_ETA = 0.01, 2.0


def controls() -> tuple[Control, ...]:
    """All of them, in the order in which they are shown."""
    return (*_of_function(), *_of_point(), *_of_view())


def _of_function() -> tuple[Control, ...]:
    choices = {name: f"the article's, {text}" if name == ARTICLE else text for name, text in FORMULAS.items()}
    return (
        OneOf("function", "Function", "The function φ of x and z", choices={**choices, TYPED: "typed"}, start=ARTICLE),
        Text(
            "formula",
            "φ(x, z)",
            "A formula in x and z",
            start="x z + z²",
            check=read_surface,
            examples=("x z + z²", "(1 − x)² + (z − x²)²", "exp(−x² − z²)", "sin(x z)", "√(x² + z²)", "σ(x + 2z)", "x + 2z"),
            keys=("²", "³", "√", "π", "σ", "|", "·"),
            applies=lambda values: values["function"] == TYPED,
        ),
    )


def _of_point() -> tuple[Control, ...]:
    return (
        Number("x", "x", "The first coordinate of p, v₁", low=-REACH, high=REACH),
        Number("z", "z", "The second coordinate of p, v₂", low=-REACH, high=REACH, start=1.0),
        Number("dx", "Δx", "Any step's change of x", low=-REACH, high=REACH, start=0.75),
        Number("dz", "Δz", "Any step's change of z", low=-REACH, high=REACH, start=-0.5),
        Number("eta", "η", "The learning rate: how far a step goes", low=LEAST_ETA, high=MOST_ETA, start=0.25),
    )


def _of_view() -> tuple[Control, ...]:
    return (
        Number("span", "Width", "How far the pictures reach to each side", low=1.0, high=8.0, start=3.0, step=0.5),
        Number("azimuth", "Turned", "How far the surface is turned, in degrees", low=-180.0, high=180.0, start=-40.0, step=1.0),
        Number("elevation", "From above", "From how high it is seen, in degrees", low=5.0, high=70.0, start=30.0, step=1.0),
        Tick("levels", "The plane's levels", "Whether the map has the level lines of the tangent plane", start=True),
    )
