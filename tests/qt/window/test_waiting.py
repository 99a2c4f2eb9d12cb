"""The window of a large scenario: no work over the stated size is done in its thread."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from visprop.engine import objective as objective_module
from visprop.engine.descent import Descent
from visprop.engine.network import Network
from visprop.figures.plots.plot_options import SliceOptions
from visprop.scenario import scenario as scenario_module
from visprop.scenario.data.data import Data
from visprop.scenario.run import Run
from visprop.scenario.scenario import Scenario, Training
from visprop.timeline.position import Unit
from visprop.timeline.work import LIMIT

ALLOWED = 2 * LIMIT
"""A pass over a batch counts forward and back; what is asked for is at most half of this."""


@pytest.fixture
def large():
    rng = np.random.default_rng(0)
    network = Network((2, 64, 64, 1), ("tanh", "tanh", "identity"))
    x = rng.normal(size=(20_000, 2))
    p = rng.normal(size=network.parameter_count) * 0.1
    return Scenario("large", network, p, Data(x, np.sin(x[:, :1])), Training("mini_batch", 10, 0.01, 0, True))


@pytest.fixture
def counted(monkeypatch):
    """The work of passes and updates that is done in the main thread, each as a number of multiplications."""
    done = []

    def note(size):
        if threading.current_thread() is threading.main_thread():
            done.append(size)

    def counting(owner, name, size):
        inner = getattr(owner, name)

        def call(*arguments):
            note(size(*arguments))
            return inner(*arguments)

        monkeypatch.setattr(owner, name, call)

    counting(Network, "outputs", lambda network, p, x: p.size * (len(x) if x.ndim > 1 else 1))
    for module in (objective_module, scenario_module):
        counting(module, "mean_gradient", lambda network, p, x, y: 3 * p.size * len(x))
    counting(Descent, "stations", lambda descent, state, start, counts, *_: 3 * sum(counts) * 10 * descent._p.size)
    return done


def wait(qtbot, milliseconds=40):
    qtbot.wait(milliseconds)
    QApplication.processEvents()


def test_no_work_over_the_stated_size_is_done_in_the_windows_thread(qtbot, window, session, large, counted):
    session.open(Run(large), None)
    session.playback.set_reduce_motion(True)
    acts = [
        lambda: session.playback.step(Unit.LINE),
        lambda: session.playback.step(Unit.EXAMPLE),
        lambda: session.playback.step(Unit.UPDATE),
        lambda: session.playback.go(session.playback.experiment.walk.update_end(60)),
        lambda: session.playback.step(Unit.UPDATE, back=True),
        lambda: session.edits.set_training(Training("mini_batch", 10, 0.02, 0, True)),
        session.edits.undo,
        session.edits.redo,
        lambda: session.edits.set_parameter(large.network.parameter(5), 0.3),
        lambda: session.selection.select(large.network.parameter(7)),
        lambda: window.docks.bring_up("slice"),
        lambda: session.choose(SliceOptions.eta, 0.5),
        lambda: window.actions_["solid"].trigger(),
        lambda: window.actions_["example_steps"].trigger(),
        lambda: window.actions_["nudge"].trigger(),
        lambda: window.docks.bring_up("landscape"),
        lambda: qtbot.mouseClick(window.landscape.view, Qt.MouseButton.LeftButton),
        lambda: (session.playback.set_speed(7), session.playback.run()),
        session.playback.pause,
    ]
    for act in acts:
        act()
        wait(qtbot)
    assert counted
    assert max(counted) <= ALLOWED


def test_what_is_pending_is_drawn_so_and_comes(qtbot, window, session, large):
    go_on = threading.Event()
    session.background.ask("before", LIMIT + 1, lambda: go_on.wait(20))
    session.open(Run(large), None)

    def told():
        return "   ".join(label.text() for label in window.timeline_bar.numbers)

    qtbot.waitUntil(lambda: "φ = …" in told(), timeout=60_000)
    go_on.set()
    qtbot.waitUntil(lambda: "…" not in told(), timeout=60_000)
    assert f"φ ≈ {large.objective.value(large.p0):.4g}" in told()


def test_what_takes_long_is_told_and_can_be_given_up(qtbot, window, session):
    go_on = threading.Event()
    session.background.ask("long", LIMIT + 1, lambda: go_on.wait(20))
    qtbot.waitUntil(window.working.isVisible, timeout=60_000)
    session.background.ask("later", LIMIT + 1, lambda: 1)
    window.cancel()
    assert session.background.waiting == 1
    go_on.set()
    qtbot.waitUntil(lambda: not window.working.isVisible(), timeout=60_000)
