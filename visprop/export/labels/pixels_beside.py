"""Pictures of pixels, which lie in a PDF beside the file, a page each."""

from __future__ import annotations

from dataclasses import replace

from visprop.export.formats import Document, ExportOptions
from visprop.export.labels.label_list import Cut, Thing
from visprop.figures.base.shapes import Figure, Raster


def rasters(found: tuple[Thing, ...]) -> list[Raster]:
    """All of them, in the order in which they are painted."""
    return [
        raster
        for thing in found
        for raster in (rasters(thing.things) if isinstance(thing, Cut) else [thing] if isinstance(thing, Raster) else [])
    ]


def pixels_name(document: Document) -> str:
    """How the file of pixels is called."""
    return f"{document.name}-pixels.pdf"


def pixels_file(found: list[Raster], document: Document) -> dict[str, bytes]:
    """The file by its name; none where there are no pixels."""
    if not found:
        return {}
    # Imported late: most pictures have none.
    from visprop.export.pdf.document import pdf_file

    pages = tuple(Figure(one.width, one.height, document.figures[0].background, (replace(one, x=0.0, y=0.0),)) for one in found)
    return {pixels_name(document): pdf_file(replace(document, figures=pages), ExportOptions(transparent=True))}
