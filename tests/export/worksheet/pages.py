"""The pages of a PDF, as PDFium reads them."""

import pypdfium2


def pages_of(content):
    """The text of each page."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def pdf_text(content):
    """The text of all."""
    return "\n".join(pages_of(content))
