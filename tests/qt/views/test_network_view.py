"""The equation above the network: what is not set yet is set beside the window."""

import pytest

from tests.figures.measuring import flat
from visprop.figures.base.shapes import Formula
from visprop.figures.network.options import NetworkChoices
from visprop.timeline.position import Position


@pytest.mark.usefixtures("qapp")
def test_the_equation_above_is_set_beside_the_window(qtbot, window, session, nothing_set):
    session.playback.go(Position(0, 1, 3))
    session.choose(NetworkChoices.equation, True)
    window.network.refresh()
    assert not any(isinstance(shape, Formula) for shape in flat(window.network.figure.shapes))
    qtbot.waitUntil(lambda: any(isinstance(shape, Formula) for shape in flat(window.network.figure.shapes)), timeout=60_000)
