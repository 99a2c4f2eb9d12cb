"""SVG: vectors for the web and for drawing programs; the ids belong to the file alone."""

from __future__ import annotations

from hashlib import sha1

from visprop.export.formats import Document, ExportOptions
from visprop.export.svg_elements import Elements, escaped
from visprop.export.told import LANGUAGE
from visprop.figures.base.shapes import Figure
from visprop.figures.base.style import hex_of


def svg_file(document: Document, options: ExportOptions) -> bytes:
    """A figure as an SVG file."""
    return svg_text(document.figure, options, document.title, document.description).encode()


def svg_text(figure: Figure, options: ExportOptions, title: str = "visprop", description: str = "", number: int = 0) -> str:
    """A figure as the text of an SVG file; of several on one page, which may be equal, each has a number."""
    elements = Elements(options.letters)
    if not options.transparent:
        elements.add("rect", width=figure.width, height=figure.height, fill=hex_of(figure.background))
    for shape in figure.shapes:
        elements.draw(shape)
    body = "\n".join(elements.body)
    defined = elements.definitions
    definitions = "\n".join(["<defs>", *defined, "</defs>"]) if defined else ""
    # From what it shows, so that two pictures can stand on one page of the web. Outlines belong to it: pictures that differ
    # in a digit alone have one body.
    name = "v" + sha1(f"{number}{definitions}{body}".encode()).hexdigest()[:8]
    words = " ".join(filter(None, (description, " · ".join(dict.fromkeys(elements.words)))))
    width, height = f"{figure.width:.7g}", f"{figure.height:.7g}"
    size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" xml:lang="{LANGUAGE}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" {size}>'
    told = f"<title>{escaped(title)}</title>\n<desc>{escaped(words)}</desc>"
    text = "\n".join(filter(None, (head, told, definitions, body, "</svg>")))
    return text.replace('"@', f'"{name}').replace('"#@', f'"#{name}').replace('"url(#@', f'"url(#{name}') + "\n"
