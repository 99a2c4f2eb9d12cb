"""The registry of export formats, and the one way to write a view to a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from visprop.export.formats import PLAIN, ExportError, ExportOptions, Format
from visprop.export.latex import write_latex
from visprop.export.pdf import write_pdf
from visprop.export.png import write_png
from visprop.export.svg import write_svg
from visprop.figures.base.shapes import Figure
from visprop.figures.base.transparency import without_paper
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.views import View

FORMATS: dict[str, Format] = {
    found.suffix: found
    for found in (
        Format("svg", "SVG: vectors, for the web and drawing programs", ("letters", "transparent"), write_svg),
        Format("pdf", "PDF: vectors, for print", ("transparent",), write_pdf),
        Format("png", "PNG: pixels", ("dpi", "transparent"), write_png),
        Format("tex", "LaTeX: the source of the equations", (), write_page=write_latex, ignores=("theme",)),
    )
}
"""Every format by the ending of its files."""


def formats_of(view: View) -> list[Format]:
    """The formats that a view can be written in."""
    return [found for found in FORMATS.values() if found.write_figure is not None or view.page is not None]


def format_of(view: View, path: Path) -> Format:
    """The format that a file's name asks for.

    Raises:
        ExportError: the ending is none that the view can be written in, or there is no such folder.
    """
    can = {found.suffix: found for found in formats_of(view)}
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in can:
        raise ExportError(f"{path.name}: {view.name} is written as {', '.join(can)}, chosen by the file's ending")
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}")
    return can[suffix]


def export_view(view: View, moment: Moment, options: ViewOptions, size: Size, path: Path, choices: ExportOptions = PLAIN) -> None:
    """Write a view of a moment.

    Raises:
        ExportError: it cannot be written so, or there.
    """
    found = format_of(view, path)
    if found.write_page is not None and view.page is not None:
        page = view.page(moment, options)
        with _told():
            found.write_page(page, path, options)
    else:
        export_figure(view.draw(moment, options, size), path, found, choices)


def export_figure(figure: Figure, path: Path, found: Format, choices: ExportOptions = PLAIN) -> None:
    """Write a figure that was made.

    Raises:
        ExportError: it cannot be written there.
    """
    assert found.write_figure is not None, f"{found.suffix} is no format of figures"
    with _told():
        found.write_figure(without_paper(figure) if choices.transparent else figure, path, choices)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(str(error)) from error
