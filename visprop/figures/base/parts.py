"""What of a tall figure stands between two heights, so that a page of thousands of formulas is painted as fast as it is seen."""

from __future__ import annotations

from dataclasses import replace

from visprop.figures.base.outlines import BASE
from visprop.figures.base.shapes import Box, Figure, Formula, Label, Shape
from visprop.figures.base.typeset import known, typeset


def figure_between(figure: Figure, top: float, bottom: float) -> Figure:
    """The figure with what can be seen between two heights: labels, formulas and boxes above or below are left out."""
    return replace(figure, shapes=tuple([shape for shape in figure.shapes if _reaches(shape, top, bottom)]))


def _reaches(shape: Shape, top: float, bottom: float) -> bool:
    if isinstance(shape, Formula):
        is_near = top - 3 * shape.size <= shape.y <= bottom + 3 * shape.size
        formula = known(shape.node) or (typeset(shape.node, shape.size)[0] if is_near else None)
        if formula is None:
            # Of a page of thousands, none that is far away is set to be told where it ends.
            return False
        scale = shape.size / BASE
        return shape.y - formula.ascent * scale <= bottom and shape.y + formula.descent * scale >= top
    if isinstance(shape, Label):
        return shape.y - 2 * shape.size <= bottom and shape.y + 2 * shape.size >= top
    if isinstance(shape, Box):
        return shape.y <= bottom and shape.y + shape.height >= top
    return True
