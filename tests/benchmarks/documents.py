"""Figures in the letters of a document: how long they take to be written, and LaTeX and Typst to set them.

python -m tests.benchmarks.documents
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from tests.export.documents.drawn import COLUMN
from visprop.cli.main import main as visprop
from visprop.export.formats import ExportOptions
from visprop.export.registry import FORMATS, export_figure
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.views import VIEWS
from visprop.kinds.files import open_any
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline

ROUNDS = 5


def best(call) -> float:
    """The shortest of some calls in processor time, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = spent()
        call()
        times.append(1e3 * (spent() - start))
    return min(times)


def spent() -> float:
    """The processor time of this process and of those that it has started, in seconds."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def moment_of(folder: Path) -> NetworkMoment:
    """The third update of a network of 64 edges."""
    path = folder / "net.visprop"
    visprop(["new", "-o", str(path), "--sizes", "8,8", "--seed", "1"])
    timeline = Timeline(open_any(str(path)).run)
    return NetworkMoment(timeline.frame(Position(2, 1, 3)), History(timeline)).at_once()


def main() -> None:
    """Print a table of times."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        moment = moment_of(folder)
        print(f"{'view':>12}  {'written as':>10}  {'ms':>6}  {'set in ms':>9}  {'kB':>6}")
        for view in ("network", "landscape", "landscape3d"):
            (figure,) = COLUMN.figures(VIEWS[view], moment, ViewOptions())
            for suffix in ("tikz", "pdf_tex", "typ"):
                path = folder / f"a.{suffix}"
                written = best(lambda: export_figure(figure, path, FORMATS[suffix], ExportOptions(standalone=True)))  # noqa: B023
                size = path.stat().st_size / 1000
                print(f"{view:>12}  {suffix:>10}  {written:6.1f}  {set_in(path):9.1f}  {size:6.1f}")


FIRST = """
import sys
from time import process_time
import typst
typst.compile(b"Words, and $x$.")
start = process_time()
typst.compile(sys.argv[1])
print(process_time() - start)
"""
"""A file that Typst has not seen, after its fonts are read."""


def set_in(path: Path) -> float:
    """How long a file takes to be set, by LaTeX with its start, by Typst without; not a number where there is no LaTeX."""
    if path.suffix == ".typ":
        command = [sys.executable, "-c", FIRST, str(path)]
        return min(1e3 * float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(ROUNDS))
    if which("pdflatex") is None:
        return float("nan")
    command = ["pdflatex", "-interaction=batchmode", path.name]
    return best(lambda: subprocess.run(command, cwd=path.parent, capture_output=True, check=True))


if __name__ == "__main__":
    main()
