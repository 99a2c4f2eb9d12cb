"""What a label says as Typst."""

from __future__ import annotations

from visprop.export.labels.label_list import TextLabel
from visprop.export.labels.parts import Part
from visprop.figures.base.shapes import Colour
from visprop.figures.base.style import hex_of
from visprop.notation.layout.typst import quoted, typst


def said(label: TextLabel) -> str:
    """What a label says, as an expression of Typst."""
    return " + ".join(part_said(part, label.colour) for part in label.parts)


def part_said(part: Part, usual: Colour | None = None) -> str:
    """What a part of a label says, in its colour where that is not the usual one."""
    if isinstance(part.content, str):
        written = f'text({quoted(part.content)}, weight: "bold")' if part.bold else f"[#{quoted(part.content)}]"
    else:
        inner = typst(part.content)
        written = f"$bold({inner})$" if part.bold else f"${inner}$"
    if part.colour is not None and part.colour != usual:
        written = f"text({colour_of(part.colour)}, {written})"
    return f"h({part.before:.2f}em) + {written}" if part.before else written


def colour_of(colour: Colour) -> str:
    """A colour as Typst writes it."""
    return f"rgb({digits_of(colour)})"


def digits_of(colour: Colour) -> str:
    """What makes a colour, as a string of Typst."""
    return f'"{hex_of(colour)}"'
