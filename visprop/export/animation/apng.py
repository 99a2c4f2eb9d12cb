"""APNG: all colours, exact, times in milliseconds; browsers play it, and other programs show its first picture."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO

from visprop.export.animation.pictures import picture
from visprop.export.animation.timing import changed_box
from visprop.figures.base.shading import Pixels

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def write_apng(file: IO[bytes], frames: Iterable[tuple[Pixels, int]], is_endless: bool) -> None:
    """Write pictures with their milliseconds, one after the other; of each what has changed.

    A file of this kind says at its beginning how many pictures it has; the number is written when it is known.
    """
    numbers, count, before, counted_at = iter(range(2**31)), 0, None, 0
    for pixels, milliseconds in frames:
        left, top, right, bottom = changed_box(before, pixels)
        header, data = _encoded(pixels[top:bottom, left:right])
        if before is None:
            file.write(_SIGNATURE + _chunk(b"IHDR", header))
            counted_at = file.tell()
            file.write(_count(1, is_endless))
        place = (right - left, bottom - top, left, top)
        # Seconds are a fraction of two 16-bit numbers; then: leave what is there, and replace it.
        file.write(_chunk(b"fcTL", struct.pack(">IIIIIHHBB", next(numbers), *place, *_fraction(milliseconds), 0, 0)))
        for piece in data:
            file.write(_chunk(b"IDAT", piece) if before is None else _chunk(b"fdAT", struct.pack(">I", next(numbers)) + piece))
        before, count = pixels, count + 1
    file.write(_chunk(b"IEND", b""))
    file.seek(counted_at)
    file.write(_count(count, is_endless))
    file.seek(0, 2)


def _fraction(milliseconds: int) -> tuple[int, int]:
    return (milliseconds, 1000) if milliseconds < 65_536 else (min(65_535, round(milliseconds / 1000)), 1)


def _count(count: int, is_endless: bool) -> bytes:
    return _chunk(b"acTL", struct.pack(">II", count, 0 if is_endless else 1))


def _encoded(pixels: Pixels) -> tuple[bytes, list[bytes]]:
    """The header of a picture and its data, as a PNG has them."""
    buffer = BytesIO()
    picture(pixels).save(buffer, "PNG")
    found = list(_chunks(buffer.getvalue()))
    return found[0][1], [content for kind, content in found if kind == b"IDAT"]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
