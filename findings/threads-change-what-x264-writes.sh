#!/usr/bin/env bash
# The same pictures encoded as H.264 on machines with more or fewer processors.
#
# One would guess: how many threads an encoder takes changes how fast it is and nothing else; options that ask for one quality give
# one file, and a test may compare it by its bytes or its size.
#
# What happens: x264 takes a number of threads that follows the machine's processors, and cuts its motion search and its rate
# control to suit: with 1, 2 and 4 threads the same frames, the same quality and the same preset give different files (more than
# a picture's height has room for are not taken), and the pictures that come out of them differ too. With one thread the file is
# the same whenever it is written again; with several it is so nearly always, and on a busy machine now and then it is not.
#
# Why it matters: a program that promises the same bytes for the same figure keeps that promise on one machine and breaks it on the
# next, and a reference file made by CI fails on a laptop. The memory grows with the threads as well. Setting `thread_count` of the
# codec context to 1 makes the file the same everywhere; any other fixed number at least no longer follows the processors.
#
# Versions: PyAV 18.1.0 with its bundled libx264, NumPy 2.4.6; found 2026-12-01.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check av==18.1.0 numpy==2.4.6
"$folder/env/bin/python" - <<'EOF'
import hashlib
import io

import av
import numpy as np

print("PyAV", av.__version__, {name: ".".join(map(str, at)) for name, at in av.library_versions.items() if name == "libavcodec"})


def picture(number):
    """A dark line that turns about the middle of a white page, with a disc at its end: what an animated figure is like."""
    rows, columns = np.mgrid[0:240, 0:320].astype(float)
    along, across = np.cos(number / 9), np.sin(number / 9)
    x, y = columns - 160.0, rows - 120.0
    is_line = (np.abs(x * across - y * along) < 1.5) & (np.hypot(x, y) < 90)
    is_disc = np.hypot(x - 90 * along, y - 90 * across) < 9
    page = np.full((240, 320, 3), 255, np.uint8)
    page[is_line] = (20, 60, 140)
    page[is_disc] = (180, 80, 0)
    return page


FRAMES = [picture(number) for number in range(48)]


def written(threads):
    """The film as bytes of H.264 alone, without a container that could hold a time of writing."""
    target = io.BytesIO()
    with av.open(target, "w", format="h264") as film:
        stream = film.add_stream("libx264", rate=24, options={"crf": "20", "preset": "medium"})
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.codec_context.thread_count = threads
        for frame in FRAMES:
            film.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        film.mux(stream.encode())
    return target.getvalue()


def shown(film):
    with av.open(io.BytesIO(film), format="h264") as source:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in source.decode(video=0)]).astype(int)


def told(film):
    """Without the message in which the encoder writes its own options down."""
    return film[film.index(b"\x00\x00\x01\x65", 4) :]


films = {threads: written(threads) for threads in (1, 2, 4, 24)}
first = shown(films[1])
for threads, film in films.items():
    apart = np.abs(shown(film) - first)
    name = hashlib.sha256(told(film)).hexdigest()[:12]
    print(f"{threads:2} threads: {len(film)} bytes, {name}, pictures differ by {apart.max()} at most")
assert told(written(1)) == told(films[1]), "with one thread it is no longer the same again"
assert len({told(film) for film in films.values()}) > 1, "the threads no longer change what is written"
assert max(np.abs(shown(film) - first).max() for film in films.values()) > 0, "nor what is shown"
EOF
