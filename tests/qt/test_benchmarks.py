"""What a benchmark of drawing measures is seen."""

import pytest

from tests.benchmarks.paints import Paints
from tests.qt.settling import settle
from visprop.timeline.position import Unit


def test_a_view_that_is_not_seen_is_not_measured(window):
    window.docks.docks["network"].hide()
    settle()
    with pytest.raises(ValueError, match="the view 'network' is not seen"):
        Paints([window.views["network"]])


def test_each_paint_of_a_view_that_is_seen_is_counted(window, session, qtbot):
    session.playback.set_reduce_motion(True)
    settle()
    paints = Paints([window.views["network"]])
    for count in range(1, 4):
        session.playback.step(Unit.LINE)
        qtbot.waitUntil(lambda count=count: len(paints.times["network"]) >= count)
