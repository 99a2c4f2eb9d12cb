"""MP4: H.264, for slides and video programs."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import IO

import av
import numpy as np

from visprop.figures.base.shading import Pixels


def write_mp4(file: IO[bytes], frames: Iterable[tuple[Pixels, int]], rate: float) -> None:
    """Write pictures, each for so many of the video's, of which there are `rate` a second.

    Colours are those of BT.709; a width or height that is odd, which most players refuse, has one pixel more.
    """
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=Fraction(rate).limit_denominator(1000), options=_QUALITY)
        stream.pix_fmt = "yuv420p"
        stream.codec_context.color_primaries = stream.codec_context.color_trc = stream.codec_context.colorspace = _BT709
        for i, (pixels, count) in enumerate(frames):
            even = _even(pixels)
            if i == 0:
                stream.height, stream.width = even.shape
            frame = _frame(even)
            for _ in range(count):
                frame.pts = None
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


_BT709 = 1
_QUALITY = {"crf": "16", "preset": "veryfast", "threads": "4"}
"""Letters stay clear: 48 to 56 dB; `medium` gains two of them, in files a twentieth larger, for twice the time.

Each thread holds pictures of its own: one for each core of a large machine would take more memory than all else, and four are
fast enough.
"""


def _frame(pixels: Pixels) -> av.VideoFrame:
    # Red, green and blue, least byte first.
    colours = np.ascontiguousarray(pixels, "<u4").view(np.uint8).reshape(*pixels.shape, 4)
    return av.VideoFrame.from_ndarray(colours, format="bgra").reformat(format="yuv420p", dst_colorspace="ITU709")


def _even(pixels: Pixels) -> Pixels:
    rows, columns = (length % 2 for length in pixels.shape)
    return np.pad(pixels, ((0, rows), (0, columns)), mode="edge") if rows or columns else pixels
