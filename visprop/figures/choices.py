"""What the user can choose of how single pictures are shown, as plain data: a picture is drawn by it, and none is known here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from visprop.engine.arrays import Array
from visprop.engine.key import Key

# The network

AUTOMATIC = "automatic"
"""The choice of the richest form that fits, for each layer."""


class EdgeValue(Enum):
    """What the edges show."""

    WEIGHT = "weight"
    CONTRIBUTION = "contribution"
    GRADIENT = "gradient"
    UPDATE = "update"


EDGE_WORDS = {
    EdgeValue.WEIGHT: "weight w",
    EdgeValue.CONTRIBUTION: "contribution w·a",
    EdgeValue.GRADIENT: "gradient ∂c/∂w",
    EdgeValue.UPDATE: "update Δw",
}
"""What the edges can show, as the user reads it."""


class Layers(Enum):
    """How the weights between two layers are drawn."""

    AUTOMATIC = "automatic"
    EDGES = "edges"
    HEAT = "heat"


LAYER_WORDS = {
    Layers.AUTOMATIC: "edges; heat maps of very many",
    Layers.EDGES: "edges",
    Layers.HEAT: "heat maps",
}
"""How weights can be drawn, as the user reads it."""


class Legend(Enum):
    """How much of the network's key stands below it."""

    AUTOMATIC = "automatic"
    WHOLE = "whole"
    LINE = "line"
    NONE = "none"


LEGEND_WORDS = {
    Legend.AUTOMATIC: "one line; in files all of it",
    Legend.WHOLE: "all of it",
    Legend.LINE: "one line",
    Legend.NONE: "none",
}
"""How much there can be, as the user reads it."""


# The monitor

Ranges = tuple[tuple[float, float], tuple[float, float]]
"""Of the updates, and of the costs."""


# The landscape

Range = tuple[tuple[float, float], tuple[float, float]]
"""The ends of the horizontal and of the vertical axis."""


class Span(Enum):
    """What a plane is spanned by."""

    PARAMETERS = "parameters"
    GRADIENT = "gradient"
    RANDOM = "random"
    PCA = "pca"
    CURVATURE = "curvature"


@dataclass(frozen=True, eq=False)
class Place:
    """Where p was after an update; it stays the same place when the training is begun again."""

    update: int
    p: Array


@dataclass(frozen=True)
class PlaneChoice:
    """The user's choice of a plane.

    Attributes:
        span: by what it is spanned.
        names: the two parameters; None for those with the largest gradient at the start.
        anchor: from whose p and ∇φ directions are taken, and where they meet; None for the start.
        seed: of random directions.
        ranges: of both axes, set by hand; None to follow the path.
        held: through which p the plane goes; None for the present one.
    """

    span: Span = Span.PARAMETERS
    names: tuple[Key, Key] | None = None
    anchor: Place | None = None
    seed: int = 0
    ranges: Range | None = None
    held: Place | None = None

    def along(self, names: tuple[Key, Key]) -> PlaneChoice:
        """The plane of two parameters, its range following the path."""
        return replace(self, span=Span.PARAMETERS, names=names, ranges=None)

    def taken_from(self, span: Span, anchor: Place) -> PlaneChoice:
        """A plane of another kind, its directions taken from a place."""
        return replace(self, span=span, anchor=anchor, ranges=None)

    def drawn_again(self, anchor: Place) -> PlaneChoice:
        """The same kind, its directions taken from a place, random ones drawn again."""
        return replace(self, anchor=anchor, seed=self.seed + 1, ranges=None)


AZIMUTH, ELEVATION = -125.0, 40.0
"""From where the surface is seen at first, in degrees."""


@dataclass(frozen=True)
class Camera:
    """From where the surface is seen, in degrees, and how finely it is drawn.

    Attributes:
        azimuth: how far it is turned about the vertical.
        elevation: from how high it is seen, 0 to 90.
        stride: every how many grid points a line of the net runs.
    """

    azimuth: float = AZIMUTH
    elevation: float = ELEVATION
    stride: int = 3


# The output


class Shown(Enum):
    """Which picture the output shows."""

    AUTOMATIC = "automatic"
    MAP = "map"
    CONFUSION = "confusion"
    PREDICTED = "predicted"
    WORST = "worst"
    CODES = "codes"


SHOWN_WORDS = {
    Shown.AUTOMATIC: "what fits best",
    Shown.MAP: "curve or map over the inputs",
    Shown.CONFUSION: "confusion matrix",
    Shown.PREDICTED: "predicted against true",
    Shown.WORST: "worst examples first",
    Shown.CODES: "codes, pattern by pattern",
}
"""What it can show, as the user reads it."""


class Held(Enum):
    """Where the inputs are held that a map does not vary."""

    MEANS = "means"
    ROW = "row"


HELD_WORDS = {Held.MEANS: "others at their means", Held.ROW: "others as in the example"}
"""Where they are held, as the user reads it."""
