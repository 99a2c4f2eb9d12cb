#!/usr/bin/env bash
# Pillow: of an animation whose frames come from a generator, APNG has the first alone, without a word, and the others are held whole.
#
# One would guess: `append_images` takes any iterable, as its documentation says, so that frames that a generator draws are written one
# by one, and memory does not grow with their number.
# What happens: the writer of APNG looks through all frames for their modes and sizes before it writes, and so has drawn the generator
# dry: the file has one frame, there is no warning, and from a list it has all. The writer of GIF keeps what is to be written of each
# until the last has come, and that of WebP makes a list first. In WebP there is a way out: a subclass of Image with `n_frames` whose
# `seek` draws a frame is asked for each when its turn comes, and for one at a time.
# Why it matters: an animation that stands still passes for a picture; and one of 2,000 frames of 1280 × 720 takes gigabytes as GIF or
# WebP though each is drawn when it is asked for, so that a program that was tried with twenty is killed with two thousand.
# Versions: Pillow 13.0.0, NumPy 2.4.6, on 2026-11-30, CPython 3.11 on Linux.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pillow==13.0.0 numpy==2.4.6
cat >"$folder/frames.py" <<'PYTHON'
import resource
import sys

import numpy as np
from PIL import Image

suffix, way, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
SIZE = (640, 360)


def frame(i):
    """A band that wanders over a ground."""
    pixels = np.full((SIZE[1], SIZE[0], 3), 240, np.uint8)
    pixels[:, 3 * i % 600 : 3 * i % 600 + 40] = (0, 68, 138)
    return Image.fromarray(pixels)


class Seeking(Image.Image):
    n_frames = count

    def __init__(self):
        super().__init__()
        self.encoderinfo, self.at = {}, -1
        self.seek(0)

    def seek(self, i):
        if i != self.at:
            now = frame(i)
            self.im, self._mode, self._size, self.at = now.im, now.mode, now.size, i

    def tell(self):
        return self.at


path = f"{sys.argv[4]}/a.{suffix}"
others = (frame(i) for i in range(1, count))
if way == "seeking":
    Seeking().save(path, save_all=True, duration=40)
else:
    frame(0).save(path, save_all=True, append_images=list(others) if way == "list" else others, duration=40)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
with Image.open(path) as written:
    print(written.n_frames, peak)
PYTHON
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import subprocess
import sys

import PIL

print("Pillow", PIL.__version__)
folder = sys.argv[1]


def written(suffix, way, count):
    """How many frames the file has, and how many MB the process took."""
    words = [sys.executable, f"{folder}/frames.py", suffix, way, str(count), folder]
    frames, peak = map(int, subprocess.run(words, capture_output=True, text=True, check=True).stdout.split())
    print(f"{suffix:5} {way:10} of {count:3} frames: {frames:3} in the file, {peak:4} MB")
    return frames, peak


def grown(suffix, way):
    """MB for each of 160 more frames."""
    (few, before), (many, after) = (written(suffix, way, count) for count in (20, 180))
    assert (few, many) == (20, 180)
    return (after - before) / 160


assert written("png", "list", 20)[0] == 20
assert written("png", "generator", 20)[0] == 1
# A frame of 640 × 360 is 0.23 MB by its palette, and 0.92 MB as Pillow holds red, green and blue.
assert grown("gif", "generator") > 0.15
assert grown("webp", "generator") > 0.6
assert grown("webp", "seeking") < 0.3
print("as told above")
PYTHON
