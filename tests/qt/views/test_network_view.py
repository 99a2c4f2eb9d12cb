"""The equation above the network: what is not set yet is set beside the window."""

import pytest

from tests.figures.measuring import flat, words
from visprop.figures.base.shapes import Formula, Label
from visprop.figures.network.options import NetworkChoices
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
    qtbot.waitUntil(lambda: bool(told(panel)), timeout=60_000)
    digits = [label for label in told(panel) if any(letter.isdigit() for letter in words(label))]
    assert len(digits) >= 24
    assert all(label.size * panel.scale >= 0.022 * screen[1] for label in digits)
