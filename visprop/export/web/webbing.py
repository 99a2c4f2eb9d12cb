"""A page of the web made in steps, so that it can be told how far it is, and be given up."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from visprop.export.formats import ExportError
from visprop.export.web.slides import Slides
from visprop.export.web.web_document import packed, web_page
from visprop.scenario.files.whole import write_whole

SUFFIX = ".html"


def page_path(path: Path) -> Path:
    """A path to which a page can be written.

    Raises:
        ExportError: the ending is another one, or there is no such folder.
    """
    if path.suffix.lower() not in (SUFFIX, ".htm"):
        raise ExportError(f"{path.name}: a page of the web is written as {SUFFIX}")
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}")
    return path


class Webbing:
    """Makes a page step by step.

    Args:
        slides: draws what it holds.
        title: what it is of.
        path: where to.
    """

    def __init__(self, slides: Slides, title: str, path: Path) -> None:
        self._slides, self._title, self._path = slides, title, path

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return self._slides.share

    def steps(self) -> Generator[Path | None]:
        """Make it: None after each step, the file at its end; closed before that, it leaves none.

        Raises:
            ExportError: it cannot be written, or the training does not come so far.
        """
        try:
            yield from self._slides.steps()
        finally:
            self._slides.close()
        views = [one.view for one in self._slides.shown]
        content = web_page(self._title, self._slides.about, views, packed(self._slides.content))
        yield None
        try:
            write_whole(self._path, content)
        except OSError as error:
            raise ExportError(f"{self._path} cannot be written: {error.strerror or error}") from error
        yield self._path
