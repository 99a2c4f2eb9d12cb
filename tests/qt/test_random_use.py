"""The window under hands that do anything in any order: nothing raises, nothing warns, all stays in step."""

import random

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.random_networks import random_scenario
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.schedule import STRATEGIES
from visprop.notation.explanations.pages import Subject
from visprop.notation.notations.registry import Notation
from visprop.qt.options import SPEEDS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.timeline.contender import RivalSettings
from visprop.timeline.position import Position, Unit

TOGGLES = ("solid", "tangent", "example_steps", "hold", "anew", "follow", "slice", "undo", "redo", "reset", "new_weights")


def drag(view, rng):
    start = QPoint(rng.randrange(view.width()), rng.randrange(view.height()))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for _ in range(rng.randrange(3)):
        QTest.mouseMove(view, start + QPoint(rng.randint(-60, 60), rng.randint(-60, 60)))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start)


def a_key(session, rng):
    network = session.scenario.network
    layer = rng.randint(1, network.depth)
    j, k = rng.randint(1, network.sizes[layer]), rng.randint(1, network.sizes[layer - 1])
    return rng.choice([f"a{layer}[{j}]", f"w{layer}[{j},{k}]"])


def a_rival(rng):
    return RivalSettings(rng.choice(STRATEGIES), rng.randint(1, 9), 10 ** rng.uniform(-2, 3), rng.choice(list(OPTIMISERS)))


def act(window, session, rng):
    """Do one thing."""
    acts = [
        lambda: session.open(open_scenario(rng.choice(builtin_names())), None),
        lambda: session.open(random_scenario(rng.randrange(1000)), None),
        lambda: session.step(rng.choice(list(Unit)), rng.random() < 0.3),
        lambda: (session.set_options(speed=rng.randrange(len(SPEEDS))), session.toggle()),
        lambda: session.go(Position(rng.randrange(200))),
        lambda: session.select(rng.choice(["", a_key(session, rng)])),
        lambda: session.point(rng.choice(["", a_key(session, rng), "path[1]", "path[150]", "layer1", "c", "y[1]"])),
        lambda: window.ask(rng.choice(list(Subject))),
        lambda: session.set_options(notation=rng.choice(list(Notation)), line=None),
        lambda: window.equations.go_to_path(rng.choice([1, -1])),
        lambda: window.landscape._on_span(rng.randrange(4)),
        lambda: window.actions_[rng.choice(TOGGLES)].trigger(),
        lambda: window.actions_[rng.choice(TOGGLES)].trigger(),
        lambda: session.compare(tuple(a_rival(rng) for _ in range(rng.randrange(4)))),
        lambda: session.set_options(equal_examples=rng.random() < 0.5),
        lambda: session.set_training(optimiser=rng.choice(list(OPTIMISERS)), eta=10 ** rng.uniform(-3, 4)),
        lambda: session.set_training(strategy=rng.choice(STRATEGIES), batch_size=rng.randint(1, 5)),
        lambda: session.set_options(slice_eta=rng.choice([None, 0.1, 1e6])),
        lambda: drag(window.landscape.view, rng),
        lambda: drag(window.slice.view, rng),
        lambda: window.landscape.view.zoom_range(rng.choice([0.8, 1.3])),
    ]
    rng.choice(acts)()


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_actions(qtbot, window, session, seed):
    rng = random.Random(seed)
    window.docks["Slice"].raise_()
    for i in range(90):
        act(window, session, rng)
        QApplication.processEvents()
        if i % 10 == 0:
            qtbot.wait(20)
    session.pause()
    assert np.isfinite(session.frame.p).all()
    for rival in session.rivals:
        assert rival.stopped or rival.update == session.rival_update(rival, session.position.update)
    for view in (window.network, window.landscape.view, window.slice.view, window.cost, window.pseudocode, window.equations.view):
        assert view.make_figure((400.0, 300.0)).shapes
