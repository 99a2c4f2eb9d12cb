"""The contact sheet: every view of every scenario, the window in its sizes, and exports through other renderers, on one page.

    python -m tests.contact_sheet FOLDER [--views network,slice] [--scenarios xor,large] [--no-window] [--no-files]

It writes a picture each and index pictures that show all of them, to be looked at before and after each visible change. SVG is
drawn by rsvg-convert and PDF by pdftoppm, which must be on the machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

from PySide6.QtCore import QRectF, QSettings, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.large import large_scenario
from visprop.benches.registry import PREFIX
from visprop.cli.main import main as visprop
from visprop.engine.key import Key
from visprop.figures.base.style import DARK, LIGHT, THEMES
from visprop.figures.moment import ViewOptions
from visprop.figures.views import VIEWS
from visprop.kinds.article_figures import FIGURES
from visprop.kinds.files import open_any
from visprop.kinds.registry import KINDS, experiment_of, offers
from visprop.paint.fonts import load_fonts
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.any_run import AnyRun
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.files.document import Document, save
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario
from visprop.scenario.workspaces import WORKSPACES
from visprop.session.session import Session
from visprop.session.window_state import USUAL_TEXT
from visprop.timeline.position import Position
from visprop.timeline.work import BUDGET

SIZES = ("340x240", "640x400")
WINDOWS = ((1440, 900, 100), (1024, 700, 100), (1440, 900, 150), (860, 600, 100))
TILE = QSize(460, 320)
COLUMNS, ROWS = 4, 4
DPI = 110


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--views", default=",".join(VIEWS))
    parser.add_argument("--scenarios", default=",".join((*builtin_names(), "large")))
    parser.add_argument("--no-window", action="store_true")
    parser.add_argument("--no-files", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    scenarios = arguments.scenarios.split(",")
    if not arguments.no_files:
        for view in arguments.views.split(","):
            sheet(arguments.folder / f"index-{view}.png", list(files(arguments.folder, view, scenarios)))
        for name in offers():
            sheet(arguments.folder / f"index-bench-{name}.png", list(bench_files(arguments.folder, name)))
        sheet(arguments.folder / "index-figures.png", list(article_figures(arguments.folder)))
    if not arguments.no_window:
        sheet(arguments.folder / "index-window.png", list(windows(app, arguments.folder, scenarios)), columns=2, scale=1.9)


def scenario_of(name: str) -> Scenario:
    """A built-in scenario, or the network as large as one for digits of 8 × 8 pixels."""
    return large_scenario() if name == "large" else open_scenario(name)


def files(folder: Path, view: str, scenarios: list[str]) -> Iterator[Path]:
    """A view of each scenario as PNG in both themes and sizes, and as SVG and PDF through other renderers."""
    with tempfile.TemporaryDirectory() as temporary:
        for name in scenarios:
            path = Path(temporary) / f"{name}.visprop"
            scenario = scenario_of(name)
            save(Document(Run(scenario)), path)
            line = 2 * scenario.network.depth
            if "swarm" in VIEWS[view].uses:
                common = ["swarm", str(path), "--view", view, "--runs", "48", "--eta", "0.1,0.5", "--updates", "60"]
            else:
                common = ["export", str(path), "--view", view, "--at", f"3.1.{line}"]
                common += ["--of", "w1[1,1]"] if VIEWS[view].needs_selection else []
            for size in SIZES:
                for theme in THEMES:
                    if theme == "dark" and size == SIZES[0]:
                        continue
                    stem = folder / f"{view}-{name}-{size}-{theme}"
                    for suffix in ("png", "svg", "pdf") if size == SIZES[1] else ("svg",):
                        target = stem.with_name(f"{stem.name}.{suffix}")
                        words = [
                            *common,
                            "--size",
                            size,
                            "--theme",
                            theme,
                            "-o",
                            str(target),
                            *(["--dpi", str(DPI)] if suffix == "png" else []),
                        ]
                        if visprop(words) == 0:
                            yield rendered(target)


def bench_files(folder: Path, name: str) -> Iterator[Path]:
    """Each view of a bench at its start, its middle and its end, through another renderer."""
    run = open_any(f"{PREFIX}{name}").run
    last = experiment_of(run, BUDGET).reached
    for view in KINDS[name].views():
        for at in sorted({0, last // 2, last}):
            for size, theme in ((SIZES[0], "light"), (SIZES[1], "light"), (SIZES[1], "dark")):
                target = folder / f"{view}-{at}-{size}-{theme}.svg"
                words = ["--view", view, "--at", str(at), "--size", size, "--theme", theme, "-o", str(target)]
                if visprop(["export", f"{PREFIX}{name}", *words]) == 0:
                    yield rendered(target)


def article_figures(folder: Path) -> Iterator[Path]:
    """The article's figures, as SVG and PDF through other renderers."""
    for suffix in ("svg", "pdf"):
        visprop(["figure", "all", "-o", str(folder), "--as", suffix])
        for name in FIGURES:
            yield rendered(folder / f"figure-{name}.{suffix}")


def rendered(path: Path) -> Path:
    """The picture of a file, drawn by a renderer that is not Qt."""
    picture = path.with_name(f"{path.name}.png") if path.suffix != ".png" else path
    if path.suffix == ".svg":
        subprocess.run(["rsvg-convert", "--zoom", str(DPI / 72), "-o", picture, path], check=True)
    elif path.suffix == ".pdf":
        subprocess.run(["pdftoppm", "-r", str(DPI), "-png", "-singlefile", path, picture.with_suffix("")], check=True)
    return picture


def windows(app: QApplication, folder: Path, scenarios: list[str]) -> Iterator[Path]:
    """The window in each size and text scale, in both themes."""
    for name in scenarios:
        for width, height, text in WINDOWS if name in ("two-neurons", "large") else WINDOWS[:1]:
            for theme in THEMES.values():
                path = folder / f"window-{name}-{width}x{height}-{text}-{theme.name}.png"
                grab(app, Run(scenario_of(name)), (width, height), text, theme, path)
                yield path
    for workspace in WORKSPACES:
        path = folder / f"workspace-{workspace}.png"
        grab(app, Run(scenario_of("two-neurons")), (1440, 900), USUAL_TEXT, LIGHT, path, workspace)
        yield path
    for name in offers():
        for width, height, text, theme in ((1440, 900, 100, LIGHT), (1024, 700, 150, DARK)):
            path = folder / f"window-bench-{name}-{width}x{height}-{text}.png"
            grab(app, open_any(f"{PREFIX}{name}").run, (width, height), text, theme, path, "bench")
            yield path


def grab(app: QApplication, run: AnyRun, size: tuple[int, int], text: int, theme, path: Path, workspace: str = "step") -> None:
    """One window, after a moment in which it may finish what it draws."""
    with tempfile.TemporaryDirectory() as temporary:
        # The window is made over a network, as the application makes it.
        session = Session(run if isinstance(run, Run) else Run(open_scenario("two-neurons")))
        session.choose(ViewOptions.theme, theme)
        session.playback.set_reduce_motion(True)
        window = MainWindow(session, QSettings(str(Path(temporary) / "s.ini"), QSettings.Format.IniFormat))
        window.resize(*size)
        session.window.set_text(text)
        if not isinstance(run, Run):
            # An arrangement of its own is there once it is open.
            session.open(run, None)
        session.window.choose(workspace)
        window.show()
        if isinstance(run, Run):
            session.playback.go(Position(2, 1, 2 * run.scenario.network.depth))
            session.selection.select(Key.parse("w1[1,1]"))
        else:
            session.playback.go(session.playback.experiment.walk.update_end(session.playback.experiment.reached))
        wait(app, 4.0)
        window.grab().save(str(path))
        session.mark_saved(path)
        session.window.set_text(USUAL_TEXT)
        wait(app, 0.1)
        window.close()
        window.deleteLater()
        wait(app, 0.05)


def wait(app: QApplication, seconds: float) -> None:
    """Let the event loop run."""
    from time import perf_counter

    end = perf_counter() + seconds
    while perf_counter() < end:
        app.processEvents()


def sheet(path: Path, pictures: list[Path], columns: int = COLUMNS, scale: float = 1.0) -> None:
    """Pictures beside and below one another, each with its name, a page for so many."""
    most = columns * ROWS
    for page, start in enumerate(range(0, len(pictures), most), start=1):
        _page(path.with_name(f"{path.stem}-{page}.png"), pictures[start : start + most], columns, scale)


def _page(path: Path, pictures: list[Path], columns: int, scale: float) -> None:
    width, height = round(TILE.width() * scale), round(TILE.height() * scale)
    rows = -(-len(pictures) // columns)
    page = QImage(width * columns, (height + 16) * rows, QImage.Format.Format_RGB32)
    page.fill(QColor(128, 128, 128))
    with QPainter(page) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for i, picture in enumerate(pictures):
            x, y = i % columns * width, i // columns * (height + 16)
            image = QImage(str(picture)).scaled(
                width - 6, height - 4, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage(x + 3, y + 15, image)
            painter.drawText(QRectF(x + 4, y, width, 15), Qt.AlignmentFlag.AlignLeft, picture.name)
    page.save(str(path))


if __name__ == "__main__":
    main()
