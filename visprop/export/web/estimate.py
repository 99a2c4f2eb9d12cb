"""How large a page will be, by its first positions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from visprop.export.web.slides import Slides
from visprop.export.web.web_document import packed, web_page

SAMPLE = 13
"""So many positions tell how large others are: as a rule an update is among them."""


def estimate(make: Callable[[int], Slides], count: int) -> Iterator[float | None]:
    """How many bytes a page of so many positions has at about: None after each step.

    Args:
        make: makes slides of so many of its first positions.
        count: of all of them.

    Raises:
        ExportError: the training does not come so far.
    """
    sizes = []
    for some in (1, min(count, SAMPLE)):
        slides = make(some)
        try:
            for _ in slides.steps():
                yield None
        finally:
            slides.close()
        sizes.append(len(web_page("", "", [one.view for one in slides.shown], packed(slides.content))))
        yield None
    first, several = sizes
    yield several + (several - first) / (SAMPLE - 1) * max(0, count - SAMPLE)
