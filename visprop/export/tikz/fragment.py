r"""What stands around a picture: for `\input`, or a document that compiles by itself."""

from __future__ import annotations

from collections.abc import Sequence

from visprop.export.formats import Document, ExportOptions
from visprop.export.labels.pixels_beside import pixels_file, pixels_name, rasters
from visprop.export.labels.rooms import roomy_things
from visprop.export.labels.short_lines import number
from visprop.export.tikz.colours import Colours
from visprop.export.tikz.latex_letters import is_usual, room_macro
from visprop.export.tikz.tikz_picture import FACET, Picture, size_name
from visprop.export.tikz.words import KNOWN, needs_t1
from visprop.figures.base.shapes import Figure


def tikz_file(document: Document, options: ExportOptions) -> bytes:
    r"""A figure as a tikzpicture: a part for `\input`, or, where it stands alone, a document of its size."""
    figure = document.figure
    colours = Colours(figure.background)
    picture = Picture(colours, pixels_name(document))
    if not options.transparent:
        picture.lines.append(rf"\fill[{colours.name(figure.background)}] (0,0) rectangle {_corner(figure)};")
    picture.draw_all(roomy_things(figure))
    body = "\n".join(picture.lines)
    styles = [f"{size_name(size)}/.style={{font=\\fontsize{{{number(size)}}}{{{number(1.2 * size)}}}\\selectfont}}"
              for size in sorted(picture.sizes)]  # fmt: skip
    keys = ["x=1bp,y=-1bp,line join=round", "every node/.style={inner sep=0pt,outer sep=0pt}", *styles]
    lines = [
        *colours.definitions(), *macros(body), *([FACET] if picture.has_facets else []),
        r"\begin{tikzpicture}[" + ",\n  ".join(keys) + "]",
        rf"\useasboundingbox (0,0) rectangle {_corner(figure)};", body, r"\end{tikzpicture}%",
    ]  # fmt: skip
    is_scaled = not all(map(is_usual, picture.sizes))
    return whole(document, lines, ["amsmath,amssymb", "tikz"], options, is_scaled).encode()


def tikz_beside(document: Document, options: ExportOptions) -> dict[str, bytes]:
    """The files that a picture of TikZ takes in, by their names."""
    return pixels_file(rasters(roomy_things(document.figure)), document)


def _corner(figure: Figure) -> str:
    return f"({number(figure.width)},{number(figure.height)})"


def macros(body: str, unit: str = "bp") -> list[str]:
    """What a text of LaTeX uses of what is defined here; rooms are in a unit."""
    return [text for name, text in ((r"\room{", room_macro(unit)), (r"\known{", KNOWN)) if name in body]


def whole(document: Document, lines: Sequence[str], packages: Sequence[str], options: ExportOptions, is_scaled: bool) -> str:
    """A file of LaTeX around what draws a figure.

    Args:
        document: the figure, its title and what is to be seen.
        lines: what draws it.
        packages: what it needs.
        options: whether it stands alone.
        is_scaled: whether there are letters of sizes that not every LaTeX has.
    """
    body = "\n".join(("\\begingroup", *lines, "\\endgroup%"))
    needed = [*packages, *(["fix-cm"] if is_scaled else [])]
    loaded = [*(rf"\usepackage{{{name}}}" for name in needed), *([r"\usepackage[T1]{fontenc}"] if needs_t1(body) else [])]
    told = "".join(f"% {_of_comment(text)}\n" for text in (document.title, document.description) if text)
    if not options.standalone:
        return told + "% For \\input; the preamble needs\n" + "".join(f"%   {line}\n" for line in loaded) + body + "\n"
    figure = document.figure
    paper = f"paperwidth={number(figure.width)}bp,paperheight={number(figure.height)}bp,margin=0bp,noheadfoot,nomarginpar"
    head = [r"\documentclass{article}", *loaded, rf"\usepackage[{paper}]{{geometry}}"]
    empty = r"\pagestyle{empty}\setlength{\parindent}{0pt}\setlength{\topskip}{0pt}"
    return told + "\n".join((*head, empty, r"\begin{document}%", body, r"\end{document}", ""))


def _of_comment(text: str) -> str:
    """A text that ends with its line."""
    return " ".join(text.split())
