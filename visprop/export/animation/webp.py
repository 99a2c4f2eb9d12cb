"""WebP: all colours, exact, smaller than APNG; browsers play it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from PIL import Image

from visprop.export.animation.pictures import picture
from visprop.figures.base.shading import Pixels


class _Pictures(Image.Image):
    """Pictures that are taken one after the other as they are asked for, so that never all of them are held."""

    def __init__(self, pictures: Iterator[Pixels], count: int) -> None:
        super().__init__()
        self._pictures, self.n_frames = pictures, count
        self.encoderinfo: dict[str, object] = {}
        self._at = -1
        self.seek(0)

    def seek(self, frame: int) -> None:
        if frame == self._at + 1:
            now = picture(next(self._pictures))
            self.im, self._mode, self._size, self._at = now.im, now.mode, now.size, frame

    def tell(self) -> int:
        return self._at


def write_webp(file: IO[bytes], pictures: Iterator[Pixels], milliseconds: list[int], is_endless: bool) -> None:
    """Write pictures with their milliseconds, of which those that are equal are made one by the format's library."""
    found = _Pictures(pictures, len(milliseconds))
    found.save(
        file, "WEBP", save_all=True, duration=milliseconds, loop=0 if is_endless else 1, lossless=True, quality=60, method=3,
    )  # fmt: skip
