"""Processes that are killed while they save, keep the session or export: nothing is lost, and nothing is left.

`python -m tests.kills [--kills 500] [--seed 0]`
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import sleep

from visprop.scenario.files.document import load
from visprop.scenario.files.whole import write_whole
from visprop.session.keeping import read

_HEAD = """
import os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
path, name = Path(sys.argv[1]), sys.argv[2]
"""
_SAVING = """
from visprop.scenario.files.document import Document, save
act = lambda: save(Document(Run(open_scenario(name))), path)
"""
_KEEPING = """
from visprop.session.keeping import keep
from visprop.session.session import Session
from visprop.scenario.files.whole import write_whole
from visprop.timeline.position import Position
session = Session(Run(open_scenario(name)))
session.playback.go(Position(2))
act = lambda: write_whole(path, keep(session).text().encode())
"""
_EXPORTING = """
from visprop.paint.start import start_painting
app = start_painting()
from visprop.export.paper import Paper
from visprop.export.registry import export_view
from visprop.figures.moment import NetworkMoment, ViewOptions
from visprop.figures.views import VIEWS
from visprop.timeline.history import History
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline
timeline = Timeline(Run(open_scenario(name)))
moment = NetworkMoment(timeline.frame(Position(1)), History(timeline))
act = lambda: export_view(VIEWS["network"], moment, ViewOptions(), Paper(640.0, 400.0), path)
"""
_LOOP = """
act()
print("ready", flush=True)
while True:
    act()
"""


def _is_session(path: Path) -> bool:
    return bool(read(path.read_text(encoding="utf-8")).runs)


def _is_pdf(path: Path) -> bool:
    data = path.read_bytes()
    return data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")


WAYS: dict[str, tuple[str, str, Callable[[Path], bool]]] = {
    "saving": (_SAVING, "a.visprop", lambda path: bool(load(path).run.scenario.title)),
    "keeping": (_KEEPING, "session.json", _is_session),
    "exporting an SVG": (_EXPORTING, "a.svg", lambda path: path.read_text(encoding="utf-8").endswith("</svg>\n")),
    "exporting a PDF": (_EXPORTING, "a.pdf", _is_pdf),
}
"""What is killed: the script, the file that it writes over and over, and whether that is whole."""


def kill_once(way: str, rng: random.Random, folder: Path) -> str:
    """Kill one process at a random moment; what is wrong then, empty for nothing."""
    script, name, is_whole = WAYS[way]
    path = folder / name
    words = [sys.executable, "-c", _HEAD + script + _LOOP, str(path), rng.choice(["two-neurons", "iris"])]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        sleep(rng.uniform(0.0, 0.05))
        child.kill()
    if not is_whole(path):
        return "the file is damaged"
    # What a killed process cannot take away, the next one that saves there does.
    write_whole(folder / "next", b"")
    (folder / "next").unlink()
    left = [entry.name for entry in folder.iterdir() if entry.name != name]
    return f"left behind: {left}" if left else ""


def main() -> int:
    """Kill so many; exit status 1 if anything was lost or left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng, faults, counts = random.Random(arguments.seed), [], dict.fromkeys(WAYS, 0)
    for i in range(arguments.kills):
        way = list(WAYS)[i % len(WAYS)]
        with tempfile.TemporaryDirectory() as folder:
            fault = kill_once(way, rng, Path(folder))
        counts[way] += 1
        if fault:
            faults.append(f"{way}: {fault}")
            print(faults[-1], file=sys.stderr, flush=True)
    print(json.dumps({"kills": counts, "faults": len(faults)}))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
