"""How many pictures a second the monitor pans and zooms at, over a history of a million updates."""

import os
import tempfile
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from visprop.paint.fonts import load_fonts
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.session.session import Session
from visprop.timeline.samples import grid_updates

UPDATES = 1_000_000
PICTURES = 200


def main():
    app = QApplication([])
    load_fonts()
    session = Session(Run(open_scenario("circle")))
    folder = tempfile.mkdtemp()
    window = MainWindow(session, QSettings(f"{folder}/s.ini", QSettings.Format.IniFormat))
    window.resize(1440, 900)
    session.window.choose("descend")
    window.show()
    window.docks.bring_up("history")
    panel = window.docks.panels["history"]
    end = perf_counter() + 20
    while panel.plot is None and perf_counter() < end:
        app.processEvents()
    updates = np.array(grid_updates(UPDATES), float)
    rng = np.random.default_rng(0)
    for curve in panel._curves.values():
        curve.setData(updates, 1.0 / (1.0 + updates / 1e4) + 0.02 * rng.random(len(updates)))
    times = []
    for i in range(PICTURES):
        middle, half = UPDATES * (0.5 + 0.3 * np.sin(i / 9)), UPDATES * 0.2 * (1.1 + np.cos(i / 13))
        began = perf_counter()
        panel.plot.setXRange(middle - half, middle + half, padding=0)
        panel.layout_widget.viewport().repaint()
        times.append(perf_counter() - began)
    print(
        f"{len(updates)} samples of {UPDATES:,} updates: {1 / np.median(times):.0f} pictures a second, "
        f"the slowest in 20 at {1 / np.quantile(times, 0.95):.0f}"
    )


if __name__ == "__main__":
    main()
