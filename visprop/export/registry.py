"""The registry of export formats, and the one way to write a view to a file."""

from __future__ import annotations

from pathlib import Path

from visprop.engine.registry import Registry
from visprop.export.formats import PLAIN, ExportError, ExportOptions, Format
from visprop.export.latex import latex_file
from visprop.export.pdf import pdf_file
from visprop.export.png import png_file
from visprop.export.svg import svg_file
from visprop.figures.base.shapes import Figure
from visprop.figures.base.transparency import without_paper
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.views import View
from visprop.scenario.files.whole import write_whole

FORMATS: Registry[Format] = Registry(
    (
        Format("svg", "SVG: vectors, for the web and drawing programs", ("letters", "transparent"), svg_file),
        Format("pdf", "PDF: vectors, for print", ("transparent",), pdf_file),
        Format("png", "PNG: pixels", ("dpi", "transparent"), png_file),
        Format("tex", "LaTeX: the source of the equations", (), page_file=latex_file, ignores=("theme",)),
    ),
    name_of=lambda found: found.suffix,
)
"""Every format by the ending of its files."""


def formats_of(view: View) -> list[Format]:
    """The formats that a view can be written in."""
    return [found for found in FORMATS.values() if found.figure_file is not None or view.page is not None]


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
    """Write a view of a moment, as a whole or not at all.

    Raises:
        ExportError: it cannot be written so, or there.
    """
    found = format_of(view, path)
    if found.page_file is not None and view.page is not None:
        _write(path, found.page_file(view.page(moment, options), options))
    else:
        export_figure(view.draw(moment, options, size), path, found, choices)


def export_figure(figure: Figure, path: Path, found: Format, choices: ExportOptions = PLAIN) -> None:
    """Write a figure that was made.

    Raises:
        ExportError: it cannot be written there.
    """
    assert found.figure_file is not None, f"{found.suffix} is no format of figures"
    _write(path, found.figure_file(without_paper(figure) if choices.transparent else figure, choices))


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error
