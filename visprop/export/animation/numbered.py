"""Numbered pictures, as video programs take them."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from visprop.export.animation.pictures import picture
from visprop.figures.base.shading import Pixels
from visprop.scenario.files.whole import write_whole


def write_numbered(pattern: Path, frames: Iterable[tuple[Pixels, int]]) -> list[Path]:
    """Write each picture as often as it stands, under the names that a pattern such as `frame-%04d.png` makes, from 1.

    Given up, none is left.
    """
    written: list[Path] = []
    try:
        for pixels, count in frames:
            buffer = BytesIO()
            picture(pixels).save(buffer, "PNG")
            for _ in range(count):
                path = pattern.with_name(pattern.name % (len(written) + 1))
                write_whole(path, buffer.getvalue())
                written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written
