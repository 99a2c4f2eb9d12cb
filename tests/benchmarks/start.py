"""CPU time to the first painted frame, off screen, against a bare pyqtgraph window: fresh processes that take turns.

Not the time of a clock, as other programs run beside it; all of a process is counted, the start of Python as well.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from tempfile import TemporaryDirectory

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
from visprop.paint import qt_libraries

def stay(*_):
    from PySide6.QtWidgets import QApplication, QMainWindow
    QApplication.processEvents()
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    window.grab()
    print(time.process_time())
    window.close_at_once()
    return 0

def load():
    as_it_is()
    from PySide6.QtWidgets import QApplication
    QApplication.exec = stay

as_it_is, qt_libraries.import_qt = qt_libraries.import_qt, load
from visprop.cli.main import main
main(["xor"])
"""
"""The application as it is started from a terminal, which stays until its first picture alone."""
ROUNDS = 7


def seconds(code: str) -> float:
    """One start in a fresh process, whose settings are its own."""
    with TemporaryDirectory() as home:
        return _started(code, home)


def _started(code: str, home: str) -> float:
    homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), home)
    env = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen", "QT_NO_GUI_THREADPOOL": "1"}
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
