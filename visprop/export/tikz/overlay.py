r"""A PDF without letters, and a `picture` of LaTeX that puts them over it, as drawing programs write it."""

from __future__ import annotations

from dataclasses import replace

from visprop.export.formats import Document, ExportError, ExportOptions
from visprop.export.labels.label_list import TextLabel, labels_in, without_labels
from visprop.export.labels.rooms import roomy_things
from visprop.export.labels.short_lines import number
from visprop.export.pdf.document import pdf_file
from visprop.export.tikz.colours import Colours
from visprop.export.tikz.fragment import macros, whole
from visprop.export.tikz.latex_letters import is_usual, said, type_size

_ALIGNED = {0.0: "l", 0.5: "c", 1.0: "r"}
_UNNAMEABLE = frozenset('%#~{}\\"^$&')
"""What no name of a file may have that LaTeX is to take in."""


def overlay_file(document: Document, options: ExportOptions) -> bytes:
    r"""The letters of a figure over its picture, at its size; with another `\unitlength` it is as much larger, its letters not.

    Raises:
        ExportError: LaTeX cannot take in a file of that name.
    """
    if _UNNAMEABLE & set(document.name):
        raise ExportError(f"LaTeX cannot take in a file that is called {_picture_name(document)}")
    figure = document.figure
    colours = Colours(figure.background)
    labels = list(labels_in(roomy_things(figure)))
    puts = [_put(label, figure.height, colours) for label in labels]
    width, height = number(figure.width), number(figure.height)
    lines = [
        *colours.definitions(), *macros("\n".join(puts), r"\unitlength"), r"\setlength{\unitlength}{1bp}%",
        rf"\begin{{picture}}({width},{height})(0,0)%",
        rf"\put(0,0){{\includegraphics[width={width}\unitlength]{{{_picture_name(document)}}}}}%", *puts, r"\end{picture}%",
    ]  # fmt: skip
    is_scaled = not all(is_usual(type_size(label.size)) for label in labels)
    return whole(document, lines, ["amsmath,amssymb", "graphicx,xcolor"], options, is_scaled).encode()


def overlay_beside(document: Document, options: ExportOptions) -> dict[str, bytes]:
    """The picture without letters, by its name."""
    bare = replace(document, figures=(without_labels(document.figure),))
    return {_picture_name(document): pdf_file(bare, options)}


def _picture_name(document: Document) -> str:
    return f"{document.name}-picture.pdf"


def _put(label: TextLabel, height: float, colours: Colours) -> str:
    size = type_size(label.size)
    font = rf"\fontsize{{{number(size)}}}{{{number(1.2 * size)}}}\selectfont"
    text = rf"\makebox[0pt][{_ALIGNED[label.across]}]{{{font}\color{{{colours.name(label.colour)}}}{said(label, colours)}}}"
    turned = rf"\rotatebox{{{number(label.angle)}}}{{{text}}}" if label.angle else text
    return rf"\put({number(label.x)},{number(height - label.y)}){{{turned}}}%"
