"""Windows that are killed while they run, keep, save and export: at most the last look's work is lost, and nothing is left over.

`python -m tests.window_kills [--kills 300] [--seed 0]`, under Xvfb with a window manager for windows as a user has them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

from visprop.scenario.files.document import load
from visprop.scenario.files.whole import write_whole
from visprop.session.keeping import gone_on
from visprop.session.kept_files import KeptFiles

LOOK_MS = 150
"""How often the session is looked at here, in milliseconds: what a user's window does every 10 s."""
_WRITTEN = 4.0
"""How long writing takes at most, with other work on the machine, in seconds."""
WINDOW = """
import os, sys
from pathlib import Path
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from visprop.paint.fonts import load_fonts
from visprop.qt.window import autosave as keeping
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.session.speeds import SPEEDS
folder, name, look = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
app = QApplication([])
load_fonts()
session = Session(Run(open_scenario(name)))
window = MainWindow(session, QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
keeping.EVERY_MS, keeping.SHARE = look, 1.0
autosave = keeping.Autosave(session, folder / "state", window)
window.resize(1000, 700)
window.show()
session.playback.set_speed(len(SPEEDS) - 1)
told = [0]
def tell():
    done = session.playback.frame.done
    if done > told[0] + 50:
        told[0] = done
        print(done, flush=True)
    if not session.playback.running and session.playback.seeking is None:
        session.edits.set_training(session.scenario.training)
        session.playback.run()
def save():
    from visprop.scenario.files.document import Document, save
    try:
        save(Document(session.edits.saved_run()), folder / "saved.visprop")
    except OSError as error:
        # A window tells that, and goes on.
        if error.errno != 28:
            raise
        return
    (folder / "picture.svg").exists()
    from visprop.export.paper import Paper
    from visprop.export.registry import export_view
    view = window.views["network"]
    export_view(view.view, session.moment().at_once(), session.options, Paper(400.0, 300.0), folder / "picture.svg")
for act, every in ((tell, 20), (save, 90)):
    timer = QTimer(window, interval=every)
    timer.timeout.connect(act)
    timer.start()
session.playback.run()
app.exec()
"""


def kill_once(rng: random.Random, folder: Path) -> str:
    """Kill one window at a random moment; what is wrong then, empty for nothing."""
    name = rng.choice(("two-neurons", "xor", "iris", "digits"))
    words = [sys.executable, "-c", WINDOW, str(folder), name, str(LOOK_MS)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        # Once it has told how far it has come it lives for a while yet.
        reached = [(perf_counter(), int(child.stdout.readline() or 0))]
        end = perf_counter() + rng.uniform(0.3, 6.0)
        while perf_counter() < end:
            os.set_blocking(child.stdout.fileno(), False)
            line = child.stdout.readline()
            if line.strip():
                reached.append((perf_counter(), int(line)))
            else:
                sleep(0.005)
        child.kill()
        killed = perf_counter()
        errors = child.stderr.read()
    return _wrong(folder, reached, killed, errors)


def _wrong(folder: Path, reached: list[tuple[float, int]], killed: float, errors: str) -> str:
    if "Traceback" in errors:
        return errors[-600:]
    files = KeptFiles(folder / "state")
    left = files.left()
    # One look was due, and what one before it found was being written: of a large session by a process that had to start.
    safe = max((update for at, update in reached if at < killed - 2 * LOOK_MS / 1000 - _WRITTEN), default=0)
    if len(left) != 1:
        return f"{len(left)} sessions are offered" if safe else ""
    kept, progress = files.take_up(left[0].path)
    update = kept.update if progress is None else gone_on(kept, progress).update
    if update < safe:
        return f"update {safe} was reached long before, and {update} is what there is"
    saved, picture = folder / "saved.visprop", folder / "picture.svg"
    if saved.exists() and not load(saved).run.scenario.title:
        return "the saved file is damaged"
    if picture.exists() and not picture.read_text(encoding="utf-8").endswith("</svg>\n"):
        return "the picture is damaged"
    files.forget(left[0].path)
    for place in (folder, folder / "state"):
        write_whole(place / "next", b"")
        (place / "next").unlink()
    over = sorted(entry.name for entry in (*folder.iterdir(), *(folder / "state").iterdir()))
    more = set(over) - {"s.ini", "saved.visprop", "picture.svg", "state"}
    return f"left over: {sorted(more)}" if more else ""


def main() -> int:
    """Kill so many; exit status 1 if anything was lost or left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng, faults = random.Random(arguments.seed), 0
    for i in range(arguments.kills):
        with tempfile.TemporaryDirectory() as folder:
            fault = kill_once(rng, Path(folder))
        if fault:
            faults += 1
            print(f"kill {i}: {fault}", flush=True)
    print(json.dumps({"kills": arguments.kills, "faults": faults}))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
