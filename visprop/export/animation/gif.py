"""GIF: plays everywhere; 256 colours a picture, and times in hundredths of a second."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from PIL import GifImagePlugin, Image

from visprop.export.animation.pictures import picture
from visprop.export.animation.timing import changed_box
from visprop.figures.base.shading import Pixels


def write_gif(file: IO[bytes], frames: Iterable[tuple[Pixels, int]], is_endless: bool) -> None:
    """Write pictures with their hundredths of a second, one after the other; of each what has changed, in colours of its own."""
    before = None
    for pixels, hundredths in frames:
        left, top, right, bottom = changed_box(before, pixels)
        part = picture(pixels[top:bottom, left:right]).quantize(256, dither=Image.Dither.NONE)
        if before is None:
            for piece in GifImagePlugin.getheader(part, info={"loop": 0} if is_endless else {"duration": 0})[0]:
                file.write(piece)
        # Pillow keeps what is written of a picture with it.
        part.encoderinfo = {}
        for piece in GifImagePlugin.getdata(part, (left, top), duration=10 * hundredths, disposal=1, include_color_table=True):
            file.write(piece)
        before = pixels
    file.write(b";")
