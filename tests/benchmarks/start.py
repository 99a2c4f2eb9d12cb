"""CPU time to the first painted frame, off screen, against a bare pyqtgraph window: fresh processes that take turns.

Not the time of a clock, as other programs run beside it; all of a process is counted, the start of Python as well.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median

BARE = """
import time
import pyqtgraph
app = pyqtgraph.mkQApp()
window = pyqtgraph.PlotWidget()
window.resize(1440, 900); window.plot([1, 3, 2]); window.show(); app.processEvents(); window.grab()
print(time.process_time())
"""
OURS = """
import time
import sys, tempfile
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from visprop.scenario.run import Run
from visprop.paint.fonts import load_fonts
from visprop.qt.window.main_window import MainWindow
from visprop.session.session import Session
from visprop.scenario.builtin import builtin_names, open_scenario
app = QApplication([]); app.setStyle("Fusion"); load_fonts()
folder = tempfile.mkdtemp()
window = MainWindow(Session(Run(open_scenario(builtin_names()[1]))), QSettings(folder + "/s.ini", QSettings.Format.IniFormat))
window.show(); app.processEvents(); window.grab()
print(time.process_time())
"""
ROUNDS = 7


def seconds(code: str) -> float:
    """One start in a fresh process."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_NO_GUI_THREADPOOL": "1"}
    # An installed program is compiled once, not at every start.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    return float(done.stdout)


def main() -> None:
    """Print the medians and their ratio."""
    bare, ours = [], []
    seconds(BARE), seconds(OURS)
    for _ in range(ROUNDS):
        bare.append(seconds(BARE))
        ours.append(seconds(OURS))
    first, second = 1e3 * median(bare), 1e3 * median(ours)
    ratio = median(own / other for own, other in zip(ours, bare, strict=True))
    print(f"bare PlotWidget {first:.0f} ms of CPU, visprop {second:.0f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
