"""The bench Neuron in the window: begun with a neuron of the open network, stepped through, dragged, undone."""

import pytest
from PySide6.QtCore import Qt

from tests.figures.measuring import texts
from tests.qt.settling import settle
from visprop.engine.key import Key
from visprop.timeline.position import Position


@pytest.fixture
def neuron(window):
    window.documents.open_offer("neuron")
    settle()
    return window


def test_a_page_of_long_formulas_is_finished_by_itself(qtbot, neuron, session):
    page = neuron.views["neuron-page"]
    session.playback.go(Position(len(session.own.frame.steps) - 1))
    qtbot.waitUntil(lambda: page.is_whole and any(text.startswith("In float64") for text in texts(page.figure)), timeout=20_000)


def test_the_point_on_the_curve_is_dragged_by_keys_and_undone(qtbot, neuron, session):
    picture = neuron.views["neuron-curve"]
    session.playback.go(Position(3))
    settle()
    before = session.own.values
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_N)
    assert picture.chosen == "z, which moves b"
    qtbot.keyClick(picture, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert session.own.values["b"] > before["b"]
    assert session.own.values == before.put({"b": session.own.values["b"]})
    session.own.edits.undo()
    settle()
    assert session.own.values == before


def test_the_bench_begins_with_the_neuron_that_is_selected_in_the_network(window, session):
    frame = session.playback.frame
    session.selection.select(Key.unit(2, 2))
    weights, biases = frame.scenario.network.layers(frame.p)[1]
    window.documents.open_on_bench("neuron")
    settle()
    values = session.own.values
    assert (values["w1"], values["w2"], values["b"]) == (*weights[1], biases[1])
    assert tuple(values[name] for name in ("w1", "w2", "b")) != (0.75, 1.25, -0.5)
