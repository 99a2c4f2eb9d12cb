"""In which hue a part of an equation is printed: the same quantity has the same in network, equation, listing and plots."""

from __future__ import annotations

from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import Theme
from visprop.notation.layout.nodes import Bound, Letter, Node, Numeral, Script, bare, has, kept
from visprop.notation.layout.pieces import Piece

_BACK = "∂δΔ∇"
_FORWARD_LETTERS, _BACK_LETTERS = {"a", "z", "c", "phi"}, {"d", "da", "dw", "db"}


def hue_of(piece: Piece, theme: Theme) -> Colour:
    """Forward for z, a and c, backward for δ, ∂ and Δ, the sign's for the number of a parameter; ink for all else."""
    if isinstance(piece.node, Bound):
        return theme.bound
    if not piece.keys:
        return theme.ink
    letters = {key.letter for key in piece.keys}
    if letters <= _BACK_LETTERS or _is_slope(piece.node if piece.name is None else piece.name):
        return theme.backward
    if letters <= _FORWARD_LETTERS:
        return theme.forward
    number = bare(piece.node)
    if letters <= {"w", "b"} and isinstance(number, Numeral):
        return theme.negative if number.is_negative else theme.positive
    return theme.ink


@kept
def _is_slope(node: Node) -> bool:
    """Whether it is a derivative or a step: it has one's sign in it, or is Euler's d, or r, the slope of φ.

    These two are told by the keys of their neuron and of their parameter.
    """
    if has(node, *_BACK):
        return True
    whole = bare(node)
    base = whole.base if isinstance(whole, Script) else whole
    return isinstance(base, Letter) and (base.text == "r" or (base.text == "d" and base is not whole))
