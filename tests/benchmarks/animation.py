"""Animations of 1280 × 720 pixels against matplotlib's writers of the same pictures, and the memory of a long one.

`python -m tests.benchmarks.animation`: it needs matplotlib, and for its MP4 the program ffmpeg.
"""

from __future__ import annotations

import multiprocessing
import os
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from visprop.export.animation.animation_formats import Writing, write_animation
from visprop.export.animation.film import Film
from visprop.export.animation.reel import Shot, Tempo, positions, reel
from visprop.figures.base.shapes import Box, Clip, Disc, Dots, Figure, Label, Raster, Segments, Shape
from visprop.figures.base.shapes import Path as Line
from visprop.figures.moment import ViewOptions
from visprop.figures.views import VIEWS
from visprop.paint.start import start_painting
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Unit
from visprop.timeline.timeline import Timeline

SIZE, SCALE, RATE = (640.0, 360.0), 2.0, 25.0
"""In points, pixels a point, and pictures a second: what `visprop animate` takes."""
COUNT, ROUNDS, LONG = 60, 3, 2000
CASES = (("two-neurons", "network"), ("digits", "network"), ("neuron", "landscape"), ("sine", "output"))
WRITERS = {"gif": "pillow", "png": "pillow", "webp": "pillow", "mp4": "ffmpeg"}


def spent() -> float:
    """The processor time of this process and of those that it has started, in seconds."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def shots_of(run: Run, count: int) -> list[Shot]:
    """The first pictures of a training, line by line."""
    walk = Timeline(run).walk
    end, shots = 1, []
    while len(shots) < count:
        shots = reel(positions(walk, walk.start, walk.update_end(end), Unit.LINE), Tempo(rate=RATE), moves=True)
        end *= 2
    return shots[:count]


def film_of(run: Run, view: str) -> Film:
    """What draws them."""
    return Film(run, VIEWS[view], ViewOptions(), SIZE, SCALE)


def visprop(run: Run, view: str, shots: list[Shot], path: Path) -> None:
    """Draw and write them as `visprop animate` does, all for equally long, as the peer's."""
    film = film_of(run, view)
    write_animation(path, map(film.pixels, shots), Writing([1.0 / RATE] * len(shots), RATE, True))
    film.close()


class Axes:
    """The same figures by matplotlib; what stays from picture to picture is made once, which is faster for it."""

    def __init__(self) -> None:
        from matplotlib.figure import Figure as Canvas

        self.canvas = Canvas(figsize=(SIZE[0] / 72, SIZE[1] / 72), dpi=72 * SCALE)
        self.axes = self.canvas.add_axes((0, 0, 1, 1), xlim=(0, SIZE[0]), ylim=(SIZE[1], 0))
        self.axes.axis("off")
        self._shown: dict[object, Any] = {}

    def show(self, figure: Figure) -> None:
        """Show a figure."""
        now = {(i, key_of(shape)): shape for i, shape in enumerate(flat(figure.shapes))}
        for key in self._shown.keys() - now.keys():
            self._shown.pop(key).remove()
        for key, shape in now.items():
            if key not in self._shown:
                self._shown[key] = self._made(shape, key[0])

    def _made(self, shape: Shape, order: int) -> Any:
        from matplotlib import collections, patches
        from matplotlib import path as paths

        inks = (ink(getattr(shape, name, None)) for name in ("colour", "fill"))
        drawn = {**dict(zip(("edgecolor", "facecolor"), inks, strict=True)), "zorder": order}
        match shape:
            case Segments():
                ends = shape.ends.reshape(-1, 2, 2)
                lines = collections.LineCollection(ends, colors=[ink(shape.colour)], linewidths=shape.width, zorder=order)
                return self.axes.add_collection(lines, autolim=False)
            case Line():
                way = paths.Path.make_compound_path(*(paths.Path(line, closed=shape.closed) for line in shape.lines))
                return self.axes.add_patch(patches.PathPatch(way, linewidth=shape.width, **drawn))
            case Disc():
                return self.axes.add_patch(patches.Circle((shape.x, shape.y), shape.radius, linewidth=shape.width, **drawn))
            case Box():
                box = patches.Rectangle((shape.x, shape.y), shape.width, shape.height, linewidth=shape.line, **drawn)
                return self.axes.add_patch(box)
            case Dots():
                return self.axes.scatter(*shape.centres.T, s=4 * shape.radius**2, color=ink(shape.colour), zorder=order)
            case Raster():
                colours = shape.pixels.view(np.uint8).reshape(*shape.pixels.shape, 4)[..., 2::-1]
                extent = (shape.x, shape.x + shape.width, shape.y + shape.height, shape.y)
                return self.axes.imshow(colours, extent=extent, aspect="auto", zorder=order)
            case Label():
                across = "left" if shape.across < 0.3 else "right" if shape.across > 0.7 else "center"
                words = "".join(run.text for run in shape.runs).replace("$", r"\$")
                return self.axes.text(
                    shape.x, shape.y, words, size=shape.size, ha=across, va="center", color=ink(shape.colour), zorder=order
                )
        raise TypeError(f"no {type(shape).__name__} is drawn here")


def flat(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    """All shapes, those within others too."""
    for shape in shapes:
        yield from flat(shape.shapes) if isinstance(shape, Clip) else (shape,)


def key_of(shape: Shape) -> tuple[object, ...]:
    """What two shapes that look alike have in common."""
    return (type(shape), *(_plain(value) for value in vars(shape).values()))


def _plain(value: Any) -> object:
    if isinstance(value, np.ndarray):
        return value.tobytes()
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def ink(colour: tuple[int, int, int] | None) -> Any:
    """A colour for matplotlib."""
    return "none" if colour is None else tuple(part / 255 for part in colour)


def matplotlib(figures: list[Figure], path: Path) -> None:
    """Draw and write them with matplotlib; what they are made of it is given."""
    from matplotlib.animation import FuncAnimation

    axes = Axes()
    drawn = FuncAnimation(axes.canvas, axes.show, frames=figures, init_func=lambda: None, interval=1000 / RATE, repeat=False)
    drawn.save(path, writer=WRITERS[path.suffix[1:]], fps=RATE, dpi=72 * SCALE)


def compare(scenario: str, view: str, suffix: str, folder: Path) -> None:
    """Print what both take of processor time, in turns."""
    run = Run(open_scenario(scenario))
    shots = shots_of(run, COUNT)
    film = film_of(run, view)
    figures = [film.figure(shot) for shot in shots]
    film.close()
    candidates: dict[str, Callable[[Path], None]] = {
        "visprop": lambda path: visprop(run, view, shots, path),
        "matplotlib": lambda path: matplotlib(figures, path),
    }
    times = {name: np.empty(ROUNDS) for name in candidates}
    for turn in range(ROUNDS):
        for name, write in candidates.items():
            start = spent()
            write(folder / f"{name}.{suffix}")
            times[name][turn] = spent() - start
    share = np.median(times["visprop"] / times["matplotlib"])
    sizes = " and ".join(f"{(folder / f'{name}.{suffix}').stat().st_size / 1000:.0f}" for name in candidates)
    seconds = "  ".join(f"{name} {times[name].min():5.2f} s" for name in candidates)
    print(f"{scenario:>12} {view:>10} {suffix}  {seconds}  ratio {share:.2f}  {sizes} kB", flush=True)


def peak(scenario: str, view: str, suffix: str) -> float:
    """The most memory that a process takes which makes a long animation, in MB."""
    with TemporaryDirectory() as name:
        kept = start_painting()
        run = Run(open_scenario(scenario))
        visprop(run, view, shots_of(run, LONG), Path(name) / f"a.{suffix}")
        del kept
    # What `resource` tells has the memory of the process that started this one in it.
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) / 1000


def main() -> None:
    """Print the ratios and the memory."""
    kept = start_painting()
    with TemporaryDirectory() as name:
        for suffix in WRITERS:
            if suffix == "mp4" and which("ffmpeg") is None:
                print("mp4: no ffmpeg, by which matplotlib writes it")
                continue
            for scenario, view in CASES:
                compare(scenario, view, suffix, Path(name))
    del kept
    for (scenario, view), suffix in product(CASES[::2], WRITERS):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found = pool.apply(peak, (scenario, view, suffix))
        print(f"{LONG:,} pictures of {scenario} {view} as {suffix}: {found:.0f} MB at most", flush=True)


if __name__ == "__main__":
    main()
