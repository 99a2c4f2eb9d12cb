"""The registry of export formats, and the one way to write a view to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from visprop.engine.registry import Registry
from visprop.export.formats import PLAIN, ExportError, ExportOptions, Format
from visprop.figures.base.shapes import Figure
from visprop.figures.base.transparency import without_paper
from visprop.figures.moment import Moment, Size, ViewOptions
from visprop.figures.views import View
from visprop.kinds.kind import late
from visprop.paint.qt_libraries import MissingLibrary
from visprop.paint.start import start_painting
from visprop.scenario.files.whole import write_whole


def _painted(module: str, name: str) -> Callable[[Figure, ExportOptions], bytes]:
    """Writes what is painted by Qt, which is loaded then."""

    def write(figure: Figure, choices: ExportOptions) -> bytes:
        start_painting()
        content: bytes = late(module, name)(figure, choices)
        return content

    return write


_SVG, _LATEX = late("visprop.export.svg", "svg_file"), late("visprop.export.latex", "latex_file")
FORMATS: Registry[Format] = Registry(
    (
        Format("svg", "SVG: vectors, for the web and drawing programs", ("letters", "transparent"), _SVG),
        Format("pdf", "PDF: vectors, for print", ("transparent",), _painted("visprop.export.pdf", "pdf_file")),
        Format("png", "PNG: pixels", ("dpi", "transparent"), _painted("visprop.export.png", "png_file")),
        Format("tex", "LaTeX: the source of the equations", (), page_file=_LATEX, ignores=("theme",)),
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


def export_view(
    view: View,
    moment: Moment,
    options: ViewOptions,
    size: Size,
    path: Path,
    choices: ExportOptions = PLAIN,
    review: Callable[[Figure], None] | None = None,
) -> None:
    """Write a view of a moment, as a whole or not at all; `review` may refuse the figure before anything is written.

    Raises:
        ExportError: it cannot be written so, or there.
    """
    found = format_of(view, path)
    if found.page_file is not None and view.page is not None:
        _write(path, found.page_file(view.page(moment, options), options))
    else:
        figure = view.draw(moment, options, size)
        if review is not None:
            review(figure)
        export_figure(figure, path, found, choices)


def export_figure(figure: Figure, path: Path, found: Format, choices: ExportOptions = PLAIN) -> None:
    """Write a figure that was made.

    Raises:
        ExportError: it cannot be written there, or a library of the system is missing.
    """
    assert found.figure_file is not None, f"{found.suffix} is no format of figures"
    try:
        content = found.figure_file(without_paper(figure) if choices.transparent else figure, choices)
    except MissingLibrary as error:
        raise ExportError(str(error)) from error
    _write(path, content)


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error
