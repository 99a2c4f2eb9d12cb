"""What is said above a diagram: in its picture, nowhere, or set apart above it."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

import numpy as np

from visprop.figures.base.moving import cut
from visprop.figures.base.placing import bounds
from visprop.figures.base.shapes import Box, Figure, Label, Segments, Shape
from visprop.figures.base.text import Run
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.views import View

_ROUNDS = 3
"""What is said may take other room on another page; it is found in so many steps."""


class Titles(Enum):
    """Where what is said above a diagram stands."""

    ON = "on"
    OFF = "off"
    APART = "apart"


def without_head(view: View, moment: Moment, options: ViewOptions, size: Size) -> tuple[Figure, tuple[Run, ...]]:
    """The picture without what is said above its diagram, which has the room of it; and the first line of what was said."""
    figure, head = view.draw(moment, options, size), 0.0
    for _ in range(_ROUNDS):
        if figure.head == head:
            break
        head = figure.head
        figure = view.draw(moment, options, (size[0], size[1] + head))
    said = [shape for shape in figure.shapes if _ends(shape) <= figure.head]
    title = next((shape.runs for shape in said if isinstance(shape, Label)), ())
    kept = replace(figure, shapes=tuple(shape for shape in figure.shapes if _ends(shape) > figure.head), head=0.0)
    # The number at the upper end of an axis reaches higher than the diagram.
    top = min([figure.head, *(bounds(shape)[1] - 2.0 for shape in kept.shapes if isinstance(shape, Label) and not shape.angle)])
    return cut(kept, (0.0, top, size[0], top + size[1])), title


def _ends(shape: Shape) -> float:
    """How far down a shape of which a head is made reaches; of any other, further than a head."""
    if isinstance(shape, Label):
        return bounds(shape)[3]
    if isinstance(shape, Box):
        return shape.y + shape.height
    if isinstance(shape, Segments) and len(shape.ends):
        return float(np.max(shape.ends[:, 1::2]))
    return float("inf")
