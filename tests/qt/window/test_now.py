"""The band of the present line: where it stands, what it does, what is new."""

from dataclasses import replace

import numpy as np
import pytest

from tests.qt.settling import settle
from visprop.notation.explanations.sentences import update_sentence
from visprop.qt.panels.now_band import NowBand
from visprop.scenario.builtin import open_scenario
from visprop.scenario.run import Run
from visprop.timeline.position import Position
from visprop.timeline.timeline import Timeline


@pytest.fixture
def band(window, session):
    session.playback.set_reduce_motion(True)
    return window.docks.panels["network"].findChild(NowBand)


def at(session, line, update=0, example=1):
    session.playback.go(Position(update, example, line))
    settle()


def seen(label):
    return label.text() if label.isVisible() else ""


def test_stage_sentence_and_news_of_each_line_of_an_update(band, session):
    # Two neurons a layer, four layers: the lines of the article's algorithm.
    forward, backward = [f"Forward · layer {i}" for i in (1, 2, 3, 4)], [f"Backward · layer {i}" for i in (4, 3, 2, 1)]
    stages = ["Input", *forward, "Cost", *backward, "Update"]
    letters = ["x", *"aaaa", "c", *"δδδδ", "w"]
    for line, (stage, letter) in enumerate(zip(stages, letters, strict=True)):
        at(session, line, example=2 if line == 10 else 1)
        assert seen(band.stage) == stage
        assert f"<i>{letter}</i>" in seen(band.news)
    assert "b" in band.news.text()


def plain_text(label):
    from PySide6.QtGui import QTextDocument

    document = QTextDocument()
    document.setHtml(label.text())
    return document.toPlainText()


def test_the_news_of_a_wide_layer_are_its_first_and_its_last(band, session):
    session.open(Run(open_scenario("digits")), None)
    at(session, 1)
    assert plain_text(band.news) == "new: a11 … a130"
    at(session, 0)
    assert plain_text(band.news) == "new: x1 … x64"


@pytest.mark.parametrize("name, updates", [("digits", (0, 720)), ("iris", (0, 600)), ("xor", (0, 2000))])
def test_at_the_cost_the_class_that_is_told_and_the_true_one_are_said(band, session, name, updates):
    session.open(Run(open_scenario(name)), None)
    scenario = session.scenario
    verdicts = set()
    for update in updates:
        for example in range(1, scenario.schedule.size_of(update) + 1):
            at(session, scenario.network.depth + 1, update, example)
            frame = session.playback.frame
            x, y = scenario.data.x[frame.row], scenario.data.y[frame.row]
            a = scenario.network.forward(frame.p, x[None])[0]
            if len(y) > 1:
                names = scenario.data.target_names
                told, true = names[int(np.argmax(a))], names[int(np.argmax(y))]
            else:
                told, true = str(int(a[0] > 0.5)), str(int(y[0]))
            right, wrong = (
                "and so it is. The cost tells how near that is.",
                f"but it is {true}. The cost tells how far off that is.",
            )
            end = right if told == true else wrong
            assert band.sentence.text() == f"The network takes it for {told}, {end}"
            verdicts.add(told == true)
    assert verdicts == {True, False}


@pytest.mark.parametrize("name", ["sine", "neuron", "two-neurons"])
def test_of_a_regression_no_class_is_said(band, session, name):
    # Of a single neuron two rows with two targets, 0.8 and 0.3, which are no classes.
    session.open(Run(open_scenario(name)), None)
    at(session, session.scenario.network.depth + 1)
    assert band.sentence.text() == "The cost tells how far the output is from the target."


def test_while_an_answer_is_asked_for_nothing_of_it_is_said(window, band, session):
    session.open(Run(open_scenario("iris")), None)
    window.panel_commands.be_algorithm()
    settle()
    assert window.adapter.is_asking
    assert band.news.text() == ""
    assert "takes it for" not in band.sentence.text()
    window.adapter.leave()


@pytest.mark.parametrize("width, text, is_seen", [(1440, 100, True), (860, 200, False)])
def test_the_sentence_comes_first_where_there_is_little_room(window, band, session, width, text, is_seen):
    window.resize(width, 900)
    session.window.set_text(text)
    at(session, 7)
    assert band.stage.isVisible() is band.news.isVisible() is is_seen
    if is_seen:
        assert band.sentence.width() >= band.sentence.sizeHint().width()
    session.window.set_text(100)


@pytest.mark.parametrize("name, letters", [("two-neurons", "φB"), ("xor", "φ"), ("iris", "φB")])
def test_descend_says_what_the_update_promised_and_what_came(qtbot, window, session, name, letters):
    session.playback.set_reduce_motion(True)
    session.open(Run(open_scenario(name)), None)
    session.window.choose("descend")
    settle()
    band, scenario = window.landscape.band, session.scenario
    assert band.isVisible()
    session.playback.go(session.playback.experiment.walk.update_end(3))
    settle()
    frame = session.playback.frame
    x, y = scenario.train.x[frame.examples], scenario.train.y[frame.examples]

    def cost(p):
        return float(np.mean(scenario.network.costs(p, x, y)))

    step = frame.p_next - frame.p_before
    # The slope by central differences along the step.
    promised = -(cost(frame.p_before + 1e-4 * step) - cost(frame.p_before - 1e-4 * step)) / 2e-4
    came = cost(frame.p_before) - cost(frame.p_next)
    qtbot.waitUntil(lambda: band.numbers.text() != "", timeout=60_000)
    assert band.sentence.text() == f"This step brought {100 * came / promised:.3g} % of the decrease that the slope promised."
    told = plain_text(band.numbers).replace("−", "-").replace("\xa0", " ")
    assert told.startswith(f"promised -∇{letters}")
    numbers = [float(part.split("actual")[0]) for part in told.split("≈")[1:]]
    np.testing.assert_allclose(numbers, [promised, came], rtol=1e-3)
    assert band.stage.text() == "Update 3"


def test_a_step_that_is_too_long_is_said_to_be_one(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    session.open(Run(open_scenario("sine")), None)
    session.network_edits.set_training(replace(session.scenario.training, eta=30.0))
    session.window.choose("descend")
    session.playback.go(session.playback.experiment.walk.update_end(1))
    settle()
    assert session.playback.frame.at_once().actual_decrease < 0.0
    qtbot.waitUntil(lambda: window.landscape.band.numbers.text() != "", timeout=60_000)
    assert window.landscape.band.sentence.text() == "The slope promised a decrease, and the cost rose: the step was too long."


def test_the_band_follows_what_is_tried_out(window, band, session):
    session.open(Run(open_scenario("xor")), None)
    at(session, session.scenario.network.depth + 1)
    before = band.sentence.text()
    session.try_input(np.array([0.3, 0.9]))
    settle()
    assert band.sentence.text() != before
    assert "takes it for" not in band.sentence.text()


def frame_with(**values):
    """A frame at an update line, with decreases as if they had come."""
    session = Timeline(Run(open_scenario("sine")))
    frame = session.frame(session.walk.update_end(1))
    made = type("Frame", (), {"__getattr__": lambda self, name: getattr(frame, name), **values})
    return made()


@pytest.mark.parametrize(
    "promised, actual, sentence",
    [
        (0.0, 0.0, "Nothing moved: the slope is 0."),
        (-1e-3, 2e-3, "This step led up the slope, and the cost fell."),
        (-1e-3, -2e-3, "This step led up the slope, and the cost rose."),
        (1e-3, -2e-3, "The slope promised a decrease, and the cost rose: the step was too long."),
        (1e-22, -1e-17, "The slope promised less than float64 can tell of the cost."),
        (1e-3, 0.5e-3, "This step brought 50 % of the decrease that the slope promised."),
        (1e-5, 0.5, "This step brought 5×10⁶ % of the decrease that the slope promised."),
        (float("nan"), 1.0, "Every weight and bias has taken a step."),
        (None, None, "Every weight and bias has taken a step."),
    ],
)
def test_what_an_update_brought_is_said_in_each_case(promised, actual, sentence):
    assert update_sentence(frame_with(promised_decrease=promised, actual_decrease=actual)) == sentence
