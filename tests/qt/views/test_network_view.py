"""The equation above the network: what is not set yet is set beside the window."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor

from tests.figures.measuring import flat, words
from visprop.figures.base.shapes import Formula, Label
from visprop.figures.network.options import NetworkChoices
from visprop.qt.panels.line_progress import LineProgress
from visprop.qt.panels.present_panel import PresentPanel
from visprop.timeline.position import Position


@pytest.mark.usefixtures("qapp")
def test_the_equation_above_is_set_beside_the_window(qtbot, window, session, nothing_set):
    session.playback.go(Position(0, 1, 3))
    session.choose(NetworkChoices.equation, True)
    window.network.refresh()
    assert not any(isinstance(shape, Formula) for shape in flat(window.network.figure.shapes))
    qtbot.waitUntil(lambda: any(isinstance(shape, Formula) for shape in flat(window.network.figure.shapes)), timeout=60_000)


def told(view):
    """The texts of what a view shows; none while its picture is being made."""
    figure = view.figure
    is_there = figure is not None and figure.targets and view.page_size() == (figure.width, figure.height)
    return [shape for shape in flat(figure.shapes) if isinstance(shape, Label)] if is_there else []


@pytest.mark.parametrize("text", [100, 200])
def test_no_letter_of_the_network_is_smaller_than_the_words_of_the_window(qtbot, window, session, text):
    session.window.set_text(text)
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: window.network.scale == text / 100, timeout=60_000)
    for line in range(1, len(session.playback.frame.program.lines)):
        session.playback.go(Position(0, 1, line))
        window.network.draw_again()
        qtbot.waitUntil(lambda: bool(told(window.network)), timeout=60_000)
        assert all(label.size * window.network.scale >= 11.0 * text / 100 for label in told(window.network))


@pytest.mark.parametrize("screen", [(1024, 700), (1440, 900), (1920, 1080)])
def test_a_hall_reads_each_number(qtbot, window, session, screen):
    panel = PresentPanel(window.adapter)
    qtbot.addWidget(panel)
    panel.resize(*screen)
    panel.show()
    session.playback.go(Position(0, 1, 7))
    qtbot.waitUntil(lambda: bool(told(panel.view)), timeout=60_000)
    digits = [label for label in told(panel.view) if any(letter.isdigit() for letter in words(label))]
    assert len(digits) >= 24
    assert all(label.size * panel.view.scale >= 0.022 * screen[1] for label in digits)


def test_a_hall_reads_the_sentence_the_equation_and_how_far_it_is(qtbot, window, session):
    panel = PresentPanel(window.adapter)
    qtbot.addWidget(panel)
    panel.resize(1440, 900)
    panel.show()
    session.playback.go(Position(0, 1, 7))
    qtbot.waitUntil(lambda: panel.band.view.figure is not None and bool(panel.band.view.figure.shapes), timeout=60_000)
    told_now = "Each neuron of layer 3 takes its share of the error."
    qtbot.waitUntil(lambda: panel.band.sentence.text() == told_now, timeout=60_000)
    assert panel.band.sentence.font().pixelSize() >= 0.026 * 900
    formulas = [shape for shape in panel.band.view.figure.shapes if isinstance(shape, Formula)]
    assert all(shape.size * panel.band.view.scale >= 0.022 * 900 for shape in formulas)
    assert panel.progress.words == "line 7 of 10 · 0 updates done"
    assert not any(isinstance(shape, Formula) for shape in flat(panel.view.figure.shapes))
    # It is one picture in a file, in which the equation stands above.
    assert any(isinstance(shape, Formula) for shape in flat(panel.view.finished((900.0, 560.0)).shapes))
    panel.view.set_blank(True)
    assert not panel.band.isVisible()
    assert not panel.progress.isVisible()
    panel.view.set_blank(False)
    assert panel.band.isVisible()
    assert panel.progress.isVisible()


def test_dashes_tell_the_lines_that_are_done(qtbot, window, session):
    session.playback.set_reduce_motion(True)
    progress = LineProgress(window.adapter)
    qtbot.addWidget(progress)
    progress.resize(500, 20)
    session.playback.go(Position(0, 1, 3))
    image = progress.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2).rgb() for x in range(image.width())]
    theme = session.options.theme
    for ink, count in ((theme.positive, 3), (theme.rule, 7)):
        is_ink = [QColor(*ink).rgb() == one for one in row]
        assert sum(now and not before for before, now in pairwise([False, *is_ink])) == count
