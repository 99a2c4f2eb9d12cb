"""The registry of export formats, and the one way to write a view to a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from visprop.engine.registry import Registry, late
from visprop.export.formats import PLAIN, Document, ExportError, ExportOptions, Format
from visprop.export.paper import Paper
from visprop.export.told import description_of, title_of
from visprop.figures.base.shapes import Figure
from visprop.figures.base.transparency import without_paper
from visprop.figures.moment import Moment, ViewOptions
from visprop.figures.tables.table_registry import TABLES
from visprop.figures.views import View
from visprop.paint.qt_libraries import MissingLibrary
from visprop.paint.start import start_painting
from visprop.scenario.files.whole import write_whole


def _painted(module: str, name: str) -> Callable[[Document, ExportOptions], bytes]:
    """Writes what is painted by Qt, which is loaded then."""

    def write(document: Document, choices: ExportOptions) -> bytes:
        start_painting()
        content: bytes = late(module, name)(document, choices)
        return content

    return write


_SVG, _LATEX = late("visprop.export.svg", "svg_file"), late("visprop.export.latex", "latex_file")
_PDF = late("visprop.export.pdf.document", "pdf_file")
_CSV = late("visprop.export.numbers", "csv_file")
_TIKZ, _TIKZ_BESIDE = late("visprop.export.tikz.fragment", "tikz_file"), late("visprop.export.tikz.fragment", "tikz_beside")
_OVERLAY, _BARE = late("visprop.export.tikz.overlay", "overlay_file"), late("visprop.export.tikz.overlay", "overlay_beside")
_TYPST, _TYPST_BESIDE = (
    late("visprop.export.typst.typst_picture", "typst_file"),
    late("visprop.export.typst.typst_picture", "typst_beside"),
)
_TYPST_PAGE = late("visprop.export.typst.typst_page", "typst_page")
_OF_A_DOCUMENT = ("transparent", "standalone")
FORMATS: Registry[Format] = Registry(
    (
        Format("svg", "SVG: vectors, for the web and drawing programs", ("letters", "transparent"), _SVG),
        Format("pdf", "PDF: vectors, for print", ("transparent",), _PDF, has_pages=True),
        Format("png", "PNG: pixels", ("dpi", "transparent"), _painted("visprop.export.png", "png_file")),
        Format("tex", "LaTeX: the source of the equations", ("standalone",), page_file=_LATEX, ignores=("theme",), is_text=True),
        Format(
            "tikz",
            "TikZ: vectors, in the letters of a LaTeX document",
            _OF_A_DOCUMENT,
            _TIKZ,
            beside=_TIKZ_BESIDE,
            is_of_pictures=True,
            also=("tex",),
            is_text=True,
        ),
        Format(
            "pdf_tex",
            "PDF and LaTeX: vectors, and letters of the document over them",
            _OF_A_DOCUMENT,
            _OVERLAY,
            beside=_BARE,
            is_of_pictures=True,
        ),
        Format(
            "typ",
            "Typst: in the letters of a Typst document",
            _OF_A_DOCUMENT,
            _TYPST,
            _TYPST_PAGE,
            ignores=("theme",),
            beside=_TYPST_BESIDE,
            is_text=True,
        ),
        Format("csv", "CSV: the numbers behind a plot", (), table_file=_CSV, ignores=("theme", "digits", "dress"), is_text=True),
    ),
    name_of=lambda found: found.suffix,
)
"""Every format by the ending of its files."""


def formats_of(view: View) -> list[Format]:
    """The formats that a view can be written in."""
    return [found.of(view.page is not None) for found in FORMATS.values() if _can_be(view, found)]


def _can_be(view: View, found: Format) -> bool:
    """Whether a view has what a format writes."""
    if found.figure_file is not None:
        return view.page is None or not found.is_of_pictures
    return (view.page if found.page_file is not None else TABLES.get(view.name)) is not None


def format_of(view: View, path: Path) -> Format:
    """The format that a file's name asks for.

    Raises:
        ExportError: the ending is none that the view can be written in, or there is no such folder.
    """
    formats = formats_of(view)
    can = {suffix: found for found in formats for suffix in found.also} | {found.suffix: found for found in formats}
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in can:
        endings = ", ".join(found.suffix for found in formats)
        raise ExportError(f"{path.name}: {view.name} is written as {endings}, chosen by the file's ending")
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}")
    return can[suffix]


def export_view(
    view: View,
    moment: Moment,
    options: ViewOptions,
    paper: Paper,
    path: Path,
    choices: ExportOptions = PLAIN,
    review: Callable[[Figure], None] | None = None,
) -> tuple[Path, ...]:
    """Write a view of a moment, as a whole or not at all; the files, of which there are several where a format has no pages.

    `review` may refuse a figure before anything is written.

    Raises:
        ExportError: it cannot be written so, or there.
    """
    found = format_of(view, path)
    if found.page_file is not None and view.page is not None:
        _write(path, found.page_file(view.page(moment, options), options, choices, paper.width, paper.font))
        return (path,)
    if found.table_file is not None:
        _write(path, found.table_file(TABLES[view.name](moment, options)))
        return (path,)
    figures = paper.figures(view, moment, options)
    if review is not None:
        for figure in figures:
            review(figure)
    parts = [figures] if found.has_pages else [(figure,) for figure in figures]
    paths = [path] if len(parts) == 1 else [path.with_stem(f"{path.stem}-{i}") for i in range(1, len(parts) + 1)]
    for part, own in zip(parts, paths, strict=True):
        _export(Document(part, title_of(view, moment), description_of(view, moment), own.stem), own, found, choices)
    return tuple(paths)


def export_figure(figure: Figure, path: Path, found: Format, choices: ExportOptions = PLAIN) -> None:
    """Write a figure that was made.

    Raises:
        ExportError: it cannot be written there, or a library of the system is missing.
    """
    _export(Document((figure,), name=path.stem), path, found, choices)


def _export(document: Document, path: Path, found: Format, choices: ExportOptions) -> None:
    assert found.figure_file is not None, f"{found.suffix} is no format of figures"
    if choices.transparent:
        document = replace(document, figures=tuple(map(without_paper, document.figures)))
    try:
        content = found.figure_file(document, choices)
        beside = {} if found.beside is None else found.beside(document, choices)
    except MissingLibrary as error:
        raise ExportError(str(error)) from error
    # First what the file takes in: where it is, all is.
    for name, other in beside.items():
        _write(path.with_name(name), other)
    _write(path, content)


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error
