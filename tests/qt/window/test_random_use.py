"""The window under hands that do anything in any order: nothing raises, nothing warns, all stays in step."""

import random
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.random_networks import random_scenario
from tests.usual import usual
from visprop.engine.key import Key
from visprop.engine.optimisers import OPTIMISERS
from visprop.engine.schedule import STRATEGIES
from visprop.figures.moment import ViewOptions
from visprop.figures.plots.plot_options import SliceOptions
from visprop.notation.explanations.pages import Subject
from visprop.notation.notations.registry import NOTATIONS
from visprop.scenario.builtin import builtin_names, open_scenario
from visprop.scenario.run import Run
from visprop.session.speeds import SPEEDS
from visprop.timeline.contender import ContenderSettings
from visprop.timeline.position import Position, Unit

POINTED = [Key.parse(text) for text in ("path1", "path150", "layer1", "c", "y[1]", "x[1]")]
TOGGLES = ("solid", "tangent", "example_steps", "hold", "directions", "follow", "slice", "undo", "redo", "reset", "new_weights")


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
    return rng.choice([Key.unit(layer, j), Key.weight(layer, j, k)])


def a_contender(rng):
    return ContenderSettings(
        rng.choice(list(STRATEGIES)), rng.randint(1, 9), 10 ** rng.uniform(-2, 3), rng.choice(list(OPTIMISERS))
    )


def change(session, **settings):
    session.edits.set_training(replace(session.scenario.training, **settings))


def act(window, session, rng):
    """Do one thing."""
    acts = [
        lambda: session.open(Run(open_scenario(rng.choice(builtin_names()))), None),
        lambda: session.open(Run(random_scenario(rng.randrange(1000))), None),
        lambda: session.playback.step(rng.choice(list(Unit)), rng.random() < 0.3),
        lambda: (session.playback.set_speed(rng.randrange(len(SPEEDS))), session.playback.toggle()),
        lambda: session.playback.go(Position(rng.randrange(200))),
        lambda: session.selection.select(rng.choice([None, a_key(session, rng)])),
        lambda: session.selection.point(rng.choice([None, a_key(session, rng), *POINTED])),
        lambda: window.panel_commands.ask(rng.choice(list(Subject))),
        lambda: session.choose(ViewOptions.notation, rng.choice(list(NOTATIONS.values()))),
        lambda: rng.choice([window.equations.next_path, window.equations.previous_path])(),
        lambda: window.landscape._on_span(rng.randrange(4)),
        lambda: window.actions_[rng.choice(TOGGLES)].trigger(),
        lambda: window.actions_[rng.choice(TOGGLES)].trigger(),
        lambda: session.compare(tuple(a_contender(rng) for _ in range(rng.randrange(4))), rng.random() < 0.5),
        lambda: change(session, optimiser=rng.choice(list(OPTIMISERS)), eta=10 ** rng.uniform(-3, 4)),
        lambda: change(session, strategy=rng.choice(list(STRATEGIES)), batch_size=rng.randint(1, 5)),
        lambda: session.choose(SliceOptions.eta, rng.choice([None, 0.1, 1e6])),
        lambda: drag(window.landscape.view, rng),
        lambda: drag(window.views["slice"], rng),
        lambda: window.landscape.view.zoom_by(rng.choice([0.8, 1.3]), QPointF(50, 50)),
    ]
    rng.choice(acts)()


@pytest.mark.parametrize("seed", usual(range(4), range(2)))
def test_any_order_of_actions(qtbot, idle, window, session, seed):
    rng = random.Random(seed)
    window.docks.docks["slice"].raise_()
    for i in range(90):
        act(window, session, rng)
        QApplication.processEvents()
        if i % 10 == 0:
            qtbot.wait(20)
    session.playback.pause()
    assert np.isfinite(session.playback.frame.p).all()
    for contender in session.comparison.contenders:
        assert contender.stopped or contender.update == session.comparison.update_of(contender, session.playback.position.update)
    for view in window.views.values():
        assert view.finished((400.0, 300.0)).shapes
