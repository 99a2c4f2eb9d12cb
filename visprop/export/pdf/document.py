"""The file: its pages, their fonts, and what is told of it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from io import BytesIO

import pydyf

from visprop.export.formats import Document, ExportOptions
from visprop.export.pdf.content import Content, Fonts
from visprop.export.told import LANGUAGE

_VERSION = b"1.4"
"""Later ones are not taken into a document by every TeX without a warning."""


def pdf_file(document: Document, options: ExportOptions) -> bytes:
    """Figures as a PDF, each a page of its size; the same bytes each time."""
    pdf, fonts = pydyf.PDF(), Fonts()
    contents = [Content(figure, fonts, not options.transparent) for figure in document.figures]
    used = pydyf.Dictionary({font.label: font.write(pdf) for font in fonts.used.values()})
    pdf.add_object(used)
    for figure, content in zip(document.figures, contents, strict=True):
        pdf.add_object(content.stream)
        for image in content.images.values():
            pdf.add_object(image)
        images = pydyf.Dictionary({name: image.reference for name, image in content.images.items()})
        box = pydyf.Array([0, 0, round(figure.width, 5), round(figure.height, 5)])
        resources = pydyf.Dictionary({"Font": used.reference, "XObject": images})
        pdf.add_page(pydyf.Dictionary({
            "Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": box, "TrimBox": box,
            "Resources": resources, "Contents": content.stream.reference,
        }))  # fmt: skip
    _tell(pdf, document)
    buffer = BytesIO()
    pdf.write(buffer, version=_VERSION, identifier=True, compress=True)
    return buffer.getvalue()


def _tell(pdf: pydyf.PDF, document: Document) -> None:
    """What it is called, what is to be seen, in which language; the time only where it is set for all files alike."""
    pdf.catalog["Lang"] = pydyf.String(LANGUAGE)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.info["Title"], pdf.info["Creator"] = pydyf.String(document.title), pydyf.String("visprop")
    if document.description:
        pdf.info["Subject"] = pydyf.String(document.description)
    if (seconds := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        date = datetime.fromtimestamp(int(seconds), UTC)
        pdf.info["CreationDate"] = pydyf.String(f"D:{date:%Y%m%d%H%M%S}Z")
