"""What a label says as LaTeX, and in which size."""

from __future__ import annotations

from visprop.export.labels.label_list import TextLabel
from visprop.export.labels.parts import Part
from visprop.export.tikz.colours import Colours
from visprop.export.tikz.words import words
from visprop.notation.layout.latex import latex

_SIZES = (5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 10.95, 12.0, 14.4, 17.28, 20.74, 24.88)
"""Those in which every LaTeX has its fonts."""
_NEAR = 0.08
"""How far a size may be from one of these to become it, as a share of it."""
_AMPLE = 1.6
"""In a room that is wider by this factor, letters of any font come out."""


def room_macro(unit: str) -> str:
    """What sets letters no wider than a room, in a unit of length: what is wider is made narrower."""
    wide = f"#1{unit} "
    return (
        rf"\def\room#1#2{{\setbox0\hbox{{#2}}\ifdim\wd0>{wide}\resizebox{{{wide.strip()}}}{{\height}}{{\box0}}\else\box0 \fi}}%"
    )


def type_size(size: float) -> float:
    """The size of letters in LaTeX: whole and half points as they are asked for, others those of its fonts."""
    if abs(2 * size - round(2 * size)) < 1e-6:
        return round(2 * size) / 2
    nearest = min(_SIZES, key=lambda other: abs(other - size))
    return nearest if abs(nearest - size) <= _NEAR * size else round(size, 2)


def is_usual(size: float) -> bool:
    """Whether every LaTeX has a font of a size."""
    return size in _SIZES


def said(label: TextLabel, colours: Colours) -> str:
    """What a label says, no wider than its room."""
    text = "".join(_part(part, label, colours) for part in label.parts)
    if label.room is None or label.room > _AMPLE * label.width + label.size:
        return text
    return rf"\room{{{label.room:.1f}}}{{{text}}}"


def _part(part: Part, label: TextLabel, colours: Colours) -> str:
    if isinstance(part.content, str):
        text = rf"\textbf{{{words(part.content)}}}" if part.bold else words(part.content)
    else:
        text = rf"{{\boldmath${latex(part.content)}$}}" if part.bold else f"${latex(part.content)}$"
    if part.colour is not None and part.colour != label.colour:
        text = rf"\textcolor{{{colours.name(part.colour)}}}{{{text}}}"
    return rf"\kern{part.before:.2f}em {text}" if part.before else text
