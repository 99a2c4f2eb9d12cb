"""What an export format is, and what can be chosen for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from visprop.engine.registry import require
from visprop.figures.base.shapes import Figure
from visprop.figures.moment import ViewOptions
from visprop.figures.tables.numbers_table import Table
from visprop.notation.explanations.pages import Page

POINTS_PER_INCH = 72.0
"""A point of a figure is a point of print."""


class ExportError(Exception):
    """A figure could not be written; the text says why."""


@dataclass(frozen=True)
class ExportOptions:
    """What is chosen beside the figure itself.

    Attributes:
        letters: whether text stays text, for whoever has the font, instead of outlines.
        dpi: the resolution of pixels, per inch.
        transparent: whether the paper is left out.
        standalone: whether LaTeX is a document by itself, and not a part of one.
    """

    letters: bool = False
    dpi: float = 300.0
    transparent: bool = False
    standalone: bool = False


PLAIN = ExportOptions()
"""Outlines, on paper, at 300 dots per inch."""


@dataclass(frozen=True, eq=False)
class Document:
    """What is written to a file.

    Attributes:
        figures: its pages, in points; of a format that has no pages one.
        title: what it is called.
        description: what is to be seen, in words; empty where that is not known.
        name: how its file is called, without the ending.
    """

    figures: tuple[Figure, ...]
    title: str = "visprop"
    description: str = ""
    name: str = "figure"

    @property
    def figure(self) -> Figure:
        """The one that there is."""
        (only,) = self.figures
        return only


@dataclass(frozen=True)
class Format:
    """One format: of figures, of pages, of both, or of tables.

    Attributes:
        suffix: how its files' names end, without the dot.
        words: what it is, as the user reads it.
        uses: the fields of `ExportOptions` that it heeds.
        figure_file: the content of a figure's file; None for a format of something else.
        page_file: that of a page of equations, for text of a width and a size, each None for what is usual; None likewise. Where
            there is a `figure_file` as well, that is for views that are no page.
        table_file: that of the numbers behind a plot; None likewise.
        ignores: the fields of `Moment` and `ViewOptions` that make no difference to it, whatever the view uses; where it is of
            figures as well, to a page.
        has_pages: whether a file holds several pages; else each has a file of its own.
        is_text: whether a file is text that is pasted into a document, and so is copied as text.
        beside: the files that a figure's file takes in, by their names; None for none.
        is_of_pictures: whether views that are pages are not written so, as another format sets their text.
        also: other endings that mean it, where no format of the view has them.
    """

    suffix: str
    words: str
    uses: tuple[str, ...]
    figure_file: Callable[[Document, ExportOptions], bytes] | None = None
    page_file: Callable[[Page, ViewOptions, ExportOptions, float | None, float | None], bytes] | None = None
    table_file: Callable[[Table], bytes] | None = None
    ignores: tuple[str, ...] = ()
    has_pages: bool = False
    is_text: bool = False
    beside: Callable[[Document, ExportOptions], Mapping[str, bytes]] | None = None
    is_of_pictures: bool = False
    also: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """What it is called, without what is said of it."""
        return self.words.partition(":")[0]

    def of(self, is_page: bool) -> Format:
        """What it is for a view that is a page, or for one that is not."""
        if self.figure_file is None or self.page_file is None:
            return self
        return replace(self, figure_file=None) if is_page else replace(self, page_file=None, ignores=())

    def __post_init__(self) -> None:
        known = {field.name for field in fields(ExportOptions)}
        is_drawn = bool(self.figure_file or self.page_file)
        require(
            self, "format",
            (bool(self.table_file) != is_drawn, "it is one of figures, one of pages or one of tables"),
            (set(self.uses) <= known, f"uses are to be among {sorted(known)}, not {self.uses}"),
            (self.suffix == self.suffix.lower().lstrip("."), "suffix is to be in small letters, without the dot"),
            name=self.suffix,
        )  # fmt: skip
