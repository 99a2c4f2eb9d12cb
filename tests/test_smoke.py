"""The shortest way through everything, for interpreters between the oldest and the newest."""

import subprocess
import sys

import numpy as np

from visprop.cli.main import main


def test_the_command_line_trains_checks_and_draws(tmp_path, qapp, capsys):
    assert main(["train", "xor", "--epochs", "20", "--save", str(tmp_path / "a.visprop")]) == 0
    assert main(["check", str(tmp_path / "a.visprop")]) == 0
    assert main(["export", str(tmp_path / "a.visprop"), "--at", "20.1.3", "-o", str(tmp_path / "a.svg")]) == 0
    assert "<svg" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert capsys.readouterr().out.startswith("φ = ")


def test_the_window_steps(qtbot, tmp_path):
    """In a process of its own, as a user starts it."""
    code = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from visprop.qt.window.application import run
from visprop.qt.window.main_window import MainWindow

class Shown(MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(300, self.actions_["line"].trigger)
        QTimer.singleShot(900, lambda: print(self.session.playback.position))
        QTimer.singleShot(1000, QApplication.quit)

import visprop.qt.window.main_window as module
module.MainWindow = Shown
sys.exit(run("xor"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "0.1.1"), done.stderr


def test_the_window_comes_without_what_it_does_not_need_yet(tmp_path):
    """Each of these takes a share of the start that can be seen: what sets formulas, masked arrays, other toolkits."""
    code = """
import sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from visprop.qt.window.main_window import MainWindow
from visprop.scenario.builtin import open_scenario
from visprop.session.session import Session
from visprop.scenario.run import Run
app = QApplication([])
window = MainWindow(Session(Run(open_scenario("two-neurons"))), QSettings(sys.argv[1], QSettings.Format.IniFormat))
window.show()
window.grab()
print(*sorted({"ziamath", "ziafont", "numpy.ma", "numpy.random", "pyqtgraph", "matplotlib"} & set(sys.modules)))
"""
    command = [sys.executable, "-c", code, str(tmp_path / "s.ini")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.split() == []


def test_numbers_are_those_of_every_interpreter():
    """σ(0.47) of the two-neuron net's first line, worked by hand in the test of the engine."""
    from visprop.engine.activations import ACTIVATIONS

    np.testing.assert_allclose(ACTIVATIONS["logistic"].value(np.array([0.47])), [1 / (1 + np.exp(-0.47))], rtol=1e-15)
