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
        self._shown: Pixels | None = None
        self._at = -1
        self.seek(0)

    def seek(self, frame: int) -> None:
        if frame != self._at + 1:
            return
        self._at, pixels = frame, next(self._pictures)
        if pixels is not self._shown:
            now, self._shown = picture(pixels), pixels
            self.im, self._mode, self._size = now.im, now.mode, now.size

    def tell(self) -> int:
        return self._at


def write_webp(file: IO[bytes], pictures: Iterator[Pixels], milliseconds: list[int], is_endless: bool) -> None:
    """Write pictures with their milliseconds, of which those that are equal are made one by the format's library."""
    found = _Pictures(pictures, len(milliseconds))
    told = {"duration": milliseconds, "loop": 0 if is_endless else 1, "save_all": True}
    found.save(file, "WEBP", lossless=True, **_EFFORT, **told)


_EFFORT = {"kmax": 0, "method": 1, "quality": 0}
"""No picture after the first is whole: that takes a third of the time that it took, in no more room. A quality of 40 would save
a tenth to a fourth of the room, for a tenth more of the time."""
